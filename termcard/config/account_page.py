"""The page of one's own account: its roles, its mail, and the end of its sessions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.people.actions import end_sessions


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def account_page(request: HttpRequest) -> HttpResponse:
    """Show what the account may do, and how it is signed in to and out of."""
    return render(
        request, "account/account_page.html", {"roles": account_of(request).roles.in_order()}
    )


@allows(Policy.SIGNED_IN)
@never_cache
@require_POST
def leave_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account, this one too."""
    end_sessions(account_of(request))
    logout(request)
    messages.info(request, "You are signed out on every device.")
    return redirect("account_login")

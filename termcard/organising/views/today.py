"""The page with which an organiser's day begins, and the switch of its mail."""

from __future__ import annotations

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.actions.mornings import OF_MORNING_MAIL
from termcard.organising.models import needs_today, this_week
from termcard.people.actions import set_morning_mail
from termcard.people.models import Account
from termcard.programme.models import Event


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show what needs the account today, and its week."""
    account = account_of(request)
    mine = Event.objects.editable_by(account)
    shown = {"sections": needs_today(account, mine=mine), "week": this_week(mine)}
    return render(request, "organising/today.html", shown)


@allows(Policy.SIGNED_IN)
@never_cache
@require_POST
def morning_mail(request: HttpRequest) -> HttpResponse:
    """Switch the mail of each morning on or off."""
    is_wanted = request.POST.get("wanted") == "yes"
    set_morning_mail(account_of(request), is_wanted=is_wanted)
    said = "The mail of the morning comes again." if is_wanted else "No such mail comes any more."
    messages.info(request, said)
    return redirect("desk")


@allows(Policy.ANYONE)
@never_cache
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_morning_mail(request: HttpRequest, token: str) -> HttpResponse:
    """End the mail of the morning when the button is pressed, or a mail program does so.

    The latter sends no origin, and the token alone says who asks (RFC 8058, section 3.2).
    """
    try:
        key = signing.loads(token, salt=OF_MORNING_MAIL)
    except signing.BadSignature as error:
        raise Http404 from error
    account = Account.objects.keyed(key).first()
    if request.method == "POST" and account is not None:
        set_morning_mail(account, is_wanted=False)
    shown = {"is_done": account is None or request.method == "POST"}
    return render(request, "organising/stop_morning_mail.html", shown)

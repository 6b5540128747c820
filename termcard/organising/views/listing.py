"""The page that lists what an account may change."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.programme.models import Event

A_PAGE = 50


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def own_events(request: HttpRequest) -> HttpResponse:
    """Show the events the account may change: those to come, or those that are over."""
    mine, now = Event.objects.editable_by(account_of(request)).with_line(), timezone.now()
    is_past = "past" in request.GET
    events = mine.over_by(now).latest_first() if is_past else mine.ending_after(now).soonest_first()
    page = Paginator(events, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "organising/own_events.html", {"page": page, "is_past": is_past})

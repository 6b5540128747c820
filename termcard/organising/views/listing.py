"""The page that lists what an account may change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from termcard.announcements.wording import when_line
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms import FilterForm
from termcard.organising.views.finding import state_of
from termcard.people.models import Account
from termcard.programme.models import Event
from termcard.programme.querysets import EventQuerySet

A_PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Line:
    """One event of the list: in which state it is, when, and where with whom."""

    event: Event
    state: str
    when: str
    gist: str


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def own_events(request: HttpRequest) -> HttpResponse:
    """Show the events the account may change: those asked for, to come or over."""
    now, form = timezone.now(), FilterForm(request.GET, account=account_of(request))
    asked = form.asked()
    page = Paginator(_asked_for(account_of(request), asked, now), A_PAGE).get_page(
        request.GET.get("page")
    )
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    shown = {
        "page": page,
        "lines": [_line(event, now) for event in page.object_list],
        "form": form,
        "is_past": bool(asked.get("past")),
        "is_sieved": bool(set(kept) - {"past"}),
        "question": f"{urlencode(kept)}&" if kept else "",
    }
    return render(request, "organising/own_events.html", shown)


def _asked_for(account: Account, asked: Mapping[str, Any], now: datetime) -> EventQuerySet:
    state = asked.get("state", "")
    mine = Event.objects.editable_by(account, is_discarded=state == "discarded")
    mine = mine.in_state(state, now).with_line().with_state()
    mine = mine.over_by(now).latest_first() if asked.get("past") else _to_come(mine, state, now)
    if asked.get("host"):
        mine = mine.hosted_within(asked["host"])
    if asked.get("series"):
        mine = mine.in_series(asked["series"])
    if asked.get("untitled"):
        mine = mine.without_title()
    found: EventQuerySet = mine.matching(asked["q"]) if asked.get("q") else mine
    return found


def _to_come(mine: EventQuerySet, state: str, now: datetime) -> EventQuerySet:
    """Return those to come; drafts that were discarded or taken down whenever they were."""
    is_whenever = state in ("discarded", "withdrawn")
    those: EventQuerySet = mine if is_whenever else mine.ending_after(now)
    return those.soonest_first()


def _line(event: Event, now: datetime) -> Line:
    told = event.announcement()
    where = told.place.name if told.place else told.platform
    who = ", ".join(part.name for part in told.speakers[:3])
    host = told.host.name if told.host else ""
    return Line(
        event=event,
        state=state_of(event, now),
        when=when_line(told.sessions[0]) if told.sessions else "",
        gist=" · ".join(word for word in (who, where, host) if word),
    )

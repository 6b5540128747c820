"""The history of an event in words: who did what and when, what was and what is, and undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.views.field_words import LABELS, Difference, difference
from termcard.organising.views.finding import own_event
from termcard.organising.views.telling import told_about
from termcard.people.models import Account
from termcard.programme.actions import undo_change, why_not_undone
from termcard.programme.models import Event
from termcard.records.models import Change

MOST_SHOWN = 200
WORDS = {
    "amended": "changed",
    "announced": "announced",
    "cancelled": "cancelled",
    "discarded": "discarded the draft",
    "erased": "erased every word",
    "held_back": "held back",
    "hosting_accepted": "agreed to hold it too",
    "hosting_declined": "does not hold it too",
    "merged": "merged into another event",
    "postponed": "postponed",
    "preview_made": "made a preview link",
    "preview_revoked": "revoked a preview link",
    "private_changed": "changed what is private",
    "published": "published",
    "rescheduled": "moved",
    "restored": "restored",
    "reworded": "took over a new word of the series or the host",
    "taken_up": "took up the draft again",
    "took_over": "took over a double",
    "unlisted": "took out of all lists",
    "withdrawn": "withdrew",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that happened to an event."""

    number: int
    words: str
    who: str
    at: datetime
    note: str
    differences: list[Difference]
    is_loud: bool
    is_undoable: bool


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def event_history(request: HttpRequest, short_id: str) -> HttpResponse:
    """Show everything that happened to an event, the newest first."""
    event = own_event(request, short_id)
    changes = list(Change.objects.of("event", event.pk)[:MOST_SHOWN])
    shown = {"event": event, "lines": lines_of(event, changes)}
    return render(request, "organising/event_history.html", shown)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo_event_change(request: HttpRequest, short_id: str, key: int) -> HttpResponse:
    """Ask whether something is to be undone, and undo it: as a new change, with its own line."""
    event = own_event(request, short_id)
    change = Change.objects.of("event", event.pk).with_number(key).first()
    if change is None:
        raise Http404
    why_not = why_not_undone(event, change)
    if request.method == "POST" and not why_not:
        try:
            undo_change(event, change, by=account_of(request))
        except (ValidationError, PermissionDenied) as error:
            why_not = " ".join(getattr(error, "messages", [str(error)]))
        else:
            messages.info(request, "It is undone; this stands in the history too.")
            return redirect("event_history", short_id)
    shown = {"event": event, "line": lines_of(event, [change])[0], "why_not": why_not}
    shown["told"] = told_about(event) if change.is_loud else ""
    status = 400 if request.method == "POST" else 200
    return render(request, "organising/undo.html", shown, status=status)


def lines_of(event: Event, changes: Sequence[Change]) -> list[Line]:
    """Return what happened in words, with who did it."""
    names = _names(changes)
    return [
        Line(
            number=change.pk,
            words=WORDS.get(change.verb, change.verb.replace("_", " ")),
            who=names.get(change.by_account_id, "somebody whose account is gone"),
            at=change.made_at,
            note=str(change.details.get("note") or ""),
            differences=_differences(change),
            is_loud=change.is_loud,
            is_undoable=not why_not_undone(event, change),
        )
        for change in changes
    ]


def _names(changes: Iterable[Change]) -> dict[int, str]:
    accounts = Account.objects.in_bulk({change.by_account_id for change in changes})
    return {key: account.email for key, account in accounts.items()}


def _differences(change: Change) -> list[Difference]:
    if change.verb == "rescheduled":
        was, now = (_moments(change.details.get(name)) for name in ("from", "to"))
        return [Difference("Begins", was, now)] if was or now else []
    return [
        difference(name, *two)
        for name, two in change.details.items()
        if name in LABELS and isinstance(two, list) and len(two) == 2
    ]


def _moments(written: Any) -> str:
    """Return starts that a move recorded, each as "9 December 2026, 13:00"."""
    moments = [parse_datetime(each) for each in written or [] if isinstance(each, str)]
    return "\n".join(f"{at.day} {at:%B %Y, %H:%M}" for at in moments if at is not None)

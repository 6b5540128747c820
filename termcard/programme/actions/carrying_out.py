"""Carries out many wishes about the dates of a series as one batch, and records what was before."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement
from termcard.people.models import Account
from termcard.programme.actions.amending import amend_events
from termcard.programme.actions.announcing import Announcing, announce_events
from termcard.programme.actions.discarding import discard_event, take_up_event
from termcard.programme.actions.moving import reschedule_events
from termcard.programme.actions.placeholders import hold_date, release_date
from termcard.programme.models import Event, Placeholder, Series
from termcard.records.actions import UNSEEN, Happening, one_batch, record_changes

PLANNED = "term_planned"
# A kind of placeholder and its words; None where the date is not held.
Held = tuple[str, str] | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class EventWish:
    """What an event is to tell: a new one without `event`, a draft put away without `told`."""

    event: Event | None = None
    told: Announcement | None = None
    is_taken_up: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class DateWish:
    """What a date of the series is to hold without an event."""

    on: date
    held: Held


@dataclasses.dataclass(frozen=True, kw_only=True)
class Wishes:
    """All that is to be done in one batch."""

    events: Sequence[EventWish] = ()
    dates: Sequence[DateWish] = ()


def carry_out(series: Series, wishes: Wishes, *, batch: uuid.UUID, by: Account) -> list[Event]:
    """Do all that is wished, and return the events that are new.

    Belongs inside a transaction, on events that are locked. The change that is recorded of the
    series holds what was before, by which the batch can be undone.
    """
    was = _before(series, wishes)
    with one_batch(batch):
        for on, held in {wish.on: wish.held for wish in wishes.dates}.items():
            _hold(series, on, held, by)
        fresh = _announce(series, [each for each in wishes.events if each.event is None], by)
        _change([each for each in wishes.events if each.event is not None], by)
        made = [event.pk for event in fresh]
        keys = [*(row["event"] for row in was["events"]), *made]
        details = {**was, "made": made, "revisions": _revisions(keys)}
        done = Happening(
            "series", series.pk, PLANNED, is_loud=False, details=details, touches=UNSEEN
        )
        record_changes([done], by=by)
    return fresh


def _before(series: Series, wishes: Wishes) -> dict[str, Any]:
    """Return what the batch finds, fit for JSON."""
    days = [wish.on for wish in wishes.dates]
    held = {each.on: each for each in Placeholder.objects.of_any([series]).on_days(days)}
    return {
        "events": [
            {
                "event": wish.event.pk,
                "was": documented.write(wish.event.announcement()),
                "did": "taken_up" if wish.is_taken_up else "amended" if wish.told else "discarded",
            }
            for wish in wishes.events
            if wish.event is not None
        ],
        "dates": [
            {"on": on.isoformat(), "was": [held[on].kind, held[on].words] if on in held else None}
            for on in dict.fromkeys(days)
        ],
    }


def _revisions(keys: Iterable[int]) -> dict[str, int]:
    found = Event.objects.filter(pk__in=list(keys)).values_list("pk", "revision")
    return {str(key): revision for key, revision in found}


def _hold(series: Series, on: date, held: Held, by: Account) -> None:
    if held is not None:
        kind, words = held
        hold_date(series, on=on, kind=Placeholder.Kind(kind), words=words, by=by)
        return
    known = Placeholder.objects.of_any([series]).on_days([on]).first()
    if known is not None:
        release_date(known, by=by)


def _announce(series: Series, wishes: Sequence[EventWish], by: Account) -> list[Event]:
    announcings = [
        Announcing(
            announcement=wish.told,
            host=series.host,
            series=series,
            visibility=Event.Visibility.DRAFT,
        )
        for wish in wishes
        if wish.told is not None
    ]
    return announce_events(announcings, by=by) if announcings else []


def _change(wishes: Sequence[EventWish], by: Account) -> None:
    """Amend, move, put away and take up."""
    amended, moved = [], []
    for wish in wishes:
        event, told = wish.event, wish.told
        if event is None:
            continue
        if wish.is_taken_up:
            take_up_event(event, by=by)
        elif told is None:
            discard_event(event, by=by)
        else:
            before = event.announcement().sessions
            amended.append((event, dataclasses.replace(told, sessions=before)))
            if told.sessions != before:
                moved.append((event, told.sessions))
    if amended:
        amend_events(amended, by=by)
    if moved:
        reschedule_events(moved, by=by)

"""Cancels and postpones events, and restores them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.announcements.announcement import Status
from termcard.announcements.withholding import withhold
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, open_events, touch_events
from termcard.programme.models import Event
from termcard.records.actions import require_clean


def cancel_event(event: Event, *, by: Account, note: str = "") -> Event:
    """Call an event off. It stays visible, marked; `note` tells the world why."""
    return cancel_events([event], by=by, note=note)[0]


def cancel_events(events: Sequence[Event], *, by: Account, note: str = "") -> list[Event]:
    """Call many events off in one batch."""
    return _change_status(events, Status.CANCELLED, "cancelled", by=by, note=note)


def postpone_event(event: Event, *, by: Account, note: str = "") -> Event:
    """Put an event off until a new date is known; rescheduling it ends that."""
    return postpone_events([event], by=by, note=note)[0]


def postpone_events(events: Sequence[Event], *, by: Account, note: str = "") -> list[Event]:
    """Put many events off in one batch."""
    return _change_status(events, Status.POSTPONED, "postponed", by=by, note=note)


def restore_event(event: Event, *, by: Account) -> Event:
    """Put a withdrawn event back as it was; confirm a cancelled or postponed one."""
    return restore_events([event], by=by)[0]


@transaction.atomic
def restore_events(events: Sequence[Event], *, by: Account) -> list[Event]:
    """Restore many events in one batch. Raises ValidationError for one that was erased."""
    return _each(events, by, _restore)


def _change_status(
    events: Sequence[Event], status: Status, verb: str, *, by: Account, note: str
) -> list[Event]:
    words = withhold(plain_line(note)).text

    def change(event: Event) -> Touch | None:
        if event.is_taken_down:
            raise ValidationError("A withdrawn event is restored first.")
        if (event.status, event.status_note) == (status.value, words):
            return None
        details = {"status": [event.status, status.value], "note": words}
        event.status, event.status_note = status.value, words
        require_clean(event)
        columns = ("status", "status_note")
        return Touch(event, verb, columns=columns, details=details, is_itip=True)

    return _each(events, by, change)


def _restore(event: Event) -> Touch | None:
    if event.erased_at is not None:
        raise ValidationError("What was erased cannot be restored.")
    if event.withdrawn_at is not None:
        event.withdrawn_at = None
        return Touch(event, "restored", columns=("withdrawn_at",), is_itip=True)
    if event.status not in (Status.CANCELLED, Status.POSTPONED):
        return None
    details = {"status": [event.status, Status.CONFIRMED.value]}
    event.status, event.status_note = Status.CONFIRMED.value, ""
    return Touch(
        event, "restored", columns=("status", "status_note"), details=details, is_itip=True
    )


@transaction.atomic
def _each(
    events: Sequence[Event], by: Account, change: Callable[[Event], Touch | None]
) -> list[Event]:
    opened = open_events(events, by=by)
    touches = [touch for touch in map(change, opened) if touch is not None]
    touch_events(touches, by=by)
    return opened

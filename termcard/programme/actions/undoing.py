"""Undoes what happened to an event: each undo is a new action with a Change of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement, Status
from termcard.announcements.sessions import Session
from termcard.people.models import Account
from termcard.programme.actions.amending import NOT_AMENDED, amend_event
from termcard.programme.actions.calling_off import restore_event
from termcard.programme.actions.discarding import hold_back_event, take_up_event
from termcard.programme.actions.moving import reschedule_event
from termcard.programme.actions.touching import is_shown
from termcard.programme.models import Event
from termcard.records.models import Change

# What stands in the place of what was undone cannot be known once somebody wrote over it.
WRITTEN_OVER = "What this changed was changed again since."


def why_not_undone(event: Event, change: Change) -> str:
    """Return why what happened cannot be undone, in words for whoever asks; empty when it can."""
    undo = _UNDOING.get(change.verb)
    if undo is None or event.is_taken_down and change.verb != "withdrawn":
        return "This cannot be undone."
    return undo.why_not(event, change)


@transaction.atomic
def undo_change(event: Event, change: Change, *, by: Account) -> Event:
    """Let an event be as it was before something happened to it; what happened stays on record.

    Raises PermissionDenied, and ValidationError when it cannot be undone, or no longer.
    """
    those = Event.objects.editable_by(by, is_discarded=change.verb == "discarded")
    stands: Event | None = those.filter(pk=event.pk).with_announcement().first()
    if stands is None:
        raise ValidationError("This cannot be undone.")
    why_not = why_not_undone(stands, change)
    if why_not:
        raise ValidationError(why_not)
    return _UNDOING[change.verb].undo(stands, change, by)


class _Undo:
    """How one verb is undone: what hinders it, and what is done instead."""

    def __init__(
        self,
        why_not: Callable[[Event, Change], str],
        undo: Callable[[Event, Change, Account], Event],
    ) -> None:
        self.why_not, self.undo = why_not, undo


def _amended_still(event: Event, change: Change) -> str:
    changed = {name: two for name, two in change.details.items() if _is_amendable(name, two)}
    if not changed:
        return "This cannot be undone."
    now = documented.write(event.announcement())
    stands = all(_is_same(name, now[name], two[1]) for name, two in changed.items())
    return "" if stands else WRITTEN_OVER


def _is_same(name: str, now: Any, then: Any) -> bool:
    """Say whether a field says still what it said then; a known place says more of itself."""
    if name == "place" and now and then:
        return bool(now["name"] == then["name"])
    return sorted(now) == sorted(then) if name == "topics" else bool(now == then)


def _is_amendable(name: str, two: Any) -> bool:
    is_said = name in documented.KEEPS and name not in NOT_AMENDED | {"sessions"}
    return is_said and isinstance(two, list) and len(two) == 2


def _as_it_was(event: Event, change: Change) -> Announcement:
    before = {name: two[0] for name, two in change.details.items() if _is_amendable(name, two)}
    return documented.read({**documented.write(event.announcement()), **before})


def _unamend(event: Event, change: Change, by: Account) -> Event:
    wanted = _as_it_was(event, change)
    return amend_event(event, wanted, by=by, revision=event.revision)


def _moved_still(event: Event, change: Change) -> str:
    if event.status == Status.CANCELLED:
        return "It is cancelled; restore it first."
    if not change.details.get("sessions"):
        return "This cannot be undone: the hours of then are not on record."
    now = [each.starts_at().isoformat() for each in event.announcement().sessions]
    return "" if now == change.details.get("to") else WRITTEN_OVER


def _move_back(event: Event, change: Change, by: Account) -> Event:
    shell = documented.read({"sessions": change.details["sessions"]})
    sessions: tuple[Session, ...] = shell.sessions
    return reschedule_event(event, sessions, by=by, revision=event.revision)


def _still(status: Status) -> Callable[[Event, Change], str]:
    def why_not(event: Event, change: Change) -> str:
        return "" if event.status == status else "It is so no longer."

    return why_not


def _withdrawn_still(event: Event, change: Change) -> str:
    if event.erased_at is not None or event.withdrawn_at is None:
        return "It is so no longer."
    return ""


def _waits_still(event: Event, change: Change) -> str:
    waits = event.visibility != Event.Visibility.DRAFT and not is_shown(event)
    return "" if waits else "It is out already; withdraw it."


def _discarded_still(event: Event, change: Change) -> str:
    return "" if event.discarded_at is not None else "It is so no longer."


def _restore(event: Event, change: Change, by: Account) -> Event:
    return restore_event(event, by=by)


_UNDOING = {
    "amended": _Undo(_amended_still, _unamend),
    "rescheduled": _Undo(_moved_still, _move_back),
    "cancelled": _Undo(_still(Status.CANCELLED), _restore),
    "postponed": _Undo(_still(Status.POSTPONED), _restore),
    "withdrawn": _Undo(_withdrawn_still, _restore),
    "published": _Undo(_waits_still, lambda event, change, by: hold_back_event(event, by=by)),
    "discarded": _Undo(_discarded_still, lambda event, change, by: take_up_event(event, by=by)),
}

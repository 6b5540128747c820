"""Moves events to other times."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.announcements.announcement import Announcement, Earlier, Status
from termcard.announcements.sessions import Session as SessionTold
from termcard.announcements.withholding import withhold
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.actions import rows
from termcard.programme.actions.announcing import write_sessions
from termcard.programme.actions.preparing import prepare
from termcard.programme.actions.touching import (
    Touch,
    is_shown,
    later_than,
    open_events,
    require_revision,
    touch_events,
)
from termcard.programme.models import Event
from termcard.records.actions import require_clean


def reschedule_event(
    event: Event,
    sessions: Sequence[SessionTold],
    *,
    by: Account,
    note: str = "",
    revision: int | None = None,
) -> Event:
    """Move an event to other times; a postponed one takes place again.

    `revision` is the one that whoever moves it has seen. Raises PermissionDenied, and
    ValidationError for a cancelled event or one that somebody else changed meanwhile.
    """
    with transaction.atomic():
        (opened,) = open_events([event], by=by)
        require_revision(opened, revision)
        return reschedule_events([(opened, sessions)], by=by, note=note)[0]


@transaction.atomic
def reschedule_events(
    moves: Sequence[tuple[Event, Sequence[SessionTold]]], *, by: Account, note: str = ""
) -> list[Event]:
    """Move many events in one batch, all or none; one that stays where it is is not touched."""
    opened = open_events([event for event, _ in moves], by=by)
    touches = []
    for event, (_, sessions) in zip(opened, moves, strict=True):
        touch = _move(event, sorted(sessions, key=SessionTold.order), note)
        if touch is not None:
            touches.append(touch)
    touch_events(touches, by=by)
    return opened


def _move(event: Event, sessions: Sequence[SessionTold], note: str) -> Touch | None:
    if event.is_taken_down or event.status == Status.CANCELLED:
        raise ValidationError("A cancelled or withdrawn event is restored before it is moved.")
    before = event.announcement()
    after = prepare(dataclasses.replace(before, sessions=_kept(before, sessions))).announcement
    if before.sessions == after.sessions:
        return None
    if is_shown(event) and before.sessions:
        earlier = _earlier(before.sessions[0], later_than(event.changed_at))
        event.earlier = [*event.earlier, *rows.earlier_rows([earlier])]
    if event.status == Status.POSTPONED:
        event.status, event.status_note = Status.CONFIRMED.value, ""
    if note:
        event.status_note = withhold(plain_line(note)).text
    require_clean(event)
    replace_sessions(event, after)
    details = {
        "from": [each.starts_at().isoformat() for each in before.sessions],
        "to": [each.starts_at().isoformat() for each in after.sessions],
    }
    columns = ("earlier", "status", "status_note", "starts_at", "ends_at")
    return Touch(event, "rescheduled", columns=columns, details=details, is_itip=True)


def _kept(before: Announcement, sessions: Sequence[SessionTold]) -> tuple[SessionTold, ...]:
    """Return the new sittings, each with the UID, title and talks of the one in its place."""
    kept = []
    for position, each in enumerate(sessions):
        if position < len(before.sessions):
            was = before.sessions[position]
            each = dataclasses.replace(
                each,
                uid=each.uid or was.uid,
                title=each.title or was.title,
                talks=each.talks or was.talks,
            )
        kept.append(each)
    return tuple(kept)


def _earlier(session: SessionTold, changed_at: datetime) -> Earlier:
    if session.starts_time is None:
        return Earlier(starts=session.starts_on, changed_at=changed_at)
    return Earlier(starts=session.starts_at(), changed_at=changed_at)


def replace_sessions(event: Event, announcement: Announcement) -> None:
    """Write the sittings of the announcement in the place of those the event has."""
    known = [row.uid for row in event.sessions.all()]
    uids = rows.with_uids(announcement.sessions, event.uid, known)
    fresh = [
        dataclasses.replace(each, uid=uid)
        for each, uid in zip(announcement.sessions, uids, strict=True)
    ]
    event.sessions.all().delete()
    write_sessions([(event, dataclasses.replace(announcement, sessions=tuple(fresh)))])
    for name, moment in rows.bounds(fresh).items():
        setattr(event, name, moment)

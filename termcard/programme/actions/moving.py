"""Moves events to other times."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement, Earlier, Status
from termcard.announcements.sessions import Session as SessionTold
from termcard.announcements.withholding import withhold
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.actions import rows
from termcard.programme.actions.preparing import prepare
from termcard.programme.actions.touching import (
    Touch,
    is_shown,
    later_than,
    open_events,
    require_revision,
    touch_events,
)
from termcard.programme.actions.uids import settle_session_uids
from termcard.programme.actions.usual_lengths import is_length_open, usual_lengths
from termcard.programme.actions.writing import write_sessions
from termcard.programme.models import Event
from termcard.programme.models.telling import hosts_of
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
    words = withhold(plain_line(note)).text
    opened = open_events([event for event, _ in moves], by=by)
    lengths = usual_lengths([(hosts_of(event)[0], event.series) for event in opened])
    touches = []
    for event, (_, sessions), minutes in zip(opened, moves, lengths, strict=True):
        touch = _move(event, sorted(sessions, key=SessionTold.order), minutes, words)
        if touch is not None:
            touches.append(touch)
    touch_events(touches, by=by)
    return opened


def _move(event: Event, sessions: Sequence[SessionTold], minutes: int, note: str) -> Touch | None:
    if event.is_taken_down or event.status == Status.CANCELLED:
        raise ValidationError("A cancelled or withdrawn event is restored before it is moved.")
    before = event.announcement()
    kept = _kept(before, sessions, minutes)
    after = prepare(dataclasses.replace(before, sessions=kept)).announcement
    if before.sessions == after.sessions:
        return None
    if is_shown(event) and before.sessions:
        earlier = _earlier(before.sessions[0], later_than(event.changed_at))
        event.earlier = [*event.earlier, *rows.earlier_rows([earlier])]
    if event.status == Status.POSTPONED:
        event.status = Status.CONFIRMED.value
    event.status_note = note  # what was said of an earlier move is over
    require_clean(event)
    replace_sessions(event, after)
    details = {
        "from": [each.starts_at().isoformat() for each in before.sessions],
        "to": [each.starts_at().isoformat() for each in after.sessions],
        # In full, with what each was, so that the move can be undone.
        "sessions": documented.write(before)["sessions"],
        "note": note,
    }
    columns = ("earlier", "status", "status_note", "starts_at", "ends_at")
    return Touch(event, "rescheduled", columns=columns, details=details, is_itip=True)


def _kept(
    before: Announcement, sessions: Sequence[SessionTold], minutes: int
) -> tuple[SessionTold, ...]:
    """Return the new sittings, each with the UID, title and talks of the one it replaces.

    That is the one whose UID it names, else the next that none of them names. Without an end
    it is taken to be as long as that one was, else as is usual.
    """
    known = {each.uid: each for each in before.sessions}
    named = {each.uid for each in sessions}
    others = iter([each for each in before.sessions if each.uid not in named])
    kept = []
    for each in sessions:
        was = known.get(each.uid) or (None if each.uid else next(others, None))
        if is_length_open(each):
            usual = was.usual_minutes if was and was.is_end_assumed else minutes
            each = dataclasses.replace(each, usual_minutes=usual)
        if was is not None:
            title, talks = each.title or was.title, each.talks or was.talks
            each = dataclasses.replace(each, uid=was.uid, title=title, talks=talks)
        kept.append(each)
    return tuple(sorted(kept, key=SessionTold.order))


def _earlier(session: SessionTold, changed_at: datetime) -> Earlier:
    if session.starts_time is None:
        return Earlier(starts=session.starts_on, changed_at=changed_at)
    return Earlier(starts=session.starts_at(), changed_at=changed_at)


def replace_sessions(event: Event, announcement: Announcement) -> None:
    """Write the sittings of the announcement in the place of those the event has."""
    known = [row.uid for row in event.sessions.all()]
    uids = settle_session_uids(event, [each.uid for each in announcement.sessions], known)
    fresh = rows.with_session_uids(announcement, uids)
    linked = rows.linked_people(event, of_talks=True)
    event.sessions.all().delete()
    write_sessions([(event, fresh)], linked)
    for name, moment in rows.bounds(fresh.sessions).items():
        setattr(event, name, moment)

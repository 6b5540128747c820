"""Lets an event that is there say what a later announcement of it says."""

from __future__ import annotations

import dataclasses
from typing import Any

from termcard.announcements.announcement import Announcement, Kind, Status
from termcard.people.models import Account
from termcard.programme.actions import (
    amend_event,
    cancel_event,
    postpone_event,
    reschedule_event,
    restore_event,
)
from termcard.programme.models import Event

# What an announcement says of an event; what it leaves open stays as it is known.
_SAID = (
    "title",
    "abstract",
    "place",
    "platform",
    "mode",
    "parts",
    "attendance",
    "topics",
    "references",
    "materials",
    "stream_url",
)


def bring_up_to_date(event: Event, said: Announcement, *, by: Account) -> Event:
    """Amend, move, call off or restore the event as the announcement says.

    Raises PermissionDenied, and ValidationError for an event that was taken down.
    """
    known = event.announcement()
    if known.status is Status.CANCELLED and said.status is not Status.CANCELLED:
        event = restore_event(event, by=by)
    changes: dict[str, Any] = {name: getattr(said, name) for name in _SAID if getattr(said, name)}
    if said.kind is not Kind.OTHER:
        changes["kind"] = said.kind
    event = amend_event(event, dataclasses.replace(known, **changes), by=by)
    is_off = event.status == Status.CANCELLED
    if said.sessions and not is_off and not _is_same_time(known, said):
        event = reschedule_event(event, said.sessions, by=by)
    if said.status is Status.CANCELLED and not is_off:
        event = cancel_event(event, by=by, note=said.status_note)
    elif said.status is Status.POSTPONED and event.status != Status.POSTPONED:
        event = postpone_event(event, by=by, note=said.status_note)
    return event


def _is_same_time(known: Announcement, said: Announcement) -> bool:
    """Say whether the times are those that are known: an end that is not said changes none."""
    if len(known.sessions) != len(said.sessions):
        return False
    for was, now in zip(known.sessions, said.sessions, strict=True):
        is_start = (was.starts_on, was.starts_time, was.zone) == (
            now.starts_on,
            now.starts_time,
            now.zone,
        )
        is_end = now.ends_time is None and now.ends_on is None
        if not is_start or not (is_end or was.ends_at() == now.ends_at()):
            return False
    return True

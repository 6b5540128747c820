"""Settles by which UIDs calendars know events and their sittings, each UID once in all."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

from termcard.announcements.announcement import Announcement
from termcard.programme.models import Event, Session


def new_uid() -> str:
    """Return a UID that no other event has and that says nothing (RFC 7986, section 5.3)."""
    return str(uuid.uuid4())


def settle_uids(told: Sequence[Announcement]) -> list[tuple[str, list[str]]]:
    """Return for each new event its UID and those of its sittings, whatever their number.

    One that the announcement names is kept when no other event or sitting has it, in the
    database or earlier in the batch. The first sitting goes by the UID of its event unless it
    has one of its own; no other sitting goes by it.
    """
    named = [(each.uid, *(session.uid for session in each.sessions)) for each in told]
    taken = _taken(uid for uids in named for uid in uids)
    settled = []
    for wished, *of_sessions in named:
        uid = _claimed(wished, taken) or _claimed(new_uid(), taken)
        uids = [_claimed(each, taken) for each in of_sessions]
        first = [uids[0] or uid] if uids else []
        settled.append((uid, [*first, *(each or _claimed(new_uid(), taken) for each in uids[1:])]))
    return settled


def settle_session_uids(event: Event, wished: Sequence[str], known: Sequence[str]) -> list[str]:
    """Return the UID of each sitting that takes the place of those an event has.

    `known` are those of the sittings it has, in order. A sitting keeps the one it names where
    no other event has it; one that names none takes over one that is left, in order, or gets
    a new one. The UID of the event stands on the first sitting or on none.
    """
    taken = _taken(wished) - {event.uid, *known}
    uids = [_claimed(each, taken) for each in wished]
    if event.uid in uids[1:]:
        uids[uids.index(event.uid)], uids[0] = uids[0], event.uid
    left = [each for each in known if each not in uids]
    if uids and not uids[0]:
        uids[0] = left.pop(0) if left else event.uid
    rest = iter([each for each in left if each != event.uid])
    return [each or next(rest, "") or new_uid() for each in uids]


def _claimed(uid: str, taken: set[str]) -> str:
    """Return the UID and count it as taken; nothing when it was taken before."""
    if not uid or uid in taken:
        return ""
    taken.add(uid)
    return uid


def _taken(uids: Iterable[str]) -> set[str]:
    """Return those of the UIDs that an event or a sitting has."""
    asked = {uid for uid in uids if uid}
    events = Event.objects.filter(uid__in=asked).values_list("uid", flat=True)
    sessions = Session.objects.filter(uid__in=asked).values_list("uid", flat=True)
    return {*events, *sessions}

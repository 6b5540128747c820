"""Puts together what a page marks up for programs and what its words tell people."""

from __future__ import annotations

import dataclasses
from typing import Any

from termcard.announcements.announcement import Announcement, Kind
from termcard.announcements.readings import Reading

_FILLED = (
    "title",
    "abstract",
    "host",
    "co_hosts",
    "series",
    "place",
    "mode",
    "platform",
    "parts",
    "attendance",
    "references",
    "earlier",
)
_NAMES = {"place": "venue", "parts": "speakers", "platform": "online"}


def filled(marked: list[Reading], prose: tuple[Reading, ...]) -> list[Reading]:
    """Return the marked-up events with what they lack taken from the words about the same day."""
    told = []
    for reading in marked:
        others = [one for one in prose if _is_same_day(reading, one)]
        alone = len(marked) == 1 and len(prose) == 1
        other = others[0] if len(others) == 1 else (prose[0] if alone else None)
        told.append(_with(reading, other) if other is not None else reading)
    return told


def _is_same_day(one: Reading, other: Reading) -> bool:
    days = [{session.starts_on for session in each.announcement.sessions} for each in (one, other)]
    return bool(days[0] & days[1])


def _with(reading: Reading, other: Reading) -> Reading:
    said, more = reading.announcement, other.announcement
    taken: dict[str, Any] = {}
    for name in _FILLED:
        if not getattr(said, name) and getattr(more, name):
            taken[name] = getattr(more, name)
    if said.kind is Kind.OTHER:
        taken["kind"] = more.kind
    if session := _longer(said, more):
        taken["sessions"] = (session,)
    names = {_NAMES.get(name, name) for name in taken}
    evidence = {name: spans for name, spans in other.evidence.items() if name in names}
    for name in ("start", "end", "timezone", "contact"):
        if name in other.evidence:
            evidence[name] = other.evidence[name]
    return dataclasses.replace(
        reading,
        announcement=dataclasses.replace(said, **taken),
        evidence=evidence,
        contact=reading.contact or other.contact,
        join_links=tuple(dict.fromkeys([*reading.join_links, *other.join_links])),
    )


def _longer(said: Announcement, more: Announcement) -> Any:
    """Return the sitting as the words tell it, where the markup gives its day or start alone."""
    if len(said.sessions) != 1 or len(more.sessions) != 1:
        return None
    ours, theirs = said.sessions[0], more.sessions[0]
    if ours.starts_on != theirs.starts_on or theirs.starts_time is None:
        return None
    if ours.starts_time is None:
        return theirs
    is_start = ours.starts_time == theirs.starts_time and ours.zone == theirs.zone
    is_open = ours.ends_time is None and ours.ends_on is None and theirs.ends_time is not None
    return theirs if is_start and is_open and not ours.talks else None

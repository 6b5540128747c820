"""Reads our own documented object, alone or in a list, as other nodes publish it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement
from termcard.announcements.structured.values import line_of, things_of

_LISTS = ("events", "results", "items", "announcements")


def looks_like(source: Any) -> bool:
    """Say whether this is such an object, or a list that begins with one."""
    first = next(iter(_objects(source)), None)
    return first is not None


def read(source: Any) -> Iterator[Announcement | str]:
    """Yield the events, and a sentence for each object that is none."""
    for one in _objects(source):
        try:
            yield documented.read(one)
        except ValueError as error:
            yield f"{line_of(one.get('title')) or 'An event'}: {error}"


def _objects(source: Any) -> Iterator[dict[str, Any]]:
    if isinstance(source, dict) and not _is_ours(source):
        source = next((source[name] for name in _LISTS if name in source), None)
    return (one for one in things_of(source) if _is_ours(one))


def _is_ours(one: dict[str, Any]) -> bool:
    sessions = one.get("sessions")
    return (
        "title" in one
        and isinstance(sessions, list)
        and all(isinstance(each, dict) and "starts_on" in each for each in sessions)
    )

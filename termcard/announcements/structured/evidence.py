"""Finds where in a text the fields of an event stand that was read from a structured source."""

from __future__ import annotations

import dataclasses

from termcard.announcements.announcement import Announcement
from termcard.announcements.readings import Reading

MOST_READINGS = 200
_SHORTEST = 3

Ranges = dict[str, tuple[tuple[int, int], ...]]


def with_evidence(text: str, readings: list[Reading]) -> tuple[Reading, ...]:
    """Return the readings with the ranges of their words; of many readings, as they are."""
    if len(readings) > MOST_READINGS:
        return tuple(readings)
    told: list[Reading] = []
    past = 0
    for reading in readings:
        title = reading.announcement.title or ""
        at = text.find(title, past) if title else -1
        past = at if at >= 0 else past
        found = evidence_in(text, reading.announcement, past)
        told.append(dataclasses.replace(reading, evidence={**found, **reading.evidence}))
    return tuple(told)


def evidence_in(text: str, announcement: Announcement, past: int) -> Ranges:
    """Return the ranges of an announcement's words, by the contract's names of the fields."""
    people = [part.name for part in announcement.parts]
    words = {
        "title": [announcement.title or ""],
        "venue": [announcement.place.name if announcement.place else ""],
        "speakers": people,
        "abstract": [announcement.abstract],
        "series": [announcement.series.name if announcement.series else ""],
        "host": [announcement.host.name if announcement.host else ""],
        "attendance": [announcement.attendance],
        "online": [announcement.platform],
    }
    found: Ranges = {}
    for name, several in words.items():
        spans = [span for one in several if (span := _span(text, one, past)) is not None]
        if spans:
            found[name] = tuple(sorted(set(spans)))
    return found


def _span(text: str, words: str, past: int) -> tuple[int, int] | None:
    if len(words) < _SHORTEST:
        return None
    at = text.find(words, past)
    at = text.find(words) if at < 0 else at
    return (at, at + len(words)) if at >= 0 else None

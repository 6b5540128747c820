"""Finds where in a text the fields of an event stand that was read from a structured source."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, time

from termcard.announcements.announcement import Announcement, Kind, Status
from termcard.announcements.readings import Reading
from termcard.announcements.sessions import Session
from termcard.announcements.structured.unescaping import Unescaped

MOST_READINGS = 500
LONGEST = 1_000_000
_SHORTEST = 3
_BEGINS, _ENDS = "BEGIN:VEVENT", "END:VEVENT"
_BLANK = re.compile(r"\n[ \t]*\n")

Span = tuple[int, int]
Ranges = dict[str, tuple[Span, ...]]


def with_evidence(text: str, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return the readings with the ranges of their words; of very many or much, as they are."""
    if len(readings) > MOST_READINGS or len(text) > LONGEST or not readings:
        return tuple(readings)
    plain = Unescaped(text, is_folded=_BEGINS in text)
    places = _places(plain, [reading.announcement for reading in readings])
    told = []
    for reading, place in zip(readings, places, strict=True):
        found = _ranges(plain, reading.announcement, place)
        told.append(dataclasses.replace(reading, evidence={**found, **reading.evidence}))
    return tuple(told)


def _places(plain: Unescaped, told: Sequence[Announcement]) -> list[Span]:
    """Return for each event the stretch in which its words are looked for first."""
    starts, past = [], 0
    for one in told:
        found = _identified(plain, one) or plain.find(one.title or "", past)
        past = found[0] if found else past
        starts.append(past)
    ends = [*sorted(set(starts)), len(plain.text)]
    places = []
    for start in starts:
        begins = plain.text.rfind(_BEGINS, 0, start)
        ends_at = plain.text.find(_ENDS, start)
        if begins >= 0 and ends_at >= 0:
            places.append((begins, ends_at))
        else:
            before = ends[max(ends.index(start) - 1, 0)] if start != ends[0] else 0
            places.append((before, ends[ends.index(start) + 1]))
    return places


def _identified(plain: Unescaped, one: Announcement) -> Span | None:
    """Return where the UID stands in a calendar; of a repeating event's date, the event's."""
    if not one.uid or _BEGINS not in plain.text:
        return None
    whole = plain.find(f"UID:{one.uid}")
    return whole or plain.find(f"UID:{one.uid.rpartition('/')[0]}")


def _ranges(plain: Unescaped, told: Announcement, place: Span) -> Ranges:
    found: Ranges = {}
    for name, several in _words(told).items():
        spans = [span for words in several if (span := _standing(plain, words, place))]
        if spans:
            found[name] = tuple(sorted({plain.range_of(span) for span in spans}))
    for name, span in _times(plain, told, place):
        found.setdefault(name, (plain.range_of(span),))
    return found


def _words(told: Announcement) -> dict[str, list[str]]:
    zones = {session.zone for session in told.sessions}
    is_off = told.status in (Status.CANCELLED, Status.POSTPONED, Status.TENTATIVE)
    signs = [told.status.value, told.status.value.upper(), told.status.value.capitalize()]
    return {
        "title": [told.title or ""],
        "venue": [told.place.name if told.place else ""],
        "speakers": [part.name for part in told.people()],
        "abstract": _paragraphs(told.abstract),
        "series": [told.series.name if told.series else ""],
        "host": [told.host.name if told.host else ""],
        "attendance": [told.attendance],
        "online": [told.platform],
        "timezone": sorted(zones) if len(zones) == 1 else [],
        "kind": [] if told.kind is Kind.OTHER else [told.kind.display, told.kind.display.lower()],
        "status": signs if is_off else [],
    }


def _paragraphs(abstract: str) -> list[str]:
    """Return the abstract's beginning and end, for it may be broken by markup in between."""
    whole = [one.strip() for one in _BLANK.split(abstract)]
    return [abstract] if len(whole) == 1 else whole


def _standing(plain: Unescaped, words: str, place: Span) -> Span | None:
    """Return where words stand, in the event's own stretch or else at their first place."""
    if len(words) < _SHORTEST:
        return None
    return plain.find(words, *place) or plain.find(words)


def _times(plain: Unescaped, told: Announcement, place: Span) -> Iterator[tuple[str, Span]]:
    if not told.sessions:
        return
    session = told.sessions[0]
    start = _moment(plain, session, session.starts_on, session.starts_time, place)
    if start is None:
        return
    yield "start", start
    if session.ends_time is None and session.ends_on is None:
        return
    end = _moment(plain, session, session.last_day, session.ends_time, (start[1], place[1]))
    if end is None and session.ends_time is not None:
        end = _match(plain, [_hour(session.ends_time)], (start[1], place[1]))
    if end is not None:
        yield "end", end


def _moment(
    plain: Unescaped, session: Session, day: date, hour: time | None, place: Span
) -> Span | None:
    """Return where a moment stands: as its own clock shows it, in UTC, or the day alone."""
    patterns = []
    if hour is not None:
        at = session.starts_at() if hour == session.starts_time else session.ends_at()
        universal = at.astimezone(UTC)
        patterns = [
            rf"{_stamp(day, hour)}(?![Zz])(?:[+-]\d\d:?\d\d)?",
            rf"{_stamp(universal.date(), universal.time())}(?:[Zz]|[+-]00:?00)",
        ]
    return _match(plain, [*patterns, _day(day)], place)


def _match(plain: Unescaped, patterns: Sequence[str], place: Span) -> Span | None:
    for pattern in patterns:
        found = re.compile(rf"(?<!\d){pattern}(?!\d)").search(plain.text, *place)
        if found is not None:
            return found.span()
    return None


def _stamp(day: date, hour: time) -> str:
    return rf"{_day(day)}(?:[T ,;|\t\"]{{1,3}})?{_hour(hour)}"


def _day(day: date) -> str:
    """Return a pattern for a day in figures, in any of the usual orders."""
    short = f"(?:{day.year}|{day.year % 100:02})"
    return (
        rf"(?:{day.year}[-/.]?{day.month:02}[-/.]?{day.day:02}"
        rf"|0?{day.day}[-/.]0?{day.month}[-/.]{short}|0?{day.month}/0?{day.day}/{short})"
    )


def _hour(hour: time) -> str:
    return rf"0?{hour.hour}[:.]?{hour.minute:02}(?:[:.]?{hour.second:02})?"

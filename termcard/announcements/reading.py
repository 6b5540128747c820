"""Reads any announcement: finds out what the bytes are, and returns the events they tell of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from termcard.announcements.announcement import Announcement
from termcard.announcements.decoding import decode
from termcard.announcements.icalendar import reader as icalendar_reader
from termcard.announcements.prose.events import read_prose
from termcard.announcements.prose.fields import EventRead
from termcard.announcements.prose.moments import Reader
from termcard.announcements.prose.spans import Found
from termcard.announcements.sessions import require_zone
from termcard.announcements.telling import Told, tell
from termcard.announcements.webpage import is_webpage, seen_text

_CALENDAR = re.compile(r"\s{0,99}BEGIN:VCALENDAR\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One event as it was read, with where in the text each field stands.

    `announcement` may be shown: addresses and join links were withheld from it, they are in
    `contact` and `join_links`, which are private. `evidence` maps a public field name to
    half-open character ranges. `stated_zone` is None unless the text itself states a zone.
    """

    announcement: Announcement
    evidence: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    contact: str = ""
    join_links: tuple[str, ...] = ()
    stated_zone: str | None = None


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """A text and the events read from it, in order; `text` is what the evidence points into."""

    text: str
    readings: tuple[Reading, ...]
    warnings: tuple[str, ...] = ()
    default_timezone: str
    reference_date: date


def read(source: bytes, *, reference_date: date, default_timezone: str) -> ReadDocument:
    """Read the events of a text, a web page or a calendar.

    `reference_date` is the day of reading, by which years that are left out are found;
    `default_timezone` is an IANA name and holds where the text states no zone. Finding no
    event is no error. Raises ValueError, one sentence, for what cannot be read: nothing,
    too much, no text, an unknown zone.
    """
    require_zone(default_timezone)
    text = decode(source)
    warnings: tuple[str, ...]
    if _CALENDAR.match(text):
        readings, warnings = _from_calendar(text, default_timezone)
    else:
        if is_webpage(text):
            text = seen_text(text)
        readings, warnings = _from_prose(text, reference_date, default_timezone)
    return ReadDocument(
        text=text,
        readings=readings,
        warnings=warnings,
        default_timezone=default_timezone,
        reference_date=reference_date,
    )


def _from_calendar(text: str, zone: str) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    calendar = icalendar_reader.read(text.encode("utf-8", "replace"), default_zone=zone)
    readings = tuple(
        Reading(
            announcement=event.announcement,
            warnings=event.warnings,
            contact=", ".join(event.addresses),
            join_links=event.links,
            stated_zone=_calendar_zone(event.announcement, zone),
        )
        for event in calendar.events
    )
    warnings = tuple(f"{one.title or one.number}: {one.reason}" for one in calendar.skipped)
    return readings, warnings


def _calendar_zone(announcement: Announcement, default_zone: str) -> str | None:
    if not announcement.sessions or announcement.sessions[0].zone == default_zone:
        return None
    return announcement.sessions[0].zone


def _from_prose(
    text: str, reference_date: date, zone: str
) -> tuple[tuple[Reading, ...], tuple[str, ...]]:
    prose = read_prose(text, Reader(reference_date=reference_date, default_zone=zone))
    readings = tuple(_reading(event, tell(event, zone)) for event in prose.events)
    return readings, prose.warnings


def _reading(event: EventRead, told: Told) -> Reading:
    return Reading(
        announcement=told.announcement,
        evidence=_evidence(event, told.announcement),
        warnings=told.warnings,
        contact=told.contact,
        join_links=told.join_links,
        stated_zone=event.zone.value if event.zone else None,
    )


def _evidence(
    event: EventRead, announcement: Announcement
) -> dict[str, tuple[tuple[int, int], ...]]:
    """Return the ranges of every field that was found, by the contract's names."""
    when = event.when
    spans = {
        "start": when.day_spans + when.hour_spans[:1],
        "end": when.hour_spans if when.end else (when.day_spans if when.last else ()),
        "speakers": tuple(span for person in event.people for span in person.spans),
        "references": tuple(span for one in event.references for span in one.spans),
    }
    fields: dict[str, Found[object] | None] = {
        "title": event.title,
        "kind": event.kind,
        "timezone": event.zone,
        "venue": event.venue,
        "online": event.platform,
        "abstract": event.abstract,
        "series": event.series,
        "host": event.host,
        "attendance": event.attendance,
        "contact": event.contact,
        "status": event.status,
    }
    spans |= {name: found.spans for name, found in fields.items() if found is not None}
    return {
        name: tuple(span.pair() for span in sorted(set(ranges)))
        for name, ranges in spans.items()
        if ranges
    }

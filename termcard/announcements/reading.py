"""Reads any announcement: finds out what the bytes are, and returns the events they tell of."""

from __future__ import annotations

import re
from datetime import date

from termcard.announcements.announcement import Announcement
from termcard.announcements.decoding import decode
from termcard.announcements.icalendar import reader as icalendar_reader
from termcard.announcements.prose.events import read_prose
from termcard.announcements.prose.fields import EventRead
from termcard.announcements.prose.letters import unquoted
from termcard.announcements.prose.markdown import without_marks
from termcard.announcements.prose.moments import Reader
from termcard.announcements.prose.spans import Found
from termcard.announcements.readings import ReadDocument, Reading
from termcard.announcements.sessions import require_zone
from termcard.announcements.structured import detection, mail, markup
from termcard.announcements.structured.evidence import with_evidence
from termcard.announcements.structured.pages import filled
from termcard.announcements.telling import Told, tell
from termcard.announcements.webpage import is_webpage, seen_text

__all__ = ["ReadDocument", "Reading", "get_ready", "read"]

_WINDOW = 4_096
_BEFORE_CALENDARS = b"\xff\xfe\xef\xbb\xbf \t\r\n\x1a"
_CALENDAR_LATER = re.compile(r"^BEGIN:VCALENDAR[ \t]*$.*^BEGIN:VEVENT[ \t]*$", re.I | re.M | re.S)

Readings = tuple[Reading, ...]
Warnings = tuple[str, ...]


def read(source: bytes, *, reference_date: date, default_timezone: str) -> ReadDocument:
    """Read the events of a text, a web page, a calendar, a feed, a table, an export or a mail.

    What it is, its content alone tells. `reference_date` is the day of reading, by which years
    that are left out are found; the day a mail was sent goes before it. `default_timezone` is
    an IANA name and holds where the text states no zone. Finding no event is no error. Raises
    ValueError, one sentence, for what cannot be read: nothing, too much, no text, an unknown
    zone.
    """
    require_zone(default_timezone)
    if _begins_a_calendar(source):
        return _from_calendar(source, reference_date, default_timezone)
    if mail.looks_like(source):
        return _from_mail(mail.read(source), reference_date, default_timezone)
    return _from_text(decode(source), reference_date, default_timezone)


def get_ready() -> None:
    """Make the patterns and word lists that every reading needs, so that the next is quick."""
    for source in (b"Seminar\n14 October 2026, 13:00, Room 4\n", b"BEGIN:VCALENDAR", b"[1]"):
        read(source, reference_date=date(2026, 10, 1), default_timezone="Europe/London")


def _begins_a_calendar(source: bytes) -> bool:
    begins = source[:_WINDOW].translate(None, b"\0").lstrip(_BEFORE_CALENDARS)
    return begins[:16].upper().startswith((b"BEGIN:VCALENDAR", b"BEGIN:VEVENT"))


def _from_text(text: str, reference_date: date, zone: str) -> ReadDocument:
    told = detection.read(text, reference_date=reference_date, zone=zone)
    if told is not None:
        readings, warnings = with_evidence(text, told.readings), told.warnings
    elif is_webpage(text):
        text, readings, warnings = _from_page(text, reference_date, zone)
    elif _CALENDAR_LATER.search(text):
        return _from_calendar(text.encode("utf-8", "replace"), reference_date, zone)
    else:
        text = without_marks(unquoted(text))
        readings, warnings = _from_prose(text, reference_date, zone)
    return ReadDocument(
        text=text,
        readings=readings,
        warnings=warnings,
        default_timezone=zone,
        reference_date=reference_date,
    )


def _from_page(html: str, reference_date: date, zone: str) -> tuple[str, Readings, Warnings]:
    """Return the page's text, and its events: as marked up for programs, else as its words say."""
    text = unquoted(seen_text(html))
    prose, warnings = _from_prose(text, reference_date, zone)
    marked = detection.structured(markup.read(html, zone), zone)
    if not marked.readings:
        return text, prose, warnings
    return text, with_evidence(text, filled(marked.readings, prose)), marked.warnings


def _from_mail(message: mail.Mail, reference_date: date, zone: str) -> ReadDocument:
    """Return what its calendar tells, else its text, else its page."""
    day = message.sent_on or reference_date
    if _begins_a_calendar(message.calendar):
        document = _from_calendar(message.calendar, day, zone)
        if document.readings:
            return document
    words = _from_text(message.words(), day, zone) if message.text.strip() else None
    if message.html.strip() and not (words and words.readings):
        text, readings, warnings = _from_page(message.html, day, zone)
        return ReadDocument(
            text=text,
            readings=readings,
            warnings=warnings,
            default_timezone=zone,
            reference_date=day,
        )
    if words is None:
        raise ValueError("This e-mail holds no text; there is nothing to read.")
    return words


def _from_calendar(source: bytes, reference_date: date, zone: str) -> ReadDocument:
    calendar = icalendar_reader.read(source, default_zone=zone, reference_date=reference_date)
    readings = [
        Reading(
            announcement=event.announcement,
            warnings=event.warnings,
            contact=", ".join(event.addresses),
            join_links=event.links,
            stated_zone=_calendar_zone(event.announcement, zone),
            is_private=event.is_private,
        )
        for event in calendar.events
    ]
    text = _shown(source)
    return ReadDocument(
        text=text,
        readings=with_evidence(text, readings),
        warnings=tuple(f"{one.title or one.number}: {one.reason}" for one in calendar.skipped),
        default_timezone=zone,
        reference_date=reference_date,
    )


def _shown(calendar: bytes) -> str:
    try:
        return decode(calendar)
    except ValueError:  # a stray NUL does not keep a calendar from being read
        return decode(calendar.translate(None, b"\0"))


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

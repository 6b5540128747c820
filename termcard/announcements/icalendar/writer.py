"""Calendars as bytes: the same announcements always give the same bytes, so feeds can be cached.

A stored VEVENT never changes by itself; a feed is a head, the VTIMEZONEs and the stored VEVENTs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from termcard.announcements.announcement import Announcement
from termcard.announcements.icalendar.carried import KEEPS
from termcard.announcements.icalendar.entries import EPOCH, entry_lines, entry_uids
from termcard.announcements.icalendar.lines import join, one_line, text_line, uri_line
from termcard.announcements.icalendar.zones import ZoneRules, rules_of

__all__ = ["KEEPS", "Calendar", "write", "write_event", "write_feed"]

PRODUCT = "-//Termcard//Termcard//EN"
POLL_EVERY = "PT1H"
_FIRST_LINES = ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN")
_ZONES = re.compile(rb"^DT(?:START|END);TZID=([^:\r\n]+):", re.MULTILINE)
_COLOURS = {
    "black": "#000000",
    "blue": "#0000FF",
    "crimson": "#DC143C",
    "darkgreen": "#006400",
    "gray": "#808080",
    "green": "#008000",
    "indigo": "#4B0082",
    "maroon": "#800000",
    "navy": "#000080",
    "olive": "#808000",
    "orange": "#FFA500",
    "purple": "#800080",
    "rebeccapurple": "#663399",
    "red": "#FF0000",
    "steelblue": "#4682B4",
    "teal": "#008080",
}


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """What a calendar says of itself: RFC 7986's properties and those of Apple and Microsoft.

    `url` is the page of the calendar, `source_url` the address it is fetched from, `zone` an
    IANA name, `colour` one of the CSS colour names in COLOUR_NAMES or nothing.
    Raises ValueError for another colour or an unknown zone.
    """

    name: str = ""
    description: str = ""
    url: str = ""
    source_url: str = ""
    zone: str = "UTC"
    colour: str = ""

    def __post_init__(self) -> None:
        rules_of(self.zone)
        if self.colour and self.colour not in _COLOURS:
            raise ValueError(f"colour: one of {', '.join(COLOUR_NAMES)}.")


COLOUR_NAMES = tuple(_COLOURS)


def write(
    announcements: Iterable[Announcement],
    *,
    calendar: Calendar | None = None,
    is_busy: bool = True,
    written_at: datetime = EPOCH,
) -> bytes:
    """Write the announcements as one iCalendar file, in the order given.

    `is_busy` is for one's own events and single downloads; a feed to browse says False, so
    that nobody looks busy for a listing. `written_at` is the DTSTAMP of announcements that
    say neither when they were changed nor when they were made.
    """
    events = (
        write_event(announcement, is_busy=is_busy, written_at=written_at)
        for announcement in announcements
    )
    return write_feed(events, calendar=calendar)


def write_event(
    announcement: Announcement, *, is_busy: bool = True, written_at: datetime = EPOCH
) -> bytes:
    """Write the VEVENTs of one announcement, to be stored; nothing while it has no day."""
    return b"".join(
        join(entry_lines(announcement, number, uid, is_busy=is_busy, written_at=written_at))
        for number, uid in enumerate(entry_uids(announcement), 1)
    )


def write_feed(events: Iterable[bytes], *, calendar: Calendar | None = None) -> bytes:
    """Write one iCalendar file around VEVENTs that `write_event` wrote, in the order given."""
    stored = b"".join(events)
    used = {name.decode() for name in _ZONES.findall(stored)}
    # A calendar needs one component (RFC 5545, section 3.6), so an empty one still has a zone.
    zones = sorted(used) or ([] if stored else [calendar.zone if calendar else "UTC"])
    rules = [rules_of(zone) or _utc() for zone in zones]
    head = [*_FIRST_LINES, *(_calendar_lines(calendar) if calendar else ())]
    components = (line for each in rules for line in each.lines())
    return join([*head, *components]) + stored + join(["END:VCALENDAR"])


def _utc() -> ZoneRules:
    rules = rules_of("Etc/UTC")
    if rules is None:
        raise AssertionError("Universal time keeps one offset.")
    return rules


def _calendar_lines(calendar: Calendar) -> Iterator[str]:
    if name := one_line(calendar.name):
        yield text_line("NAME", name)
        yield text_line("X-WR-CALNAME", name)
    if calendar.description:
        yield text_line("DESCRIPTION", calendar.description)
        yield text_line("X-WR-CALDESC", calendar.description)
    yield f"X-WR-TIMEZONE:{calendar.zone}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{POLL_EVERY}"
    yield f"X-PUBLISHED-TTL:{POLL_EVERY}"
    if calendar.source_url:
        yield uri_line("SOURCE;VALUE=URI", calendar.source_url)
    if calendar.url:
        yield uri_line("URL", calendar.url)
    if calendar.colour:
        yield f"COLOR:{calendar.colour}"
        yield f"X-APPLE-CALENDAR-COLOR:{_COLOURS[calendar.colour]}"

"""Times our own writer of calendars beside a library, and our reader on a saved page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from time import process_time
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from benchmarks.programme import made_announcement
from termcard.announcements.announcement import Announcement
from termcard.announcements.icalendar.writer import write_event
from termcard.announcements.reading import read

_TODAY = date(2026, 11, 24)
_SEED_READ_ON = date(2020, 10, 1)


def milliseconds(work: Callable[[int], object], seconds: float = 2.0) -> float:
    """Return how much processor one call takes; each call is given its number."""
    work(0)
    used, times = process_time(), 0
    while process_time() - used < seconds:
        work(times)
        times += 1
    return 1000 * (process_time() - used) / times


def ours(announcements: list[Announcement]) -> float:
    """Return the milliseconds that our writer takes for an event."""
    return milliseconds(lambda number: write_event(announcements[number % len(announcements)]))


def library(announcements: list[Announcement]) -> float:
    """Return the milliseconds that the icalendar library takes for the same properties."""
    return milliseconds(lambda number: _by_library(announcements[number % len(announcements)]))


def seed() -> float:
    """Return the milliseconds that reading the saved page of the demonstration takes."""
    page = (files("termcard.operating") / "demonstration" / "seed.txt").read_bytes()
    return milliseconds(
        lambda _: read(page, reference_date=_SEED_READ_ON, default_timezone="Europe/London")
    )


def some() -> list[Announcement]:
    """Return a hundred events to write."""
    return [made_announcement(number, _TODAY) for number in range(100)]


def _by_library(told: Announcement) -> bytes:
    calendar, event = Calendar(), Event()
    session = told.sessions[0]
    hour = session.starts_time or time(9)
    begins = datetime.combine(session.starts_on, hour, ZoneInfo(session.zone))
    names = ", ".join(part.name for part in told.parts)
    event.add("uid", f"{told.title}@events.example")
    event.add("dtstamp", datetime(2026, 11, 24, tzinfo=UTC))
    event.add("dtstart", begins)
    event.add("dtend", begins + timedelta(hours=1))
    event.add("summary", told.title)
    event.add("description", f"{names}\n\n{told.abstract}\n\n{told.attendance}")
    event.add("location", vText(told.place.name if told.place else told.platform))
    event.add("categories", [told.kind.value, *told.topics])
    calendar.add_component(event)
    return bytes(calendar.to_ical())

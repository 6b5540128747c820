"""Times our own writer of calendars beside a library, and our reader on a saved page."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from importlib.resources import files
from time import process_time
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from termcard.announcements.announcement import Announcement, Kind, Mode, Place
from termcard.announcements.icalendar.writer import write_event
from termcard.announcements.parts import Part
from termcard.announcements.reading import read
from termcard.announcements.sessions import Session

_TODAY = date(2026, 11, 24)
_SEED_READ_ON = date(2020, 10, 1)
_NOUNS = ["bells", "tides", "lenses", "glaciers", "proofs", "archives", "hedgerows", "vowels"]
_DOINGS = ["Reading", "Measuring", "Teaching", "Mapping", "Questioning", "Preserving"]
_WORDS = ["the", "a", "of", "and", "which", "between", "early", "careful", "evidence", "record"]
_FIRST = ["Ada", "Bela", "Chidi", "Dora", "Emre", "Fen", "Goran"]
_LAST = ["Marsh", "Okoro", "Lind", "Petrov"]


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
    return [_made_announcement(number, _TODAY) for number in range(100)]


def _made_announcement(number: int, today: date) -> Announcement:
    """Return the event of that number: one in seven is to come, the rest lie behind."""
    chance = random.Random(number)
    ahead = chance.randint(1, 200) if number % 7 == 0 else -chance.randint(1, 1500)
    words = chance.choices(_WORDS + _NOUNS, k=200)
    is_online = number % 3 == 0
    return Announcement(
        title=f"{chance.choice(_DOINGS)} {chance.choice(_NOUNS)}, part {number}",
        kind=chance.choice([Kind.SEMINAR, Kind.LECTURE, Kind.WORKSHOP]),
        abstract=" ".join(words)[:1200].capitalize(),
        sessions=(
            Session(
                starts_on=today + timedelta(days=ahead),
                starts_time=time(chance.randint(9, 17)),
                ends_time=time(18),
                zone="Europe/London",
            ),
        ),
        mode=Mode.ONLINE if is_online else Mode.IN_PERSON,
        platform="Zoom" if is_online else "",
        place=None if is_online else Place(name=f"Room {number % 30}, Elvet Hall"),
        parts=tuple(
            Part(
                name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
                role="Lecturer",
                affiliation="Example University",
            )
            for _ in range(1 + number % 2)
        ),
        attendance="Everybody is welcome; nobody needs to book.",
        topics=(chance.choice(_NOUNS).capitalize(),),
    )


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

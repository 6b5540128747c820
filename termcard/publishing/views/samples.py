"""Announcements that nobody made, one in each state, by which components are shown."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Earlier,
    Kind,
    Material,
    Mode,
    Named,
    OpenTo,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk
from termcard.publishing.views.ledger import Days, Entry

TODAY = date(2026, 10, 14)
PAGE = "/styleguide/"
HOST = Named(name="School of Example Studies", url="/hosts/")
SERIES = Named(name="Bells and Belfries", url="/series/")
_ABSTRACT = (
    "A bell remembers who rang it: the lip wears where the clapper falls, and the wear can be "
    "read (Marsh, 2019). This talk reads four towers.\n\nIt ends with an hour in the belfry."
)


def _at(day: int, hour: int = 13, *, zone: str = "Europe/London") -> Session:
    starts = date(2026, 10, day)
    return Session(starts_on=starts, starts_time=time(hour), ends_time=time(hour + 1), zone=zone)


AS_PLANNED = Announcement(
    title="What a bell remembers",
    kind=Kind.SEMINAR,
    abstract=_ABSTRACT,
    sessions=(_at(14),),
    host=HOST,
    series=SERIES,
    mode=Mode.HYBRID,
    place=Place(
        name="Room 4, Old Foundry",
        street_address="1 Tower Street",
        locality="Exampleton",
        directions="Ring at the green door; the lift is on the left.",
    ),
    platform="Zoom",
    parts=(
        Part(
            honorific="Dr",
            name="Ann Ringer",
            role="Reader in Campanology",
            affiliation="Example University",
            biography="Ann Ringer has climbed four hundred towers.",
        ),
        Part(name="Tom Rope", part=PartKind.CHAIR, affiliation="Example University"),
    ),
    attendance="Come to the room, or ask for the link by noon of the day.",
    open_to=OpenTo.ANYONE,
    access=(AccessProvision.STEP_FREE, AccessProvision.HEARING_LOOP),
    access_note="Ask for a seat near the front.",
    references=(Reference(cited="Marsh, 2019", text="Marsh, B. (2019). Worn lips."),),
    materials=(Material(title="Slides", url="https://slides.example/bells"),),
    notices=("The tower is loud: bring what you need.",),
)
_MOVED_FROM = Earlier(starts=datetime(2026, 10, 13, 15, tzinfo=UTC))


def _but(**details: object) -> Announcement:
    return dataclasses.replace(AS_PLANNED, **details)  # type: ignore[arg-type]


STATES: dict[str, Announcement] = {
    "As planned": AS_PLANNED,
    "Cancelled": _but(
        title="The economics of silence",
        status=Status.CANCELLED,
        status_note="The speaker is ill.",
        sessions=(_at(14, 15),),
    ),
    "Postponed": _but(title="Ropes and their makers", status=Status.POSTPONED),
    "Not sure yet": _but(title="Frost and bronze", status=Status.TENTATIVE),
    "Moved": _but(title="Counting changes", earlier=(_MOVED_FROM,), sessions=(_at(14, 16),)),
    "In a new place": _but(
        title="A tower under repair", earlier=(Earlier(place="Room 2, Old Foundry"),)
    ),
    "Full": _but(title="An evening in the belfry", is_full=True),
}
LINES: dict[str, Announcement] = {
    **STATES,
    "Without a title": _but(title=None, parts=(), sessions=(_at(15, 12),)),
    "Online, in another zone": _but(
        title="Carillons of the eastern seaboard",
        mode=Mode.ONLINE,
        place=None,
        sessions=(_at(15, 9, zone="America/New_York"),),
    ),
    "Of many speakers": _but(
        title="Who rings, and for whom? A conversation",
        kind=Kind.PANEL,
        sessions=(_at(15, 17),),
        parts=tuple(
            Part(name=f"Speaker {word}") for word in ("One", "Two", "Three", "Four", "Five")
        ),
    ),
    "Of several days": _but(
        title="A school of change ringing",
        kind=Kind.SCHOOL,
        parts=(),
        sessions=(Session(starts_on=date(2026, 10, 19), ends_on=date(2026, 10, 23)),),
    ),
    "From right to left": _but(
        title="ذاكرة الأجراس", language="ar", sessions=(_at(20, 11),), parts=(Part(name="ليلى"),)
    ),
    "In Japanese": _but(title="鐘の記憶と町の時間について", language="ja", sessions=(_at(20, 14),)),
    "With a very long title": _but(
        title="On the slow wearing of the lips of bells in the north-eastern towers between the "
        "first and the second recasting, with remarks on Glockengießereiwerkstättenverzeichnisse",
        sessions=(_at(21, 13),),
    ),
}
UNDATED = _but(title="A talk to come", sessions=(), parts=())
WITH_TALKS = _but(
    title="A day on bronze",
    kind=Kind.WORKSHOP,
    sessions=(
        Session(
            starts_on=date(2026, 10, 22),
            starts_time=time(9, 30),
            ends_time=time(12),
            zone="Europe/London",
            title="Casting",
            talks=(
                Talk(title="Moulds", starts_time=time(9, 30), parts=(Part(name="Ann Ringer"),)),
                Talk(starts_time=time(10, 30), parts=(Part(name="Tom Rope"),), abstract="Of tin."),
            ),
        ),
        _at(23, 10),
    ),
)


@dataclass(frozen=True)
class Cell:
    """A day of the sample of a month, as `design/_month.html` shows it."""

    day: date
    entries: list[Entry]
    is_today: bool = False
    more: int = 0


def line_of(announcement: Announcement, mark: int = 1) -> Entry:
    """Return the line of a sample, of its first sitting if it has one."""
    first = announcement.sessions[0] if announcement.sessions else None
    return Entry(announcement=announcement, session=first, url=PAGE, mark=mark)


def days_of_lines() -> Days:
    """Return every sample as a ledger has them, each day once."""
    days: Days = []
    lines = [line_of(each, number % 8 + 1) for number, each in enumerate(LINES.values())]
    for line in sorted(lines, key=_order):
        day = line.session.starts_on if line.session else TODAY
        if not days or days[-1][0] != day:
            days.append((day, []))
        days[-1][1].append(line)
    return days


def _order(line: Entry) -> tuple[date, time]:
    session = line.session
    return (session.starts_on, session.starts_time or time(0)) if session else (TODAY, time(0))


def weeks_of_cells() -> list[list[Cell | None]]:
    """Return two weeks of a month, with a day of another, a day with more than it holds."""
    found = dict(days_of_lines())
    first = date(2026, 10, 12)
    days = [first + timedelta(days=number) for number in range(14)]
    cells: list[Cell | None] = [
        Cell(day, found.get(day, [])[:3], day == TODAY, max(len(found.get(day, [])) - 3, 0))
        for day in days
    ]
    return [cells[:6] + [None], cells[7:]]

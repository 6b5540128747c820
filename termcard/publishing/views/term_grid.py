"""Sets a term out as its card does: weeks down, days across, in each square what is held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from termcard.announcements.announcement import Announcement
from termcard.announcements.wording import DAYS
from termcard.design.templatetags.announced import clock, short_place
from termcard.institutions.models import ClosedDay, Term, Week
from termcard.programme.models import Placeholder
from termcard.publishing.views.ledger import Entry

FEW_WEEKDAYS = 2


@dataclass(frozen=True, kw_only=True)
class Line:
    """What a square says of one event; `at`, `place` and `series` only if they are not usual."""

    entry: Entry
    at: str
    place: str
    series: str

    @property
    def announcement(self) -> Announcement:
        """What is told of the event."""
        return self.entry.announcement


@dataclass(frozen=True, kw_only=True)
class Square:
    """A day of a week: its events, the dates held without one, and why nothing is held."""

    day: date
    lines: list[Line]
    held: list[Placeholder]
    closed: str
    is_outside: bool


@dataclass(frozen=True, kw_only=True)
class Row:
    """A week; `rest` says in the place of its squares why nothing is held in any of them."""

    week: Week
    squares: list[Square]
    rest: str
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class Column:
    """A day of the week, and what is usual on it: the series, the hour, the place."""

    weekday: int
    series: str
    at: str
    place: str

    @property
    def name(self) -> str:
        """What the day is called."""
        return DAYS[self.weekday]

    @property
    def usual(self) -> str:
        """The usual hour and place on one line."""
        return ", ".join(word for word in (self.at, self.place) if word)


@dataclass(frozen=True, kw_only=True)
class Grid:
    """A whole card."""

    columns: list[Column]
    rows: list[Row]

    @property
    def count(self) -> int:
        """How many events stand on it."""
        return sum(len(square.lines) for row in self.rows for square in row.squares)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What stands on the days of a term."""

    entries: list[Entry]
    held: list[Placeholder]
    closed: list[ClosedDay] = field(default_factory=list)


def set_out(term: Term, programme: Programme, *, today: date | None = None) -> Grid:
    """Return the card of a term; without `today` no week is marked as the one that it is."""
    weeks = term.weeks
    by_day: dict[date, list[Entry]] = {}
    for entry in programme.entries:
        by_day.setdefault(_first_shown(entry, weeks), []).append(entry)
    columns = _columns(weeks[0], by_day, programme.held)
    rows = [_row(term, week, columns, by_day, programme, today) for week in weeks]
    return Grid(columns=columns, rows=rows)


def _first_shown(entry: Entry, weeks: list[Week]) -> date:
    """Return the day an entry stands on: its first, or the card's if it began before."""
    starts_on = entry.session.starts_on if entry.session else weeks[0].starts_on
    return max(starts_on, weeks[0].starts_on)


def _columns(first: Week, by_day: dict[date, list[Entry]], held: list[Placeholder]) -> list[Column]:
    """Return the days that a card needs: those on which something is, or the whole week."""
    used = {day.weekday() for day in by_day} | {each.on.weekday() for each in held}
    shown = used if 0 < len(used) <= FEW_WEEKDAYS else used | set(range(5))
    columns = []
    for weekday in (day.weekday() for day in first.days if day.weekday() in shown):
        found = [each for day, some in by_day.items() if day.weekday() == weekday for each in some]
        columns.append(
            Column(
                weekday=weekday,
                series=_usual(_series(entry) for entry in found),
                at=_usual(_at(entry) for entry in found),
                place=_usual(short_place(entry.announcement) for entry in found),
            )
        )
    return columns


def _usual(values: Iterable[str]) -> str:
    """Return what more than half of several say; empty where nothing is usual."""
    counted = Counter(values)
    total = sum(counted.values())
    ((value, number),) = counted.most_common(1) or [("", 0)]
    return value if total > 1 and number * 2 > total else ""


def _series(entry: Entry) -> str:
    return entry.announcement.series.name if entry.announcement.series else ""


def _at(entry: Entry) -> str:
    if entry.session is None:
        return ""
    said = clock(entry.session)
    small = f" {said.small}" if said.small.startswith("until") else said.small
    return f"{said.strong}{small}" + (f" {said.zone}" if said.zone else "")


def _row(
    term: Term,
    week: Week,
    columns: list[Column],
    by_day: dict[date, list[Entry]],
    programme: Programme,
    today: date | None,
) -> Row:
    days = {day.weekday(): day for day in week.days}
    squares = [_square(term, days[each.weekday], each, by_day, programme) for each in columns]
    is_empty = not any(square.lines or square.held for square in squares)
    reasons = {square.closed for square in squares if not square.is_outside}
    return Row(
        week=week,
        squares=squares,
        rest=reasons.pop() if is_empty and len(reasons) == 1 else "",
        is_now=today is not None and week.starts_on <= today <= week.ends_on,
    )


def _square(
    term: Term, day: date, column: Column, by_day: dict[date, list[Entry]], programme: Programme
) -> Square:
    entries = by_day.get(day, [])
    met = {_series(entry) for entry in entries}
    return Square(
        day=day,
        lines=[_line(entry, column) for entry in entries],
        held=[
            held
            for held in programme.held
            if held.on == day and not (held.is_to_be_announced and held.series.title in met)
        ],
        closed=next((each.words for each in programme.closed if each.covers(day)), ""),
        is_outside=not term.starts_on <= day <= term.ends_on,
    )


def _line(entry: Entry, column: Column) -> Line:
    def unusual(said: str, usual: str) -> str:
        return "" if said == usual else said

    return Line(
        entry=entry,
        at=unusual(_at(entry), column.at),
        place=unusual(short_place(entry.announcement), column.place),
        series=unusual(_series(entry), column.series),
    )

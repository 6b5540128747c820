"""The lines of a term grid: what stands in each week of a term, as cells that one can edit."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.core.exceptions import SuspiciousOperation

from termcard.announcements.announcement import Status
from termcard.announcements.sessions import LAST_YEAR, Session
from termcard.institutions.models import ClosedDay, Term, Week
from termcard.organising.forms import cells
from termcard.programme.models import Event, Placeholder, Series
from termcard.programme.models.clashing import Clash

CELLS = ("on", "at", "title", "speakers", "place", "note")
SPARE_LINES, MOST_LINES = 3, 80
_HIGHEST_KEY = 2**63 - 1
_DAY = timedelta(days=1)


LABELS = {
    "on": "Date",
    "at": "Hour",
    "title": "Title",
    "speakers": "Speakers",
    "place": "Room",
    "note": "Note",
}


class Cell(NamedTuple):
    """One cell of a line, as it is shown."""

    name: str
    label: str
    value: str


@dataclass
class Line:
    """One line: what its cells say, what they said when they were shown, what stands in it.

    `held` is (date, kind, words) of a date that is held without an event.
    """

    cells: dict[str, str]
    was: dict[str, str]
    week: Week | None = None
    event: int | None = None
    revision: int | None = None
    held: tuple[str, str, str] | None = None
    row: Event | None = None
    is_fixed: bool = False
    is_editable: bool = True
    closed: str = ""
    theirs: list[str] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    clashes: list[Clash] = field(default_factory=list)

    @property
    def is_touched(self) -> bool:
        """Whether somebody typed into it."""
        return not self.is_fixed and self.cells != self.was

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it yet, and nothing was typed."""
        free = self.event is None and self.held is None
        return free and not self.is_fixed and not self.is_touched

    @property
    def identity(self) -> tuple[str, str]:
        """What it is about, by which it is found again when the page is made anew."""
        if self.event is not None:
            return "event", str(self.event)
        return ("held", self.held[0]) if self.held else ("day", self.was["on"])

    @property
    def is_mine(self) -> bool:
        """Whether its event is one that the account may change, somewhere else."""
        return self.row is not None and self.is_editable

    @property
    def has_words(self) -> bool:
        """Whether something is to be said of it."""
        return bool(self.troubles or self.theirs or self.clashes or self.closed)

    @property
    def inputs(self) -> list[Cell]:
        """Its cells, in order."""
        return [Cell(name, LABELS[name], self.cells[name]) for name in CELLS]

    @property
    def seen(self) -> str:
        """What the form sends back of how the line was shown."""
        return json.dumps([self.event, self.revision, self.held, [self.was[one] for one in CELLS]])

    @property
    def state(self) -> str:
        """What its event is, in a word."""
        if self.row is None:
            return ""
        if self.row.status != Status.CONFIRMED:
            return str(self.row.status)
        return "draft" if self.row.visibility == Event.Visibility.DRAFT else "published"


def lines_of(
    series: Series,
    term: Term,
    *,
    events: Iterable[Event],
    mine: set[int],
    held: Iterable[Placeholder],
    closed: Iterable[ClosedDay],
) -> list[Line]:
    """Return the lines of a term: week by week, then what has no date, then a few spare ones.

    `mine` are the keys of the events that may be changed; others are shown as they are. A week
    in which nothing stands has an empty line with the usual day and hour.
    """
    standing = list(events)
    dated = [each for each in standing if each.sessions.all()]
    dates, shut = list(held), list(closed)
    weekday = _usual_weekday(series, dated)
    lines: list[Line] = []
    for week in term.weeks:
        here = [_event_line(each, week, mine) for each in dated if _is_in(each, week)]
        here += [_held_line(each, week) for each in dates if _covers(week, each.on)]
        lines += here or [_empty_line(series, term, week, weekday, shut)]
    lines += [_event_line(each, None, mine) for each in standing if not each.sessions.all()]
    return lines + [blank_line() for _ in range(SPARE_LINES)]


def _is_in(event: Event, week: Week) -> bool:
    return _covers(week, event.sessions.all()[0].starts_on)


def _covers(week: Week, day: date) -> bool:
    return week.starts_on <= day <= week.ends_on


def _usual_weekday(series: Series, events: list[Event]) -> int | None:
    """Return the weekday the series says, else that of most of its events of the term."""
    if series.usual_weekday is not None:
        return int(series.usual_weekday)
    days = [each.sessions.all()[0].starts_on.weekday() for each in events]
    return max(sorted(set(days)), key=days.count) if days else None


def _line(said: Mapping[str, str], **more: Any) -> Line:
    shown = {name: said.get(name, "") for name in CELLS}
    return Line(cells=dict(shown), was=shown, **more)


def blank_line() -> Line:
    """Return a line in which nothing stands and nothing is suggested."""
    return _line({})


def _empty_line(
    series: Series, term: Term, week: Week, weekday: int | None, closed: list[ClosedDay]
) -> Line:
    if weekday is None:
        return _line({}, week=week)
    day = next(each for each in week.days if each.weekday() == weekday)
    if not term.starts_on <= day <= term.ends_on:
        return _line({}, week=week)
    said = {"on": cells.day_cell(day), "at": cells.hours_cell(series.usual_time, None)}
    words = next((each.words for each in closed if each.covers(day)), "")
    return _line(said, week=week, closed=words)


def _held_line(held: Placeholder, week: Week) -> Line:
    said = {"on": cells.day_cell(held.on), "note": held.shown}
    return _line(said, week=week, held=(held.on.isoformat(), held.kind, held.words))


def _event_line(event: Event, week: Week | None, mine: set[int]) -> Line:
    told = event.announcement()
    session = told.sessions[0] if told.sessions else None
    own_place = event.place or (event.venue.name if event.venue else "")
    said = {
        "on": cells.day_cell(session.starts_on if session else None),
        "at": cells.hours_cell(session.starts_time, session.ends_time) if session else "",
        "title": event.title,
        "speakers": cells.speakers_cell(told.speakers),
        "place": own_place,
        "note": " · ".join(event.notices),
    }
    is_mine = event.pk in mine
    return _line(
        said,
        week=week,
        event=event.pk,
        revision=event.revision,
        row=event,
        is_fixed=not (is_mine and _fits(told.sessions, event)),
        is_editable=is_mine,
    )


def _fits(sessions: tuple[Session, ...], event: Event) -> bool:
    """Say whether a line can hold all of it: one sitting of one day without talks, still on."""
    if len(sessions) > 1 or event.status == Status.CANCELLED:
        return False
    return all(not each.talks and each.last_day == each.starts_on for each in sessions)


def posted_lines(posted: Any) -> Iterator[Line]:
    """Yield the lines as they were sent; raise SuspiciousOperation where no page of ours did."""
    number = posted.get("lines", "")
    if not number.isdecimal() or len(number) > 3 or int(number) > MOST_LINES:
        raise SuspiciousOperation("These are no lines of a grid.")
    for place in range(int(number)):
        seen = posted.get(f"was-{place}")
        if seen is not None:
            yield _posted_line(posted, place, seen)


def _posted_line(posted: Any, place: int, seen: str) -> Line:
    try:
        event, revision, held, was = json.loads(seen)
        keys = [each for each in (event, revision) if each is not None]
        if not all(type(each) is int and 0 <= each <= _HIGHEST_KEY for each in keys):
            raise ValueError(seen)
        if held is not None:
            on, kind, words = map(str, held)
            held = (date.fromisoformat(on).isoformat(), kind, words)
        shown = dict(zip(CELLS, map(str, was), strict=True))
    except (ValueError, TypeError, RecursionError) as error:
        raise SuspiciousOperation("This is no line of a grid.") from error
    said = {name: posted.get(f"{name}-{place}", shown[name]).strip() for name in CELLS}
    return Line(cells=said, was=shown, event=event, revision=revision, held=held)


def middle_of(term: Term) -> date:
    """Return a day in the middle of a term, near which days without a year lie."""
    return term.starts_on + (term.ends_on - term.starts_on) // 2


def quarter_from(day: date) -> Term:
    """Return thirteen weeks from that day's, for a unit that has planned no terms."""
    monday = day - day.weekday() * _DAY
    last = min(monday + 90 * _DAY, date(LAST_YEAR, 12, 31))
    return Term(name="Thirteen weeks", starts_on=monday, ends_on=last, first_week=1)

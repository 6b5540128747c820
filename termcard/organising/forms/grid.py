"""A term of a series as a grid that is filled in like a spreadsheet and saved all at once."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError

from termcard.announcements.sessions import USUAL_MINUTES, Session
from termcard.institutions.models import ClosedDay, Term, Week
from termcard.institutions.querysets import ClosedDayQuerySet
from termcard.organising.forms import cells
from termcard.organising.forms.lines import (
    CELLS,
    LABELS,
    Line,
    blank_line,
    lines_of,
    middle_of,
    posted_lines,
)
from termcard.people.models import Account
from termcard.programme.actions import Planned, PlannedRow, RowsRefused, plan_rows
from termcard.programme.models import Event, Placeholder, Series
from termcard.programme.models.clashing import Plan, clashes_of
from termcard.programme.models.telling import hosts_of

LINES = {*CELLS} - {"speakers"}
UNSAID = "Say a title, a speaker or a note; a title of “TBA” will do."
_DAYS = timedelta(days=2)


@dataclass
class TermGrid:
    """The lines of a term of a series, for whoever edits them."""

    series: Series
    term: Term
    account: Account
    lines: list[Line] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    token: uuid.UUID = field(default_factory=uuid.uuid4)

    @classmethod
    def standing(cls, series: Series, term: Term, account: Account) -> TermGrid:
        """Return the grid as it stands, with advice."""
        grid = cls(series, term, account, standing_lines(series, term, account))
        grid.advise()
        return grid

    @classmethod
    def posted(cls, series: Series, term: Term, account: Account, sent: Any) -> TermGrid:
        """Return the grid as it was sent."""
        return cls(series, term, account, list(posted_lines(sent)))

    def plan(self) -> Planned | None:
        """Save what was typed as one batch; None where something is wrong, which is then shown."""
        touched = [line for line in self.lines if line.is_touched]
        rows = [row for line in touched if (row := self._row(line)) is not None]
        if any(line.troubles for line in touched):
            self.stand_again()
            return None
        seen = [line.event for line in self.lines if line.event is not None]
        try:
            return plan_rows(self.series, rows, token=self.token, by=self.account, seen=seen)
        except RowsRefused as refused:
            for place, errors in refused.rows.items():
                touched[place].troubles = [words for each in errors for words in each.messages]
        except ValidationError as error:
            self.troubles = error.messages
        self.stand_again()
        return None

    @property
    def first_free(self) -> int:
        """The place of the first line of a week in which nothing stands yet; -1 without any."""
        free = (place for place, line in enumerate(self.lines) if line.week and line.is_empty)
        return next(free, -1)

    def advise(self) -> None:
        """Say beside each line what else is on."""
        plans = [self._plan(line) for line in self.lines]
        for line, clashes in zip(self.lines, clashes_of(plans, reader=self.account), strict=True):
            line.clashes = clashes

    def _in_week(self, week: Week) -> list[Line]:
        """Return the lines whose date lies in a week, as far as one can tell."""
        return [
            line
            for line in self.lines
            if (day := self._day(line)) and week.starts_on <= day <= week.ends_on
        ]

    def fill(self, first: int, last: int, *, as_held: bool) -> None:
        """Put into the empty weeks a title to be announced, or hold their dates.

        Weeks whose day is closed stay empty.
        """
        closed = list(_closed(self.series, self.term))
        for place, week in enumerate(self.term.weeks):
            number = place + 1 if week.number is None else week.number
            for line in self._in_week(week) if first <= number <= last else ():
                day = self._day(line)
                is_closed = day is not None and any(each.covers(day) for each in closed)
                if line.is_empty and not is_closed:
                    line.cells["note" if as_held else "title"] = "TBA"

    def copy(self, source: Term, *, with_words: bool) -> None:
        """Put into the empty weeks what stood in the same weeks of another term."""
        found = standing_lines(self.series, source, self.account)
        by_number = None not in (source.first_week, self.term.first_week)
        targets = {
            week.number if by_number else place: week for place, week in enumerate(self.term.weeks)
        }
        for place, week in enumerate(source.weeks):
            target = targets.get(week.number if by_number else place)
            here = self._in_week(target) if target else []
            if target is not None and all(line.is_empty for line in here):
                stood = [line for line in found if line.week == week and line.row is not None]
                for line in stood:
                    into = here.pop(0) if here else self._another()
                    _copy(line, into, target.starts_on - week.starts_on, with_words=with_words)

    def _another(self) -> Line:
        line = blank_line()
        self.lines.append(line)
        return line

    def _day(self, line: Line) -> date | None:
        try:
            return cells.day_of(line.cells["on"], near=middle_of(self.term))
        except ValidationError:
            return None

    def _row(self, line: Line) -> PlannedRow | None:
        """Return what a line wishes for; None where nobody can tell, which the line then says."""
        changed = {
            name for name in CELLS if line.event is None or line.cells[name] != line.was[name]
        }
        said = dict(line.cells)
        try:
            said |= {name: cells.line_of(said[name], name) for name in changed & LINES}
            on = cells.day_of(said["on"], near=middle_of(self.term))
            at, until = cells.hours_of(said["at"])
            speakers = cells.speakers_of(said["speakers"]) if "speakers" in changed else None
            row = _planned(line, said, on)
        except ValidationError as error:
            line.troubles = error.messages
            return None
        place = said["place"] if "place" in changed else None
        return PlannedRow(**row, on=on, at=at, until=until, speakers=speakers, place=place)

    def _plan(self, line: Line) -> Plan | None:
        """Return what a line plans, as far as one can tell from what was typed."""
        if line.row is not None and not line.is_touched:
            return Plan.of(line.row)
        if line.held is not None and not line.is_touched:
            return None
        try:
            on = self._day(line)
            at, until = cells.hours_of(line.cells["at"])
            speakers = cells.speakers_of(line.cells["speakers"])
            if on is None:
                return None
            session = self._session(on, at, until)
        except (ValidationError, ValueError):
            return None
        row, place = line.row, line.cells["place"]
        topics = row.topics.all() if row is not None else ()
        return Plan(
            host=(hosts_of(row)[0] if row is not None else None) or self.series.host,
            sessions=(session,),
            place=place or self.series.usual_place,
            venue=None if place else self.series.venue_id,
            speakers=tuple(part.name for part in speakers),
            topics=frozenset(each.pk for each in topics),
            event=line.event,
        )

    def _session(self, on: date, at: time | None, until: time | None) -> Session:
        return Session(
            starts_on=on,
            starts_time=at,
            ends_time=until,
            zone=self.series.usual_zone,
            usual_minutes=self.series.usual_minutes or USUAL_MINUTES,
        )

    def stand_again(self) -> None:
        """Put what was typed onto the grid as it stands now; say what others changed meanwhile."""
        sent, self.lines = self.lines, standing_lines(self.series, self.term, self.account)
        there: dict[tuple[str, str], Line] = {}
        for line in self.lines:
            there.setdefault(line.identity, line)
        spare = [line for line in self.lines if line.identity == ("day", "")]
        for typed in sent:
            blank = typed.identity == ("day", "")
            now = (spare.pop(0) if spare else None) if blank else there.get(typed.identity)
            if typed.is_touched or typed.troubles:
                if now is None or now.is_fixed:
                    now = blank_line()
                    self.lines.append(now)
                _lay_over(now, typed)
        self.advise()


def standing_lines(series: Series, term: Term, account: Account) -> list[Line]:
    """Return the lines of a term as they stand."""
    weeks = term.weeks
    first, last = weeks[0].starts_on, weeks[-1].ends_on
    begins = datetime.combine(first, time(0), UTC) - _DAYS
    ends = datetime.combine(last, time(0), UTC) + _DAYS
    seen = Event.objects.visible_to(account).in_series(series).with_announcement()
    events = [
        event
        for asked in (seen.starting_between(begins, ends).in_order(), seen.without_day())
        for event in asked
        if not event.is_taken_down and event.merged_into_id is None
    ]
    mine = Event.objects.editable_by(account).in_series(series)
    return lines_of(
        series,
        term,
        events=events,
        mine=set(mine.with_keys([event.pk for event in events]).values_list("pk", flat=True)),
        held=Placeholder.objects.of_any([series]).between(first, last).order_by("on"),
        closed=_closed(series, term),
    )


def _closed(series: Series, term: Term) -> ClosedDayQuerySet:
    weeks = term.weeks
    kept = ClosedDay.objects.kept_by(series.host)
    return kept.between(weeks[0].starts_on, weeks[-1].ends_on)


def _copy(line: Line, into: Line, shift: timedelta, *, with_words: bool) -> None:
    """Put what a line says of its event into another, so many days later."""
    row = line.row
    if row is None or not row.sessions.all():
        return
    day = row.sessions.all()[0].starts_on + shift
    said = {name: line.cells[name] for name in ("at", "place")}
    if with_words:
        said |= {name: line.cells[name] for name in ("title", "speakers")}
    said["title"] = said.get("title") or "TBA"
    into.cells |= {**said, "on": cells.day_cell(day)}


def _planned(line: Line, said: dict[str, str], on: date | None) -> dict[str, Any]:
    """Return what a line says of its event, or of the date that it holds."""
    title, note = said["title"], said["note"]
    is_named = bool(title or line.cells["speakers"])
    is_event = is_named or (line.event is not None and on is not None)
    held = None
    if not is_event and note and line.event is None:
        held = cells.held_of(note)
        if on is None:
            raise ValidationError("On which day? A date that is held needs one.")
    elif not is_event and line.event is None and line.held is None:
        raise ValidationError(UNSAID)
    was_held = line.held
    return {
        "event": line.event,
        "revision": line.revision,
        "is_event": is_event,
        "title": "" if title.casefold() in cells.UNKNOWN else title,
        "note": note if is_event and note != line.was["note"] else None,
        "held": held,
        "held_on": date.fromisoformat(was_held[0]) if was_held else None,
        "held_was": was_held[1:] if was_held else None,
    }


def _lay_over(now: Line, typed: Line) -> None:
    """Put what was typed into a line as it stands now; say what somebody else changed in it."""
    for name in CELLS:
        if now.was[name] != typed.was[name] and (now.event or now.held):
            now.theirs.append(f"{LABELS[name]}: somebody wrote “{now.was[name]}” meanwhile.")
        if typed.cells[name] != typed.was[name] or not (now.event or now.held):
            now.cells[name] = typed.cells[name]
    now.troubles = typed.troubles

"""Makes the sittings of a repeating event: by its rules, its further and its left-out dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from termcard.announcements.icalendar.properties import time_of
from termcard.announcements.icalendar.recurrences import Rule, Steps, days, parse
from termcard.announcements.icalendar.understanding import Entry
from termcard.announcements.sessions import Session

MOST_OCCURRENCES = 500
MOST_RULES = 10
MOST_DATES = 5_000
WINDOW = timedelta(days=731)


@dataclass(frozen=True, kw_only=True)
class Occurrence:
    """One sitting of a repeating event, and the RECURRENCE-ID by which calendars know it."""

    key: str
    session: Session


@dataclass(frozen=True, kw_only=True)
class Window:
    """The days within which repeating events are followed, around the day of reading."""

    reference_date: date

    @property
    def first(self) -> date:
        """The earliest day."""
        return self.reference_date - WINDOW

    @property
    def last(self) -> date:
        """The latest day."""
        return self.reference_date + WINDOW


def is_repeating(entry: Entry) -> bool:
    """Say whether the entry states a rule or further dates, and is no single occurrence itself."""
    has_more = entry.first("RRULE") or entry.first("RDATE")
    return has_more is not None and entry.first("RECURRENCE-ID") is None


def occurrences(
    entry: Entry, window: Window, overridden: frozenset[str], steps: Steps
) -> list[Occurrence]:
    """Return the entry's sittings in the window, in order; those changed elsewhere are left out.

    Raises ValueError, one sentence, for rules that are not followed.
    """
    starts, wall = entry.moment("DTSTART"), entry.wall_time("DTSTART")
    if starts is None or wall is None:
        raise ValueError("It does not say when it begins.")
    if entry.first("EXRULE") is not None:
        raise ValueError("It repeats by a rule that is not followed.")
    left_out = overridden | frozenset(_stated(entry, "EXDATE"))
    found = []
    for each in _in_window(_walls(entry, wall, window, steps), window, entry):
        begins = entry.in_zone(each, "DTSTART")
        key = occurrence_key(begins)
        if key not in left_out and _day_key(each) not in left_out:
            session = entry.session_at(begins, _shifted_end(entry, starts, begins))
            found.append(Occurrence(key=key, session=session))
    return found


def occurrence_key(begins: date | datetime) -> str:
    """Return the start of an occurrence as RECURRENCE-ID writes it: a day, or a moment in UTC."""
    if isinstance(begins, datetime):
        return f"{begins.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return _day_key(begins)


def overridden_key(entry: Entry) -> str:
    """Return which occurrence the entry changes; nothing when it changes none."""
    at = entry.moment("RECURRENCE-ID")
    return occurrence_key(at) if at is not None else ""


def _walls(
    entry: Entry, wall: date | datetime, window: Window, steps: Steps
) -> Iterator[date | datetime]:
    """Yield the wall times at which it takes place, once each, in no order."""
    hour = wall.time() if isinstance(wall, datetime) else None
    first = wall.date() if isinstance(wall, datetime) else wall
    rules = [each.value for each in entry.properties if each.name == "RRULE"]
    if len(rules) > MOST_RULES:
        raise ValueError("It repeats by too many rules.")
    seen = {wall}
    # A day more on either side, since the rule's zone may not be that of the reader.
    bounds = (window.first - timedelta(days=1), window.last + timedelta(days=1))
    for rule in map(parse, rules):
        last = min(bounds[1], _last_day(rule, hour, entry))
        for day in days(rule, first, last, bounds[0], steps):
            seen.add(day if hour is None else datetime.combine(day, hour))
    for further in _values(entry, "RDATE"):
        if isinstance(further, datetime) == (hour is not None):
            seen.add(further)
    yield from seen


def _in_window(
    walls: Iterable[date | datetime], window: Window, entry: Entry
) -> list[date | datetime]:
    """Return those in the window, in order; of too many those to come first, then the latest."""
    inside = [each for each in walls if window.first <= _day(each) <= window.last]
    if len(inside) <= MOST_OCCURRENCES:
        return sorted(inside)
    entry.warn(f"It repeats more often than is read; {MOST_OCCURRENCES} of its dates were read.")
    to_come = sorted(each for each in inside if _day(each) >= window.reference_date)
    past = sorted(each for each in inside if _day(each) < window.reference_date)
    kept = to_come[:MOST_OCCURRENCES]
    room = MOST_OCCURRENCES - len(kept)
    return [*(past[-room:] if room else []), *kept]


def _last_day(rule: Rule, hour: time | None, entry: Entry) -> date:
    """Return the last day on which the rule may begin a sitting: UNTIL is inclusive."""
    if rule.until is None:
        return date.max
    if not isinstance(rule.until, datetime) or hour is None:
        return _day(rule.until)
    until = entry.as_wall(rule.until, "DTSTART")
    return until.date() if hour <= until.time() else until.date() - timedelta(days=1)


def _shifted_end(
    entry: Entry, starts: date | datetime, begins: date | datetime
) -> date | datetime | None:
    """Return the end of the sitting that begins then: as long, on the clock, as the first."""
    ends = entry.end(starts)
    if ends is None:
        return None
    if not isinstance(begins, datetime) or not isinstance(starts, datetime):
        return begins + (_day(ends) - _day(starts))
    if not isinstance(ends, datetime):
        return None
    length = ends.astimezone(starts.tzinfo).replace(tzinfo=None) - starts.replace(tzinfo=None)
    aware = begins + length  # on the clock: both are in one zone
    ends = aware.astimezone(UTC).astimezone(begins.tzinfo)
    return ends if ends.astimezone(UTC) > begins.astimezone(UTC) else None


def _stated(entry: Entry, name: str) -> Iterator[str]:
    for each in _values(entry, name):
        if isinstance(each, datetime):
            yield occurrence_key(entry.in_zone(each, "DTSTART"))
        else:
            yield _day_key(each)


def _values(entry: Entry, name: str) -> Iterator[date | datetime]:
    """Yield a property's dates as wall times of the start's zone, the start of a PERIOD too."""
    left = MOST_DATES
    for one in (each for each in entry.properties if each.name == name):
        for word in one.value.split(",", MOST_DATES)[:MOST_DATES]:
            left -= 1
            if left < 0:
                entry.warn(f"Of its further dates only {MOST_DATES:,} were read.")
                return
            at = time_of(word.partition("/")[0])
            if isinstance(at, datetime):
                yield entry.as_wall(entry.placed(at, one), "DTSTART")
            elif isinstance(at, date):
                yield at


def _day(at: date | datetime) -> date:
    return at.date() if isinstance(at, datetime) else at


def _day_key(at: date | datetime) -> str:
    return f"{_day(at).year:04}{_day(at):%m%d}"

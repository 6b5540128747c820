"""Finds dates in a stretch of text, and says which day each one means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from babel.dates import get_month_names

from termcard.announcements.prose.languages import fold, months, weekdays, wordlist
from termcard.announcements.prose.spans import Span

FIRST_YEAR, LAST_YEAR = 1970, 2099
# An announcement without a year is read at most this long after its day.
STALE = timedelta(weeks=8)

_TOKEN = re.compile(r"\d+|[^\W\d_]+|[^\w\s]")
_ORDINALS = wordlist("st nd rd th er re ste º ª °")
_ARTICLES = wordlist("the den dem le el il on am the der les los")
_OF = wordlist("of de di del du")
_CONNECTORS = wordlist("- – — / & to and until bis au al tot und et e y en hasta through")
_THROUGH = wordlist("- – — to until bis au al tot hasta through")
_ENGLISH_MONTHS = wordlist(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec febuary"
)
_DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH_NAMES = tuple(get_month_names("wide", locale="en").values())


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFound:
    """A date as written: the year is None when it is not said, `last` ends a range."""

    span: Span
    day: int
    month: int
    year: int | None = None
    weekdays: frozenset[int] = frozenset()
    weekday: str = ""
    last: DayFound | None = None
    is_relative: bool = False
    is_today: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The day or days that a date means, with what contradicts it."""

    first: date
    last: date | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    words: str
    span: Span

    @property
    def number(self) -> int | None:
        return int(self.words) if self.words.isdecimal() and len(self.words) <= 4 else None


class _Reader:
    """Walks over tokens; every method takes an index and returns the index after what it read."""

    def __init__(self, text: str, within: Span, *, month_first: bool, short: bool) -> None:
        self.text = text
        self.short = short
        self.month_first = month_first
        self.tokens = [
            _Token(match.group(), Span(*match.span()))
            for match in _TOKEN.finditer(text, within.start, within.end)
        ]

    def word(self, index: int) -> str:
        return fold(self.tokens[index].words) if 0 <= index < len(self.tokens) else ""

    def number(self, index: int, low: int, high: int) -> int | None:
        if not 0 <= index < len(self.tokens):
            return None
        value = self.tokens[index].number
        return value if value is not None and low <= value <= high else None

    def is_joined(self, index: int) -> bool:
        """Say whether this token stands directly behind the one before."""
        if not 0 < index < len(self.tokens):
            return False
        return self.tokens[index].span.start == self.tokens[index - 1].span.end

    def after_day(self, index: int) -> int:
        """Skip "th", "." or "er" behind a day's number."""
        word = self.word(index)
        if word in _ORDINALS or (word == "." and self.is_joined(index)):
            return index + 1
        return index

    def year(self, index: int) -> tuple[int | None, int]:
        """Read a year, with a comma or "de" before it."""
        here = index
        while self.word(here) in (",", ".", "'") or self.word(here) in _OF:
            here += 1
            if here > index + 2:
                return None, index
        value = self.number(here, FIRST_YEAR, LAST_YEAR)
        if value is not None and len(self.tokens[here].words) == 4:
            return value, here + 1
        short = self.number(here, 0, 99)
        if short is not None and self.word(here - 1) == "'":
            return 2000 + short, here + 1
        return None, index

    def found(self, start: int, stop: int, day: int, month: int, year: int | None) -> DayFound:
        span = Span(self.tokens[start].span.start, self.tokens[stop - 1].span.end)
        return DayFound(span=span, day=day, month=month, year=year)

    def day_then_month(self, index: int) -> tuple[DayFound, int] | None:
        """Read "14th October 2020", "3 - 7 juillet 2017", "the 4th of May"."""
        first = self.number(index, 1, 31)
        if first is None or self._is_glued(index):
            return None
        here = self.after_day(index + 1)
        last = None
        if self.word(here) in _CONNECTORS:
            behind = self._past_weekday(here + 1)
            last = self.number(behind, 1, 31)
            if last is None or last <= first:
                return None
            is_span = self.word(here) in _THROUGH or last == first + 1
            here = self.after_day(behind + 1)
        if self.word(here) in _OF:
            here += 1
        month = months().get(self.word(here))
        if month is None:
            return None
        here += 1 + (self.word(here + 1) == ".")
        if self.number(here, 1000, FIRST_YEAR - 1) is not None:
            return None
        year, here = self.year(here)
        start = self.found(index, here, first, month, year)
        if last is not None and is_span:
            start = replace(start, last=replace(start, day=last))
        return start, here

    def month_then_day(self, index: int) -> tuple[DayFound, int] | None:
        """Read "March 3, 2016", "Apr. 2", "March 3-5, 2016"; only English writes so."""
        month = months().get(self.word(index))
        if month is None or self.word(index) not in _ENGLISH_MONTHS:
            return None
        here = index + 1 + (self.word(index + 1) == ".")
        here += self.word(here) == "the"
        day = self.number(here, 1, 31)
        if day is None or len(self.tokens[here].words) > 2 or self.word(here + 1) == ":":
            return None
        here = self.after_day(here + 1)
        last = None
        if self.word(here) in _THROUGH and self.number(here + 1, day + 1, 31):
            behind = self.after_day(here + 2)
            if self.word(behind) not in months() and self.word(behind) != ":":
                last, here = self.number(here + 1, 1, 31), behind
        year, here = self.year(here)
        start = self.found(index, here, day, month, year)
        if last is not None:
            start = replace(start, last=replace(start, day=last))
        return start, here

    def numeric(self, index: int) -> tuple[DayFound, int] | None:
        """Read "2024-03-14", "12.11.2023", "09/04/2016", "05.06.19"."""
        separator = self.word(index + 1)
        if separator not in ("-", "/", ".") or self._is_glued(index):
            return None
        if self.word(index + 3) != separator or self._is_glued_behind(index + 4):
            return None
        numbers = [self.number(index + step, 0, LAST_YEAR) for step in (0, 2, 4)]
        first, second, third = numbers
        if first is None or second is None or third is None:
            return None
        lengths = [len(self.tokens[index + step].words) for step in (0, 2, 4)]
        if lengths[0] == 4 and lengths[2] <= 2:
            day, month, year = third, second, first
        elif lengths[2] in (2, 4) and lengths[0] <= 2:
            year = third if lengths[2] == 4 else 2000 + third
            day, month = self._ordered(first, second, separator)
        else:
            return None
        if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 31):
            return None
        return self.found(index, index + 5, day, month, year), index + 5

    def day_month_dotted(self, index: int) -> tuple[DayFound, int] | None:
        """Read the German "7.6.", which has a full stop behind both numbers and no year."""
        day, month = self.number(index, 1, 31), self.number(index + 2, 1, 12)
        if day is None or month is None or self._is_glued(index):
            return None
        if len(self.tokens[index].words) == 1 and self.word(index + 2).startswith("0"):
            return None
        dots = self.word(index + 1) == "." and self.word(index + 3) == "."
        joined = all(self.is_joined(index + step) for step in (1, 2, 3))
        if not dots or not joined or self.number(index + 4, 0, 9999) is not None:
            return None
        return self.found(index, index + 4, day, month, None), index + 4

    def day_and_month_at_start(self, index: int) -> tuple[DayFound, int] | None:
        """Read "9/14" or "03/10", which is a date only where a line begins with it."""
        if not self.short or self.word(index + 1) != "/" or not self._begins_line(index):
            return None
        first, second = self.number(index, 1, 31), self.number(index + 2, 1, 31)
        joined = self.is_joined(index + 1) and self.is_joined(index + 2)
        if first is None or second is None or not joined or self.word(index + 3) == "/":
            return None
        day, month = self._ordered(first, second, "/")
        if month > 12:
            return None
        return self.found(index, index + 3, day, month, None), index + 3

    def _begins_line(self, index: int) -> bool:
        before = index - 1
        while before >= 0 and self.word(before) in (",", ".", "•", "*", "-"):
            before -= 1
        return before < 0 or (before == 0 and self._is_weekday(0))

    def _ordered(self, first: int, second: int, separator: str) -> tuple[int, int]:
        if first > 12 or second > 12:
            return (first, second) if first > 12 else (second, first)
        if self.month_first and separator in ("/", "-"):
            return second, first
        return first, second

    def _past_weekday(self, index: int) -> int:
        if self.word(index) in weekdays():
            index += 1 + (self.word(index + 1) in (".", ","))
        return index

    def _is_glued(self, index: int) -> bool:
        """Say whether a letter, a slash or a hyphen stands directly before: a code, not a day."""
        start = self.tokens[index].span.start
        before = self.text[start - 1] if start else " "
        return before.isalpha() or before in "/-:._#£$€" and self.is_joined(index)

    def _is_glued_behind(self, index: int) -> bool:
        end = self.tokens[index].span.end if index < len(self.tokens) else 0
        return (
            bool(end)
            and self.text[end : end + 1] in ("/", "-")
            and self.text[end + 1 : end + 2].isdigit()
        )

    def with_weekday(self, found: DayFound, start: int, stop: int) -> tuple[DayFound, int]:
        """Add the weekday that stands before a date ("Wed., the") or behind it ("(Tuesday)")."""
        before = start - 1
        if self.word(before) in _ARTICLES:
            before -= 1
        while self.word(before) in (",", "."):
            before -= 1
        if self._is_weekday(before):
            return self._weekday_added(found, before, start), stop
        behind = stop + (self.word(stop) in (",", "("))
        behind += self.word(behind) == "¡"
        if self._is_weekday(behind) and len(self.word(behind)) > 2 and not self._begins(behind + 1):
            mark = behind + 1 + (self.word(behind + 1) == "!")
            closed = mark + (self.word(stop) == "(" and self.word(mark) == ")")
            return self._weekday_added(found, behind, closed), closed
        return found, stop

    def _begins(self, index: int) -> bool:
        """Say whether a date of its own follows, to which a weekday then belongs."""
        index += self.word(index) == ","
        return self.number(index, 1, 31) is not None or self.word(index) in months()

    def _is_weekday(self, index: int) -> bool:
        word = self.word(index)
        if word not in weekdays():
            return False
        return len(word) > 2 or self.tokens[index].words[0].isupper()

    def _weekday_added(self, found: DayFound, index: int, stop: int) -> DayFound:
        token = self.tokens[index]
        end = max(found.span.end, self.tokens[stop - 1].span.end)
        return replace(
            found,
            span=Span(min(token.span.start, found.span.start), end),
            weekdays=weekdays()[fold(token.words)],
            weekday=token.words,
        )

    def days(self) -> Iterator[DayFound]:
        """Yield every date, in order."""
        index = 0
        while index < len(self.tokens):
            read = self._at(index)
            if read is None:
                index += 1
                continue
            found, stop = read
            found, stop = self.with_weekday(found, index, stop)
            yield found
            index = max(stop, index + 1)

    def _at(self, index: int) -> tuple[DayFound, int] | None:
        if self.tokens[index].words[0].isdigit():
            return (
                self.numeric(index)
                or self.day_then_month(index)
                or self.day_month_dotted(index)
                or self.day_and_month_at_start(index)
            )
        return self.month_then_day(index)


def find_days(
    text: str, within: Span, *, month_first: bool = False, short: bool = False
) -> list[DayFound]:
    """Return the dates that stand in a stretch of text, in order; "A - B" is one with a last day.

    `month_first` reads 4/9/2016 as the ninth of April, where no number decides. `short` takes
    "4/9" for a date where a line begins with it, as in a list of such lines.
    """
    joined: list[DayFound] = []
    for found in _Reader(text, within, month_first=month_first, short=short).days():
        if joined and joined[-1].last is None and _leads_to(text, joined[-1], found):
            first = joined.pop()
            span = Span(first.span.start, found.span.end)
            found = replace(first, span=span, last=found, year=first.year or found.year)
        joined.append(found)
    return joined


def _leads_to(text: str, first: DayFound, second: DayFound) -> bool:
    between = fold(text[first.span.end : second.span.start]).strip(" \t()")
    if between in _THROUGH:
        return True
    if between in ("and runs until", "and continues until", "runs until", "until", "bis zum"):
        return True
    is_next = second.month == first.month and second.day == first.day + 1
    return is_next and between in ("and", "&", "und", "et", "e", "y", "en")


def resolve(found: DayFound, *, reference_date: date, year_hint: int | None = None) -> Day | str:
    """Return the days that a date means, or a sentence when the calendar has no such day.

    Without a year: the hinted year; else a year that the weekday fits; else the nearest day
    that lies at most eight weeks before the reference date. A weekday that contradicts a date
    is kept in the warnings, the date stands.
    """
    first = _with_year(found, reference_date, year_hint)
    if first is None:
        return f"There is no {found.day} {_MONTH_NAMES[found.month - 1]} in that year"
    warnings = _contradiction(found, first)
    last = None
    if found.last is not None:
        year = found.last.year or first.year
        last = _day(year, found.last.month, found.last.day)
        if last is not None and last < first and found.last.year is None:
            last = _day(year + 1, found.last.month, found.last.day)
        if last is None or last < first:
            return Day(first=first, warnings=(*warnings, "The last day is before the first"))
        warnings += _contradiction(found.last, last)
    return Day(first=first, last=last, warnings=warnings)


def _with_year(found: DayFound, reference_date: date, year_hint: int | None) -> date | None:
    if found.year is not None:
        return _day(found.year, found.month, found.day)
    hinted = _day(year_hint, found.month, found.day) if year_hint else None
    if hinted is not None and _fits(found, hinted):
        return hinted
    near = [
        day
        for year in range(reference_date.year - 1, reference_date.year + 2)
        if (day := _day(year, found.month, found.day)) is not None
    ]
    near.sort(key=lambda day: _strangeness(day, reference_date))
    fitting = [day for day in near if _fits(found, day)]
    best = fitting or ([hinted] if hinted else near)
    return best[0] if best else None


def _strangeness(day: date, reference_date: date) -> tuple[bool, int]:
    return day < reference_date - STALE, abs((day - reference_date).days)


def _fits(found: DayFound, day: date) -> bool:
    return not found.weekdays or day.weekday() in found.weekdays


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _contradiction(found: DayFound, day: date) -> tuple[str, ...]:
    if _fits(found, day) or len(found.weekday) < 3:
        return ()
    said = f"{found.weekday} {day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"
    return (f"{said} is a {_DAY_NAMES[day.weekday()]}",)

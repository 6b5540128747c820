"""Reads a month's days in a row, "Mondays 7, 14 and 21 November", and "the 14th" further on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from termcard.announcements.prose.dates import FIRST_YEAR, LAST_YEAR, DayFound
from termcard.announcements.prose.languages import fold, month_pattern, months
from termcard.announcements.prose.spans import Span

_TH = r"(?:st|nd|rd|th|\.|º)?"
_BARE = re.compile(
    r"(?<!\w)(?:(?:on\s)?the|el(?:\sdía)?|día|le|il(?:\sgiorno)?|am|den|dem|op|de)\s"
    r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.(?=\s[a-zà-ÿ])|º)?(?![\w%/:]|[.,]\d|\s?(?:Uhr|h\b|pm"
    r"|am\b))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysListed:
    """Days of one month that stand in a row, in order."""

    span: Span
    numbers: tuple[int, ...]
    month: int
    year: int | None


@lru_cache(maxsize=1)
def _row() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.:/-])(?P<days>\d{{1,2}}{_TH}(?:\s?,\s?\d{{1,2}}{_TH}){{0,12}},?\s?(?:\s(?:and"
        rf"|und|et|e|y|en)"
        rf"\s|&\s?)\d{{1,2}}{_TH})\s(?:(?:of|de|di|del)\s)?(?P<month>{month_pattern()})\b"
        r"(?:,?\s(?:de\s|del\s)?(?P<year>\d{4}))?",
        re.IGNORECASE,
    )


def days_listed(text: str) -> list[DaysListed]:
    """Return the rows of days that a text names with one month."""
    found = []
    for match in _row().finditer(text):
        numbers = tuple(int(one) for one in re.findall(r"\d+", match["days"]))
        month = months().get(fold(match["month"]).strip("."))
        year = int(match["year"]) if match["year"] else None
        is_year = year is None or FIRST_YEAR <= year <= LAST_YEAR
        is_row = list(numbers) == sorted(set(numbers)) and numbers[0] >= 1 and numbers[-1] <= 31
        is_next = len(numbers) == 2 and numbers[1] == numbers[0] + 1
        if month is not None and is_row and is_year and not is_next:
            span = Span(*match.span())
            found.append(DaysListed(span=span, numbers=numbers, month=month, year=year))
    return found


def bare_days(text: str, within: Span, rows: list[DaysListed]) -> Iterator[DayFound]:
    """Yield the days that "the 14th" means, where a row above names the month."""
    for match in _BARE.finditer(text, within.start, within.end):
        span = Span(*match.span("day"))
        number = int(match["day"])
        row = next((one for one in rows if number in one.numbers), None)
        if row is not None and not any(one.span.overlaps(span) for one in rows):
            yield DayFound(span=Span(*match.span()), day=number, month=row.month, year=row.year)


def with_listed(
    text: str, within: Span, days: list[DayFound], rows: list[DaysListed]
) -> list[DayFound]:
    """Return a stretch's days with those that a row of days names or is told of by.

    A row that is told of day by day elsewhere says nothing of its own; else its first day counts.
    """
    kept = [day for day in days if not any(row.span.overlaps(day.span) for row in rows)]
    taken = [day.span for day in kept]
    kept += [
        day
        for day in bare_days(text, within, rows)
        if not any(day.span.overlaps(span) for span in taken)
    ]
    for row in rows:
        if row.span.start >= within.start and row.span.end <= within.end and not is_told(text, row):
            first = DayFound(span=row.span, day=row.numbers[0], month=row.month, year=row.year)
            kept.append(first)
    return sorted(kept, key=lambda day: day.span)


def is_told(text: str, row: DaysListed) -> bool:
    """Say whether a text tells of most of a row's days one by one, behind it."""
    behind = Span(row.span.end, len(text))
    told = {day.day for day in bare_days(text, behind, [row])}
    full = re.compile(rf"(?<!\d)(\d{{1,2}}){_TH}\s(?:(?:of|de|di)\s)?(?:{month_pattern()})", re.I)
    told |= {int(match.group(1)) for match in full.finditer(text, row.span.end)}
    return len(told & set(row.numbers)) * 2 >= len(row.numbers)

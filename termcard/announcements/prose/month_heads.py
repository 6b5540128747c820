"""Reads "Tuesday 1" below a heading that names the month: "Agenda – March 2026"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.languages import (
    fold,
    month_pattern,
    months,
    weekday_pattern,
    weekdays,
)
from termcard.announcements.prose.spans import Span

LONGEST_HEAD = 80
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthHead:
    """The month that a heading names for the lines below it, with the year when it says one."""

    month: int
    year: int | None = None


def month_head(text: str, line: Span) -> MonthHead | None:
    """Return the one month that a heading without a day of its own names."""
    if line.end - line.start > LONGEST_HEAD or _NUMBER.search(text, line.start, line.end):
        return None
    named = [
        match
        for match in _month().finditer(text, line.start, line.end)
        if match.group()[0].isupper() or line.end - line.start <= len(match.group()) + 5
    ]
    if len(named) != 1:
        return None
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", line.cut(text))
    month = months()[fold(named[0].group()).strip(".")]
    return MonthHead(month=month, year=int(year.group()) if year else None)


def day_below(text: str, line: Span, head: MonthHead) -> DayFound | None:
    """Return the day that a line begins with, "Tuesday 1." or "Wed 9th:", in the head's month."""
    match = _day().match(text, line.start, line.end)
    if match is None or not 1 <= int(match["day"]) <= 31:
        return None
    return DayFound(
        span=Span(match.start("weekday"), match.end()),
        day=int(match["day"]),
        month=head.month,
        year=head.year,
        weekdays=weekdays()[fold(match["weekday"]).strip(".")],
        weekday=match["weekday"],
    )


@lru_cache(maxsize=1)
def _month() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{month_pattern()})(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _day() -> re.Pattern[str]:
    return re.compile(
        rf"[\s•*·–-]*(?P<weekday>{weekday_pattern()})\.?,?\s(?:the\s|den\s|le\s)?(?P<day>\d{{1,2}})"
        r"(?:st|nd|rd|th|er|º|\.)?(?=[\s,:;–—|-]|\Z)"
        r"(?!\s?(?:h\b|Uhr|[ap]\.?m\b|[:.]\d|uur))",
        re.IGNORECASE,
    )

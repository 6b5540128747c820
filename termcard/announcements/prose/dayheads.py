"""Reads a bulletin by the day: "TODAY" or "Wednesday" over what is on, told in sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.dates import DayFound, resolve
from termcard.announcements.prose.facts import read_facts
from termcard.announcements.prose.languages import fold, weekday_pattern, weekdays
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.relative import AHEAD
from termcard.announcements.prose.sights import Sight, is_row_of_facts
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.stretches import is_day_heading
from termcard.announcements.prose.times import HourFound
from termcard.announcements.prose.verbs import ANNOUNCES, DUE, EVERY

LONGEST_HEADING = 40
MOST_HEAD = 12
MOST_LEAD = 20
WEEK = timedelta(days=8)
_RELATIVE = {fold(name): days for days, names in AHEAD.items() for name in names.split("|")}
_EDGES = " \t\u00a0*#:.,;–—-=_[]()"
_WITH_WEEKDAY = re.compile(rf"[\s,(–-]+(?:{weekday_pattern()})\)?\Z", re.IGNORECASE)


def by_day(text: str, sights: list[Sight], written: date) -> list[Sight]:
    """Return the blocks of a page, those that head a day with its date, sentences below with hours.

    "Tomorrow" counts from the day of writing, a weekday from the first day of the page's week.
    """
    seen = list(sights)
    named = dict(_named_days(text, seen))
    if len({*named.values()}) > 1 or any(isinstance(name, int) for name in named.values()):
        first = _first_day(seen, written)
        _quieten_issue(seen, min(named), written)
        for index, name in named.items():
            seen[index] = _headed(text, seen[index], _day(name, first, written))
    heads = [
        index for index, sight in enumerate(seen) if sight.days and is_day_heading(seen, index)
    ]
    for index, stop in zip(heads, [*heads[1:], len(seen)], strict=False):
        below = seen[index + 1 : stop]
        if not any(sight.is_about_when for sight in below):
            seen[index + 1 : stop] = [_told(text, sight) for sight in below]
    return seen


def _named_days(text: str, sights: list[Sight]) -> Iterator[tuple[int, int | str]]:
    """Yield the lines that are nothing but a day's name: how far ahead it is, or the weekday."""
    names = [_name(text, sight) for sight in sights]
    for index, name in enumerate(names):
        beside = [*names[max(0, index - 1) : index], *names[index + 1 : index + 2]]
        if name is not None and not any(other is not None for other in beside):
            yield index, name


def _name(text: str, sight: Sight) -> int | str | None:
    block = sight.block
    span = block.span
    if block.kind not in (BlockKind.HEADING, BlockKind.FURNITURE) or sight.days or sight.hours:
        return None
    if span.end - span.start > LONGEST_HEADING or block.label is not None or block.is_row:
        return None
    words = fold(span.cut(text).strip(_EDGES))
    ahead = _RELATIVE.get(_WITH_WEEKDAY.sub("", words).strip(_EDGES))
    if ahead is not None:
        return ahead
    return words if len(words) > 3 and words in weekdays() else None


def _first_day(sights: list[Sight], written: date) -> date:
    """Return the first day of the week that the head of the page names, else the day of writing."""
    for sight in sights[:MOST_HEAD]:
        for found in sight.days:
            day = resolve(found, reference_date=written)
            if not isinstance(day, str) and day.last and day.last - day.first < WEEK:
                return day.first
    return written


def _quieten_issue(sights: list[Sight], stop: int, written: date) -> None:
    """Let the day of the issue itself, above the first day that is named, announce nothing."""
    for index, sight in enumerate(sights[:stop]):
        if len(sight.days) == 1 and not sight.starts and sight.is_about_when:
            day = resolve(sight.days[0], reference_date=written)
            if not isinstance(day, str) and day.first == written and day.last is None:
                sights[index] = replace(sight, is_about_when=False, days=())


def _day(name: int | str, first: date, written: date) -> date:
    if isinstance(name, int):
        return written + timedelta(days=name)
    number = next(iter(weekdays()[name]))
    return first + timedelta(days=(number - first.weekday()) % 7)


def _headed(text: str, sight: Sight, day: date) -> Sight:
    found = DayFound(
        span=sight.block.span, day=day.day, month=day.month, year=day.year, is_relative=True
    )
    block = replace(sight.block, kind=BlockKind.HEADING)
    return replace(sight, block=block, days=(found,), is_about_when=True)


def _told(text: str, sight: Sight) -> Sight:
    """Let "Ann Vale speaks on “Bells” at 4 in Room 5" say when, on the day of the heading above."""
    if sight.block.kind not in (BlockKind.TEXT, BlockKind.HEADING) or sight.days:
        return sight
    if is_row_of_facts(text, sight):
        return replace(
            sight, is_about_when=True, facts=read_facts(text, sight.block.words, sight.taken)
        )
    for sentence in sentences(text, sight.block.span):
        hours = tuple(hour for hour in sight.starts if hour.span.overlaps(sentence))
        if hours and (_announces(text, sentence) or _begins_at(text, sentence, hours[0])):
            return replace(
                sight, hours=hours, all_hours=sight.hours, sentence=sentence, is_today=True
            )
    return sight


def _begins_at(text: str, sentence: Span, hour: HourFound) -> bool:
    """Say whether a sentence opens with its hour: "Meet at 9 at the station"."""
    is_first = hour.span.start - sentence.start <= MOST_LEAD
    return is_first and not DUE.search(sentence.cut(text)) and not EVERY.search(sentence.cut(text))


def _announces(text: str, sentence: Span) -> bool:
    words = sentence.cut(text)
    if DUE.search(words) or EVERY.search(words):
        return False
    return ANNOUNCES.search(words) is not None

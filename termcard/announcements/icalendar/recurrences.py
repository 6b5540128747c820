"""Works out the days of a recurrence rule (RFC 5545, section 3.3.10), never more than asked for.

Only rules of whole days are followed: nobody announces a talk every minute, and such rules
cost any reader its time. Work goes straight to the days asked for wherever the rule allows.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from termcard.announcements.icalendar.properties import time_of

MOST_STEPS = 100_000
_DAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WITHIN_A_DAY = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_FOLLOWED = _WITHIN_A_DAY | {
    "FREQ",
    "INTERVAL",
    "COUNT",
    "UNTIL",
    "BYDAY",
    "BYMONTHDAY",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
    "X-EVOLUTION-ENDDATE",
}
_BY_DAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER = re.compile(r"[+-]?[0-9]{1,3}")
_COUNT = re.compile(r"[0-9]{1,18}")
_LONGEST = 2_000
_MOST_NUMBERS = 62
_ENDLESS = 10**6


@dataclass
class Steps:
    """How much work may still be done for one calendar, so that many rules cost no more."""

    left: int = MOST_STEPS

    def take(self, number: int = 1) -> None:
        """Count the work; raise ValueError, one sentence, when it was too much."""
        self.left -= number
        if self.left < 0:
            raise ValueError("It repeats too often to be followed.")


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A rule that repeats by days, weeks, months or years; weekdays count from Monday, 0."""

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    weekdays: tuple[tuple[int, int], ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def parse(value: str) -> Rule:
    """Return the rule that an RRULE value states; raise ValueError, one sentence, for others."""
    if len(value) > _LONGEST:
        raise ValueError("The rule by which it repeats is too long.")
    parts = {
        name.strip().upper(): stated.strip().upper()
        for name, _, stated in (part.partition("=") for part in value.split(";") if part.strip())
    }
    frequency = parts.get("FREQ", "")
    # One hour alone only repeats what DTSTART says; several are several a day.
    is_within = any("," in parts.get(name, "") for name in _WITHIN_A_DAY)
    if frequency in ("SECONDLY", "MINUTELY", "HOURLY") or is_within:
        raise ValueError("It repeats within a day, which is not followed.")
    if frequency not in _FREQUENCIES or parts.keys() - _FOLLOWED:
        raise ValueError("It repeats by a rule that is not followed.")
    rule = Rule(
        frequency=frequency,
        interval=_positive(parts, "INTERVAL") or 1,
        count=_positive(parts, "COUNT"),
        until=_until(parts.get("UNTIL", "")),
        weekdays=tuple(_weekdays(parts.get("BYDAY", ""))),
        month_days=_numbers(parts.get("BYMONTHDAY", ""), 31),
        months=_numbers(parts.get("BYMONTH", ""), 12),
        positions=_numbers(parts.get("BYSETPOS", ""), 366),
        week_start=_DAYS.get(parts.get("WKST", "MO"), 0),
    )
    is_numbered = any(nth for nth, _ in rule.weekdays)
    if is_numbered and (frequency in ("DAILY", "WEEKLY") or rule.month_days):
        raise ValueError("It repeats by a rule that contradicts itself.")
    return rule


def days(rule: Rule, first: date, last: date, earliest: date, steps: Steps) -> Iterator[date]:
    """Yield the rule's days from `earliest` to `last` in order; `first` is its own first day.

    `first` always counts (RFC 5545, section 3.8.5.3). Raises ValueError when the steps run out.
    """
    start = 0 if rule.count is not None else _steps_before(rule, first, earliest)
    counted = 1
    if first >= earliest and first <= last:
        yield first
    for number in range(start, start + _ENDLESS):
        steps.take()
        begins = _begin(rule, first, number)
        if begins is None or begins > last:
            return
        for day in _positioned(rule, sorted(set(_period(rule, first, begins)))):
            if day <= first:
                continue
            counted += 1
            if day > last or (rule.count is not None and counted > rule.count):
                return
            if day >= earliest:
                steps.take()
                yield day


def _steps_before(rule: Rule, first: date, earliest: date) -> int:
    """Return how many of its periods lie wholly before the days asked for."""
    gap = (earliest - first).days
    if gap <= 0:
        return 0
    months = (earliest.year - first.year) * 12 + earliest.month - first.month
    whole = {"DAILY": gap, "WEEKLY": gap // 7 - 1, "MONTHLY": months - 1}
    return max(0, whole.get(rule.frequency, earliest.year - first.year - 1) // rule.interval)


def _begin(rule: Rule, first: date, number: int) -> date | None:
    """Return the first day of the rule's n-th period; None when it lies beyond all calendars."""
    ahead = number * rule.interval
    try:
        if rule.frequency == "DAILY":
            return first + timedelta(days=ahead)
        if rule.frequency == "WEEKLY":
            back = (first.weekday() - rule.week_start) % 7
            return first + timedelta(days=7 * ahead - back)
        if rule.frequency == "MONTHLY":
            years, month = divmod(first.month - 1 + ahead, 12)
            return date(first.year + years, month + 1, 1)
        return date(first.year + ahead, 1, 1)
    except (OverflowError, ValueError):
        return None


def _period(rule: Rule, first: date, begins: date) -> Iterator[date]:
    """Yield the days that the rule chooses in the period that begins on that day."""
    if rule.frequency == "DAILY":
        chosen: Iterator[date] = _of_list(rule, [begins], is_by_day=True)
    elif rule.frequency == "WEEKLY":
        wanted = {weekday for _, weekday in rule.weekdays} or {first.weekday()}
        week = [day for day in _run(begins, 7) if day.weekday() in wanted]
        chosen = _of_list(rule, week, is_by_day=False)
    elif rule.frequency == "MONTHLY":
        chosen = _of_month(rule, first, begins)
    else:
        chosen = _of_year(rule, first, begins)
    return (day for day in chosen if not rule.months or day.month in rule.months)


def _of_list(rule: Rule, listed: list[date], *, is_by_day: bool) -> Iterator[date]:
    wanted = {weekday for _, weekday in rule.weekdays} if is_by_day else set()
    for day in listed:
        if (not wanted or day.weekday() in wanted) and _is_month_day(rule, day):
            yield day


def _is_month_day(rule: Rule, day: date) -> bool:
    if not rule.month_days:
        return True
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _of_month(rule: Rule, first: date, begins: date) -> Iterator[date]:
    length = monthrange(begins.year, begins.month)[1]
    if rule.weekdays:
        yield from _of_list(rule, list(_nth_weekdays(rule, begins, length)), is_by_day=False)
    elif rule.month_days:
        yield from _of_list(rule, list(_run(begins, length)), is_by_day=False)
    elif first.day <= length:
        yield begins.replace(day=first.day)


def _of_year(rule: Rule, first: date, begins: date) -> Iterator[date]:
    if rule.weekdays and not rule.months and not rule.month_days:
        length = 365 + (monthrange(begins.year, 2)[1] == 29)
        yield from _nth_weekdays(rule, begins, length)
        return
    is_open = bool(rule.month_days or rule.weekdays) and not rule.months
    months = rule.months or (tuple(range(1, 13)) if is_open else (first.month,))
    for month in sorted(month for month in months if month > 0):
        yield from _of_month(rule, first, begins.replace(month=month))


def _nth_weekdays(rule: Rule, begins: date, length: int) -> Iterator[date]:
    for nth, weekday in rule.weekdays:
        offset = (weekday - begins.weekday()) % 7
        fitting = range(offset, length, 7)
        if nth == 0:
            yield from (begins + timedelta(days=ahead) for ahead in fitting)
        elif -len(fitting) <= nth <= len(fitting):
            yield begins + timedelta(days=fitting[nth - 1 if nth > 0 else nth])


def _run(begins: date, length: int) -> Iterator[date]:
    try:
        for ahead in range(length):
            yield begins + timedelta(days=ahead)
    except OverflowError:
        return


def _positioned(rule: Rule, chosen: list[date]) -> list[date]:
    """Return those of a period's days that BYSETPOS picks."""
    if not rule.positions:
        return chosen
    count = len(chosen)
    places = {at - 1 if at > 0 else count + at for at in rule.positions}
    return [day for number, day in enumerate(chosen) if number in places]


def _positive(parts: dict[str, str], name: str) -> int | None:
    if name not in parts:
        return None
    stated = parts[name]
    if _COUNT.fullmatch(stated) is None or int(stated) == 0:
        raise ValueError("It repeats by a rule that contradicts itself.")
    return int(stated)


def _until(stated: str) -> date | datetime | None:
    if not stated:
        return None
    until = time_of(stated)
    if not isinstance(until, date):
        raise ValueError("The day until which it repeats could not be read.")
    return until


def _weekdays(stated: str) -> Iterator[tuple[int, int]]:
    words = [word.strip() for word in stated.split(",") if word.strip()]
    for word in words[:_MOST_NUMBERS]:
        found = _BY_DAY.fullmatch(word)
        if found is None:
            raise ValueError("It repeats by a rule that is not followed.")
        yield int(found[1] or 0), _DAYS[found[2]]


def _numbers(stated: str, most: int) -> tuple[int, ...]:
    words = [word.strip() for word in stated.split(",") if word.strip()]
    numbers = tuple(
        int(word) for word in words[:_MOST_NUMBERS] if _NUMBER.fullmatch(word) is not None
    )
    if len(numbers) != len(words[:_MOST_NUMBERS]):
        raise ValueError("It repeats by a rule that is not followed.")
    if any(number == 0 or abs(number) > most for number in numbers):
        raise ValueError("It repeats by a rule that contradicts itself.")
    return numbers

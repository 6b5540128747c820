"""Lets days, weeks and months stand in addresses: "2026-11-23", "2026-W48" and "2026/11"."""

from __future__ import annotations

from datetime import date

_FIRST, _LAST = date(1000, 1, 1), date(9000, 12, 31)


class DayConverter:
    """A day of the calendar, from the year 1000 to the year 9000."""

    regex = r"(?:[1-8]\d{3}|9000)-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"

    def to_python(self, value: str) -> date:
        """Return the day; raise ValueError for a thirtieth of February."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        """Return it as addresses spell it."""
        return f"{value:%Y-%m-%d}"


class MonthConverter:
    """A month, as its first day."""

    regex = r"(?:[1-8]\d{3}|9000)/(?:0[1-9]|1[0-2])"

    def to_python(self, value: str) -> date:
        """Return the first day of the month."""
        year, _, month = value.partition("/")
        return date(int(year), int(month), 1)

    def to_url(self, value: date) -> str:
        """Return it as addresses spell it."""
        return f"{value:%Y/%m}"


class WeekConverter:
    """A week (ISO 8601) of which some day lies in the years 1000 to 9000, as its Monday."""

    regex = r"(?:[1-8]\d{3}|900[01])-W(?:0[1-9]|[1-4]\d|5[0-3])"

    def to_python(self, value: str) -> date:
        """Return the Monday; raise ValueError for a week that the year does not have."""
        year, _, week = value.partition("-W")
        monday = date.fromisocalendar(int(year), int(week), 1)
        if monday > _LAST or date.fromisocalendar(int(year), int(week), 7) < _FIRST:
            raise ValueError(value)
        return monday

    def to_url(self, value: date) -> str:
        """Return the week that a day is in as addresses spell it."""
        year, week, _ = value.isocalendar()
        return f"{year}-W{week:02}"

"""Lets days and months stand in addresses: "2026-11-23" and "2026/11"."""

from __future__ import annotations

from datetime import date


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

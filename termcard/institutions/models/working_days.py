"""Counts working days: no weekends, no days on which an organisation is closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from termcard.institutions.models.terms import ClosedDay, Weekday

if TYPE_CHECKING:
    from termcard.institutions.models.organisation import Organisation

_DAY = timedelta(days=1)
# Beyond this many days nothing is counted: a unit that closes for good has no working days.
_FARTHEST = 400


class WorkingDays:
    """The working days of an organisation around a day; one query."""

    def __init__(self, organisation: Organisation, around: date) -> None:
        """Look up which days are closed, up to 400 before and after that day."""
        far = timedelta(days=_FARTHEST)
        closed = ClosedDay.objects.kept_by(organisation).between(around - far, around + far)
        self._closed = list(closed)

    def has(self, day: date) -> bool:
        """Say whether somebody works on that day."""
        is_weekend = day.weekday() in (Weekday.SATURDAY, Weekday.SUNDAY)
        return not is_weekend and not any(days.covers(day) for days in self._closed)

    def before(self, day: date, number: int) -> date:
        """Return the last day on which that many whole working days are left before a day.

        Three before a Wednesday is the Friday before; none is the day itself.
        """
        found, left = day, number
        for _ in range(_FARTHEST):
            if left <= 0:
                break
            found -= _DAY
            left -= self.has(found)
        return found

    def left(self, today: date, day: date) -> int:
        """Return how many working days lie between today and a later day, today among them."""
        days = min(max((day - today).days, 0), _FARTHEST)
        return sum(self.has(today + number * _DAY) for number in range(days))

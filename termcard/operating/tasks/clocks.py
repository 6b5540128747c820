"""Clocks: the machine's own, and one that is set by hand, so that days can pass in a moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

Clock = Callable[[], datetime]


class SetClock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def __call__(self) -> datetime:
        """Return what it shows."""
        return self._moment

    def move(self, span: timedelta) -> None:
        """Let time pass, or go back."""
        self._moment += span

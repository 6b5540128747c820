"""The worker: goes round, doing what is due, until it is told to stop."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta
from threading import Event
from types import TracebackType
from typing import Self

from django.db import Error, connection
from django.utils import timezone

from termcard.lib.liveness import Life, dead_among
from termcard.operating.tasks.clocks import Clock, SetClock
from termcard.operating.tasks.followers import follow_changes
from termcard.operating.tasks.letters import Postman
from termcard.operating.tasks.periodic import PERIODIC, Periodic, run_periodic
from termcard.records.actions import free_letters, free_slots
from termcard.records.models import Letter, Slot

logger = logging.getLogger(__name__)

_BETWEEN_ROUNDS = 1.0
_AFTER_A_FAULT, _LONGEST_AFTER_FAULTS = 1.0, 30.0


class Worker:
    """One worker, for as long as it is entered. Any number may work on one database.

    `clock` says what time it is, so that days can pass in a test.
    """

    def __init__(
        self, clock: Clock = timezone.now, periodic: Iterable[Periodic] = PERIODIC
    ) -> None:
        self._clock = clock
        self._periodic = tuple(periodic)
        self._life = Life()
        self._postman = Postman(self._life.number, clock)

    def __enter__(self) -> Self:
        """Begin to live."""
        self._life.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop living: what is still in hand is anybody's."""
        with suppress(Error):
            _free({self._life.number})
        self._life.__exit__(kind, error, trace)

    def run_once(self, is_stopped: Callable[[], bool] = lambda: False) -> int:
        """Go one round; return how many things were done."""
        self._life.require_held()
        _free(dead_among({*Letter.objects.holders(), *Slot.objects.holders()}))
        done = follow_changes() + self._postman.send_due(is_stopped)
        return done + run_periodic(self._life.number, self._clock, self._periodic)

    def run_until_quiet(self) -> int:
        """Go rounds until there is nothing more to do now; return how many things were done."""
        total = 0
        while done := self.run_once():
            total += done
        return total

    def run_for(self, span: timedelta, *, step: timedelta, clock: SetClock) -> int:
        """Let the time of a clock set by hand pass, working at each step; return what was done."""
        total, end = self.run_until_quiet(), clock() + span
        while clock() < end:
            clock.move(step)
            total += self.run_until_quiet()
        return total


def work_until(stopped: Event, clock: Clock = timezone.now) -> None:
    """Work until the event is set. A database that is away is waited for."""
    pause = _AFTER_A_FAULT
    while not stopped.is_set():
        try:
            with Worker(clock) as worker:
                while not stopped.is_set():
                    if not worker.run_once(stopped.is_set):
                        stopped.wait(_BETWEEN_ROUNDS)
                    pause = _AFTER_A_FAULT
        except (Error, OSError) as error:
            first = (str(error).strip().splitlines() or [type(error).__name__])[0]
            logger.warning("The worker begins anew: %s", first)
            connection.close()
            stopped.wait(pause)
            pause = min(pause * 2, _LONGEST_AFTER_FAULTS)


def _free(workers: set[int]) -> None:
    if workers:
        free_letters(workers)
        free_slots(workers)

"""Runs what is done again and again, each run once, in one worker."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from termcard.attending.actions import forget_enquiries
from termcard.audiences.actions import forget_old_notices, forget_unconfirmed
from termcard.organising.actions import write_mornings
from termcard.records.actions import (
    claim_slot,
    empty_old_letters,
    finish_slot,
    put_off_slot,
    sweep_limits,
    sweep_slots,
    take_statistics,
)
from termcard.subscribing.actions import notice_releases, write_digests, write_reminders

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Periodic:
    """A task and its rhythm. `run` is given the moment it runs for.

    A run that was killed or failed begins anew, so `run` does nothing twice: what it queues
    has keys. Runs missed while no worker was there are not made up for, save the last.
    """

    name: str
    every: timedelta
    run: Callable[[datetime], object]

    def moment(self, now: datetime) -> datetime:
        """Return the moment of the rhythm that is current now, in UTC."""
        seconds = int(self.every.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)


PERIODIC: tuple[Periodic, ...] = (
    Periodic("forget spent limits", timedelta(days=1), sweep_limits),
    Periodic("forget old runs", timedelta(days=1), sweep_slots),
    Periodic("take statistics", timedelta(days=1), take_statistics),
    Periodic("empty old letters", timedelta(days=1), empty_old_letters),
    Periodic("forget answered enquiries", timedelta(days=1), forget_enquiries),
    Periodic("forget who never confirmed", timedelta(days=1), forget_unconfirmed),
    Periodic("forget old notices", timedelta(days=1), forget_old_notices),
    Periodic("notice what comes out", timedelta(minutes=5), notice_releases),
    Periodic("write reminders", timedelta(minutes=5), write_reminders),
    Periodic("write bulletins", timedelta(minutes=30), write_digests),
    Periodic("write what needs whom", timedelta(minutes=30), write_mornings),
)


def run_periodic(
    worker: int, clock: Callable[[], datetime], tasks: Iterable[Periodic] = PERIODIC
) -> int:
    """Run each task whose current run nobody has begun; return how many were done."""
    return sum(_run_one(task, worker, clock) for task in tasks)


def _run_one(task: Periodic, worker: int, clock: Callable[[], datetime]) -> bool:
    moment = task.moment(clock())
    slot = claim_slot(task.name, moment, worker, now=clock())
    if slot is None:
        return False
    try:
        task.run(moment)
    except Exception:
        logger.exception("The periodic task “%s” failed", task.name)
        put_off_slot(slot, now=clock())
        return False
    finish_slot(slot, now=clock())
    return True

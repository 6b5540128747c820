"""Gives each run of a periodic task to one worker."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from termcard.records.models import Slot

_BEFORE_RETRY = timedelta(minutes=5)
# Longer than a clock that is a year ahead: a moment that comes again was done.
_KEPT = timedelta(days=400)


def claim_slot(name: str, moment: datetime, worker: int, *, now: datetime) -> Slot | None:
    """Take the run of a task at a moment into this worker's hand.

    Returns None when it is done, in another's hand, or failed a short while ago.
    """
    slot: Slot | None = Slot.objects.at(name, moment).first()
    if slot is not None and not _is_free(slot, now):
        return None
    with transaction.atomic():
        Slot.objects.get_or_create(name=name, moment=moment, defaults={"due_at": now})
        slot = Slot.objects.select_for_update().at(name, moment).get()
        if not _is_free(slot, now):
            return None
        slot.leased_by, slot.leased_at = worker, now
        slot.save(update_fields=["leased_by", "leased_at"])
    return slot


def _is_free(slot: Slot, now: datetime) -> bool:
    is_due = not now < slot.due_at <= now + _BEFORE_RETRY  # or its clock was ahead of ours
    return slot.done_at is None and slot.leased_by is None and is_due


def finish_slot(slot: Slot, *, now: datetime) -> None:
    """Record that a run is done."""
    Slot.objects.filter(pk=slot.pk).update(done_at=now, leased_by=None)


def put_off_slot(slot: Slot, *, now: datetime) -> None:
    """Let a run that failed be tried again, a little later."""
    Slot.objects.filter(pk=slot.pk).update(due_at=now + _BEFORE_RETRY, leased_by=None)


def free_slots(workers: Iterable[int]) -> int:
    """Let others run what workers were running when they died; return how many runs."""
    return Slot.objects.filter(leased_by__in=list(workers)).update(leased_by=None)


def sweep_slots(now: datetime) -> int:
    """Forget runs that were done more than a year ago; return how many."""
    gone, _ = Slot.objects.filter(moment__lt=now - _KEPT, done_at__isnull=False).delete()
    return gone

"""Turns what happened into what is to be done about it, at least once for each follower."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from termcard.records.models import Change, OutboxEntry

logger = logging.getLogger(__name__)


def deliver(follower: str, act_on: Callable[[Change], object], *, most: int = 500) -> int:
    """Let a follower act on each change that it has yet to act on; return on how many it did.

    What `act_on` writes and the mark that it is done are one transaction: killed half-way, it
    is as if it had not begun. A change that it fails on is left for the next time, and the
    others go on. It must not speak to the network: it queues letters and other work.
    """
    waiting = OutboxEntry.objects.waiting_for(follower)
    return sum(_deliver_one(entry, act_on) for entry in list(waiting.values_list("pk")[:most]))


def _deliver_one(entry: tuple[int], act_on: Callable[[Change], object]) -> bool:
    try:
        with transaction.atomic():
            held = OutboxEntry.objects.select_for_update(skip_locked=True)
            found = held.filter(pk=entry[0], done_at__isnull=True).first()
            if found is None:  # another worker has it, or has done it
                return False
            act_on(found.change)
            found.done_at = timezone.now()
            found.save(update_fields=["done_at"])
    except Exception:
        logger.exception("A follower failed on outbox entry %s", entry[0])
        return False
    return True

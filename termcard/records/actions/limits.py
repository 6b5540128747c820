"""Counts what may not be done too often, in the database, where every process sees it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from termcard.records.models import Limit

_STRETCHES = 12
_KEPT = timedelta(days=8)


@transaction.atomic
def spend_limit(
    name: str, key: str, *, most: int, seconds: int, now: datetime | None = None
) -> bool:
    """Count one more of what `name` limits for `key`; return whether it was within the limit.

    Never more than `most` in any `seconds` (a week at most), whenever they begin; what was
    refused is not counted. `key` may be an address of a person or a machine: only its keyed
    hash is kept. Inside a transaction others wait for its end before they count the same key.
    """
    now = now or timezone.now()
    hashed = salted_hmac("termcard.limit", f"{name}\0{key}", algorithm="sha256").hexdigest()
    _wait_for_others(hashed)
    stretch = max(seconds // _STRETCHES, 1)
    begun = int(now.timestamp()) // stretch * stretch
    back = -(-seconds // stretch) * stretch
    if Limit.objects.spent(hashed, *map(_moment, (begun - back, begun + back))) >= most:
        return False
    window, _ = Limit.objects.get_or_create(key=hashed, window_start=_moment(begun))
    Limit.objects.filter(pk=window.pk).update(count=models.F("count") + 1)
    return True


def _wait_for_others(hashed: str) -> None:
    """Let one transaction at a time count a key; on SQLite there is only ever one that writes."""
    if connection.vendor != "postgresql":
        return
    number = int.from_bytes(hashlib.sha256(hashed.encode()).digest()[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def sweep_limits(now: datetime) -> int:
    """Forget counts that no limit looks at any more; return how many."""
    gone, _ = Limit.objects.filter(window_start__lt=now - _KEPT).delete()
    return gone

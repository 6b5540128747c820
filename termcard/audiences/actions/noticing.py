"""Writes down who is to be told of what happened: a row for each follower, each once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.utils import timezone

from termcard.audiences.actions.batches import open_batch
from termcard.audiences.models import Notice, Subscription
from termcard.records.models import Change

AT_ONCE = 1_000
KEPT = timedelta(days=400)


@transaction.atomic
def notice_followers(change: Change) -> int:
    """Write a Notice for everybody whom the batch of a Change concerns; return how many.

    The first Change of a batch does it for all of them. Whoever keeps an event that was merged
    into another keeps that one from now on.
    """
    if change.subject_kind != "event":
        return 0
    if change.verb == "merged":
        _keep_instead(change.subject_id, change.details.get("into", 0))
    loud = Change.objects.filter(batch=change.batch, subject_kind="event", is_loud=True)
    first = loud.order_by("pk").values_list("pk", flat=True).first()
    if change.pk != first or not Subscription.objects.confirmed().exists():
        return 0
    references = open_batch([change.batch]).references()
    if not references:
        return 0
    concerned = Subscription.objects.confirmed().to_any(references).order_by()
    pairs = concerned.values_list("follower_id", "rhythm").distinct()
    return _write(change.batch, pairs.iterator(chunk_size=AT_ONCE))


def _write(batch: uuid.UUID, pairs: Iterator[tuple[int, str]]) -> int:
    now, number = timezone.now(), 0
    while some := list(islice(pairs, AT_ONCE)):
        Notice.objects.bulk_create(
            [
                Notice(batch=batch, follower_id=follower, rhythm=rhythm, made_at=now)
                for follower, rhythm in some
            ],
            ignore_conflicts=True,
        )
        number += len(some)
    return number


def _keep_instead(gone: int, stays: int) -> None:
    keepers = Subscription.objects.keeping(gone)
    already = Subscription.objects.keeping(stays).values("follower_id")
    keepers.filter(follower__in=list(already.values_list("follower_id", flat=True))).delete()
    keepers.update(subject_id=stays)


@transaction.atomic
def forget_old_notices(now: datetime) -> int:
    """Forget notices of more than a year ago; return how many."""
    gone, _ = Notice.objects.made_before(now - KEPT).delete()
    return gone

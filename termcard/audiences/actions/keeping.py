"""Changes what is followed, as its owner wishes, and forgets it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from termcard.announcements.sessions import require_zone
from termcard.audiences.actions.asking import hash_of, new_token
from termcard.audiences.models import Follower, Subscription
from termcard.lib.secrets import SealBroken, Sealer
from termcard.records.actions import forget_letters

TO_BE_CONFIRMED_WITHIN = timedelta(days=7)
# What mails to followers are for, as letters say it.
PURPOSES = ("confirmation", "kept", "changes", "digest", "reminder")


@transaction.atomic
def change_wishes(
    follower: Follower, *, zone: str, wishes: Iterable[tuple[Subscription, dict[str, Any]]]
) -> None:
    """Let mails say hours in that zone too, and tell each thing as often as is wished.

    A wish is {"rhythm": …}, of an event that is kept {"day_before": …, "hour_before": …}. No
    zone of its own when empty; raises ValueError for one that there is not.
    """
    if zone:
        require_zone(zone)
    follower.zone = zone
    follower.save(update_fields=["zone"])
    for subscription, wish in wishes:
        if subscription.kind == Subscription.Kind.EVENT:
            subscription.is_reminded_day_before = wish["day_before"]
            subscription.is_reminded_hour_before = wish["hour_before"]
        else:
            subscription.rhythm = Subscription.Rhythm(wish["rhythm"]).value
        subscription.save(
            update_fields=["rhythm", "is_reminded_day_before", "is_reminded_hour_before"]
        )


@transaction.atomic
def stop(follower: Follower, keys: Iterable[int]) -> int:
    """Let nobody be told of these any more; return how many there were."""
    gone = Subscription.objects.filter(follower=follower).with_keys(keys)
    number: int = gone.count()
    gone.delete()
    return number


@transaction.atomic
def renew_calendar(follower: Follower) -> None:
    """Give the follower's calendar another address; the one before leads nowhere."""
    token = new_token()
    follower.calendar_hash = hash_of(token)
    follower.sealed_calendar = Sealer(settings.SEALING_KEYS).seal(token)
    follower.save(update_fields=["calendar_hash", "sealed_calendar"])


def token_of(follower: Follower) -> str:
    """Return the token of the follower's own page, a new one where the old was lost.

    That is so once an installation's secret key has gone: links that were mailed lead nowhere.
    """
    try:
        return follower.token
    except SealBroken:
        token = new_token()
        follower.token_hash = hash_of(token)
        follower.sealed_token = Sealer(settings.SEALING_KEYS).seal(token)
        follower.save(update_fields=["token_hash", "sealed_token"])
        return token


def calendar_token_of(follower: Follower) -> str:
    """Return the token of the follower's calendar, a new one where the old was lost."""
    try:
        return follower.calendar_token
    except SealBroken:
        renew_calendar(follower)
        return follower.calendar_token


@transaction.atomic
def erase_follower(follower: Follower) -> None:
    """Forget an address, all it follows, and the mails to it."""
    forget_letters(follower.address, PURPOSES, now=timezone.now())
    follower.delete()


@transaction.atomic
def forget_unconfirmed(now: datetime) -> int:
    """Forget what nobody confirmed within a week, and whoever follows nothing since then.

    Returns how many askings were forgotten.
    """
    before = now - TO_BE_CONFIRMED_WITHIN
    gone, _ = Subscription.objects.unconfirmed_before(before).delete()
    idle = Follower.objects.filter(subscriptions__isnull=True, asked_at__lt=before)
    for follower in idle:
        erase_follower(follower)
    return gone

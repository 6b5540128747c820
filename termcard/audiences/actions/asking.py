"""Takes in what somebody asks to be told of, until the owner of the address confirms it."""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.audiences.models import Follower, Subscription
from termcard.audiences.models.subject import Subject
from termcard.lib.mailboxes import MailboxRefused, checked_mailbox
from termcard.lib.secrets import Sealer
from termcard.records.actions import require_clean, spend_limit

HOUR, DAY = 3_600, 86_400
MOST_FROM_ONE_PLACE, MOST_FOR_ONE_ADDRESS = 60, 30
MOST_FOLLOWED = 200


@transaction.atomic
def ask_to_follow(
    subject: Subject,
    *,
    address: str,
    place: str,
    rhythm: str = Subscription.Rhythm.EACH,
    day_before: bool = False,
    hour_before: bool = False,
) -> tuple[Subscription, str] | None:
    """Keep that somebody asks to be told; return it and the token that confirms it.

    Whoever typed the address need not own it, so what its owner confirmed before stays as it
    is; the token is then empty. None when the address was typed too often. `place` is the
    network address that asks, of which only a hash is kept, for an hour. Raises
    ValidationError on `address`, or when one place asked too often.
    """
    try:
        address = checked_mailbox(address)
    except MailboxRefused as error:
        raise ValidationError({"address": str(error)}) from error
    if not spend_limit("asked to follow", place, most=MOST_FROM_ONE_PLACE, seconds=HOUR):
        raise ValidationError("Many asked from here. Please try again in an hour.")
    mailbox = address.casefold()
    if not spend_limit("asked for", mailbox, most=MOST_FOR_ONE_ADDRESS, seconds=DAY):
        return None
    follower = _follower(address, mailbox, subject.zone)
    kind, key, question = subject.reference
    named = {"kind": kind, "subject_id": key, "question": question}
    kept = Subscription.objects.filter(follower=follower, **named).first()
    if kept is not None and kept.confirmed_at is not None:
        return kept, ""
    if kept is None and follower.subscriptions.count() >= MOST_FOLLOWED:
        return None
    token = new_token()
    asked = kept or Subscription(follower=follower, **named)
    asked.rhythm = Subscription.Rhythm.EACH if kind == Subscription.Kind.EVENT else rhythm
    asked.is_reminded_day_before, asked.is_reminded_hour_before = day_before, hour_before
    asked.confirm_hash, asked.asked_at = hash_of(token), timezone.now()
    require_clean(asked)
    asked.save()
    return asked, token


def _follower(address: str, mailbox: str, zone: str) -> Follower:
    found: Follower | None = Follower.objects.filter(mailbox=mailbox).first()
    if found is not None:
        return found
    token, calendar = new_token(), new_token()
    sealer = Sealer(settings.SEALING_KEYS)
    follower: Follower
    follower, _ = Follower.objects.get_or_create(
        mailbox=mailbox,
        defaults={
            "address": address,
            "home_zone": zone,
            "token_hash": hash_of(token),
            "sealed_token": sealer.seal(token),
            "calendar_hash": hash_of(calendar),
            "sealed_calendar": sealer.seal(calendar),
            "asked_at": timezone.now(),
        },
    )
    return follower


@transaction.atomic
def confirm(subscription: Subscription) -> bool:
    """Let it be told from now on; return whether it was not confirmed before."""
    unconfirmed = Subscription.objects.filter(pk=subscription.pk, confirmed_at__isnull=True)
    subscription.confirmed_at = subscription.confirmed_at or timezone.now()
    return unconfirmed.update(confirmed_at=subscription.confirmed_at) > 0


def new_token() -> str:
    """Return a token that nobody guesses."""
    return secrets.token_urlsafe(24)


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()

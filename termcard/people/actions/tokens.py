"""Makes and revokes the tokens by which programs act for accounts."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.people.models import AccessToken, Account, SentKey
from termcard.records.actions import UNSEEN, Happening, record_changes, require_clean

PREFIX = "tc_"
LONGEST_DAYS = 365
LONGEST_KEY = 100


@transaction.atomic
def make_token(
    name: str, *, by: Account, may_write: bool = False, days: int = 90
) -> tuple[AccessToken, str]:
    """Make a token of one's own; return it and its secret words, which nothing else keeps.

    Raises PermissionDenied for an account that was closed, and ValidationError naming the field.
    """
    if not by.is_active:
        raise PermissionDenied("Only open accounts have tokens.")
    if not 1 <= days <= LONGEST_DAYS:
        raise ValidationError({"days": f"From 1 to {LONGEST_DAYS} days."})
    words = PREFIX + secrets.token_urlsafe(32)
    token = AccessToken(
        account=by,
        name=name.strip(),
        hashed=_hashed(words),
        may_write=may_write,
        expires_at=timezone.now() + timedelta(days=days),
    )
    require_clean(token)
    token.save()
    _record(token, "token_made", by)
    return token, words


@transaction.atomic
def revoke_token(token: AccessToken, *, by: Account) -> AccessToken:
    """Let a token of one's own act no longer; one that was revoked is left as it is."""
    found: AccessToken = AccessToken.objects.select_for_update().get(pk=token.pk)
    if found.account_id != by.pk:
        raise PermissionDenied("Only whoever made a token revokes it.")
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        _record(found, "token_revoked", by)
    return found


def find_token(words: str) -> AccessToken | None:
    """Return the token with these secret words if it is good, and keep the day of its use."""
    now = timezone.now()
    token: AccessToken | None = AccessToken.objects.good_at(now).hashed_as(_hashed(words)).first()
    if token is not None and token.last_used_on != now.date():
        token.last_used_on = now.date()
        token.save(update_fields=["last_used_on"])
    return token


def claim_key(token: AccessToken, key: str) -> SentKey:
    """Return what this token sent with this key: with no subject when it is the first time.

    Belongs inside the transaction of what it makes, which names the subject; of two at once
    the second waits there. Raises ValidationError for a key too long.
    """
    if not 1 <= len(key) <= LONGEST_KEY or "\0" in key:
        raise ValidationError({"Idempotency-Key": f"From 1 to {LONGEST_KEY} characters."})
    sent: SentKey
    sent, _ = SentKey.objects.get_or_create(token=token, key=key)
    return sent


def _hashed(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()


def _record(token: AccessToken, verb: str, by: Account) -> None:
    details = {"token": token.pk, "name": token.name}
    happening = Happening("account", by.pk, verb, is_loud=False, details=details, touches=UNSEEN)
    record_changes([happening], by=by)

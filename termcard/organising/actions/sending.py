"""Writes what programs send, once for each key that they name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.people.actions import claim_key
from termcard.people.models import AccessToken
from termcard.programme.actions import Announcing, announce_events
from termcard.programme.models import Event


@transaction.atomic
def announce_once(announcing: Announcing, *, token: AccessToken, key: str) -> tuple[Event, bool]:
    """Announce an event; return it, and whether it is new: one key makes one event.

    Without a key each is new. Raises PermissionDenied, and ValidationError naming the field.
    """
    if not key:
        return announce_events([announcing], by=token.account)[0], True
    sent = claim_key(token, key)
    if sent.subject_id is not None:
        mine = Event.objects.editable_by(token.account).with_announcement()
        known: Event | None = mine.keyed(sent.subject_id).first()
        if known is None:
            raise ValidationError({"Idempotency-Key": "What was sent with it is no longer here."})
        return known, False
    event = announce_events([announcing], by=token.account)[0]
    sent.subject_id = event.pk
    sent.save(update_fields=["subject_id"])
    return event, True

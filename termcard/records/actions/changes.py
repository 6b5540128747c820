"""Records what happened, for everybody who follows it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction

from termcard.records.models import Change, OutboxEntry


class Doer(Protocol):
    """Whoever a change is made by: anything with an account's key."""

    @property
    def pk(self) -> Any:
        """The account's key."""


@dataclass(frozen=True)
class Happening:
    """What happened to one subject, before it is recorded."""

    subject_kind: str
    subject_id: int
    verb: str
    is_loud: bool = True
    details: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def record_changes(
    happenings: Iterable[Happening], *, by: Doer, batch: uuid.UUID | None = None
) -> list[Change]:
    """Record what happened, and an outbox entry for each part of the system that follows.

    All of one call are one batch. Belongs inside the transaction of the write it records.
    """
    batch = batch or uuid.uuid4()
    changes = Change.objects.bulk_create(
        Change(
            subject_kind=happening.subject_kind,
            subject_id=happening.subject_id,
            verb=happening.verb,
            is_loud=happening.is_loud,
            details=happening.details,
            batch=batch,
            by_account_id=by.pk,
        )
        for happening in happenings
    )
    OutboxEntry.objects.bulk_create(
        OutboxEntry(change=change, follower=follower)
        for change in changes
        for follower in settings.CHANGE_FOLLOWERS
    )
    return changes

"""The writes that belong to every change: recording it, and claiming the words of an address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction

from termcard.records.models import Address, Change, OutboxEntry


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


@transaction.atomic
def claim_address(space: str, slug: str, *, subject_kind: str, subject_id: int) -> Address:
    """Make these words the current address of a subject; its earlier words redirect to them.

    Raises ValidationError on `slug` when they lead to another subject, or once did.
    """
    taken = Address.objects.select_for_update().at(space, slug).first()
    if taken and (taken.subject_kind, taken.subject_id) != (subject_kind, subject_id):
        raise ValidationError({"slug": f"The address “{slug}” is taken."})
    Address.objects.filter(
        space=space, subject_kind=subject_kind, subject_id=subject_id, state=Address.State.CURRENT
    ).update(state=Address.State.REDIRECT)
    address, _ = Address.objects.update_or_create(
        space=space,
        slug=slug,
        defaults={
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "state": Address.State.CURRENT,
        },
    )
    return address


@transaction.atomic
def point_address(space: str, slug: str, *, subject_kind: str, subject_id: int) -> Address:
    """Let these words redirect to a subject, whatever they redirected to before.

    Raises ValidationError on `slug` when they are some subject's current address.
    """
    if Address.objects.at(space, slug).filter(state=Address.State.CURRENT).exists():
        raise ValidationError({"slug": f"The address “{slug}” is taken."})
    address, _ = Address.objects.update_or_create(
        space=space,
        slug=slug,
        defaults={
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "state": Address.State.REDIRECT,
        },
    )
    return address


def require_clean(row: models.Model) -> None:
    """Raise ValidationError, naming the field, when a row holds what its columns do not allow.

    SQLite takes any length, PostgreSQL does not: this says the same on both. Columns that
    may be null and links to other rows are left to the database.
    """
    fields = row._meta.concrete_fields
    left = {each.name for each in fields if each.is_relation or _is_unsaid(row, each)}
    row.clean_fields(exclude=left)


def _is_unsaid(row: models.Model, column: models.Field[Any, Any]) -> bool:
    return column.null and getattr(row, column.attname) is None

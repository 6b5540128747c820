"""Records what happened, for everybody who follows it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from termcard.lib.pagecache import EVERYTHING, touch
from termcard.records.actions.inserting import Row, insert_rows, new_keys
from termcard.records.models import Change, OutboxEntry

COLUMNS = tuple(column.attname for column in Change._meta.concrete_fields)


class Doer(Protocol):
    """Whoever a change is made by: anything with an account's key."""

    @property
    def pk(self) -> Any:
        """The account's key."""


UNSEEN: tuple[str, ...] = ()
_BATCH: ContextVar[uuid.UUID | None] = ContextVar("batch", default=None)


@dataclass(frozen=True)
class Happening:
    """What happened to one subject, before it is recorded.

    `touches` names what stored answers may show of it: EVERYTHING when nothing is said, UNSEEN
    where no page for everybody shows it.
    """

    subject_kind: str
    subject_id: int
    verb: str
    is_loud: bool = True
    details: dict[str, Any] = field(default_factory=dict)
    touches: Iterable[str] = (EVERYTHING,)


@contextmanager
def one_batch(batch: uuid.UUID) -> Iterator[None]:
    """Let all that is recorded meanwhile be one batch, however many actions record it."""
    token = _BATCH.set(batch)
    try:
        yield
    finally:
        _BATCH.reset(token)


@transaction.atomic
def record_changes(
    happenings: Iterable[Happening], *, by: Doer, batch: uuid.UUID | None = None
) -> list[Change]:
    """Record what happened, and an outbox entry for each part of the system that follows.

    All of one call are one batch, or of the one that is going on. Belongs inside the
    transaction of the write it records.
    """
    batch = batch or _BATCH.get() or uuid.uuid4()
    told = list(happenings)
    now = timezone.now()
    rows: list[Row] = [
        (
            key,
            each.subject_kind,
            each.subject_id,
            each.verb,
            batch,
            each.is_loud,
            each.details,
            " ".join(sorted(each.touches)),
            by.pk,
            now,
        )
        for each, key in zip(told, new_keys(Change, len(told)), strict=True)
    ]
    insert_rows(Change, COLUMNS, rows)
    changes = [Change.from_db(DEFAULT_DB_ALIAS, COLUMNS, row) for row in rows]
    insert_rows(
        OutboxEntry,
        ("change_id", "follower"),
        [(each.pk, follower) for each in changes for follower in settings.CHANGE_FOLLOWERS],
    )
    transaction.on_commit(partial(_let_go, changes), robust=True)
    return changes


def _let_go(changes: list[Change]) -> None:
    """Let the stored answers of this machine go that show what changed; others follow Changes."""
    touched = {subject for change in changes for subject in change.touched.split()}
    if touched:
        touch({EVERYTHING} if EVERYTHING in touched else touched, [each.pk for each in changes])

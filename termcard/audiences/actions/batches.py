"""Gathers what happened in one batch of Changes, as far as the world may know it now."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from termcard.announcements.announcement import Announcement
from termcard.announcements.changes import Said, Weight, say
from termcard.audiences.models import Subscription
from termcard.audiences.models.subject import references_of, searches_finding
from termcard.audiences.querysets import Reference
from termcard.programme.models import Event
from termcard.records.models import Change

AT_ONCE = 200
Happened = list[tuple[str, dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Told:
    """One event of a batch: as it stands, what is said of it, and whom that concerns."""

    event_id: int
    announcement: Announcement
    said: Said
    itip_sequence: int
    references: frozenset[Reference]


@dataclass
class Batch:
    """What is told of one batch, event by event."""

    told: dict[int, Told] = field(default_factory=dict)

    def references(self) -> set[Reference]:
        """Return everything that concerns any of its events."""
        return set().union(*(each.references for each in self.told.values()))

    def concerning(self, subscriptions: Sequence[Subscription]) -> list[tuple[Told, list[int]]]:
        """Return (event, keys of the subscriptions it concerns) for each that it concerns."""
        by_reference = {each.reference: each.pk for each in subscriptions}
        found = []
        for told in self.told.values():
            keys = [key for ref, key in by_reference.items() if ref in told.references]
            if keys:
                found.append((told, sorted(keys)))
        return found


def open_batch(batches: Iterable[uuid.UUID]) -> Batch:
    """Return what is to be told of these batches together, to whom it may be told.

    Followers of lists are told of what stands in lists, or stood there until it was taken
    down; those who keep an event of it wherever a stranger may open its page.
    """
    happened = _happened(batches)
    batch, now = Batch(), timezone.now()
    keys = iter(sorted(happened))
    while some := list(itertools.islice(keys, AT_ONCE)):
        found = Event.objects.visible_to(None).with_keys(some).with_announcement()
        if len(happened) > AT_ONCE:  # an archive that was brought in is news to nobody
            found = found.ending_after(now)
        finding = searches_finding(some)
        for event in found:
            told = _told(event, happened[event.pk], finding.get(event.pk, set()), now)
            if told is not None:
                batch.told[event.pk] = told
    return batch


def _happened(batches: Iterable[uuid.UUID]) -> dict[int, Happened]:
    changes = Change.objects.filter(batch__in=list(batches), subject_kind="event", is_loud=True)
    happened: dict[int, Happened] = {}
    for key, verb, details in changes.order_by("pk").values_list("subject_id", "verb", "details"):
        happened.setdefault(key, []).append((verb, details))
    return happened


def _told(event: Event, happened: Happened, searches: set[Reference], now: datetime) -> Told | None:
    announcement = event.announcement()
    said = say(happened, announcement, is_gone=event.is_taken_down)
    kept = (Subscription.Kind.EVENT.value, event.pk, "")
    is_over = event.ends_at is not None and event.ends_at <= now
    if said.weight < Weight.KEPT or event.merged_into_id or (is_over and said.word not in _LATER):
        return None
    is_for_all = said.weight == Weight.ALL and event.visibility == Event.Visibility.PUBLIC
    references = references_of(event) | searches if is_for_all else {kept}
    return Told(
        event_id=event.pk,
        announcement=announcement,
        said=said,
        itip_sequence=event.itip_sequence,
        references=frozenset((str(kind), key, asked) for kind, key, asked in references),
    )


# What is still worth saying of an event that is over.
_LATER = frozenset({"New material"})

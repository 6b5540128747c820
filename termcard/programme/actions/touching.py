"""What every change of events shares: a lock, counters that move on, a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions.looking_again import look_again
from termcard.programme.actions.searching import keep_searchable
from termcard.programme.models import Event
from termcard.programme.models.nearness import touched_by
from termcard.programme.querysets import EventQuerySet
from termcard.records.actions import Happening, record_changes

CHANGED_MEANWHILE = "changed_meanwhile"


@dataclass
class Touch:
    """One event that changed: the verb, what was and is, and whom it concerns.

    `is_itip` says that time, place or status changed, `columns` which columns of the event
    are to be written.
    """

    event: Event
    verb: str
    columns: tuple[str, ...] = ()
    details: dict[str, Any] = field(default_factory=dict)
    is_loud: bool = True
    is_itip: bool = False


def open_events(events: Iterable[Event], *, by: Account) -> list[Event]:
    """Return the events as they stand now, locked, in the order given.

    Belongs inside a transaction. Raises PermissionDenied when one of them is not the
    account's to change, and ValidationError when one can no longer be changed.
    """
    keys = [event.pk for event in events]
    return open_among(Event.objects.editable_by(by), keys)


def open_among(theirs: EventQuerySet, keys: Sequence[int]) -> list[Event]:
    """Return the events with these keys as open_events does, if they are all among `theirs`."""
    wanted = theirs.filter(pk__in=keys)
    lock_events(wanted)
    found: dict[int, Event] = wanted.with_announcement().in_bulk()
    if len(found) < len(set(keys)):
        raise PermissionDenied("Only organisers of the host change its events.")
    for event in found.values():
        if event.erased_at is not None:
            raise ValidationError("This event was erased.")
        if event.merged_into_id is not None:
            raise ValidationError("This event was merged into another; change that one.")
    return [found[key] for key in keys]


def lock_events(events: QuerySet[Event]) -> list[int]:
    """Let nobody else write these events until the transaction ends; return their keys.

    Whoever changes them reads them after that, with all they hang on: rows that a locking
    question joins are those of before it waited.
    """
    locked = events.order_by("pk").select_for_update(of=("self",))
    return list(locked.values_list("pk", flat=True))


def require_revision(event: Event, revision: int | None) -> None:
    """Raise ValidationError when somebody changed the event since that revision was read."""
    if revision is not None and event.revision != revision:
        words = "Somebody else changed this event meanwhile; look at it again."
        raise ValidationError(words, code=CHANGED_MEANWHILE)


def later_than(moment: datetime) -> datetime:
    """Return now in whole seconds, at least a second after that moment.

    Calendars tell versions apart by their second (RFC 5545, section 3.3.5).
    """
    return max(timezone.now().replace(microsecond=0), moment + timedelta(seconds=1))


def touch_events(touches: Sequence[Touch], *, by: Account) -> list[Event]:
    """Write the columns that changed, move the counters on, and record a Change of each."""
    columns = {"revision", "itip_sequence", "changed_at"}
    look_again(touches, by=by)
    for touch in touches:
        event = touch.event
        event.revision += 1
        event.itip_sequence += touch.is_itip
        event.changed_at = later_than(event.changed_at)
        columns.update(touch.columns)
    events = [touch.event for touch in touches]
    if events:
        Event.objects.bulk_update(events, sorted(columns), batch_size=100)
    for event in events:
        forget_loaded(event)
    keep_searchable(events)
    touched = touched_by(events)
    record_changes(
        [
            Happening(
                "event",
                touch.event.pk,
                touch.verb,
                is_loud=touch.is_loud and is_shown(touch.event),
                details=touch.details,
                touches=touched[touch.event.pk],
            )
            for touch in touches
        ],
        by=by,
    )
    return events


def forget_loaded(event: Event) -> None:
    """Let the event look again at what belongs to it, since it may have been written anew."""
    vars(event).pop("_prefetched_objects_cache", None)  # Django has no public way to say this


def is_shown(event: Event) -> bool:
    """Say whether the world could see the event when it changed."""
    is_out = event.visibility in (Event.Visibility.PUBLIC, Event.Visibility.UNLISTED)
    return is_out and (event.public_from is None or event.public_from <= timezone.now())

"""Corrects what events say of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement, Earlier
from termcard.people.models import Account
from termcard.programme.actions import rows
from termcard.programme.actions.announcing import keep_private
from termcard.programme.actions.moving import replace_sessions
from termcard.programme.actions.preparing import prepare
from termcard.programme.actions.touching import (
    Touch,
    is_shown,
    later_than,
    open_events,
    require_revision,
    touch_events,
)
from termcard.programme.actions.writing import write_people, write_topics
from termcard.programme.models import Event
from termcard.programme.models.telling import hosts_of
from termcard.records.actions import require_clean

# What other actions write, or what is not the event's own.
NOT_AMENDED = frozenset(
    {"uid", "url", "created_at", "changed_at", "revision", "status", "status_note", "earlier"}
    | {"host", "co_hosts", "series", "is_full", "offer_url", "enquiry_url", "provenance"}
)
PLACE = frozenset({"place", "platform", "mode", "stream_url"})


def amend_event(
    event: Event, announcement: Announcement, *, by: Account, revision: int | None = None
) -> Event:
    """Let an event say what the announcement says; its times move by `reschedule_event`.

    What is not the event's own to say (address, status, host, series, times of sittings) is
    left as it is; titles and talks of its sittings are taken over. `revision` is the one that
    whoever amends it has seen. Raises PermissionDenied, and ValidationError naming the field
    or saying that somebody else changed the event meanwhile.
    """
    with transaction.atomic():
        (opened,) = open_events([event], by=by)
        require_revision(opened, revision)
        return amend_events([(opened, announcement)], by=by)[0]


@transaction.atomic
def amend_events(amendments: Sequence[tuple[Event, Announcement]], *, by: Account) -> list[Event]:
    """Amend many events in one batch, all or none; one that says the same is not touched."""
    opened = open_events([event for event, _ in amendments], by=by)
    touches = []
    for event, (_, announcement) in zip(opened, amendments, strict=True):
        touch = _amend(event, announcement)
        if touch is not None:
            touches.append(touch)
    touch_events(touches, by=by)
    return opened


def _amend(event: Event, wanted: Announcement) -> Touch | None:
    if event.is_taken_down:
        raise ValidationError("A withdrawn event is restored before it is amended.")
    prepared = prepare(wanted)
    before, after = event.announcement(), prepared.announcement
    changed = differences(before, after)
    keep_private(event, prepared)
    if not changed:
        return None
    if "place" in changed:
        remember_place(event, before)
    words = rows.own_words(after, event.heard_series)
    columns = [name for name in words if name not in NOT_AMENDED]
    for name in columns:
        setattr(event, name, words[name])
    if "place" in changed:
        event.venue = rows.venue_named(hosts_of(event)[0], words["place"])
    require_clean(event)
    _write_parts(event, after, changed)
    return Touch(
        event,
        "amended",
        columns=(*columns, "venue", "earlier"),
        details=changed,
        is_itip=bool(PLACE & changed.keys()),
    )


def remember_place(event: Event, before: Announcement) -> None:
    """Let the event tell where it was to be, if the world was told so."""
    if before.place and is_shown(event):
        moved = Earlier(place=before.place.line(), changed_at=later_than(event.changed_at))
        event.earlier = [*event.earlier, *rows.earlier_rows([moved])]


def differences(before: Announcement, after: Announcement) -> dict[str, Any]:
    """Return {field: [what it was, what it is]} of what the amendment changes, fit for JSON."""
    was, wanted = documented.write(before), documented.write(after)
    names = [name for name in was if name not in NOT_AMENDED | {"sessions"}]
    changed = {name: [was[name], wanted[name]] for name in names if was[name] != wanted[name]}
    if _spoken(before) != _spoken(after) and len(before.sessions) == len(after.sessions):
        changed["talks"] = [was["sessions"], wanted["sessions"]]
    return changed


def _spoken(told: Announcement) -> list[tuple[str, Any]]:
    return [(session.title, session.talks) for session in told.sessions]


def _write_parts(event: Event, after: Announcement, changed: dict[str, Any]) -> None:
    """Write people, materials, topics and talks anew where they differ; people stay linked."""
    if {"parts", "materials"} & changed.keys():
        linked = rows.linked_people(event, of_talks=False)
        event.appearances.filter(talk__isnull=True).delete()
        event.materials.all().delete()
        write_people([(event, after)], linked)
    if "topics" in changed:
        event.topics.clear()
        write_topics([(event, after)])
    if "talks" in changed:
        replace_sessions(event, rows.with_talks(event.announcement(), after))

"""Saves what an organiser typed into the form of an event, all of it or nothing."""

from __future__ import annotations

import dataclasses
import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session
from termcard.institutions.models import Organisation
from termcard.lib.secrets import Sealer
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.actions.amending import PLACE, amend_events, differences
from termcard.programme.actions.announcing import announce_event
from termcard.programme.actions.moving import reschedule_events
from termcard.programme.actions.touching import (
    Touch,
    open_events,
    require_revision,
    touch_events,
)
from termcard.programme.models import Contact, Event, OnlinePlace, Series
from termcard.programme.models.telling import as_announcement, hosts_of
from termcard.programme.rules import may_announce_event
from termcard.records.actions import Happening, record_changes


@dataclasses.dataclass(frozen=True, kw_only=True)
class Edited:
    """An event as somebody wants it: what it tells, its series, and what is private.

    `join_links` are None where those that are kept stay as they are.
    """

    announcement: Announcement
    series: Series | None = None
    contact: str = ""
    join_links: tuple[str, ...] | None = None


def draft_event(
    edited: Edited, *, host: Organisation, token: uuid.UUID, by: Account
) -> tuple[Event, bool]:
    """Add a draft, and return it with whether it is new; the same token again makes no other.

    The token is that of the form in which it was typed: whoever sends a form twice is led to
    the event that is there. Raises PermissionDenied, and ValidationError naming the field.
    """
    uid = _uid_of(token, by)
    known = Event.objects.with_uid(uid).first()
    if known is not None:
        return known, False
    told = dataclasses.replace(edited.announcement, uid=uid)
    try:
        with transaction.atomic():
            event = announce_event(
                told,
                host=host,
                by=by,
                series=edited.series,
                visibility=Event.Visibility.DRAFT,
                contact=edited.contact,
                join_links=edited.join_links or (),
            )
            if event.uid != uid:  # somebody was quicker by a moment
                raise IntegrityError(uid)
    except IntegrityError:
        found: Event = Event.objects.with_uid(uid).get()
        return found, False
    return event, True


@transaction.atomic
def edit_event(
    event: Event, edited: Edited, *, by: Account, revision: int | None = None, note: str = ""
) -> Event:
    """Let an event say what was typed: words, times, series and what is private.

    `revision` is the one that whoever typed has seen, `note` a sentence on a new time. Raises
    PermissionDenied, and ValidationError naming the field, with the code `changed_meanwhile`
    where somebody else was quicker.
    """
    (opened,) = open_events([event], by=by)
    require_revision(opened, revision)
    _gather(opened, edited.series, by)
    told, before = edited.announcement, opened.announcement()
    is_moved = _times(told.sessions) != _times(before.sessions)
    words = dataclasses.replace(told, sessions=before.sessions) if is_moved else told
    amend_events([(opened, words)], by=by)
    if is_moved:
        reschedule_events([(opened, told.sessions)], by=by, note=note)
    _keep_private(opened, edited, by)
    stands: Event = Event.objects.get(pk=opened.pk)
    return stands


def _times(sessions: tuple[Session, ...]) -> list[Session]:
    return [
        dataclasses.replace(each.without_words(), uid="", usual_minutes=60) for each in sessions
    ]


def _gather(event: Event, series: Series | None, by: Account) -> None:
    """Let an event stand in another series, or in none, and say its words where it is silent."""
    was = event.series
    if (series.pk if series else None) == event.series_id:
        return
    host = hosts_of(event)[0]
    if series is not None and host is not None:
        if series.host.institution_path != host.institution_path:
            raise ValidationError({"series": "A series gathers events of its own institution."})
        if not may_announce_event(by, host, series):
            raise PermissionDenied("Only who organises for a series puts events into it.")
    before = event.announcement()
    event.series = series
    changed = differences(before, as_announcement(event))
    details: dict[str, Any] = {
        **changed,
        "series": [was.title if was else None, series.title if series else None],
    }
    is_itip = bool(PLACE & changed.keys())
    touch_events([Touch(event, "amended", ("series",), details, is_itip, is_itip)], by=by)
    if was is not None:  # its other events stood beside this one
        parted = Happening(
            "series",
            was.pk,
            "parted",
            is_loud=False,
            details={"event": event.pk},
            touches=(f"series:{was.pk}",),
        )
        record_changes([parted], by=by)


def _keep_private(event: Event, edited: Edited, by: Account) -> None:
    """Keep contact and join links as typed; what changed is recorded without a word of it."""
    changed = []
    contact = Contact.objects.filter(event=event).first()
    words = plain_line(edited.contact)[:500]
    if words != (contact.words if contact else ""):
        changed.append("contact")
        if words:
            Contact.objects.update_or_create(event=event, defaults={"words": words})
        else:
            Contact.objects.filter(event=event).delete()
    if edited.join_links is not None:
        changed.append("join_links")
        _keep_links(event, edited.join_links)
    if changed:
        (opened,) = open_events([event], by=by)
        touch_events(
            [Touch(opened, "private_changed", (), {"changed": changed}, is_loud=False)], by=by
        )


def _keep_links(event: Event, links: tuple[str, ...]) -> None:
    if not links:
        OnlinePlace.objects.filter(event=event).delete()
        return
    sealed = Sealer(settings.SEALING_KEYS).seal("\n".join(links))
    OnlinePlace.objects.update_or_create(event=event, defaults={"sealed_links": sealed})


def _uid_of(token: uuid.UUID, by: Account) -> str:
    """Return the UID of the event that this account makes by this form, which says nothing."""
    digest = salted_hmac("termcard.event_form", f"{by.pk}:{token}", algorithm="sha256").digest()
    return str(uuid.UUID(bytes=digest[:16], version=4))

"""Empties events of all words, where the law asks for it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, lock_events, touch_events
from termcard.programme.models import Contact, Event, OnlinePlace
from termcard.programme.rules import may_erase_event
from termcard.records.models import Change

WORDS: dict[str, Any] = {
    "title": "",
    "language": "",
    "abstract": "",
    "status_note": "",
    "earlier": [],
    "open_to": "",
    "level": "",
    "mode": "",
    "venue": None,
    "place": "",
    "platform": "",
    "stream_url": "",
    "attendance": "",
    "access": [],
    "access_note": "",
    "references": [],
    "notices": [],
    "source_name": "",
    "source_url": "",
    "source_read_at": None,
    "is_settled": True,
}


@transaction.atomic
def erase_event(event: Event, *, by: Account) -> Event:
    """Take every word, person, contact and join link from an event, for ever.

    Its times, hosts and UID stay, so that calendars that hold it see it cancelled, and what
    happened to it stays without what was said. Erasing again changes nothing. Raises
    PermissionDenied.
    """
    if not may_erase_event(by):
        raise PermissionDenied("Only operators erase events.")
    lock_events(Event.objects.filter(pk=event.pk))
    erased: Event = Event.objects.with_announcement().get(pk=event.pk)
    if erased.erased_at is not None:
        return erased
    for name, nothing in WORDS.items():
        setattr(erased, name, nothing)
    erased.erased_at = timezone.now().replace(microsecond=0)
    _delete_what_belongs_to(erased)
    Change.objects.of("event", erased.pk).update(details={})
    columns = (*WORDS, "erased_at")
    touch_events([Touch(erased, "erased", columns, is_itip=True)], by=by)
    return erased


def _delete_what_belongs_to(event: Event) -> None:
    event.appearances.all().delete()
    event.materials.all().delete()
    event.topics.clear()
    for session in event.sessions.all():
        session.talks.all().delete()
    event.sessions.all().update(title="")
    Contact.objects.filter(event=event).delete()
    OnlinePlace.objects.filter(event=event).delete()

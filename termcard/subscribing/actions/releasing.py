"""Notices when an event that was held back comes out by itself, which no Change records."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from termcard.people.actions import local_operator
from termcard.programme.models import Event
from termcard.records.actions import UNSEEN, Happening, record_changes
from termcard.records.models import Change

LOOKS_BACK = timedelta(days=3)
# What tells of an event as new by itself, when its moment had come before.
_TOLD = ("announced", "published")
_NAMES = uuid.UUID("8f0d6f0e-5c0b-4c68-9d05-2b8d4f1f2c11")


def notice_releases(moment: datetime) -> int:
    """Record that events came out lately whose moment has come; return how many.

    Each once: the batch is named after the event and its moment.
    """
    events = Event.objects.visible_to(None, at=moment).listed(at=moment)
    out = events.filter(public_from__gt=moment - LOOKS_BACK, public_from__lte=moment)
    number = 0
    for key, since in out.values_list("pk", "public_from"):
        batch = uuid.uuid5(_NAMES, f"{key} {since.isoformat()}")
        told = Change.objects.of("event", key).filter(is_loud=True, made_at__gte=since)
        if Change.objects.filter(batch=batch).exists() or told.filter(verb__in=_TOLD).exists():
            continue
        happening = Happening("event", key, "released", touches=UNSEEN)
        record_changes([happening], by=local_operator(), batch=batch)
        number += 1
    return number

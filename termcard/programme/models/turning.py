"""Says when time alone changes what lists show."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.db.models import Min

from termcard.programme.models.event import Event
from termcard.programme.models.session import Session
from termcard.programme.querysets import FEEDS_LOOK_BACK, TOMBSTONES_STAY


def next_turn(now: datetime) -> datetime:
    """Return the first moment after `now` at which some list may show something else.

    An event or a sitting begins or is over, is no longer held back, has been over or taken down
    for so long that feeds leave it out; or a new day begins.
    """
    events, sittings = Event.objects, Session.objects
    back, gone = now - FEEDS_LOOK_BACK, now - TOMBSTONES_STAY
    turns = [
        _first(events.filter(public_from__gt=now), "public_from"),
        _first(events.filter(ends_at__gt=now), "ends_at"),
        _first(sittings.filter(ends_at__gt=now), "ends_at"),
        _first(sittings.filter(starts_at__gt=now), "starts_at"),
        _first(events.filter(ends_at__gt=back), "ends_at", FEEDS_LOOK_BACK),
        _first(events.filter(withdrawn_at__gt=gone), "withdrawn_at", TOMBSTONES_STAY),
        _first(events.filter(erased_at__gt=gone), "erased_at", TOMBSTONES_STAY),
    ]
    return min([_next_day(now), *(turn for turn in turns if turn is not None)])


def next_release(now: datetime) -> datetime | None:
    """Return when the next event that is held back is to be seen."""
    return _first(Event.objects.filter(public_from__gt=now), "public_from")


def _first(
    rows: models.QuerySet[Any], column: str, later: timedelta = timedelta()
) -> datetime | None:
    moment: datetime | None = rows.aggregate(first=Min(column))["first"]
    return moment + later if moment is not None else None


def _next_day(now: datetime) -> datetime:
    """Return when the next day begins in the installation's zone."""
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(now.astimezone(zone).date() + timedelta(days=1), time(0), zone)

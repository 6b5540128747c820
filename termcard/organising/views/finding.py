"""Finds the event that an organiser works on, and what is known of it before anybody types."""

from __future__ import annotations

import dataclasses
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.utils import timezone

from termcard.announcements.announcement import Announcement, Kind, Status
from termcard.institutions.models import Organisation, Venue
from termcard.lib.http import account_of
from termcard.programme.forms.event import Known
from termcard.programme.models import Event, Series
from termcard.programme.models.telling import hosts_of
from termcard.programme.querysets import SeriesQuerySet

MOST_VENUES = 500
WEEK = timedelta(days=7)


def own_event(request: HttpRequest, short_id: str) -> Event:
    """Return the account's own event with that id, discarded or not; raise Http404 otherwise."""
    account = account_of(request)
    for is_discarded in (False, True):
        mine = Event.objects.editable_by(account, is_discarded=is_discarded)
        event: Event | None = mine.at(short_id).with_announcement().first()
        if event is not None:
            return event
    raise Http404


def known_of(event: Event) -> Known:
    """Return what is known of an event, and what is private beside it."""
    host, contact = hosts_of(event)[0], getattr(event, "contact", None)
    return Known(
        announcement=event.announcement(),
        zone=zone_of(event.series, host),
        series=event.series,
        contact=contact.words if contact else "",
        has_join_links=hasattr(event, "online_place"),
        revision=event.revision,
    )


def known_of_series(series: Series | None) -> Known:
    """Return what a new event begins with: in a series its zone, and its words while silent."""
    kind = Kind.SEMINAR if series else Kind.OTHER
    host = series.host if series else None
    told = Announcement(kind=kind)
    return Known(announcement=told, zone=zone_of(series, host), series=series)


def known_of_copy(event: Event) -> Known:
    """Return what a copy of an event begins with: all but what befell it, some weeks later."""
    known, told = known_of(event), event.announcement()
    copied = dataclasses.replace(
        told,
        uid="",
        url="",
        revision=0,
        created_at=None,
        changed_at=None,
        status=Status.CONFIRMED,
        status_note="",
        earlier=(),
        materials=(),
        notices=(),
        provenance=None,
        sessions=_weeks_later(told, timezone.localdate()),
    )
    return dataclasses.replace(known, announcement=copied, has_join_links=False, revision=0)


def zone_of(series: Series | None, host: Organisation | None) -> str:
    """Return the zone in which events of a series or host take place."""
    return (series.zone if series else "") or (host.zone if host else settings.TIME_ZONE)


def series_offered(request: HttpRequest, event: Event | None = None) -> SeriesQuerySet:
    """Return the series into which the account may put an event."""
    offered: SeriesQuerySet = Series.objects.offered_to(
        account_of(request), also=event.series if event else None
    )
    return offered


def venues_near(host: Organisation | None) -> list[Any]:
    """Return the names of the institution's venues, for a list to choose from."""
    if host is None:
        return []
    found = Venue.objects.of_institution(host).order_by("name")
    return list(found.values_list("name", flat=True)[:MOST_VENUES])


def _weeks_later(told: Announcement, today: date) -> tuple[Any, ...]:
    """Return the same sittings on the same days of a week to come; none where that cannot be."""
    if not told.sessions:
        return ()
    first = told.sessions[0].starts_on
    weeks = max(1, (today - first).days // 7 + 1)
    try:
        return tuple(
            dataclasses.replace(
                each,
                uid="",
                starts_on=each.starts_on + weeks * WEEK,
                ends_on=each.ends_on + weeks * WEEK if each.ends_on else None,
                starts_fold=0,
                ends_fold=0,
            )
            for each in told.sessions
        )
    except (ValueError, OverflowError):
        return ()


def state_of(event: Event, now: datetime) -> str:
    """Return the state of an event in a word, as lists of the desk say it."""
    if event.discarded_at is not None:
        return "Discarded"
    if event.erased_at is not None:
        return "Erased"
    if event.merged_into_id is not None:
        return "Merged into another"
    if event.withdrawn_at is not None:
        return "Withdrawn"
    if event.status in (Status.CANCELLED, Status.POSTPONED):
        return str(event.status).capitalize()
    return _visibility_words(event, now)


def _visibility_words(event: Event, now: datetime) -> str:
    if event.visibility == Event.Visibility.DRAFT:
        return "Waiting for approval" if getattr(event, "is_submitted", False) else "Draft"
    if event.public_from is not None and event.public_from > now:
        until = timezone.localtime(event.public_from)
        return f"Held until {until.day} {until:%B %Y, %H:%M}"
    if event.visibility == Event.Visibility.PUBLIC:
        return "Published"
    return "Unlisted" if event.visibility == Event.Visibility.UNLISTED else "For members"

"""Finds what else a reader of an event's page may care for, and says why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from termcard.programme.models import Event
from termcard.programme.models.nearness import subject_of, surroundings
from termcard.programme.models.telling import place_of
from termcard.programme.models.turning import next_release
from termcard.programme.querysets import EventQuerySet
from termcard.publishing.views.ledger import Entry, entry_of_event

MOST_RELATED = 4
WEEK = timedelta(days=7)
LONGEST = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Related:
    """Another event, and what it has in common with the one that is read."""

    entry: Entry
    reason: str


@dataclass(frozen=True, kw_only=True)
class Around:
    """What stands around an event on its page, which subjects that shows, and until when."""

    shown: dict[str, Any]
    subjects: set[str]
    until: datetime


def around(event: Event, reader: Any) -> Around:
    """Return the events before and after it in its series, and at most four that are related.

    Which they are is asked in a fixed number of short questions, what they say in one.
    """
    now = timezone.now()
    others = Event.objects.visible_to(reader).listed().apart_from(event)
    before, after = _neighbours(others, event)
    reasons = _reasons(others, event, (before, after))
    wanted = [key for key in (before, after, *reasons) if key]
    loaded = list(others.with_keys(wanted).with_line())
    entries = {each.pk: entry_of_event(each) for each in loaded}
    related = [
        Related(entry=entries[key], reason=reasons[key]) for key in reasons if key in entries
    ]
    neighbours = {"previous": entries.get(before), "next": entries.get(after)}
    return Around(
        shown={"series_neighbours": neighbours, "related": related},
        subjects={
            *map(subject_of, (event.pk, *entries)),
            *surroundings(event, [topic.pk for topic in event.topics.all()]),
        },
        until=_until(loaded, now),
    )


def _reasons(others: EventQuerySet, event: Event, taken: tuple[int, int]) -> dict[int, str]:
    """Return {key of a related event: why}, the nearest first, apart from those that are taken."""
    reasons: dict[int, str] = {}
    for reason, found in _alike(others, event):
        for key in found.first_keys(MOST_RELATED + 2):
            if key not in taken:
                reasons.setdefault(key, reason)
    return dict(list(reasons.items())[:MOST_RELATED])


def _until(shown: Iterable[Event], now: datetime) -> datetime:
    """Return when time alone changes which events are related: one is over, or comes out."""
    ends = [each.ends_at for each in shown if each.ends_at is not None and each.ends_at > now]
    return min(filter(None, (*ends, next_release(now), now + LONGEST)))


def _neighbours(others: EventQuerySet, event: Event) -> tuple[int, int]:
    """Return the keys of the events before and after it in its series, 0 where there is none."""
    if event.series is None or event.starts_at is None:
        return 0, 0
    in_series = others.in_series(event.series)
    before = in_series.starting_before(event.starts_at).latest_first().first_keys(1)
    after = in_series.starting_after(event.starts_at).in_order().first_keys(1)
    return (before or [0])[0], (after or [0])[0]


def _alike(others: EventQuerySet, event: Event) -> Iterable[tuple[str, EventQuerySet]]:
    """Yield (reason, events), what is nearest to the event first."""
    to_come = others.ending_after(timezone.now())
    if event.series is not None:
        yield "Same series", to_come.in_series(event.series).in_order()
    if week := _week_of(event):
        here = _in_its_place(others.starting_between(*week), event)
        yield "Same place, same week", here.in_order()
    topics = [topic.pk for topic in event.topics.all()]
    if topics:
        yield "Same topic", to_come.about_any(topics).in_order()


def _in_its_place(others: EventQuerySet, event: Event) -> EventQuerySet:
    """Return those that meet where the event does, by its own word or its series'."""
    series, place = event.heard_series, place_of(event)
    is_silent = series is not None and not (event.venue_id or event.place)
    venue_id = series.venue_id if series is not None and is_silent else event.venue_id
    if place is None:
        return others.none()
    return others.held_in(venue_id) if venue_id else others.in_room(place.name)


def _week_of(event: Event) -> tuple[datetime, datetime] | None:
    """Return when the week of its first sitting begins and ends, where it takes place."""
    first = next(iter(event.sessions.all()), None)
    if first is None:
        return None
    monday = first.starts_on - timedelta(days=first.starts_on.weekday())
    begins = datetime.combine(monday, time(0), ZoneInfo(first.zone))
    return begins, begins + WEEK

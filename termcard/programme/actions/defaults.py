"""Brings a new word of a series to those of its events that are silent."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from termcard.announcements.announcement import Announcement
from termcard.people.models import Account
from termcard.programme.actions.amending import PLACE, differences, remember_place
from termcard.programme.actions.touching import Touch, lock_events, touch_events
from termcard.programme.models import Event, Series
from termcard.programme.models.telling import as_announcement, place_of, platform_of

# What events say where they are silent, and what they say of the series itself.
DEFAULTS = frozenset({"place", "venue_id", "platform", "attendance", "open_to"})
SHOWN = DEFAULTS | {"title", "slug"}
SETTLED = ("place", "venue", "platform", "attendance", "open_to", "is_settled")


def open_series_events(series: Series) -> list[tuple[Event, Announcement]]:
    """Return the events of a series, locked, each with what it tells before the series changes."""
    keys = lock_events(Event.objects.in_series(series))
    events = Event.objects.filter(pk__in=keys).with_announcement()
    return [(event, as_announcement(event)) for event in events]


def hear_series(
    opened: Sequence[tuple[Event, Announcement]], series: Series, *, by: Account
) -> None:
    """Let the events of a series that has changed say its new words where they are silent.

    What is over keeps what it said, written into it without a sound. A new place or platform
    of what is to come is told aloud, with what it was. Events that say the same as before are
    not touched.
    """
    _settle([event for event, was in opened if _is_over(event) and _hears(event, was, series)])
    touches = []
    for event, was in opened:
        event.series = series
        now = as_announcement(event)
        if event.is_taken_down or now == was:
            continue
        touches.append(_touch(event, was, now))
    touch_events(touches, by=by)


def _is_over(event: Event) -> bool:
    return event.ends_at is not None and event.ends_at <= timezone.now()


def _hears(event: Event, was: Announcement, series: Series) -> bool:
    """Say whether the new words of the series would change what the event says of itself."""
    old, event.series = event.series, series
    now = as_announcement(event)
    event.series = old
    return bool(differences(was, now))


def _settle(events: Sequence[Event]) -> None:
    """Write into events what their series, as it was, says for them."""
    for event in events:
        series = event.heard_series
        if series is None:
            continue
        if place_of(event) is not None and not (event.place or event.venue_id):
            event.place, event.venue = series.place, series.venue
        event.platform = platform_of(event)
        event.attendance = event.attendance or series.attendance
        event.open_to = event.open_to or series.open_to
        event.is_settled = True
    Event.objects.bulk_update(events, SETTLED, batch_size=100)


def _touch(event: Event, was: Announcement, now: Announcement) -> Touch:
    changed = differences(was, now)
    if not PLACE & changed.keys():
        return Touch(event, "reworded", details=changed, is_loud=False)
    if "place" in changed:
        remember_place(event, was)
    return Touch(event, "amended", columns=("earlier",), details=changed, is_itip=True)

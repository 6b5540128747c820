"""Names what an event stands beside, for the stored answers that show it among others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from termcard.lib.pagecache import EVERYTHING, LISTINGS
from termcard.programme.models.event import Event

# More than these are not looked at one by one: everything goes.
MOST_NAMED = 50


def subject_of(key: int) -> str:
    """Return the name of what shows this event itself."""
    return f"event:{key}"


def surroundings(event: Event, topics: Iterable[int]) -> set[str]:
    """Return the names of the lists an event may be related to another in.

    They are its series, its topics and its place, by its own word or its series'.
    """
    named = {f"topic:{topic}" for topic in topics}
    if event.series_id:
        named.add(f"series:{event.series_id}")
    if place := _place(event):
        named.add(place)
    return named


def touched_by(events: Sequence[Event]) -> dict[int, set[str]]:
    """Return {key: what shows the event, as it is now} in one query."""
    if len(events) > MOST_NAMED:
        return {event.pk: {EVERYTHING} for event in events}
    keys = [event.pk for event in events]
    topics: dict[int, list[int]] = {}
    for key, topic in Event.objects.with_keys(keys).topic_keys():
        topics.setdefault(key, []).append(topic)
    return {
        event.pk: {
            subject_of(event.pk),
            LISTINGS,
            *surroundings(event, topics.get(event.pk, ())),
        }
        for event in events
    }


def _place(event: Event) -> str:
    if event.venue_id:
        return f"venue:{event.venue_id}"
    if event.place:
        return _room(event.place)
    series = event.series
    if series is None:
        return ""
    return f"venue:{series.venue_id}" if series.venue_id else _room(series.place)


def _room(words: str) -> str:
    """Return a name without spaces for words that may have any."""
    return f"room:{hashlib.sha256(words.encode()).hexdigest()[:16]}" if words else ""

"""Makes one of an event that a text tells twice: in a list and again in full, or in a widget."""

from __future__ import annotations

from dataclasses import replace

from termcard.announcements.prose.fields import EventRead
from termcard.announcements.prose.languages import fold

ALIKE = 0.75


def without_doubles(events: list[EventRead]) -> list[EventRead]:
    """Return the events in order, each once; what the second telling adds is kept."""
    kept: list[EventRead] = []
    by_day: dict[object, list[int]] = {}
    for event in events:
        same_day = by_day.setdefault(event.when.first, [])
        same = next((index for index in same_day if is_same(kept[index], event)), None)
        if same is None:
            same_day.append(len(kept))
            kept.append(event)
        else:
            kept[same] = merged(kept[same], event)
    return kept


def is_same(one: EventRead, other: EventRead) -> bool:
    """Say whether two tellings on one day are of the same event."""
    if one.when.start and other.when.start and one.when.start != other.when.start:
        return False
    if one.title is not None and other.title is not None:
        return likeness(one.title.value, other.title.value) >= ALIKE
    names = {fold(person.name) for person in one.people}
    others = {fold(person.name) for person in other.people}
    return bool(names & others)


def likeness(one: str, other: str) -> float:
    """Return how much of their words two titles share, from 0 to 1; the shorter decides."""
    first, second = set(fold(one).split()), set(fold(other).split())
    if not first or not second:
        return 0.0
    return len(first & second) / min(len(first), len(second))


def merged(first: EventRead, second: EventRead) -> EventRead:
    """Return the first telling with what only the second one says."""
    added = {
        name: getattr(second, name)
        for name in [
            "title",
            "zone",
            "venue",
            "platform",
            "mode",
            "abstract",
            "biography",
            "series",
            "host",
            "attendance",
            "contact",
            "status",
        ]
        if getattr(first, name) is None and getattr(second, name) is not None
    }
    names = {fold(person.name) for person in first.people}
    people = first.people + tuple(one for one in second.people if fold(one.name) not in names)
    when = first.when
    if when.start is None and second.when.start is not None:
        when = second.when
    elif when.end is None and second.when.end is not None:
        when = replace(when, end=second.when.end, hour_spans=second.when.hour_spans)
    kind = first.kind or second.kind
    references = first.references or second.references
    return replace(first, people=people, when=when, kind=kind, references=references, **added)

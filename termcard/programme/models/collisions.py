"""Finds which sittings of some weeks take each other's rooms and speakers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from termcard.announcements.parts import HEARD
from termcard.programme.models.appearance import Appearance
from termcard.programme.models.event import Event
from termcard.programme.models.session import Session
from termcard.programme.querysets import EventQuerySet
from termcard.programme.querysets.needs import Sitting, sittings_between

ROOM, SPEAKER = "The room is taken then", "A speaker speaks elsewhere then"
BOTH = "Room and speaker are taken then"


@dataclass(frozen=True)
class Collision:
    """A sitting of an event whose room or speaker is taken at its time, and which of them."""

    event: Event
    sitting: Session
    words: str


def collisions(
    mine: EventQuerySet, first: datetime, last: datetime, *, most: int
) -> list[Collision]:
    """Return those of these events that begin then, in order; three queries.

    They may collide with any event, of which nothing is said.
    """
    sittings = sittings_between(Session.objects.all(), first, last)
    taken = _taken(sittings, _heard({each.event for each in sittings}))
    own = mine.filter(pk__in={sitting.event for sitting in taken}).order_by().values("pk")
    words = {sitting.key: said for sitting, said in taken.items()}
    rows = Session.objects.filter(pk__in=words, event__in=own).select_related("event")
    ordered = rows.order_by("starts_at", "pk")[:most]
    return [Collision(row.event, row, words[row.pk]) for row in ordered]


def _heard(events: Set[int]) -> dict[int, set[str]]:
    named = Appearance.objects.filter(event__in=events, part__in=list(HEARD)).order_by()
    heard: dict[int, set[str]] = {}
    for key, name in named.values_list("event_id", "name"):
        heard.setdefault(key, set()).add(" ".join(name.casefold().split()))
    return heard


def _taken(sittings: Sequence[Sitting], heard: Mapping[int, Set[str]]) -> dict[Sitting, str]:
    """Return {sitting: what is taken at its time}, in order, of those given by their beginning."""
    found: dict[Sitting, set[str]] = {each: set() for each in sittings}
    going_on: list[Sitting] = []
    for sitting in sittings:
        going_on = [each for each in going_on if each.ends_at > sitting.starts_at]
        for other in going_on:
            for words in _between(sitting, other, heard):
                found[sitting].add(words)
                found[other].add(words)
        going_on.append(sitting)
    return {each: _said(words) for each, words in found.items() if words}


def _between(one: Sitting, other: Sitting, heard: Mapping[int, Set[str]]) -> Iterable[str]:
    if one.event == other.event:
        return
    if one.rooms & other.rooms:
        yield ROOM
    if heard.get(one.event, set()) & heard.get(other.event, set()):
        yield SPEAKER


def _said(words: set[str]) -> str:
    return BOTH if len(words) > 1 else next(iter(words))

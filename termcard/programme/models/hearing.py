"""Says for which events the words of a series hold, and which have words of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from termcard.announcements.announcement import Mode

if TYPE_CHECKING:
    from termcard.programme.models.event import Event


@dataclass
class Hearing:
    """How many events say what the series says, and which say something else."""

    silent: int = 0
    own: list[Event] = field(default_factory=list)


def hearing_of(events: Iterable[Event]) -> dict[str, Hearing]:
    """Return {field of a series: for which of its events to come it holds}.

    An online event takes no place from its series, one in a room no platform.
    """
    fields = ("place", "platform", "open_to", "attendance")
    heard = {name: Hearing() for name in fields}
    for event in events:
        for name in fields:
            own = getattr(event, name) or (name == "place" and event.venue_id)
            if own:
                heard[name].own.append(event)
            elif not _is_deaf(event, name):
                heard[name].silent += 1
    return heard


def _is_deaf(event: Event, name: str) -> bool:
    modes = {"place": Mode.ONLINE, "platform": Mode.IN_PERSON}
    return event.is_settled or modes.get(name) == event.mode

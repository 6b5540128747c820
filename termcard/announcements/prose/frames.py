"""Tells a conference, whose days are its programme, from a span of days over a list of events."""

from __future__ import annotations

from termcard.announcements.announcement import Kind
from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.stretches import Stretch

WHOLE = frozenset({Kind.CONFERENCE, Kind.WORKSHOP, Kind.SYMPOSIUM, Kind.SCHOOL, Kind.TRAINING})
MOST_FRAMES = 20
LINES_ABOVE = 2


def without_frames(text: str, stretches: list[Stretch]) -> list[Stretch]:
    """Return the stretches without the days of a conference, or without the span over a list."""
    kept = list(stretches)
    frames = [one for one in stretches if one.days[0].last is not None][:MOST_FRAMES]
    for frame in frames:
        inside = [other for other in kept if other is not frame and _holds(frame, other)]
        if not inside or frame not in kept:
            continue
        if _is_whole(text, frame):
            kept = [other for other in kept if other not in inside]
            frame.start = max(0, min(frame.start, frame.facts[0] - LINES_ABOVE))
            frame.title_below = frame.title_on_line = False
        elif _is_list_of(frame, inside):
            kept.remove(frame)
    return kept


def _is_list_of(frame: Stretch, inside: list[Stretch]) -> bool:
    """Say whether a span of days only says which days the list below it covers."""
    if frame.day_above is None and not frame.has_start:
        return sum(1 for one in inside if one.when[0].carries or one.day_above) > 1
    return sum(1 for one in inside if one.when[0].carries) > 1


def _holds(frame: Stretch, other: Stretch) -> bool:
    """Say whether a later stretch lies within the days of an earlier one."""
    first = frame.days[0]
    if frame.facts[0] > other.facts[0] or first.last is None:
        return False
    low, high = (first.month, first.day), (first.last.month, first.last.day)
    return all(low <= (day.month, day.day) <= high for day in _ends(other))


def _ends(stretch: Stretch) -> list[DayFound]:
    return [end for day in stretch.days for end in (day, day.last) if end is not None]


def _is_whole(text: str, frame: Stretch) -> bool:
    for sight in frame.sights[max(0, frame.facts[0] - LINES_ABOVE) : frame.facts[0]]:
        if sight.block.kind is not BlockKind.FURNITURE:
            kind = find_kind(text, sight.block.span)
            if kind is not None and kind.value in WHOLE:
                return True
    for sight in frame.when:
        kind = find_kind(text, sight.block.span)
        if kind is not None and kind.value in WHOLE:
            return True
    return False

"""Scores what was read against what a person labelled, by the labels' own rules.

A label is a mapping with `title`, `start`, `end`, `venue`, `online`, `speakers` and `status`;
`title_alt` and the like hold further right answers (a None among them: it may be left out).
An event that is `optional` is neither asked for nor held against the reader, and one with
`subevents_optional` excuses whatever else is read on its days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks import likeness

Event = Mapping[str, Any]

# People one comes to hear must be found; these others may be told as speakers, or not.
_HEARD = {"speaker", "panelist", "candidate"}
_PERHAPS = {"artist", "discussant", "respondent", "guest"}
# Two events are one when title, day, hour and people agree to this many of eight points.
_LEAST_LIKE = 1.9


@dataclass(frozen=True)
class Score:
    """Counts over some inputs; added up with `+`."""

    inputs: int = 0
    perfect: int = 0
    found: int = 0
    invented: int = 0
    missed: int = 0
    core: int = 0
    full: int = 0
    empty: int = 0
    kept_empty: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(a + b for a, b in zip(self._all(), other._all(), strict=True)))

    def _all(self) -> tuple[int, ...]:
        return tuple(getattr(self, name) for name in self.__dataclass_fields__)

    @property
    def events(self) -> int:
        """How many events the labels ask for."""
        return self.found + self.missed

    @property
    def f1(self) -> float | None:
        """The F1 of the events; None where there are none, and none were read."""
        both = 2 * self.found + self.invented + self.missed
        return 2 * self.found / both if both else None

    @property
    def core_right(self) -> float | None:
        """The share of the events whose title, start and speakers are right."""
        return self.core / self.events if self.events else None

    @property
    def fully_right(self) -> float | None:
        """The share whose end, place, platform and standing are right, too."""
        return self.full / self.events if self.events else None


def score(labels: Sequence[Event], told: Sequence[Event]) -> Score:
    """Return the score of one input: what a person read in it, and what the reader told."""
    needed = [one for one in labels if not one.get("optional")]
    optional = [one for one in labels if one.get("optional")]
    pairs = _matched(needed, told)
    used = {position for _, position in pairs}
    rest = [position for position in range(len(told)) if position not in used]
    used |= {rest[at] for _, at in _matched(optional, [told[position] for position in rest])}
    spans = list(_excused_days(labels))
    invented = sum(
        not _is_excused(told[position], spans)
        for position in range(len(told))
        if position not in used
    )
    found = [(needed[one], told[other]) for one, other in pairs]
    full = sum(all(right(*pair) for right in (*_CORE, *_FURTHER)) for pair in found)
    return Score(
        inputs=1,
        perfect=int(full == len(needed) and not invented),
        found=len(pairs),
        invented=invented,
        missed=len(needed) - len(pairs),
        core=sum(all(right(*pair) for right in _CORE) for pair in found),
        full=full,
        empty=int(not needed),
        kept_empty=int(not needed and not invented),
    )


def _matched(labels: Sequence[Event], told: Sequence[Event]) -> list[tuple[int, int]]:
    """Return pairs of positions, the likest first, each event in one pair at most."""
    candidates = sorted(
        (-_likeness(label, one), at, other)
        for at, label in enumerate(labels)
        for other, one in enumerate(told)
    )
    pairs: list[tuple[int, int]] = []
    for less, at, other in candidates:
        is_free = all(at != first and other != second for first, second in pairs)
        if -less >= _LEAST_LIKE and is_free:
            pairs.append((at, other))
    return pairs


def _likeness(label: Event, told: Event) -> float:
    title = max((likeness.share(one, told.get("title")) for one in _titles(label)), default=0.0)
    starts = {likeness.moment(one) for one in _answers(label, "start")} - {None}
    start = likeness.moment(told.get("start"))
    is_day = start is not None and start[:10] in {one[:10] for one in starts if one}
    is_hour = is_day and start in starts and "T" in (start or "")
    people = _people(label, _HEARD | _PERHAPS)
    met = sum(other is not None for _, other in _paired(people, _people(told))[0])
    known = met / len(people) if people else 0.0
    like = 3 * title + 2 * is_day + is_hour + 2 * known
    if not starts and start is None:
        series = told.get("series") or told.get("title")
        if likeness.share(label.get("series"), series) >= 0.7:
            return 2.0 + like  # a page on a series, without a day
    is_named = title >= 0.5 or known > 0
    is_timed = is_day and (is_hour or label.get("title") is None or title >= 0.3)
    is_elsewhen = not is_day and bool(starts) and title < 0.6 and known < 0.5
    return 0.0 if is_elsewhen or not (is_named or is_timed) else like


def _is_title_right(label: Event, told: Event) -> bool:
    answers = _titles(label)
    if likeness.is_no_title(told.get("title")):
        return None in _answers(label, "title")
    return any(likeness.is_same_title(one, told["title"]) for one in answers)


def _is_start_right(label: Event, told: Event) -> bool:
    return _is_moment(label, told, "start")


def _is_end_right(label: Event, told: Event) -> bool:
    return _is_moment(label, told, "end")


def _is_moment(label: Event, told: Event, key: str) -> bool:
    answers = {likeness.moment(one) for one in _answers(label, key)}
    return likeness.moment(told.get(key)) in answers


def _is_place_right(label: Event, told: Event) -> bool:
    answers, place = _answers(label, "venue"), told.get("venue") or None
    if place is None:
        return None in answers
    return any(likeness.is_same_place(one, place) for one in answers if one)


def _is_platform_right(label: Event, told: Event) -> bool:
    wanted, found = (likeness.platform(one.get("online")) for one in (label, told))
    return wanted == found or (wanted == "online" and found is not None)


def _are_speakers_right(label: Event, told: Event) -> bool:
    pairs, left = _paired(_people(label, _HEARD), _people(told, _HEARD | _PERHAPS))
    _, left = _paired(_people(label, _PERHAPS), left)
    return not left and all(other is not None for _, other in pairs)


def _is_standing_right(label: Event, told: Event) -> bool:
    answers = {likeness.standing(one) for one in _answers(label, "status")}
    return likeness.standing(told.get("status")) in answers


_Right = Callable[[Event, Event], bool]
_CORE: tuple[_Right, ...] = (_is_title_right, _is_start_right, _are_speakers_right)
_FURTHER: tuple[_Right, ...] = (
    _is_end_right,
    _is_place_right,
    _is_platform_right,
    _is_standing_right,
)


def _answers(label: Event, key: str) -> list[Any]:
    return [label.get(key), *(label.get(f"{key}_alt") or [])]


def _titles(label: Event) -> list[str]:
    return [one for one in _answers(label, "title") if one]


def _people(event: Event, parts: set[str] | None = None) -> list[str]:
    return [
        one["name"]
        for one in event.get("speakers") or []
        if one.get("name") and (parts is None or (one.get("part") or "speaker") in parts)
    ]


def _paired(
    wanted: Sequence[str], found: Sequence[str]
) -> tuple[list[tuple[str, str | None]], list[str]]:
    """Return each wanted name with the one that was found for it, and the names left over."""
    left, pairs = list(found), []
    for name in wanted:
        met = next((one for one in left if likeness.is_same_name(name, one)), None)
        if met is not None:
            left.remove(met)
        pairs.append((name, met))
    return pairs, left


def _excused_days(labels: Sequence[Event]) -> Iterator[tuple[str, str]]:
    for one in labels:
        start = likeness.moment(one.get("start"))
        if one.get("subevents_optional") and start:
            yield start[:10], (likeness.moment(one.get("end")) or start)[:10]


def _is_excused(told: Event, spans: Sequence[tuple[str, str]]) -> bool:
    day = (likeness.moment(told.get("start")) or "")[:10]
    return any(first <= day <= last for first, last in spans)

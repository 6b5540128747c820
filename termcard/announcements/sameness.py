"""Tells whether two announcements are of the same event, and what the later says otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher

from termcard.announcements.announcement import Announcement
from termcard.announcements.prose.languages import fold
from termcard.announcements.wording import days_words, status_words, time_range

SURE = 0.8
NEAR_DAYS = 120
_SIGNS = re.compile(r"[\W_]+")
_LONGEST = 200
_LONGEST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Sameness:
    """How sure it is that both are one event, from 0 to 1, and what differs, in plain words.

    `differs` maps what it is about ("Place") to what was known and what is said now.
    """

    score: float
    differs: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def is_sure(self) -> bool:
        """Whether they are to be taken for one event."""
        return self.score >= SURE


def same_event(known: Announcement, said: Announcement) -> Sameness:
    """Return how sure it is that `said` announces the known event, and what it says otherwise.

    A UID decides; an address does when title or day agree with it; else title, day and
    speakers together. What the later announcement leaves open differs in nothing.
    """
    return Sameness(score=_score(known, said), differs=_differences(known, said))


def most_alike(said: Announcement, known: Iterable[Announcement]) -> tuple[int, Sameness] | None:
    """Return which of the known events it is, by position, and how alike; None for none."""
    best: tuple[int, Sameness] | None = None
    for position, one in enumerate(known):
        score = _score(one, said)
        if score >= SURE and (best is None or score > best[1].score):
            best = position, Sameness(score=score, differs=_differences(one, said))
    return best


def keys(announcement: Announcement) -> set[tuple[str, object]]:
    """Return marks of which two announcements of one event share at least one."""
    marks: set[tuple[str, object]] = {
        ("day", session.starts_on) for session in announcement.sessions
    }
    marks |= {("uid", announcement.uid), ("url", announcement.url)}
    marks.add(("title", folded(announcement.title or "")))
    return {mark for mark in marks if mark[1]}


def folded(words: str) -> str:
    """Return words without what people write differently: case, accents, signs."""
    return _SIGNS.sub(" ", fold(words[:_LONGEST])).strip()


def _score(known: Announcement, said: Announcement) -> float:
    if known.uid and known.uid == said.uid:
        return 1.0
    alike = _title_likeness(known, said)
    is_day = bool(_days(known) & _days(said))
    if known.url and known.url == said.url and (is_day or alike >= 0.6):
        return 0.95
    shared = _shares_people(known, said)
    if is_day:
        return _on_one_day(known, said, alike, shared)
    if alike >= 0.9 and shared and _is_near(known, said):
        return 0.85  # moved to another day
    return alike / 2


def _on_one_day(
    known: Announcement, said: Announcement, alike: float, shared: bool | None
) -> float:
    is_start = bool(_starts(known) & _starts(said))
    is_unnamed = known.title is None or said.title is None
    if alike >= 0.9 and shared is not False:
        return 0.95
    if shared and (alike >= 0.4 or (is_unnamed and is_start)):
        return 0.85
    if alike >= 0.75 and is_start and shared is None:
        return 0.85
    return min(alike, 0.7)


def _title_likeness(known: Announcement, said: Announcement) -> float:
    one, other = folded(known.title or ""), folded(said.title or "")
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) > 12 and shorter in longer:
        return 0.9
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _shares_people(known: Announcement, said: Announcement) -> bool | None:
    """Say whether one name is heard at both; None when one of them names nobody."""
    one, other = ({folded(part.name) for part in each.speakers} for each in (known, said))
    return bool(one & other) if one and other else None


def _days(announcement: Announcement) -> set[date]:
    return {session.starts_on for session in announcement.sessions}


def _starts(announcement: Announcement) -> set[object]:
    return {
        session.starts_at() for session in announcement.sessions if session.starts_time is not None
    }


def _is_near(known: Announcement, said: Announcement) -> bool:
    gaps = (abs((one - other).days) for one in _days(known) for other in _days(said))
    return min(gaps, default=NEAR_DAYS + 1) <= NEAR_DAYS


def _differences(known: Announcement, said: Announcement) -> dict[str, tuple[str, str]]:
    differs = {}
    for name, words in _WORDS.items():
        was, now = words(known), words(said)
        if now and folded(was) != folded(now):
            differs[name] = (was[:_LONGEST_SHOWN], now[:_LONGEST_SHOWN])
    was, now = status_words(known), status_words(said)
    if was != now:
        differs["Status"] = (was or "Confirmed", now or "Confirmed")
    return differs


def _day_words(announcement: Announcement) -> str:
    return "; ".join(days_words(session) for session in announcement.sessions)


def _hour_words(announcement: Announcement) -> str:
    hours = (time_range(session) for session in announcement.sessions)
    return "; ".join(hour for hour in hours if hour)


def _people_words(announcement: Announcement) -> str:
    return ", ".join(part.name for part in announcement.speakers)


_WORDS: dict[str, Callable[[Announcement], str]] = {
    "Title": lambda one: one.title or "",
    "Day": _day_words,
    "Time": _hour_words,
    "Place": lambda one: one.place.name if one.place else "",
    "Platform": lambda one: one.platform,
    "Speakers": _people_words,
}

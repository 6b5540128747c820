"""Says in plain words what became of an event, and what it was before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import Announcement, Earlier
from termcard.announcements.sessions import Session
from termcard.announcements.wording import day_words, when_line, where_line, zone_sign

_NEW = ("announced", "published", "released")
_PLACE = ("place", "platform", "mode", "stream_url")


class Weight(IntEnum):
    """How much a change matters: whom it is told to at once."""

    NONE = 0
    SMALL = 1  # shown in calendars, told to nobody
    KEPT = 2  # told to those who keep the event
    ALL = 3  # told to everybody who follows it


@dataclass(frozen=True, kw_only=True)
class Said:
    """What is said of one event: a word for it, and a line for each thing it was before."""

    word: str
    weight: Weight
    lines: tuple[str, ...] = ()
    has_moved: bool = False
    has_another_place: bool = False


def say(
    happened: Sequence[tuple[str, Mapping[str, Any]]], now: Announcement, *, is_gone: bool = False
) -> Said:
    """Return what is said of an event to which these (verb, details) happened, in order.

    What was undone by the next is not said. `is_gone` is for what was taken down.
    """
    if is_gone:
        return Said(word="Withdrawn", weight=Weight.ALL, lines=("It is no longer announced.",))
    verbs = [verb for verb, _ in happened]
    if any(verb in _NEW for verb in verbs):
        return Said(word="New", weight=Weight.ALL)
    parts = [part for part in (_status(happened, now), _moved(happened, now)) if part]
    parts += [part for part in (_place(happened, now), _more(happened, now)) if part]
    if not parts:
        return Said(word="Changed", weight=Weight.SMALL if happened else Weight.NONE)
    parts.sort(key=lambda part: -part.weight)
    return Said(
        word=parts[0].word,
        weight=parts[0].weight,
        lines=tuple(line for part in parts for line in part.lines),
        has_moved=any(part.has_moved for part in parts),
        has_another_place=any(part.has_another_place for part in parts),
    )


def in_zone(session: Session, zone: str) -> str:
    """Return when a sitting is for a reader elsewhere; nothing where it says the same."""
    if session.starts_time is None or not zone or zone == session.zone:
        return ""
    starts, ends = (
        at.astimezone(ZoneInfo(zone)) for at in (session.starts_at(), session.ends_at())
    )
    if starts.replace(tzinfo=None) == session.starts_at().replace(tzinfo=None):
        return ""
    there = Session(
        starts_on=starts.date(),
        starts_time=starts.time(),
        starts_fold=starts.fold,
        ends_on=ends.date() if session.ends_time and ends.date() != starts.date() else None,
        ends_time=ends.time() if session.ends_time else None,
        ends_fold=ends.fold,
        zone=zone,
    )
    return when_line(there)


def _status(happened: Sequence[tuple[str, Mapping[str, Any]]], now: Announcement) -> Said | None:
    stands = [(verb, details.get("status")) for verb, details in happened if verb in _STANDS]
    if not stands or _is_undone([statuses for _, statuses in stands]):
        return None
    word, line = _STANDS[stands[-1][0]]
    note = f" {now.status_note}" if now.status_note else ""
    return Said(word=word, weight=Weight.ALL, lines=(f"{line}{note}",))


def _is_undone(steps: Sequence[Sequence[Any] | None]) -> bool:
    """Say whether what was before the first (was, is) is what is after the last."""
    first, last = steps[0], steps[-1]
    return bool(first and last) and len(steps) > 1 and first[0] == last[1]  # type: ignore[index]


_STANDS = {
    "cancelled": ("Cancelled", "It does not take place."),
    "postponed": ("Postponed", "It does not take place then; a new date is not known yet."),
    "restored": ("Takes place after all", "It takes place, as announced below."),
}


def _moved(happened: Sequence[tuple[str, Mapping[str, Any]]], now: Announcement) -> Said | None:
    moves = [details for verb, details in happened if verb == "rescheduled"]
    if not moves:
        return None
    was, is_now = moves[0].get("from", []), moves[-1].get("to", [])
    if was == is_now and len(moves) > 1:
        return None
    lines = [now.status_note] if now.status_note else []
    if was == is_now:
        return Said(word="New hours", weight=Weight.KEPT, lines=tuple(lines), has_moved=True)
    zone = now.sessions[0].zone if now.sessions else "UTC"
    before = [f"Was: {_start_words(each, zone, now.earlier)}" for each in was]
    return Said(word="Moved", weight=Weight.ALL, lines=(*before, *lines), has_moved=True)


def _start_words(written: str, zone: str, known: Sequence[Earlier]) -> str:
    """Return a start as "Wednesday 14 October 2020, 13:00", without an hour that nobody said."""
    moment = datetime.fromisoformat(written).astimezone(ZoneInfo(zone))
    days: list[date] = [each.starts for each in known if type(each.starts) is date]
    if moment.time() == time(0) and moment.date() in days:
        return day_words(moment.date())
    at = Session(starts_on=moment.date(), starts_time=moment.time(), zone=zone)
    return f"{day_words(moment.date())}, {moment:%H:%M} ({zone_sign(at)})"


def _place(happened: Sequence[tuple[str, Mapping[str, Any]]], now: Announcement) -> Said | None:
    changed = [details for details in _amended(happened) if any(n in details for n in _PLACE)]
    if not changed:
        return None
    was = next((_place_words(d["place"][0]) for d in changed if "place" in d), "")
    lines = [f"Was in: {was}"] if was and was != where_line(now) else []
    word = "New room" if was and now.place else "New place"
    if not any("place" in details for details in changed):
        word = "How to attend"
    return Said(word=word, weight=Weight.ALL, lines=tuple(lines), has_another_place=True)


def _place_words(written: Any) -> str:
    """Return a place that the documented object holds on one line."""
    if not isinstance(written, Mapping):
        return str(written or "")
    names = ("name", "street_address", "locality", "postal_code")
    said = (str(written.get(name) or "") for name in names)
    return ", ".join(dict.fromkeys(word for word in said if word))


def _more(happened: Sequence[tuple[str, Mapping[str, Any]]], now: Announcement) -> Said | None:
    """Return what else is worth a mail: a title that was not known, something to look at."""
    for details in _amended(happened):
        if "title" in details and not details["title"][0] and now.title:
            return Said(word="Title announced", weight=Weight.ALL, lines=(f"Title: {now.title}",))
    for details in _amended(happened):
        was, is_now = details.get("materials", [[], []])
        fresh = [each for each in is_now or [] if each not in (was or [])]
        if fresh:
            lines = tuple(f"{each['title']}: {each['url']}" for each in fresh)
            return Said(word="New material", weight=Weight.KEPT, lines=lines)
    return None


def _amended(happened: Sequence[tuple[str, Mapping[str, Any]]]) -> list[Mapping[str, Any]]:
    return [details for verb, details in happened if verb == "amended"]

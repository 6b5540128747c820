"""Reads microformats: h-event (version 2) and hCalendar's vevent (version 1)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time

from selectolax.lexbor import LexborHTMLParser, LexborNode

from termcard.announcements.announcement import Named, Place
from termcard.announcements.parts import Part
from termcard.announcements.structured.stating import Stated
from termcard.announcements.structured.values import (
    LONGEST_TEXT,
    address_of,
    length_of,
    line_of,
    moment_of,
)
from termcard.announcements.webpage import seen_text

MOST_EVENTS = 1_000
_ROOTS = ".h-event, .vevent"
_INNER = frozenset({"h-event", "vevent", "h-card", "vcard", "h-adr", "adr"})


def read(tree: LexborHTMLParser) -> Iterator[Stated]:
    """Yield the events that the page marks by class names; a start may be missing."""
    for root in tree.css(_ROOTS)[:MOST_EVENTS]:
        starts, ends = _moment(root, "start"), _moment(root, "end")
        if ends is None and (hour := _hour(root, "end")) and isinstance(starts, datetime):
            ends = datetime.combine(starts.date(), hour, starts.tzinfo)
        place = _place(root)
        topics = [line_of(_words(one)) for one in _all(root, "category")]
        yield Stated(
            uid=_said(root, "uid") if not address_of(_said(root, "uid")) else "",
            title=_said(root, "name") or _said(root, "summary"),
            abstract=_long(root),
            starts=starts,
            ends=ends,
            length=length_of(_said(root, "duration")),
            url=_url(root),
            kind=" ".join(topics),
            status=_said(root, "status"),
            place=place,
            parts=[
                Part(name=name)
                for name in (
                    _name(one) for one in (*_all(root, "speaker"), *_all(root, "attendee"))
                )
                if name
            ],
            host=next(
                (Named(name=_name(one)) for one in _all(root, "organizer") if _name(one)), None
            ),
            topics=[topic for topic in topics if topic],
        )


def _all(root: LexborNode, name: str) -> list[LexborNode]:
    """Return the elements of a property: "p-name", "dt-start", or hCalendar's "dtstart"."""
    old = {"start": "dtstart", "end": "dtend", "name": "summary"}.get(name, name)
    classes = [f".{prefix}-{name}" for prefix in ("p", "dt", "u", "e")] + [f".{old}"]
    return [one for one in root.css(", ".join(classes)) if _is_directly_in(one, root)]


def _is_directly_in(node: LexborNode, root: LexborNode) -> bool:
    """Say whether no event or person stands between the two, whose property it would be."""
    parent = node.parent
    for _ in range(60):
        if parent is None or parent.mem_id == root.mem_id:
            return True
        if _INNER & set((parent.attributes.get("class") or "").split()):
            return False
        parent = parent.parent
    return False


def _words(node: LexborNode) -> str:
    return " ".join((node.text(deep=True, separator=" ") or "").split())


def _said(root: LexborNode, name: str) -> str:
    for one in _all(root, name):
        marks = one.attributes
        words = marks.get("value") or (marks.get("title") if one.tag == "abbr" else "")
        if words := line_of(words or _words(one)):
            return words
    return ""


def _long(root: LexborNode) -> str:
    for name in ("content", "description", "summary"):
        for one in _all(root, name):
            if words := seen_text(one.html or "")[:LONGEST_TEXT]:
                return words
    return ""


def _values(root: LexborNode, name: str) -> Iterator[str]:
    for one in _all(root, name):
        pieces = one.css(".value, .value-title")
        for node in pieces or [one]:
            marks = node.attributes
            title = marks.get("title") if node.tag == "abbr" or pieces else ""
            yield (marks.get("datetime") or title or marks.get("value") or _words(node)).strip()


def _moment(root: LexborNode, name: str) -> date | datetime | None:
    """Return a moment; its day and hour may stand apart (the value-class pattern)."""
    day: date | None = None
    for value in _values(root, name):
        moment = moment_of(value)
        if isinstance(moment, datetime):
            return moment
        if moment is not None:
            day = moment
        elif day is not None and (hour := _clock(value)):
            return datetime.combine(day, hour)
    return day


def _hour(root: LexborNode, name: str) -> time | None:
    return next((hour for value in _values(root, name) if (hour := _clock(value))), None)


def _clock(value: str) -> time | None:
    moment = moment_of(f"2000-01-01T{value.strip():0>5}"[:30])
    return moment.timetz() if isinstance(moment, datetime) else None


def _place(root: LexborNode) -> Place | None:
    for one in _all(root, "location"):
        name = _name(one)
        if name:
            return Place(name=name)
    return None


def _name(node: LexborNode) -> str:
    """Return the name of a person or place, which may be a card of its own."""
    if _INNER & set((node.attributes.get("class") or "").split()):
        inner = node.css_first(".p-name, .fn, .p-org, .org")
        if inner is not None:
            return line_of(_words(inner))
    return line_of(_words(node))


def _url(root: LexborNode) -> str:
    for one in _all(root, "url"):
        if address := address_of(one.attributes.get("href") or _words(one)):
            return address
    return ""

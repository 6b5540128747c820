"""Knows rooms by their numbers, and the notes behind a title or a date that name another room."""

from __future__ import annotations

import re

from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.spans import Span

_NUMBERED_PLACE = re.compile(
    r"(?!Week|Session|Lecture|Conférence|Conferenza|Conferencia|Conférences|Incontro|Charla|Lezing"
    r"|Bijeenkomst|Vortrag|Abend|Rencontre|Sesión|Lezione|Vorlesung|Chapter|Day|Giorno|Jour|Tag"
    r"|Talk|Part|Paper|Woche|Teil|Sitzung|Séance"
    r"|Semaine)[A-ZÀ-Þ][\w'’&-]+(?:\s[A-ZÀ-Þ][\w'’&-]+){0,2}\s(?!(?:19"
    r"|20)\d\d\b)[A-Z]?\d{1,4}(?:[./-]\d{1,3})?[A-Za-z]?"
    r"|\d{2,4}[A-Za-z]?\s[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+)?|[A-Z]{1,4}\d{1,3}(?:[./]\d{1,3})?"
)
_ROOM_NOTE = re.compile(
    r"\s(?:[(\[](?:[\w' ]{1,40}[:,;]\s)?(?:(?:now\s)?in\s(?:the\s)?)?"
    r"(?P<room>[^()\[\]:;,]{2,60}?)!?[)\]]"
    r"|[–—-]\s(?:achtung|hinweis|nb|note|please\snote|attention|attenzione|atención"
    r"|let\sop)\s?[:!,]\s?"
    r"(?P<noted>[^()]{2,60}?)[!.]?)\Z",
    re.IGNORECASE,
)


def is_numbered_place(words: str) -> bool:
    """Say whether words are a name with a room's number: "Huxley 140", "206 Old Hall"."""
    return _NUMBERED_PLACE.fullmatch(words) is not None


def room_note(text: str, within: Span) -> tuple[Span, Span] | None:
    """Return the words before a note of the room, and the room: "On maps (Room 2.20)"."""
    note = _ROOM_NOTE.search(text[within.start : within.end])
    if note is None or note.lastgroup is None:
        return None
    first, last = note.span(note.lastgroup)
    room = Span(within.start + first, within.start + last)
    words = room.cut(text)
    if not any(char.isdigit() for char in words):
        return None
    if not is_place(text, room) and not is_numbered_place(words):
        return None
    return Span(within.start, within.start + note.start()), room


def within_brackets(text: str, value: Span) -> Span:
    """Return the place in "[joint with Physics; in Room 5]", else all of a value."""
    if not value or text[value.start] not in "([" or text[value.end - 1] not in ")]":
        return value
    inside = Span(value.start + 1, value.end - 1)
    for piece in re.split(r"[;,]\s", inside.cut(text))[::-1]:
        words = re.sub(r"\A(?:now\s)?(?:in|at)\s(?:the\s)?", "", piece.strip())
        start = text.find(words, inside.start, inside.end)
        place = Span(start, start + len(words))
        if words and is_place(text, place):
            return place
    return inside

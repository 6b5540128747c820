"""Takes off a place what is no place: the way online beside it, a note with a link behind it."""

from __future__ import annotations

import re

from termcard.announcements.prose.places import find_online, find_platform, is_place
from termcard.announcements.prose.posts import is_institution
from termcard.announcements.prose.spans import Span

_ONLINE_TOO = re.compile(
    r"\s*(?:[,;/|+&(–—-]|\band\b|\bund\b|\bet\b|\be\b|\by\b|\ben\b|\bor\b|\bou\b)\s*(?:also\s"
    r"|auch\s|aussi\s|anche\s)?(?:and\s)?"
    r"(?:online|on-line|virtual|hybrid|via|on\szoom|over\szoom|zoom|ms\steams|microsoft\steams"
    r"|teams|en\sligne|live-?stream|in\sremoto|en\slínea)\b.*\Z",
    re.IGNORECASE | re.DOTALL,
)
_BRACKET = re.compile(r"\s\([^()]*\)\Z")
_LEAD = re.compile(
    r"(?:at\sthe|in\sthe|in\sder|im|am|an\sder|à\s(?:l['’]|la\s)|au|dans\s(?:la|le|l['’])|nell['’]"
    r"|nella|nel|all['’]|alla"
    r"|presso\s(?:il|la|l['’])?|en\s(?:el|la)|in\s(?:de|het)|bij)\s?(?=[A-ZÀ-Þ])"
)
_ONLINE_FIRST = re.compile(
    r"(?:online|zoom|teams|hybrid)\s*(?:and|&|\+|/|und|et|e|y"
    r"|[:–-])\s*(?:also\s)?(?:in[- ]person\s)?(?:in|at)?\s*(?=\S)",
    re.I,
)
_NOTE_WITH_LINK = re.compile(r"\s*\([^()]*https?://[^()]*\)?\s*\Z")


def without_online(text: str, value: Span) -> Span:
    """Return the room of "Zoom and Room 4" or "Room 4, also online"."""
    words = value.cut(text)
    if (bracket := _BRACKET.search(words)) is not None:
        inside = Span(value.start + bracket.start(), value.start + bracket.end())
        if find_platform(text, inside, is_expected=True) or find_online(text, inside):
            value = Span(value.start, inside.start)
            words = value.cut(text)
    first = _ONLINE_FIRST.match(words)
    start = value.start + (first.end() if first else 0)
    later = _ONLINE_TOO.search(words[start - value.start :])
    return Span(start, start + later.start()) if later else Span(start, value.end)


def without_note(text: str, value: Span) -> Span:
    """Return a place without a bracket that holds a link, and without marks at its ends."""
    if note := _NOTE_WITH_LINK.search(value.cut(text)):
        value = Span(value.start, value.start + note.start())
    return value.trimmed(text, " \t\n\u00a0,;.|–—-")


def without_lead(text: str, value: Span) -> Span:
    """Return a place without the small words that lead to it: "à l'Institut" and the like."""
    lead = _LEAD.match(text, value.start, value.end)
    return Span(lead.end(), value.end) if lead else value


def leads_to_place(words: str) -> bool:
    """Say whether words begin as a place is told: "à l'Institut", "im Rathaus"."""
    return _LEAD.match(words) is not None


def begins_with_room(words: str) -> bool:
    """Say whether a line begins with a room, so that an institution behind it is its address."""
    head = words.split(",")[0]
    return "," in words and is_place(head, Span(0, len(head))) and not is_institution(head)

"""Knows short lines by what they name: an institution, a place, a series, a part of the page."""

from __future__ import annotations

import re

from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.labels import labels
from termcard.announcements.prose.languages import fold
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.posts import is_host
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.rooms import is_numbered_place
from termcard.announcements.prose.spans import Span

_SERIES = re.compile(
    r"(?:.*\s)?(?:series|seminars|lectures|colloquia|colloquium|ringvorlesung|reihe|cycle|ciclo"
    r"|talks"
    r"|seminar\sseries|kolloquium|programme)(?:\s\d{4}(?:[-–/]\d{2,4})?)?\Z|(?:.*\s)?seminar\Z",
    re.IGNORECASE,
)
_SECTION = re.compile(
    r"(?:.*\s)?(?:term|michaelmas|hilary|epiphany|trinity|lent|easter|spring|summer|autumn|fall"
    r"|hiver|été|inverno|estate|invierno|verano|najaar|voorjaar|sommer"
    r"|winter|frühjahr|herbst|automne|printemps|autunno|primavera|otoño|wintersemester"
    r"|sommersemester)"
    r"(?:\sterm|\ssemester|\squarter)?(?:\s\d{4}(?:[-–/]\d{2,4})?)"
    r"|(?:.*\s)?(?:term|semester|week|programme|calendar|events|bulletin"
    r"|seminars and colloquia)(?:\s.*)?"
    r"|(?:.*\s)?\d{4}\s?[-–/]\s?\d{2,4}",
    re.I,
)


_ISSUE = re.compile(
    r"\b(?:bulletin|newsletter|gazette|news|lettre|rundbrief|anzeiger|bollettino|boletín"
    r"|nieuwsbrief"
    r"|agenda|diary)\b",
    re.IGNORECASE,
)


@remembered
def is_host_line(words: str) -> bool:
    """Say whether a line is nothing but an institution's name."""
    if len(words.split()) > 8 or any(mark in words for mark in ':?!;"“'):
        return False
    if _ISSUE.search(words):
        return False
    if (
        any(char.isdigit() or char == "," for char in words)
        or sum(fold(word) in labels() for word in words.split()) > 1
    ):
        return False
    capitals = [word for word in words.split() if len(word) > 3]
    is_kind = find_kind(words, Span(0, len(words))) is not None
    return is_host(words) and not is_kind and all(word[0].isupper() for word in capitals)


_KIND_OF_ROOM = re.compile(
    r"\b(?:lecture|seminar|conference|concert|exhibition|meeting|training|film|performance)\s"
    r"(?:room|theatre|theater|hall|gallery|centre|center|studio)\b",
    re.IGNORECASE,
)


_SERIES_WORD = re.compile(r"\b(?:\w*reihe|series|cycle|ciclo|reeks|programm?e?|zyklus)\b", re.I)


def is_place_line(text: str, within: Span) -> bool:
    """Say whether a line is nothing but a place: it has a room or building, and no sentence."""
    words = within.cut(text)
    if is_numbered_place(words):
        return True
    if not is_place(text, within) or any(mark in words for mark in '?!:"“'):
        return False
    if _SERIES_WORD.search(words):
        return False
    if find_kind(text, within) is not None and not _KIND_OF_ROOM.search(words):
        return any(char.isdigit() for char in words)
    if any(char.isdigit() for char in words) or "," in words:
        return True
    if _KIND_OF_ROOM.match(words) and len(words.split()) <= 4:
        return True
    ends = (words.split()[0], words.split()[-1])
    return len(words.split()) <= 5 and any(is_place(end, Span(0, len(end))) for end in ends)


def is_series_line(text: str, within: Span) -> bool:
    """Say whether a line names a series or a part of the year, not one event."""
    words = within.cut(text)
    if len(words.split()) > 10 or ":" in words:
        return False
    if is_section_line(words):
        return True
    return _SERIES.fullmatch(words) is not None and find_kind(text, within) is not None


def ends_as_series(text: str, within: Span) -> bool:
    """Say whether a short line in capitals ends with a kind: "Economic History Workshop"."""
    words = within.cut(text)
    kind = find_kind(text, within)
    if kind is None or kind.spans[0].end < within.end or any(mark in words for mark in ':?!“"„«,'):
        return False
    named = [word for word in words.split() if len(word) > 3]
    return 2 <= len(words.split()) <= 6 and all(word[0].isupper() for word in named)


_QUOTES_SERIES = re.compile(
    r"(?:online[\s-])?(?:séminaire|seminar|seminario|cycle(?:\sde\s\w+)?|ciclo(?:\sdi\s\w+"
    r"|\sde\s\w+)?|ringvorlesung"
    r"|(?:vortrags|veranstaltungs|gesprächs)?reihe|(?:lecture|seminar|talk)\sseries|reeks|rassegna"
    r"|colloquium|kolloquium|rencontres|incontri|jornadas|lezingenreeks"
    r"|workshop\sseries)\s[«“„\"'‘]",
    re.IGNORECASE,
)


def names_series(text: str, within: Span) -> bool:
    """Say whether a line gives a series its name in quotation marks: "Séminaire « Sons »"."""
    return _QUOTES_SERIES.match(text, within.start, within.end) is not None


def is_section_line(words: str) -> bool:
    """Say whether a line heads a part of the page: a term, a year, "Talks and Events", a table."""
    heads = [word for word in words.split() if fold(word) in labels()]
    if len(heads) > 1 and len(heads) * 2 >= len(words.split()):
        return True
    return len(words.split()) <= 8 and _SECTION.fullmatch(words.rstrip(":")) is not None


def begins_as_series(text: str, within: Span) -> bool:
    """Say whether a short line begins with a kind, as series do: "Oberseminar Numerik"."""
    words = within.cut(text)
    kind = find_kind(text, within)
    is_short = len(words.split()) <= 5 and not any(mark in words for mark in ':?!"“„«,')
    return kind is not None and is_short and kind.spans[0].start == within.start

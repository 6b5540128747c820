"""Reads what a page takes out of its general rule: "(except week 5: Concert Room)"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcard.announcements.prose.dates import DayFound, find_days
from termcard.announcements.prose.languages import fold
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.times import HourFound, find_hours

_WORD = (
    r"(?<!\w)(?:except(?:ing|ion)?|exceptions|but\snot|außer|ausser|ausgenommen|sauf"
    r"|à\sl['’]exception|salvo|eccetto|tranne|excepto|menos|behalve|uitgezonderd)(?!\w)"
)
_PLAIN = re.compile(_WORD, re.IGNORECASE)
_EXCEPT = re.compile(
    rf"\s?[(\[]{_WORD}(?P<inside>[^)\]\n]{{3,200}})[)\]]"
    rf"|[\s,;:.(\[–—-]{{0,4}}{_WORD}(?P<rest>[^;)\]\n]{{3,160}})",
    re.IGNORECASE,
)
_PIECE = re.compile(r"[^,;/]+(?:,\s?(?!\s?(?:on\s)?\d|\s?week)[^,;/]+)*", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:week|wk|session|lecture|talk|woche|sitzung|termin|semaine|séance|settimana|incontro|semana"
    r"|sesión|bijeenkomst)\.?\s(?:no\.?\s|nr\.?\s)?(?P<number>\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"[\s:,=(–—>-]{0,4}(?:(?:when|which|it\s(?:is|will\sbe)|(?:is|will\sbe|meets?)|held|now|at|in"
    r"|im|am|um"
    r"|dans|en|à|nella?|alle|presso|a\slas|the|la|il|el|den?r?|dem)\s)*",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r",?\s(?:at|from|um|ab|à|alle|ore|a\slas|om|on|am|le|il)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exceptional:
    """One day or week that the rule leaves out, with the place or hour that it has instead."""

    day: DayFound | None = None
    numbered: str = ""
    venue: Span | None = None
    hour: HourFound | None = None

    def fits(self, days: list[DayFound], words: str) -> bool:
        """Say whether an event on these days, told in these words, is the exception."""
        if self.day is not None:
            return any((one.day, one.month) == (self.day.day, self.day.month) for one in days)
        return any(number_of(match) == self.numbered for match in _NUMBERED.finditer(words))


def makes_exceptions(text: str) -> bool:
    """Say whether a whole text takes anything out of any rule."""
    return _PLAIN.search(text) is not None


def exception_spans(text: str, within: Span) -> list[Span]:
    """Return where a stretch takes something out of its rule."""
    return [Span(*match.span()) for match in _EXCEPT.finditer(text, within.start, within.end)]


def find_exceptions(text: str, within: Span) -> list[Exceptional]:
    """Return the days and weeks that a stretch takes out of its rule."""
    found: list[Exceptional] = []
    for match in _EXCEPT.finditer(text, within.start, within.end):
        rest = Span(*match.span(match.lastgroup or "rest"))
        for piece in _PIECE.finditer(text, rest.start, rest.end):
            one = _exceptional(text, Span(*piece.span()))
            if one is not None:
                found.append(one)
    return found


def number_of(match: re.Match[str]) -> str:
    """Return the word and number of "Week 5" in one form."""
    return fold(match.group().split()[0]).strip(".") + match["number"]


def _exceptional(text: str, piece: Span) -> Exceptional | None:
    days = find_days(text, piece)
    numbered = _NUMBERED.search(text, piece.start, piece.end)
    if days:
        key, taken = days[0].span, [day.span for day in days]
    elif numbered is not None:
        key, taken = Span(*numbered.span()), [Span(*numbered.span())]
    else:
        return None
    hours = find_hours(text, piece, taken=taken)
    sides = (Span(key.end, piece.end), Span(piece.start, key.start))
    place = next((one for side in sides if (one := _place(text, side, hours))), None)
    return Exceptional(
        day=days[0] if days else None,
        numbered="" if days or numbered is None else number_of(numbered),
        venue=place,
        hour=hours[0] if hours else None,
    )


def _place(text: str, side: Span, hours: list[HourFound]) -> Span | None:
    for hour in hours:
        if hour.span.overlaps(side):
            side = Span(side.start, hour.span.start)
    lead = _LEADS.match(text, side.start, side.end)
    place = Span(lead.end() if lead else side.start, side.end).trimmed(text, " \t\n,.:;()–—-")
    if follows := _FOLLOWS.search(text[place.start : place.end]):
        place = Span(place.start, place.start + follows.start())
    words = place.cut(text)
    has_name = any(char.isupper() or char.isdigit() for char in words)
    return place if len(words) > 1 and has_name else None

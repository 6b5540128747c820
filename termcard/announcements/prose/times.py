"""Finds hours in a stretch of text, and says which wall time each one means."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import time

from termcard.announcements.prose.spans import Span

_CLOCK = re.compile(
    r"""(?:(?<![\w£$€\#/+&])|(?<=\d-\d\dT))(?<!\d[.:,])
    (?P<hour>\d{1,2})
    (?:(?P<sign>[:.]|\s?h\s?)(?P<minute>[0-5]\d))?
    (?P<unit>\s?(?:uhr|uur|heures?|horas?|hrs|hours|h)\b)?
    (?:\s?(?P<mark>[ap])(?:m\b|\.\s?m\b)\.?|\s?(?P<noon>noon|midday)\b)?
    (?P<late>\s?(?:uhr|uur)\b)?
    (?P<academic>\s?[cs]\.\s?t\.)?
    (?![\d%]|[.:]\d|[^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)
_NAMED = re.compile(r"\b(?P<name>12\s)?(?:noon|midday|midnight|mittags|midi|mezzogiorno)\b", re.I)
_TO = re.compile(
    r"\.?\s?(?:-|–|—|to|until|till|bis(?:\sca\.)?|à|a|alle(?:\sore)?|a\slas|tot|au|hasta)\s?",
    re.I,
)
_BETWEEN = re.compile(r"\b(?:between|entre|zwischen|tra le|fra le)\s\Z", re.I)
_BETWEEN_TO = re.compile(r"\s?(?:and|et|y|und|e le)\s?", re.I)
_BARE = re.compile(r"\b(?:ore|at|um)\s\Z", re.I)
_TONIGHT = re.compile(r"\s(?:tonight|this\sevening)\b", re.I)
_HOUR_WORD = re.compile(r"(?:\A|[^\d\W]\s|[,;(]\s?)ore\s\Z", re.I)
_CLOSED = re.compile(r"\s?(?:\Z|[\n,.;)|]|(?:in|on|at|im|tonight|today|tomorrow|this)\b)")
_FOR = re.compile(r"\s?for\s?", re.I)
_INTRODUCES = re.compile(
    r"(?:\bat|\bfrom|\bum|\bab|\bvon|\bà|\bde|\bdès|\bore|\bdalle|\balle|\ba las|\blas|\bdesde"
    r"|\bvanaf|\bom|\bstarts?|\bstarting|\bbegins?|@|\bh\.)\s?:?\s?\Z",
    re.I,
)
_ASIDE_WORDS = (
    r"doors?|einlass|tea|coffee|kaffee|refreshments|drinks|wine|pizza|snacks|buffet|cakes?"
    r"|reception|empfang|registrations?|register|deadline|arrivals?|arrive|gather|rsvp|closes?"
    r"|zaal\sopen|deuren|inloop|ouverture\sdes\sportes|puertas|apertura\s(?:porte|de\spuertas)"
    r"|accoglienza"
    r"|preceded|agm|networking|check-?in|accueil|café|juice|port|book(?:ing)?s?|sign[ -]?up"
)
_ASIDE_BEFORE = re.compile(
    rf"(?:\b(?:{_ASIDE_WORDS})\b[^\n,;.()]{{0,40}}|\b(?:by|before|vor|avant"
    rf"|entro)\s(?:\w+\s){{0,3}}(?:at\s)?)\Z",
    re.I,
)
_ASIDE_BEHIND = re.compile(rf"\s?[:–-]?\s?(?:for\s|is\s)?(?:{_ASIDE_WORDS})\b", re.I)


_ZONES_BETWEEN = re.compile(r"\s?\(?[A-Z]{2,5}\)?\s?[/|=,]\s?|\s?[/=]\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class HourFound:
    """A start as written, with its end when one is said.

    `also` are the same start in other zones. `aside` says why the hour is not the
    event's start ("doors", a deadline), else it is empty.
    """

    span: Span
    start: time
    end: time | None = None
    ends_next_day: bool = False
    aside: str = ""
    warnings: tuple[str, ...] = ()
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clock:
    span: Span
    hour: int
    minute: int | None = None
    mark: str = ""
    is_whole_day: bool = False
    is_sure: bool = False
    is_dotted: bool = False
    is_academic: bool = False

    def minutes(self) -> int:
        return self.hour * 60 + (self.minute or 0)


def find_hours(
    text: str, within: Span, *, taken: list[Span], is_expected: bool = False
) -> list[HourFound]:
    """Return the hours that stand in a stretch of text, in order.

    `taken` are ranges that are something else, dates above all. `is_expected` is for text
    behind a label such as "Time:", where a bare "5" or "6.10" is an hour too.
    """
    clocks = _clocks(text, within, taken)
    hours: list[HourFound] = []
    index = 0
    while index < len(clocks):
        first = clocks[index]
        second = clocks[index + 1] if index + 1 < len(clocks) else None
        if second is not None and _FOR.fullmatch(text, first.span.end, second.span.start):
            index += 1
            continue
        if second is not None and not _leads_to(text, within, first, second):
            second = None
        if _is_hour(text, within, first, second, is_expected=is_expected):
            hours.append(_settled(text, within, first, second))
        elif second is not None:
            index += 1
            continue
        index += 2 if second is not None else 1
    return _one_start(text, hours)


def _leads_to(text: str, within: Span, first: _Clock, second: _Clock) -> bool:
    gap = first.span.end, second.span.start
    if _TO.fullmatch(text, *gap):
        return True
    before = text[max(within.start, first.span.start - 10) : first.span.start]
    return bool(_BETWEEN.search(before) and _BETWEEN_TO.fullmatch(text, *gap))


def _clocks(text: str, within: Span, taken: list[Span]) -> list[_Clock]:
    found = []
    for match in _CLOCK.finditer(text, within.start, within.end):
        span = Span(*match.span()).trimmed(text)
        hour, minute = int(match["hour"]), match["minute"]
        if hour > 24 or any(span.overlaps(other) for other in taken):
            continue
        counts_to_24 = bool(match["unit"] or match["late"] or match["academic"])
        counts_to_24 = counts_to_24 or "h" in (match["sign"] or "").lower()
        quarter = 15 if (match["academic"] or "").strip().lower().startswith("c") else 0
        is_late = match["noon"] or (hour < 12 and _TONIGHT.match(text, span.end, within.end))
        clock = _Clock(
            span=span,
            hour=hour,
            minute=int(minute) if minute else (quarter or None),
            mark="p" if is_late and not match["mark"] else (match["mark"] or "").lower(),
            is_whole_day=counts_to_24
            or hour > 12
            or (hour == 0 and minute is not None)
            or (len(match["hour"]) == 2 and hour < 10 and minute is not None),
            is_sure=bool(match["mark"] or match["noon"] or counts_to_24 or match["sign"] == ":"),
            is_dotted=match["sign"] == ".",
            is_academic=bool(quarter),
        )
        found.append(clock)
    for match in _NAMED.finditer(text, within.start, within.end):
        span = Span(*match.span())
        if any(span.overlaps(clock.span) for clock in found):
            continue
        hour = 0 if "midnight" in match.group().lower() else 12
        found.append(_Clock(span=span, hour=hour, is_whole_day=True, is_sure=True))
    return sorted(found, key=lambda clock: clock.span)


def _is_hour(
    text: str, within: Span, first: _Clock, second: _Clock | None, *, is_expected: bool
) -> bool:
    if first.is_sure or is_expected:
        return True
    if second is not None and second.is_sure:
        return True
    before = text[max(within.start, first.span.start - 12) : first.span.start]
    introduced = _INTRODUCES.search(before) is not None
    if second is not None and (second.is_dotted or first.is_dotted):
        return True
    if not first.is_dotted and second is None:
        closed = _CLOSED.match(text, first.span.end, within.end) is not None
        return (closed and _BARE.search(before) is not None) or bool(_HOUR_WORD.search(before))
    return introduced or _stands_alone(text, within, first.span)


def _stands_alone(text: str, within: Span, span: Span) -> bool:
    before = text[within.start : span.start].rstrip(" \t")
    behind = text[span.end : within.end].lstrip(" \t")
    return (not before or before[-1] in ",;(|•*") and (not behind or behind[0] in ",;)|:")


def _settled(text: str, within: Span, first: _Clock, second: _Clock | None) -> HourFound:
    span = Span(first.span.start, (second or first).span.end)
    if second is not None and second.is_academic:
        # "18–20 Uhr c.t." begins a quarter later; the end stands as it is said.
        first, second = replace(first, minute=first.minute or 15), replace(second, minute=None)
    first, second, warnings = _without_impossible_marks(text, span, first, second)
    start = _on_the_clock(first, second)
    end = _end_on_the_clock(start, second) if second is not None else None
    if end is not None and end <= start and not _is_night(start, end):
        warnings = (*warnings, f"“{span.cut(text)}” ends before it starts")
        end = None
    next_day = end is not None and end <= start
    if start >= 24 * 60:
        start -= 24 * 60
    return HourFound(
        span=span,
        start=_time(start),
        end=None if end is None else _time(end % (24 * 60)),
        ends_next_day=next_day or end == 24 * 60,
        aside=_aside(text, within, span),
        warnings=warnings,
    )


def _without_impossible_marks(
    text: str, span: Span, first: _Clock, second: _Clock | None
) -> tuple[_Clock, _Clock | None, tuple[str, ...]]:
    """Drop "pm" behind 14:00, "am" behind 12 in the day, and "10:00-12:30 am"."""
    warning = f"“{span.cut(text)}” cannot be, so am and pm were left aside"
    clocks = [first] if second is None else [first, second]
    impossible = any(clock.mark and (clock.hour > 12 or clock.hour == 0) for clock in clocks)
    impossible = impossible or any(clock.mark == "a" and clock.hour == 12 for clock in clocks)
    if not impossible:
        return first, second, ()
    bare = [replace(clock, mark="", is_whole_day=clock.hour > 7) for clock in clocks]
    return bare[0], bare[1] if second is not None else None, (warning,)


def _on_the_clock(first: _Clock, second: _Clock | None) -> int:
    minutes = first.minutes()
    if first.mark:
        return minutes % 720 + (720 if first.mark == "p" else 0)
    if first.is_whole_day or (second is not None and second.is_whole_day and second.hour > 12):
        return minutes
    if second is not None and second.mark:
        end = second.minutes() % 720 + (720 if second.mark == "p" else 0)
        same = minutes % 720 + (720 if second.mark == "p" else 0)
        other = (same + 720) % 1440
        return same if same < end or other >= end else other
    return minutes + 720 if 1 <= first.hour <= 7 else minutes


def _end_on_the_clock(start: int, second: _Clock) -> int:
    minutes = second.minutes()
    if second.mark:
        return minutes % 720 + (720 if second.mark == "p" else 0)
    if second.is_whole_day:
        return minutes
    return minutes + 720 if minutes <= start and minutes + 720 > start else minutes


def _is_night(start: int, end: int) -> bool:
    return start >= 18 * 60 and end <= 6 * 60


def _time(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)


def _aside(text: str, within: Span, span: Span) -> str:
    before = text[max(within.start, span.start - 60) : span.start]
    if match := _ASIDE_BEFORE.search(before):
        return match.group().strip()
    behind = text[span.end : min(within.end, span.end + 40)]
    if text[span.end - 1] == "." and behind.lstrip()[:1].isupper():
        return ""  # "at 7 p.m. Refreshments." tells of them in a sentence of their own
    if match := _ASIDE_BEHIND.match(behind):
        return match.group().strip(" (,:–-")
    return ""


def _one_start(text: str, hours: list[HourFound]) -> list[HourFound]:
    """Keep the first of "11:00 EDT / 16:00 BST / 17:00 CEST": one start in several zones."""
    kept: list[HourFound] = []
    last: HourFound | None = None
    for hour in hours:
        between = text[last.span.end : hour.span.start] if last else ""
        if not _ZONES_BETWEEN.fullmatch(between):
            kept.append(hour)
        else:
            also = (*kept[-1].also, Span(kept[-1].span.end, hour.span.end))
            kept[-1] = replace(kept[-1], also=also)
        last = hour
    return kept

"""Finds sentences that announce: "The talk will take place at 4pm on Monday 3 May in the Hall"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.clauses import people_in, series_in, title_in
from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.status import find_status
from termcard.announcements.prose.verbs import ANNOUNCES, DUE, EVERY, FUTURE, PAST

_LEAD = re.compile(
    r"(?:[,;]\s*)?(?:(?:and|und|et|e|y|en|followed|gefolgt|sowie|then|finally|zum\sabschluss)\s)*"
    r"(?:(?:on|am|le|il|el|op|vom|dem|den|am\s\w+,\sdem)\s)?\Z",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"(?:her|his|their|the|this)\s(?:\w+\s)?(?:talk|lecture|paper|address|presentation|reading"
    r"|seminar)\b"
    r"|it(?:['’]s|\sis|\swill\sbe)\s(?:called|titled|entitled)\b"
    r"|(?:der|ihr|sein)\s(?:vortrag|titel)\b|(?:la|sa|cette)\s(?:conférence|communication)\b"
    r"|l['’](?:intervento|incontro)\b|(?:la|su|esta)\s(?:charla|conferencia)\b|de\slezing\b",
    re.IGNORECASE,
)
_IS_OPEN = re.compile(
    r"(?<!\w)(?:(?:be|is|are|remains?|stays?)\sopen(?:ed)?\s(?:until|till|from|between|daily|on|\d)"
    r"|closes?\s(?:at|early)|geöffnet|reste(?:ra)?\souvert|sarà\saperta|permanecerá\sabiert"
    r"|geopend)(?!\w)",
    re.IGNORECASE,
)
LONGEST_TOLD = 4000


def announced(text: str, sights: list[Sight]) -> list[Sight]:
    """Return the blocks of a page with those parts of its sentences that say when as sights."""
    seen: list[Sight] = []
    opening: tuple[DayFound, ...] = ()
    for sight in sights:
        parts = list(_clauses(text, sight)) if _may_announce(sight) else []
        if opening and sight.block.kind is BlockKind.TEXT:
            parts = [*_opened(text, sight, opening, parts), *parts]
            opening = ()
        if (begun := _opening_day(text, sight)) is not None:
            opening = (begun[1],)
            parts = [one for one in parts if one.sentence and not one.sentence.overlaps(begun[0])]
        seen.extend(parts or [replace(sight, is_about_when=False)])
    return seen


_OPENS = re.compile(
    r"(?<!\w)(?:begin(?:s|nt)?|starts?|startet|opens|kicks\soff|eröffnet|commence(?:ra)?"
    r"|débute(?:ra)?|s['’]ouvre"
    r"|inizia|si\sapre|prende\sil\svia|comienza|empieza|arranca|begint|start|van\sstart)(?!\w)",
    re.IGNORECASE,
)


def _opening_day(text: str, sight: Sight) -> tuple[Span, DayFound] | None:
    """Return the sentence and the day on which a series begins, where it tells of no event."""
    if sight.block.kind is not BlockKind.TEXT or not sight.days or sight.starts:
        return None
    for sentence in sentences(text, sight.block.span):
        days = [day for day in sight.days if day.span.overlaps(sentence)]
        if len(days) != 1 or days[0].last is not None:
            continue
        is_bare = not people_in(text, sentence) and _OPENS.search(text, *sentence.pair())
        title = title_in(text, sentence)
        if is_bare and (title is None or title == series_in(text, sentence)):
            return sentence, days[0]
    return None


def _opened(
    text: str, sight: Sight, opening: tuple[DayFound, ...], parts: list[Sight]
) -> Iterator[Sight]:
    """Yield the event with which a series begins: "The first lecture is by A on “Bells”"."""
    first = sentences(text, sight.block.span)[0]
    if any(part.sentence is not None and part.sentence.overlaps(first) for part in parts):
        return
    is_dated = any(day.span.overlaps(first) for day in sight.days)
    if is_dated or title_in(text, first) is None or not people_in(text, first):
        return
    hours = tuple(hour for hour in sight.hours if hour.span.overlaps(first))
    yield replace(sight, days=opening, hours=hours, is_about_when=True, sentence=first, facts=None)


def _may_announce(sight: Sight) -> bool:
    return sight.block.kind in (BlockKind.TEXT, BlockKind.HEADING) and bool(
        sight.days or sight.relative
    )


def _clauses(text: str, sight: Sight) -> Iterator[Sight]:
    said = sentences(text, sight.block.span)
    for number, sentence in enumerate(said):
        days = [day for day in sight.days if day.span.overlaps(sentence)]
        following = said[number + 1] if number + 1 < len(said) else None
        if not days:
            days = _counted(text, sight, sentence)
        if not days and following is not None and _says_hour_of(text, sight, following):
            sentence = Span(sentence.start, following.end)
            days = _counted(text, sight, sentence)
        sentence = Span(sentence.start, min(sentence.end, sentence.start + LONGEST_TOLD))
        for clause in _parted(text, sentence, days):
            clause = _with_next(text, sight, clause, sentence, following)
            inside = tuple(day for day in days if day.span.overlaps(clause))
            hours = tuple(hour for hour in sight.hours if hour.span.overlaps(clause))
            found = replace(
                sight,
                days=inside,
                hours=hours,
                all_hours=sight.hours,
                is_about_when=True,
                sentence=clause,
                facts=None,
            )
            if _announces(text, sentence, found):
                yield found


def _with_next(
    text: str, sight: Sight, clause: Span, sentence: Span, following: Span | None
) -> Span:
    """Add the next sentence where that one gives the title that this one lacks."""
    if clause.end != sentence.end or following is None or title_in(text, clause) is not None:
        return clause
    if any(day.span.overlaps(following) for day in sight.days):
        return clause
    told = title_in(text, following) is not None
    if told and (people_in(text, following) or _GOES_ON.match(text, following.start)):
        return Span(clause.start, following.end)
    return clause


_OF_IT = re.compile(
    r"(?:the|this|his|her|their|it)\s(?:(?:talk|lecture|seminar|event|meeting|session|paper)\s)?"
    r"(?:is|will|starts|begins|takes)\b|we\s(?:meet|start|begin)|(?:der|ihr|sein)\svortrag\b"
    r"|wir\s\w+en\b"
    r"|(?:la|cette)\s(?:séance|conférence)\b|rendez-vous\b|(?:la\sconferenza|l['’]incontro"
    r"|appuntamento)\b"
    r"|(?:la\s(?:charla|conferencia|sesión)|será)\b|(?:de\s(?:lezing|bijeenkomst)|we\sbeginnen)\b",
    re.IGNORECASE,
)


def _says_hour_of(text: str, sight: Sight, following: Span) -> bool:
    """Say whether the next sentence gives the hour: "This Thursday we have … The talk is at 4"."""
    if any(day.span.overlaps(following) for day in (*sight.days, *sight.relative)):
        return False
    has_hour = any(hour.span.overlaps(following) for hour in sight.starts)
    return has_hour and _OF_IT.match(text, following.start, following.end) is not None


def _counted(text: str, sight: Sight, sentence: Span) -> list[DayFound]:
    """Return the one day that a sentence with an hour names as "tomorrow" or "this Thursday"."""
    days = [day for day in sight.relative if day.span.overlaps(sentence)]
    hours = [hour for hour in sight.starts if hour.span.overlaps(sentence)]
    if not hours or EVERY.search(text, sentence.start, sentence.end):
        return []
    return days[:1]


def _announces(text: str, sentence: Span, clause: Sight) -> bool:
    """Say whether a clause tells of something to come, and not of a deadline or the past."""
    part = clause.sentence
    if part is None or not clause.days:
        return False
    words = part.cut(text)
    is_off = find_status(text, sentence) is not None
    if DUE.search(words) or (clause.hours and not clause.starts):
        return False
    if clause.starts and _IS_OPEN.search(words) and find_kind(text, part) is None:
        return False
    verb = ANNOUNCES.search(text, sentence.start, sentence.end) is not None
    if PAST.search(_unquoted(text, part)) and not FUTURE.search(sentence.cut(text)) and not is_off:
        return False
    if verb or is_off:
        return True
    if clause.block.kind is BlockKind.HEADING and title_in(text, part) is None:
        return False
    return bool(clause.starts) or (title_in(text, part) is not None and bool(people_in(text, part)))


def _unquoted(text: str, part: Span) -> str:
    title = title_in(text, part)
    if title is None:
        return part.cut(text)
    return text[part.start : title.start] + " " + text[title.end : part.end]


def _parted(text: str, sentence: Span, days: list[DayFound]) -> list[Span]:
    """Part a sentence at its dates when it tells of several events, each with its own."""
    single = [day for day in days if day.last is None]
    if len(single) < 2:
        return [sentence]
    starts = [_with_lead(text, sentence, day) for day in single]
    leading = _between([*starts, sentence.end])
    trailing = _between([sentence.start, *(day.span.end for day in single[:-1]), sentence.end])
    parts = max((leading, trailing), key=lambda parts: _completeness(text, parts))
    told = [part for part in parts if title_in(text, part) or people_in(text, part)]
    return parts if len(told) * 2 > len(parts) else [sentence]


def _between(edges: list[int]) -> list[Span]:
    return [Span(first, last) for first, last in zip(edges, edges[1:], strict=False)]


def _completeness(text: str, parts: list[Span]) -> int:
    """Return how many things the parts say of themselves, each a title and who speaks."""
    titles = sum(title_in(text, part) is not None for part in parts)
    return titles + sum(bool(people_in(text, part)) for part in parts)


def _with_lead(text: str, sentence: Span, day: DayFound) -> int:
    """Return where a clause begins: at the words that lead to its date."""
    start = max(sentence.start, day.span.start - 40)
    lead = _LEAD.search(text[start : day.span.start])
    return start + lead.start() if lead else day.span.start

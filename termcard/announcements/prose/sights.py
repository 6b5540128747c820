"""Looks for dates and hours in every block, and says which blocks are about when."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from termcard.announcements.prose.attendance import says_how_to_come, sentences
from termcard.announcements.prose.dates import DayFound, find_days
from termcard.announcements.prose.exceptions import exception_spans
from termcard.announcements.prose.facts import FactsRead, read_facts
from termcard.announcements.prose.kinds import is_numbering
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import Block, BlockKind
from termcard.announcements.prose.listed import DaysListed, with_listed
from termcard.announcements.prose.month_heads import MonthHead, day_below, month_head
from termcard.announcements.prose.parting import quotations
from termcard.announcements.prose.relative import find_relative
from termcard.announcements.prose.runs import LONGEST_ROW, rows
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.times import HourFound, find_hours
from termcard.announcements.prose.verbs import DUE, IS, tells, unquoted
from termcard.announcements.prose.zones import find_zone

LONGEST_LOOKED_AT = 600
MOST_LOOKED_AT = 4000
MOST_DATED = 1500
LONGEST_HOW = 120
_OPENING = re.compile(
    r"[\s•*·\-–—(\[\"'“‘]*(?:(?:week|wk|session|lecture|talk|woche|sitzung|séance|semaine"
    r"|settimana|incontro"
    r"|semana|sesión|bijeenkomst|vortrag|abend)\.?\s\d{1,2}[,:.]?\s)?(?:(?:on|am|le|il|el|op|from"
    r"|du|dal|vom|du|new date|at|um|ore|a las"
    r"|ab)[\s:]\s*)?"
    r"(?:[\[(*]{0,2}(?:cancell?ed|postponed|annulée?|reportée?|abgesagt|entfällt"
    r"|verschoben|annullato"
    r"|rinviato|cancelado|aplazado|afgelast|uitgesteld)[\])*]{0,2}[\s:–-]*)?\Z",
    re.IGNORECASE,
)
_TIMED = frozenset({Label.DATE, Label.TIME, Label.WHEN})
_MAY_HOLD_TIMES = _TIMED | {Label.VENUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """A block with the dates and hours in it.

    `is_about_when` is for a line of facts or a label such as "Date:"; dates inside prose or a
    heading's words do not make one. `sentence` is set where a sentence in prose says when.
    """

    block: Block
    group: int
    days: tuple[DayFound, ...] = ()
    hours: tuple[HourFound, ...] = ()
    is_about_when: bool = False
    sentence: Span | None = None
    facts: FactsRead | None = None
    relative: tuple[DayFound, ...] = ()
    # Of a clause: the hours of the whole block, for what its other sentences say of all.
    all_hours: tuple[HourFound, ...] = ()
    is_today: bool = False
    # Of "Lecture 2": it counts the events, and says nothing of them.
    is_numbering: bool = False

    @property
    def carries(self) -> bool:
        """Whether its own line says who speaks or what about, beside when."""
        return self.facts is not None and bool(self.facts.title or self.facts.people)

    @property
    def starts(self) -> tuple[HourFound, ...]:
        """The hours that can be a start: not doors, tea or a deadline."""
        return tuple(hour for hour in self.hours if not hour.aside)

    @property
    def taken(self) -> list[Span]:
        """Where its dates and hours stand."""
        days = [day.span for day in self.days]
        hours = [hour.span for hour in self.hours]
        return days + hours + [span for hour in self.hours for span in hour.also]

    @property
    def is_words(self) -> bool:
        """Whether it is a short line that says something else than when."""
        return self.block.kind is BlockKind.HEADING and not self.is_about_when


@dataclass(frozen=True, slots=True, kw_only=True)
class Looker:
    """How dates are read on this page: the order of 4/9, and the day that "today" means."""

    month_first: bool = False
    short: bool = False
    written: date | None = None
    makes_exceptions: bool = False
    # Rows of days, "7, 14 and 21 November", by which "the 14th" is understood.
    listed: tuple[DaysListed, ...] = ()
    # The month that the last heading named, for "Tuesday 1" below it.
    head: MonthHead | None = None


def look(text: str, groups: tuple[Block, ...], reader: Looker) -> list[Sight]:
    """Return every block of the page, in order, with its dates and hours."""
    seen: list[Sight] = []
    dated = 0
    for number, group in enumerate(groups):
        for leaf in group.leaves():
            if leaf.kind is BlockKind.HEADING and not leaf.is_row:
                reader = replace(reader, head=month_head(text, leaf.span) or reader.head)
            if dated > MOST_DATED:
                seen.append(Sight(block=leaf, group=number))
                continue
            seen.extend(_sights(text, leaf, number, reader))
            dated += bool(seen[-1].days)
    if _begins_with_dateline(seen):
        seen[0] = replace(seen[0], is_about_when=False, days=())
    return [_with_today(text, sight) for sight in seen]


def _with_today(text: str, sight: Sight) -> Sight:
    """Let "tours at 2pm and 4pm today" say when, for the day that a heading above names."""
    if sight.block.kind is not BlockKind.TEXT or sight.days or not sight.starts:
        return sight
    for sentence in sentences(text, sight.block.span):
        today = [day for day in sight.relative if day.is_today and day.span.overlaps(sentence)]
        hours = tuple(hour for hour in sight.starts if hour.span.overlaps(sentence))
        if today and hours:
            return replace(sight, hours=hours, sentence=sentence, is_today=True)
    return sight


def _begins_with_dateline(seen: list[Sight]) -> bool:
    """Say whether a page opens with the day it was written, before the days it tells of."""
    dated = [sight for sight in seen if sight.is_about_when or sight.days]
    if len(dated) < 2 or dated[0] is not seen[0] or not _is_bare_day(dated[0]):
        return False
    has_weekday = bool(dated[0].days[0].weekdays)
    return not has_weekday and bool(dated[1].days) and not _is_bare_day(dated[1])


def _is_bare_day(sight: Sight) -> bool:
    if len(sight.days) != 1 or sight.hours or sight.block.label or sight.days[0].last:
        return False
    span = sight.days[0].span
    return span.end - span.start >= sight.block.span.end - sight.block.span.start - 3


def _sights(text: str, block: Block, group: int, reader: Looker) -> list[Sight]:
    """Return a block as one sight, or each row of a paragraph that is a list as one."""
    sight = _sight(text, block, group, reader)
    if block.kind is not BlockKind.TEXT or not sight.days:
        return [sight]
    parted = rows(text, block.span, list(sight.days))
    if parted is None:
        return [sight]
    return [
        _sight(text, replace(block, kind=_kind_of(text, span), span=span), group, reader)
        for span in parted
    ]


def _kind_of(text: str, span: Span) -> BlockKind:
    is_long = span.end - span.start > LONGEST_ROW or tells(span.cut(text))
    return BlockKind.TEXT if is_long else BlockKind.HEADING


def _sight(text: str, block: Block, group: int, reader: Looker) -> Sight:
    if block.kind is BlockKind.FURNITURE or (
        block.kind is BlockKind.LABELLED and block.label not in _MAY_HOLD_TIMES
    ):
        return Sight(block=block, group=group)
    words = block.words
    words = Span(words.start, min(words.end, words.start + MOST_LOOKED_AT))
    excepted = exception_spans(text, words) if reader.makes_exceptions else []
    days = [
        day
        for day in find_days(text, words, month_first=reader.month_first, short=reader.short)
        if not any(day.span.overlaps(span) for span in excepted)
        and not _is_dateline(text, words, day, is_prose=block.kind is BlockKind.TEXT)
        and not _BEFORE_OLD_DAY.search(text[max(words.start, day.span.start - 30) : day.span.start])
    ]
    if reader.listed and not block.label:
        days = with_listed(text, words, days, list(reader.listed))
    if not days and reader.head is not None and not block.label:
        below = day_below(text, words, reader.head)
        days = [below] if below is not None else []
    taken = [day.span for day in days] + excepted
    taken += [row.span for row in reader.listed]
    expected = block.label in (Label.TIME, Label.WHEN)
    hours = find_hours(text, words, taken=taken, is_expected=expected)
    if hours and not block.label:
        hours = _unquoted(text, words, hours)
    relative: list[DayFound] = []
    has_row = any(words.overlaps(row.span) for row in reader.listed)
    if reader.written is not None and not block.label and not days and not has_row:
        relative = find_relative(text, words, reader.written)
    sight = Sight(
        block=block,
        group=group,
        days=tuple(days),
        hours=tuple(hours),
        relative=tuple(relative),
        is_numbering=is_numbering(text, block.span),
    )
    if not _is_about_when(text, sight):
        return sight
    facts = None if block.label else read_facts(text, words, _with_zone(text, sight))
    return replace(sight, is_about_when=True, facts=facts)


def _unquoted(text: str, words: Span, hours: list[HourFound]) -> list[HourFound]:
    """Return the hours without those in a quoted title: “Neutrinos at noon”."""
    quoted = [inside for inside, _ in quotations(text, words)]
    return [hour for hour in hours if not any(hour.span.overlaps(span) for span in quoted)]


_TOWN_IN_PROSE = re.compile(r"[A-ZÀ-Þ][\w'’-]+(?:\s[A-ZÀ-Þ][\w'’-]+){0,2}(?:,\s|\s\()")
_TOWN = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:,\s[A-Z][a-z]{0,8}\.?)?[,\s(]*\Z")


def _is_dateline(text: str, words: Span, day: DayFound, *, is_prose: bool) -> bool:
    """Say whether a day opens a press report behind its town: "LEAM, Oct. 5, 2018 -- …"."""
    behind = text[day.span.end : day.span.end + 6].lstrip(" .)")
    town = _TOWN_IN_PROSE if is_prose else _TOWN
    return behind.startswith(("-", "–", "—")) and bool(
        town.fullmatch(text[words.start : day.span.start])
    )


_WEEKLY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)days\b|\bjeweils\b|\balternate\s\w+"
    r"|\b(?:every|each|all)\s(?:seminar|talk|lecture|meeting|session|colloqui|week|month|\w+day)\w*"
    r"|\bunless\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)s\b"
    r"|\btous\sles\b|\bun\s\w+\ssur\sdeux\b|\bchaque\b|\bogni\b|\bcada\b|\belke\b|\biedere\b"
    r"|\bjede[nr]?\b"
    r"|\bfortnightly\b|\bweekly\b"
    r"|\A(?:le|los)\s(?:lundi|mardi|mercredi|jeudi|vendredi|lunes|martes|miércoles|jueves"
    r"|viernes)\b",
    re.IGNORECASE,
)
_ISSUE = re.compile(
    r"\b(?:gazette|newsletter|bulletin|record|diary|rundbrief|anzeiger|notices"
    r"|announcements\sfor|agenda|call\sfor\spapers)\b",
    re.I,
)
_BEFORE_OLD_DAY = re.compile(
    r"(?:rescheduled|postponed|moved|changed|verschoben|verlegt|reportée?|rinviat[oa]"
    r"|verplaatst)\s(?:from"
    r"|vom|du|dal|del|van)\s(?:the\s)?\Z|instead\sof\s(?:the\s)?\Z"
    r"|(?:deadline|closes?|due|by|before|bis|bis\szum|spätestens|avant|entro|antes|uiterlijk|vóór"
    r"|posted|published|updated|submitted|modified|stand|dated|since|seit)"
    r"(?:\son|\sby|\sle|\sil|\sdel?|\sam|\sthe)?\s?:?\s(?:the\s)?\Z",
    re.IGNORECASE,
)


def _with_zone(text: str, sight: Sight) -> list[Span]:
    behind = sight.starts[0].span if sight.starts else Span(0, 0)
    zone = find_zone(text, behind, sight.block.words, default_zone="UTC")
    return sight.taken + (list(zone.spans) if zone is not None else [])


def _is_about_when(text: str, sight: Sight) -> bool:
    if not sight.days and not sight.starts:
        return False
    if not sight.days and _WEEKLY.search(sight.block.words.cut(text)):
        return False
    if sight.days and not sight.starts and _ISSUE.search(text, *sight.block.span.pair()):
        return False
    if sight.block.kind is BlockKind.LABELLED:
        return sight.block.label in _TIMED
    words = sight.block.words
    first = min(sight.taken)
    opens = _OPENING.match(text[words.start : first.start]) is not None
    if sight.block.kind is BlockKind.TEXT:
        return _is_entry(text, sight, opens=opens)
    if opens:
        return True
    if IS.search(unquoted(text[words.start : words.end])):
        return False
    return _is_piece(text, words, sight.taken) or covers_most(sight)


def _is_entry(text: str, sight: Sight, *, opens: bool) -> bool:
    """Say whether a paragraph is an entry of a list, and not prose that names a day."""
    words = sight.block.words
    first = min(sight.taken)
    is_short = words.end - words.start <= LONGEST_LOOKED_AT
    rest = text[first.end : words.end]
    is_alone = bool(sight.days and sight.hours) or not tells(unquoted(words.cut(text)))
    if opens and is_short and is_alone and not tells(unquoted(rest).split(". ")[0]):
        return True
    said = unquoted(words.cut(text))
    if opens and is_short and sight.days and _HEADS_ENTRY.match(text, first.end, words.end):
        hours = [hour.span for hour in sight.starts]
        if not DUE.search(said) and hours and _is_piece(text, words, hours):
            return True
    if is_short and sight.days and sight.starts and not (tells(said) or DUE.search(said)):
        return _is_piece(text, words, sight.taken)
    if is_short and any(_closes(text, words, hour.span) for hour in sight.starts):
        return True
    return is_short and _opens_as_entry(text, sight)


_HEADS_ENTRY = re.compile(r"\s?[–—:|-]\s")
_CLOSING = re.compile(r"[\s.]{0,3}(?:\([^()]{0,120}\)?)?[\s.]{0,3}")


def _closes(text: str, words: Span, hour: Span) -> bool:
    """Say whether an hour ends a paragraph as it ends an entry of a diary: "…, Room 3, 5 p.m."."""
    behind = Span(hour.end, words.end).trimmed(text, " .\n")
    is_last = _CLOSING.fullmatch(text, hour.end, words.end) is not None
    before = text[words.start : hour.start].rstrip()
    if not is_last and not (": " in before and _is_how(text, behind)):
        return False
    if DUE.search(before[-80:]):
        return False
    return before.endswith((",", ", from", ", at")) and not IS.search(before[-60:])


def _is_how(text: str, behind: Span) -> bool:
    is_new = text[behind.start].isupper() and behind.end - behind.start < LONGEST_HOW
    return is_new and says_how_to_come(text, behind)


def _opens_as_entry(text: str, sight: Sight) -> bool:
    """Say whether a paragraph's first sentence is a row of facts: "Bells, 3 May, 3pm."."""
    first = sentences(text, sight.block.words)[0]
    days = [day.span for day in sight.days if day.span.overlaps(first) and day.last is None]
    hours = [hour.span for hour in sight.starts if hour.span.overlaps(first)]
    said = unquoted(first.cut(text))
    if len(days) != 1 or not hours or tells(said) or DUE.search(said):
        return False
    return _is_piece(text, first, days) and _is_piece(text, first, hours)


def is_row_of_facts(text: str, sight: Sight) -> bool:
    """Say whether a short block gives an hour between commas, as facts do."""
    words = sight.block.words
    if words.end - words.start > LONGEST_LOOKED_AT // 2 or not sight.starts:
        return False
    return _is_piece(text, words, [hour.span for hour in sight.starts])


_LEADS_TO_HOUR = re.compile(
    r"(?:[,:]|\A(?:exceptionally|unusually|note|nb|ausnahmsweise"
    r"|exceptionnellement))\s(?:at|from|um|ab|ore|alle|à|om|a las)\Z",
    re.I,
)


def _is_piece(text: str, words: Span, taken: list[Span]) -> bool:
    """Say whether a date or hour stands between commas, as facts do."""
    for span in taken:
        before = text[words.start : span.start].rstrip(" \t")
        behind = text[span.end : words.end].lstrip(" \t")
        opens = not before or before[-1] in ",;|(–-:" or _LEADS_TO_HOUR.search(before)
        if opens and (not behind or behind[0] in ",;|).:("):
            return True
    return False


def covers_most(sight: Sight) -> bool:
    """Say whether a block is dates and hours for the greater part."""
    words = sight.block.words
    covered = sum(span.end - span.start for span in sight.taken)
    return covered * 2 >= words.end - words.start

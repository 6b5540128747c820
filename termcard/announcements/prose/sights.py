"""Looks for dates and hours in every block, and says which blocks are about when."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcard.announcements.prose.dates import DayFound, find_days
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import Block, BlockKind
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.times import HourFound, find_hours

LONGEST_LOOKED_AT = 600
_OPENING = re.compile(
    r"[\s•*·\-–—(\[\"'“‘]*(?:(?:on|am|le|il|el|op|from|du|dal|vom|du|new date|at|um|ore|a las"
    r"|ab)[\s:]\s*)?"
    r"(?:\[?(?:cancell?ed|postponed)\]?[\s:–-]*)?\Z",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"(?<!\w)(?:is|are|was|were|will|has|have|had|been|can|must|wird|werden|ist|sind|war|findet"
    r"|finden"
    r"|est|sont|sera|aura|était|è|sono|sarà|si|es|son|será|se|wordt|worden|zijn|vindt|takes?"
    r"|gave|gives)(?!\w)"
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


def look(text: str, groups: tuple[Block, ...], *, month_first: bool) -> list[Sight]:
    """Return every block of the page, in order, with its dates and hours."""
    return [
        _sight(text, leaf, number, month_first=month_first)
        for number, group in enumerate(groups)
        for leaf in group.leaves()
    ]


def _sight(text: str, block: Block, group: int, *, month_first: bool) -> Sight:
    if block.kind is BlockKind.FURNITURE or (
        block.kind is BlockKind.LABELLED and block.label not in _MAY_HOLD_TIMES
    ):
        return Sight(block=block, group=group)
    words = block.words
    words = Span(words.start, min(words.end, words.start + LONGEST_LOOKED_AT))
    days = find_days(text, words, month_first=month_first)
    taken = [day.span for day in days]
    expected = block.label in (Label.TIME, Label.WHEN)
    hours = find_hours(text, words, taken=taken, is_expected=expected)
    sight = Sight(block=block, group=group, days=tuple(days), hours=tuple(hours))
    if not _is_about_when(text, sight):
        return sight
    return Sight(block=block, group=group, days=sight.days, hours=sight.hours, is_about_when=True)


def _is_about_when(text: str, sight: Sight) -> bool:
    if not sight.days and not sight.starts:
        return False
    if sight.block.kind is BlockKind.LABELLED:
        return sight.block.label in _TIMED
    words = sight.block.words
    first = min(sight.taken)
    opens = _OPENING.match(text[words.start : first.start]) is not None
    if sight.block.kind is BlockKind.TEXT:
        is_short = words.end - words.start <= LONGEST_LOOKED_AT
        rest = text[max(sight.taken).end : words.end]
        is_alone = bool(sight.days and sight.hours) or not _VERB.search(words.cut(text))
        return opens and is_short and is_alone and not _VERB.search(rest[:60])
    if opens:
        return True
    if _VERB.search(text[words.start : words.end]):
        return False
    return _is_piece(text, words, sight.taken) or covers_most(sight)


def _is_piece(text: str, words: Span, taken: list[Span]) -> bool:
    """Say whether a date or hour stands between commas, as facts do."""
    for span in taken:
        before = text[words.start : span.start].rstrip(" \t")
        behind = text[span.end : words.end].lstrip(" \t")
        if (not before or before[-1] in ",;|(–-") and (not behind or behind[0] in ",;|)."):
            return True
    return False


def covers_most(sight: Sight) -> bool:
    """Say whether a block is dates and hours for the greater part."""
    words = sight.block.words
    covered = sum(span.end - span.start for span in sight.taken)
    return covered * 2 >= words.end - words.start

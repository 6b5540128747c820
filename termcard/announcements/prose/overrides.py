"""Reads what one event of a list has instead of the rule: "exceptionally at 5pm, in Room 9"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.facts import read_facts
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.phrases import place_phrase
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.stretches import Stretch
from termcard.announcements.prose.times import HourFound, find_hours

LONGEST_SENTENCE = 300
MOST_BLOCKS = 12
_OVERRIDES = re.compile(
    r"(?<!\w)(?:exceptional(?:ly)?|unusual(?:ly)?|(?:please\s)?note|n\.?b\.?|attention"
    r"|different\s(?:time|hour|room|place|venue)|this\s(?:time|week|meeting|talk|session|seminar"
    r"|lecture|one)\s(?:begins|starts|is\sat|will\s(?:begin|start|be\sat))"
    r"|ausnahmsweise|achtung|abweichend\w*|bitte\sbeachten|geänderte[rn]?\s\w+|diesmal"
    r"|exceptionnelle(?:ment)?|à\snoter|cette\sfois"
    r"|eccezional(?:e|mente)|attenzione|stavolta|questa\svolta"
    r"|excepcional(?:mente)?|atención|ojo|esta\svez|bij\suitzondering|let\sop|afwijkende?"
    r"|(?:special|new|changed)\s(?:time|room|venue|place))(?!\w)",
    re.IGNORECASE,
)
_ITEM_PLACE = re.compile(
    r"(?<!\w)(?:in\s(?:the|der|den|dem)|at\sthe|im|am|in|at|dans\s(?:la|le)|au|à\s(?:la|l['’])"
    r"|en\s(?:el|la)|nell?a?['’]?|all?a?['’]?|presso|salle|room|raum|aula|sala|zaal)\s?(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Override:
    """The hour and the place that one event of a list has instead of the usual ones."""

    hour: HourFound | None = None
    venue: Span | None = None


_MOVED = re.compile(
    r"(?<!\w)(?:postponed|moved|rescheduled|verschoben|verlegt|reportée?|déplacée?|rinviat[oa]"
    r"|spostat[oa]"
    r"|aplazad[oa]|trasladad[oa]|pospuest[oa]|verplaatst|uitgesteld|verzet)\s(?:to|until|till|au|à"
    r"|auf(?:\sden)?"
    r"|al|alla|a|hasta|naar|tot)\s(?:(?:the|den|le|il|el)\s)?[^.;\d]{0,16}\Z",
    re.IGNORECASE,
)


def moved_to(text: str, stretch: Stretch) -> list[DayFound]:
    """Return the day to which a line below an event says that it has been moved."""
    for sight in stretch.rest[:MOST_BLOCKS]:
        if sight.sentence is not None or sight.block.kind is BlockKind.LABELLED:
            continue
        for day in sight.days:
            before = text[max(sight.block.span.start, day.span.start - 60) : day.span.start]
            if _MOVED.search(before) is not None:
                return [day]
    return []


def is_override(text: str, sentence: Span) -> bool:
    """Say whether a sentence takes one event out of a rule."""
    return _OVERRIDES.search(text, sentence.start, sentence.end) is not None


def find_override(text: str, stretch: Stretch) -> Override:
    """Return the hour and the place that the lines below an event say are its own."""
    hour, venue = None, None
    for sight in stretch.rest[:MOST_BLOCKS]:
        if sight.block.kind is BlockKind.FURNITURE and sight.block.label is None:
            continue
        for sentence in sentences(text, sight.block.span):
            if sentence.end - sentence.start > LONGEST_SENTENCE or not is_override(text, sentence):
                continue
            hour = hour or _hour(text, sentence, sight)
            venue = venue or _place(text, sentence, sight, hour)
    return Override(hour=hour, venue=venue)


def _hour(text: str, sentence: Span, sight: Sight) -> HourFound | None:
    taken = [day.span for day in sight.days]
    hours = [one for one in find_hours(text, sentence, taken=taken) if not one.aside]
    return hours[0] if hours else None


def _place(text: str, sentence: Span, sight: Sight, hour: HourFound | None) -> Span | None:
    taken = sight.taken + ([hour.span] if hour else [])
    place = place_phrase(text, sentence, taken)
    if place is not None:
        return place
    for lead in _ITEM_PLACE.finditer(text, sentence.start, sentence.end):
        span = Span(lead.end(), sentence.end).trimmed(text, " \t\n.,;:!)")
        is_free = not any(one.overlaps(span) for one in taken)
        if is_free and len(span.cut(text).split()) <= 6 and is_place(text, span):
            return span
    named = read_facts(text, sentence.trimmed(text, " \n.!"), taken).venue
    return named[0] if named and is_place(text, named[0]) else None

"""Parts a line of facts at its commas, dashes, colons and quotation marks, and sorts the parts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from termcard.announcements.prose.attendance import says_how_to_come
from termcard.announcements.prose.capitals import reads_as_name
from termcard.announcements.prose.kinds import find_kind, is_kind_alone
from termcard.announcements.prose.languages import weekday_pattern
from termcard.announcements.prose.likeness import SAYS, sureness_of_name
from termcard.announcements.prose.names import is_given_name
from termcard.announcements.prose.parting import parts_of
from termcard.announcements.prose.parts_told import part_told
from termcard.announcements.prose.places import is_only_online, is_place, is_unsaid
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.rooms import is_numbered_place, room_note
from termcard.announcements.prose.spans import Span, without
from termcard.announcements.prose.status import split_status
from termcard.announcements.prose.unsaid import is_untitled

_EDGES = " \t\n\u00a0-–—,:;|@•·*/+"
_SMALL_WORD = (
    rf"(?:(?:{weekday_pattern()})s?\.?(?:\s?[-–]\s?(?:{weekday_pattern()})\.?)?|on|at|in|from|um"
    r"|im|am|à|au|starts?|o'clock|local time|time|und|and|the|to|ab|h|uhr|daily|dates?|only"
    r"|exceptionally|special|note|nb|hrs|de|le|la|el|il|die|der|den|les|ore|alle|each|evening"
    r"|(?:week|woche|semaine|settimana|semana|session|séance|sitzung|part|teil)\s\d{1,2}"
    r"|unless|noted|otherwise|stated|jeweils|beginn|start)\.?"
)
_FILLER = re.compile(rf"{_SMALL_WORD}(?:\s{_SMALL_WORD}){{0,5}}", re.IGNORECASE)
_LEADING_AND = re.compile(r"(?:and|&|und|et|e|y|en|sowie)\s+(?=[A-ZÀ-Þ])")
_BY = re.compile(
    r"(?:(?:an?\s)?(?:illustrated\s)?(?:talk|lecture|seminar|paper|vortrag)\s)?"
    r"(?:(?:led|run|given|presented|delivered|facilitated)\sby|w/|by|with|with\sthe\sauthor|from"
    r"|von|mit|par|avec|di|con|por|met|door|speakers?:?"
    r"|presenter:?|guest|followed\sby|featuring|in\sconversation\swith|im\sgespräch\smit"
    r"|en\s(?:conversation|dialogue)\savec|in\sdialogo\scon|dialoga\scon|en\sconversación\scon"
    r"|in\sgesprek\smet)\s+"
    r"(?:(?:il|la|lo|le|l['’]|der|dem|den|die|the|el)\s?(?=(?:prof|dott|dr)))?"
    r"(?=(?-i:[A-ZÀ-Þ])|(?:prof|dott|dra?)(?:\.|ssa|essor))",
    re.IGNORECASE,
)
_KIND_OF = re.compile(
    r"(?:promotie\s(?=(?:mw|dhr|drs|ir|mevr)\b)|(?:soutenance(?:\sde\sth[èe]se)?|disputation"
    r"|promotie|(?:phd\s|thesis\s)?defen[cs]e|viva"
    r"|(?:book\s)?(?:discussion|talk)|conversation|interview|screening|evening|reading|gespräch"
    r"|rencontre"
    r"|incontro|encuentro|vortrag|conférence|lezing|intervention|exposé|concert|konzert)\s(?:with"
    r"|mit"
    r"|avec|con|met|de|von|of|by|di|van|par|por|door|durch|d['’])"
    r"\s?)(?=(?-i:[A-ZÀ-Þ])|(?:mw|dhr|drs|ir|mevr|prof|dr|dott)\b)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"(?:in|at|im|in der|à la|en|presso|in the|at the|en el|en la|nell['’]|nella|in der|dans la"
    r"|à l['’]|au|venue:?|now (?:in|at))\s+(?=\S)",
    re.IGNORECASE,
)


_CONTACT = re.compile(
    r"[\w.]@[\w-]|\s(?:\[at\]|\(at\))\s?|\Acontact\b|\Aenquiries\b|\Akontakt\b|https?://|\bwww\.",
    re.I,
)


class Sort(Enum):
    """What a part of a line looks like by itself."""

    QUOTED = auto()
    PERSON = auto()
    INSTITUTION = auto()
    ROLE = auto()
    PLACE = auto()
    ONLINE = auto()
    KIND = auto()
    SERIES = auto()
    HOW = auto()
    CONTACT = auto()
    STATUS = auto()
    UNSAID = auto()
    BRACKET = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a line: `before` is the mark that parts it from what stands in front."""

    span: Span
    sort: Sort
    before: str = ""
    # How surely a name: 3 a title or a known given name, 2 with a bracket, 1 by its capitals.
    sureness: int = 0


def segments(text: str, within: Span, taken: list[Span]) -> list[Segment]:
    """Return the parts of a line in order, without the ranges that are taken."""
    found = []
    for left in without(within, taken):
        before = "x"
        for span, mark, is_quoted in parts_of(text, left):
            mark = mark or before
            before = ""
            if is_quoted:
                found.append(Segment(span, Sort.QUOTED, mark))
            elif (segment := _segment(text, span, mark)) is not None:
                found.extend(_without_room(text, segment))
            else:
                before = mark
    return found


_WITH = re.compile(r"\s(?:with|mit|avec|con|met|led\sby|given\sby)\s(?=[A-ZÀ-Þ])")


def _without_people(text: str, segment: Segment) -> list[Segment] | None:
    """Part "Bell workshop with Ann Vale" into what it is and who gives it."""
    if segment.sort not in (Sort.SERIES, Sort.KIND):
        return None
    match = _WITH.search(text, segment.span.start, segment.span.end)
    person = Span(match.end(), segment.span.end) if match else segment.span
    if match is None or sureness_of_name(text, person) < 2:
        return None
    kept = Span(segment.span.start, match.start())
    return [
        Segment(kept, _sorted(text, kept)[0], segment.before),
        Segment(person, Sort.PERSON, "w", 3),
    ]


_UNSAID_BY = re.compile(r"(?P<unsaid>[^()]{2,40}?)\s\((?P<name>[^()]{4,80})\)")
_SERIES_NOTE = re.compile(r"\s\((?P<series>[A-ZÀ-Þ][^();]{2,60})(?:;[^()]{2,40})?\)\Z")


def _without_room(text: str, segment: Segment) -> list[Segment]:
    """Part "Means that mislead (NB: Room 2.20)" into the words and the room."""
    joined = _without_people(text, segment)
    if joined is not None:
        return joined
    if text[segment.span.end - 1] not in ")]":
        return [segment]
    unsaid = _UNSAID_BY.fullmatch(text, segment.span.start, segment.span.end)
    if unsaid is not None and segment.sort is Sort.WORDS and is_untitled(unsaid["unsaid"]):
        name = Span(*unsaid.span("name"))
        if sureness := sureness_of_name(text, name):
            unsaid_part = Segment(Span(*unsaid.span("unsaid")), Sort.UNSAID, segment.before)
            return [unsaid_part, Segment(name, Sort.PERSON, "(", max(sureness, 2))]
    note = _SERIES_NOTE.search(text[segment.span.start : segment.span.end])
    if note is not None and segment.sort in (Sort.WORDS, Sort.INSTITUTION, Sort.ROLE):
        start = segment.span.start
        inside = Span(start + note.start("series"), start + note.end("series"))
        names_group = find_kind(text, inside) is not None or is_institution(note["series"])
        if names_group and reads_as_name(note["series"]):
            kept = Span(start, start + note.start())
            sort, sureness = _sorted(text, kept)
            bracket = Span(start + note.start() + 1, segment.span.end)
            return [Segment(kept, sort, segment.before, sureness), Segment(bracket, Sort.BRACKET)]
    noted = room_note(text, segment.span)
    if noted is None or segment.sort not in (Sort.WORDS, Sort.PERSON, Sort.PLACE):
        return [segment]
    kept, room = noted
    sort, sureness = _sorted(text, kept)
    return [
        Segment(kept, sort, segment.before, sureness),
        Segment(room, Sort.PLACE, "("),
    ]


@remembered
def _segment(text: str, span: Span, mark: str) -> Segment | None:
    span = _tidied(text, span)
    if lead := _LEADING_AND.match(text, span.start, span.end):
        span = Span(lead.end(), span.end)
    if not span or _FILLER.fullmatch(text, span.start, span.end):
        return None
    if defence := _KIND_OF.match(text, span.start, span.end):
        span = Span(defence.end(), span.end)
    by = _BY.match(text, span.start, span.end)
    if by is not None:
        person = Span(by.end(), span.end)
        if sureness_of_name(text, person) or "by" in by.group().lower():
            return Segment(Span(by.end(), span.end), Sort.PERSON, mark, 3)
    span = _past_post(text, span)
    sort, sureness = _sorted(text, span)
    if sort is Sort.PERSON and (says := SAYS.search(text, span.start, span.end)):
        span = Span(span.start, says.start())
    if sort is Sort.PLACE and (lead := _IN.match(text, span.start, span.end)):
        span = Span(lead.end(), span.end)
    return Segment(span, sort, mark, sureness)


def _past_post(text: str, span: Span) -> Span:
    """Return "Hettie Quist" of "Poet Hettie Quist": the name without the post in front."""
    words = list(re.finditer(r"\S+", span.cut(text)[:80]))
    for number, word in enumerate(words[1:4], start=1):
        lead = text[span.start : span.start + word.start()].strip()
        name = Span(span.start + word.start(), span.end)
        if is_given_name(word.group()) and is_role(lead) and is_role(lead.split()[-1]):
            return name if sureness_of_name(text, name) and number else span
    return span


_EXCEPTION = re.compile(
    r"\s?\((?:unless|except|if\snot|sofern\snicht|wenn\snicht|sauf|salvo|tenzij)\b[^()]*\)\Z", re.I
)


def _tidied(text: str, span: Span) -> Span:
    span = span.trimmed(text, _EDGES)
    is_bracketed = bool(span) and text[span.end - 1] == ")"
    if is_bracketed and (exception := _EXCEPTION.search(text[span.start : span.end])):
        span = Span(span.start, span.start + exception.start())
    while span and text[span.start] in ")]":
        span = Span(span.start + 1, span.end).trimmed(text, _EDGES)
    words = span.cut(text)
    if words[:1] in ("(", "[") and not any(mark in words for mark in ")]"):
        span = Span(span.start + 1, span.end).trimmed(text, _EDGES)
    if words[-1:] in ("(", "["):
        span = Span(span.start, span.end - 1).trimmed(text, _EDGES)
    is_stop = len(words) > 12 and "." not in words[-5:-1]
    if words.endswith(".") and (is_stop or words[-2:-1].isdigit()):
        span = Span(span.start, span.end - 1)
    return span


@remembered
def _sorted(text: str, span: Span) -> tuple[Sort, int]:
    words = span.cut(text)
    if words[0] in "([" and words[-1] in ")]":
        return _sorted_bracket(text, span)
    status, rest = split_status(text, span)
    if status is not None and not rest:
        return Sort.STATUS, 0
    if is_unsaid(text, span) or is_untitled(words):
        return Sort.UNSAID, 0
    if _CONTACT.search(words):
        return Sort.CONTACT, 0
    if is_only_online(text, span):
        return Sort.ONLINE, 0
    if part_told(words) is not None:
        return Sort.ROLE, 0
    if sureness := sureness_of_name(text, span):
        return Sort.PERSON, sureness
    if is_kind_alone(text, span):
        return Sort.KIND, 0
    if says_how_to_come(text, _without_bracket(text, span)):
        return Sort.HOW, 0
    return _sorted_words(text, span), 0


def _without_bracket(text: str, span: Span) -> Span:
    bracket = text.find(" (", span.start, span.end)
    return Span(span.start, bracket) if bracket > span.start else span


def _sorted_bracket(text: str, span: Span) -> tuple[Sort, int]:
    status, rest = split_status(text, span)
    if status is not None and not rest:
        return Sort.STATUS, 0
    if is_only_online(text, Span(span.start + 1, span.end - 1)):
        return Sort.ONLINE, 0
    return Sort.BRACKET, 0


def _sorted_words(text: str, span: Span) -> Sort:
    words = span.cut(text)
    if _ENDS_AS_SERIES.search(words) and find_kind(text, span) and len(words.split()) <= 7:
        return Sort.SERIES
    if is_numbered_place(words):
        return Sort.PLACE
    if is_place(text, span) and (reads_as_name(words) or _ROOM_FIRST.match(words)):
        return Sort.INSTITUTION if _only_institution(text, span) else Sort.PLACE
    if is_institution(words) and reads_as_name(words) and find_kind(text, span) is None:
        return Sort.INSTITUTION
    kind = find_kind(text, span)
    if kind is not None and _ABOUT.match(text, kind.spans[0].end, span.end):
        return Sort.WORDS
    if kind is not None and len(words.split()) <= 7 and reads_as_name(words, loosely=True):
        return Sort.SERIES
    if is_role(words) and len(words.split()) <= 12 and "?" not in words:
        return Sort.ROLE
    return Sort.WORDS


_ABOUT = re.compile(r"\s(?:on|about|über|zum?|sur|su|sobre|over)\s", re.IGNORECASE)
_ENDS_AS_SERIES = re.compile(
    r"\s(?:seminars?|lectures?|colloquium|colloquia|talks?|group|club|series|kolloquium|workshop"
    r"|lunch|forum)\Z",
    re.IGNORECASE,
)
_ROOM_FIRST = re.compile(
    r"(?:room|hall|salle|amphi\w*|aula|sala|saal|raum|hörsaal|zaal|lecture|seminar\sroom|bâtiment"
    r"|salón)\s[\w'’.-]+(?:\s[\w'’.-]+){0,3}\Z",
    re.IGNORECASE,
)


def _only_institution(text: str, span: Span) -> bool:
    words = span.cut(text)
    if any(char.isdigit() for char in words) or not is_institution(words):
        return False
    return not re.search(
        r"(?<!\w)(?:room|hall|theatre|auditorium|building|lecture|seminar|library|chapel|saal|salle"
        r"|aula|sala|hörsaal|amphi\w*|salón|zaal|bar|café)(?!\w)",
        words,
        re.IGNORECASE,
    )

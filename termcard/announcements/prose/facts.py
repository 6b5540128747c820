"""Reads a line of facts once its dates and hours are taken out of it: who, what and where."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from termcard.announcements.prose.capitals import reads_as_name
from termcard.announcements.prose.clauses import led_by
from termcard.announcements.prose.fields import Said
from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.likeness import sureness_of_name
from termcard.announcements.prose.parting import quotations
from termcard.announcements.prose.people import PersonFound, read_people
from termcard.announcements.prose.people_runs import assembled, people_run
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.segments import Segment, Sort, segments
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.status import split_status

CLOSE = 4  # the most characters between two parts of one place


@dataclass(slots=True, kw_only=True)
class FactsRead:
    """What a line of facts holds besides when."""

    venue: list[Span] = field(default_factory=list)
    online: list[Span] = field(default_factory=list)
    people: list[PersonFound] = field(default_factory=list)
    title: Span | None = None
    is_quoted: bool = False
    is_untitled: bool = False
    status: Found[Said] | None = None
    kind: list[Span] = field(default_factory=list)
    series: list[Span] = field(default_factory=list)
    attendance: list[Span] = field(default_factory=list)
    contact: list[Span] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)

    def place(self, text: str) -> Span | None:
        """Return the parts of the place that stand together, a room or building among them."""
        groups: list[Span] = []
        for span in self.venue:
            if groups and span.start - groups[-1].end <= CLOSE:
                groups[-1] = Span(groups[-1].start, span.end)
            else:
                groups.append(span)
        named = [one for one in groups if is_place(text, one)]
        return next(iter(named or groups), None)


def quoted_in(text: str, within: Span) -> Span | None:
    """Return the words in the first quotation marks that hold a title's words."""
    return next((inside for inside, _ in quotations(text, within)), None)


def read_facts(text: str, within: Span, taken: list[Span]) -> FactsRead:
    """Return the places, people and words of a line, leaving out the ranges that are taken."""
    read = FactsRead()
    led = led_by(text, within)
    taken = taken + [span for span, _ in led]
    parts = _with_whole_quotations(text, segments(text, within, taken))
    parts = _without_asides(text, parts, read)
    quoted = next((index for index, one in enumerate(parts) if one.sort is Sort.QUOTED), None)
    if quoted is not None:
        read.title, read.is_quoted = parts[quoted].span, True
    run = people_run(text, parts, has_title=quoted is not None)
    if run is not None:
        first, stop = run
        whole = Span(parts[first].span.start, parts[stop - 1].span.end)
        read.people = assembled(text, parts[first:stop])
        parts = [*parts[:first], replace(parts[first], sort=Sort.UNSAID), *parts[stop:]]
        if not read.people:
            read.unknown.append(whole)
    parts = _with_other_talks(text, parts, read)
    _take_title_and_series(text, parts, read)
    read.people.extend(person for _, person in led)
    _take_places(text, parts, read)
    return read


def _with_other_talks(text: str, parts: list[Segment], read: FactsRead) -> list[Segment]:
    """Take who gives the second of two talks on one line: "A, “On bells”; B, “On glue”"."""
    kept: list[Segment] = []
    is_talk = False
    for index, one in enumerate(parts):
        behind = parts[index + 1] if index + 1 < len(parts) else None
        is_joined = one.sort is Sort.PERSON and _JOINED_BY.search(
            text[max(0, one.span.start - 8) : one.span.start]
        )
        if read.people and is_joined and read.is_quoted:
            read.people.extend(read_people(text, one.span))
            continue
        if read.people and one.sort is Sort.PERSON and index and behind is not None:
            is_quoted = behind.sort is Sort.QUOTED and behind.span != read.title
            is_talk = is_quoted or (one.before == ";" and behind.before in "-:" and not is_quoted)
            if is_talk:
                known = {person.name for person in read.people}
                told = read_people(text, one.span)
                read.people.extend(person for person in told if person.name not in known)
                _take_name_of_slot(parts, read)
                continue
        if not (is_talk and one.sort in (Sort.QUOTED, Sort.WORDS)):
            kept.append(one)
        is_talk = False
    return kept


_JOINED_BY = re.compile(r"(?:with|mit|avec|con|met)\s+\Z")


def _take_name_of_slot(parts: list[Segment], read: FactsRead) -> None:
    """Let "PhD talks: A - On bells; B - On glue" be about the name that the slot has."""
    first, behind = parts[0], parts[1]
    if behind.before == ":" and first.sort in (Sort.WORDS, Sort.ROLE, Sort.SERIES):
        read.title, read.is_quoted = first.span, False


def _with_whole_quotations(text: str, parts: list[Segment]) -> list[Segment]:
    """Join “What shall we do?” with the words that go on right behind it: The sale of 1649."""
    whole: list[Segment] = []
    for one in parts:
        before = whole[-1] if whole else None
        if before is not None and before.sort is Sort.QUOTED and _adds_to_quoted(text, one):
            start = before.span.start
            if text[start - 1] in _MAY_OPEN and before.before in "x-–—:,|":
                start -= 1
            whole[-1] = Segment(Span(start, one.span.end), Sort.WORDS, before.before)
        else:
            whole.append(one)
    return whole


_MAY_OPEN = "\"'“„«‘"


def _adds_to_quoted(text: str, one: Segment) -> bool:
    """Say whether words go on with a title whose beginning alone is quoted."""
    goes_on = one.before in "-–—" and text[one.span.start].islower()
    if one.sort is not Sort.WORDS or not (one.before in '":' or goes_on):
        return False
    if find_kind(text, one.span) is not None:
        return False
    is_next = text[one.span.start - 2 : one.span.start - 1] not in ",;."
    words = one.span.cut(text)
    return (
        is_next and len(words.split()) > 2 and (words[0].isupper() or one.before == ":" or goes_on)
    )


def _without_asides(text: str, parts: list[Segment], read: FactsRead) -> list[Segment]:
    """Take status, kind, ways online and how to come; the other parts are left."""
    kept = []
    for one in parts:
        if one.sort is Sort.STATUS:
            read.status = read.status or split_status(text, one.span)[0]
        elif one.sort is Sort.ONLINE:
            read.online.append(one.span)
        elif one.sort is Sort.KIND:
            read.kind.append(one.span)
        elif one.sort is Sort.HOW:
            read.attendance.append(one.span)
        elif one.sort is Sort.CONTACT:
            read.contact.append(one.span)
        else:
            read.is_untitled = read.is_untitled or one.sort is Sort.UNSAID
            kept.append(one)
    return kept


def _take_title_and_series(text: str, parts: list[Segment], read: FactsRead) -> None:
    """Choose the title among the words, and the series in front of it or in brackets behind."""
    if read.title is None and read.is_untitled:
        _take_series_of_unsaid(parts, read)
    if read.title is None and not read.series:
        _take_unquoted_title(text, parts, read)
    for index, one in enumerate(parts):
        if read.title is not None and one.span.overlaps(read.title):
            continue
        if one.sort is Sort.SERIES:
            read.series.append(one.span)
        elif one.sort is Sort.BRACKET:
            inside = Span(one.span.start + 1, one.span.end - 1)
            if find_kind(text, inside) and inside.cut(text)[:1].isupper():
                read.series.append(inside)
        elif _may_be_series(text, one) and _stands_before_title(parts, index, read):
            read.series.append(one.span)


def _take_series_of_unsaid(parts: list[Segment], read: FactsRead) -> None:
    """Take "Number Theory: title to be announced", whose words cannot be the title."""
    for one, behind in zip(parts, parts[1:], strict=False):
        is_unsaid = behind.sort is Sort.UNSAID and behind.before in ":-"
        if is_unsaid and (one.sort is Sort.WORDS or (one.sort is Sort.PERSON and one.sureness < 2)):
            read.series.append(one.span)


def _may_be_series(text: str, one: Segment) -> bool:
    has_digit = any(char.isdigit() for char in one.span.cut(text))
    if one.sort is Sort.PERSON:
        return one.sureness == 1
    return one.sort is Sort.WORDS or (one.sort is Sort.PLACE and not has_digit)


def _stands_before_title(parts: list[Segment], index: int, read: FactsRead) -> bool:
    behind = parts[index + 1] if index + 1 < len(parts) else None
    if behind is None or behind.sort is not Sort.QUOTED or not read.is_quoted:
        return False
    if parts[index].sort is Sort.PLACE and behind.before != '"':
        return False
    return behind.before in ':"-' and behind.span == read.title


def _take_unquoted_title(text: str, parts: list[Segment], read: FactsRead) -> None:
    person = next((i for i, one in enumerate(parts) if _marks_person(one, read)), None)
    if _is_column(parts, person):
        return
    chosen = _words_run(text, parts, 0 if person is None else person + 1, len(parts))
    if chosen is None and person:
        chosen = _words_run(text, parts, 0, person)
    if chosen is None:
        return
    if person is not None or read.venue or len(chosen.cut(text).split()) >= 2:
        read.title = chosen


def _is_column(parts: list[Segment], person: int | None) -> bool:
    """Say whether a person stands in a row whose columns lost their edges, behind a place."""
    return bool(person) and person is not None and parts[person].before == "w"


def _marks_person(one: Segment, read: FactsRead) -> bool:
    return (
        one.sort is Sort.UNSAID
        and bool(read.people)
        and one.span.overlaps(Span(read.people[0].spans[0].start, read.people[0].spans[0].end))
    )


def _words_run(text: str, parts: list[Segment], first: int, stop: int) -> Span | None:
    """Return the first words that can be a title, with what commas and brackets add to them."""
    index = first
    while index < stop and not _may_begin_title(text, parts, index, first):
        index += 1
    if index >= stop:
        return None
    end = index + 1
    while end < stop and _goes_on_with_title(text, parts, end):
        end += 1
    return Span(parts[index].span.start, parts[end - 1].span.end)


def _may_begin_title(text: str, parts: list[Segment], index: int, first: int) -> bool:
    one = parts[index]
    if one.sort is Sort.WORDS:
        return not _goes_on_with_place(text, parts, index)
    if one.sort is Sort.PERSON and one.sureness == 1:
        return True
    if one.sort is Sort.ROLE and len(parts) == 1:
        return True  # a post's name in words that stand alone is part of a title
    # Behind a person and a colon even the words for a series or a post are the title.
    return index == first > 0 and one.before in ":-," and one.sort in (Sort.SERIES, Sort.ROLE)


def _goes_on_with_place(text: str, parts: list[Segment], index: int) -> bool:
    """Say whether words behind a room and a comma are the building: "Room 140, Elvet 1"."""
    if not index or parts[index - 1].sort is not Sort.PLACE or parts[index].before != ",":
        return False
    return _is_part_of_place(text, parts[index])


def _goes_on_with_title(text: str, parts: list[Segment], index: int) -> bool:
    one = parts[index]
    if one.sort is Sort.BRACKET:
        inside = one.span.cut(text)
        is_aside = is_place(text, one.span) or find_kind(text, one.span) is not None
        return not is_aside and len(inside) > 3 and one.before in ("", ",")
    if one.before == "," and _YEARS.fullmatch(one.span.cut(text)):
        return True
    if one.before not in ",:-" or one.sort in (Sort.PLACE, Sort.UNSAID, Sort.QUOTED):
        return False
    if one.sort is Sort.INSTITUTION:
        return False
    if one.before in ":-":
        return one.sort in (Sort.WORDS, Sort.SERIES, Sort.ROLE) or one.sureness == 1
    words = one.span.cut(text)
    return one.sort is Sort.WORDS and (" and " in words or not reads_as_name(words))


_YEARS = re.compile(
    r"(?:(?:c|ca|circa)\.?\s?)?\d{3,4}s?(?:\s?[-–/]\s?(?:(?:c|ca)\.?\s?)?\d{2,4})?"
    r"(?:\s(?:BC|AD|BCE|CE))?"
)


def _take_places(text: str, parts: list[Segment], read: FactsRead) -> None:
    """Take the room and the building, and the names that stand between commas beside them."""
    left = [
        one
        for one in parts
        if one.sort not in (Sort.UNSAID, Sort.QUOTED)
        and not (read.title is not None and one.span.overlaps(read.title))
        and not any(one.span.overlaps(span) for span in read.series)
    ]
    places = [index for index, one in enumerate(left) if one.sort is Sort.PLACE]
    if places:
        _take_named_place(text, left, places[0], read)
    elif read.title is not None or read.people or read.kind or read.series or _only_names(left):
        _take_unnamed_place(left, text, read)
    read.unknown.extend(
        one.span for one in left if one.sort is Sort.WORDS and one.span not in read.venue
    )


def _take_unnamed_place(left: list[Segment], text: str, read: FactsRead) -> None:
    """Take the first names between commas that nothing else claims, for a place."""
    for one in left:
        words = one.span.cut(text)
        is_name = one.sort in (Sort.WORDS, Sort.INSTITUTION, Sort.PERSON)
        is_next = not read.venue or (one.before == "," and one.span.start - read.venue[-1].end < 4)
        fits = one.before in 'xw,"-:|\t;\n' and len(words.split()) <= 6
        if is_name and is_next and fits and reads_as_name(words):
            read.venue.append(one.span)


def _only_names(left: list[Segment]) -> bool:
    return bool(left) and all(
        one.sort is Sort.INSTITUTION and one.span.end - one.span.start > 5 for one in left
    )


def _take_named_place(text: str, left: list[Segment], first: int, read: FactsRead) -> None:
    start = first
    while (
        start
        and left[start - 1].sort is not Sort.BRACKET
        and left[start].before in ",("
        and left[start].span.start - left[start - 1].span.end <= CLOSE
        and _is_part_of_place(text, left[start - 1])
    ):
        start -= 1
    stop = first + 1
    while stop < len(left) and left[stop].before in ",(" and _is_part_of_place(text, left[stop]):
        stop += 1
    read.venue.extend(one.span for one in left[start:stop])


def _is_part_of_place(text: str, one: Segment) -> bool:
    if one.sort in (Sort.PLACE, Sort.INSTITUTION, Sort.BRACKET):
        return True
    words = one.span.cut(text)
    if one.sort is Sort.PERSON:
        return one.sureness == 1
    return one.sort is Sort.WORDS and len(words.split()) <= 5 and reads_as_name(words)


def is_person_first(text: str, within: Span) -> bool:
    """Say whether a line begins with somebody's name."""
    parts = segments(text, within, [])
    return bool(parts) and sureness_of_name(text, parts[0].span) > 1

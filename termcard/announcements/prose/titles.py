"""Chooses the title among the short lines of an event, and takes what is no title off it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcard.announcements.announcement import Kind
from termcard.announcements.parts import HEARD
from termcard.announcements.prose.attendance import says_how_to_come, sentences
from termcard.announcements.prose.facts import FactsRead, is_person_first, quoted_in, read_facts
from termcard.announcements.prose.fields import Said
from termcard.announcements.prose.honorifics import honorific_at, is_degree
from termcard.announcements.prose.kinds import find_kind, is_kind_alone, is_numbering, split_prefix
from termcard.announcements.prose.line_names import (
    is_host_line,
    is_place_line,
    is_section_line,
    is_series_line,
)
from termcard.announcements.prose.parting import quotations
from termcard.announcements.prose.people import (
    PersonFound,
    looks_like_name,
    read_people,
)
from termcard.announcements.prose.places import is_only_online, is_place, is_unsaid
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.rooms import room_note
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.status import split_status
from termcard.announcements.prose.unsaid import is_untitled

_QUOTES = " \t\n\u00a0\"'“”„«»‘’‚*_"
_PERSON_THEN = re.compile(
    r"(?P<person>[^:–—\n]{4,80}?)\s?(?::\s|\s[–—-]\s)(?P<rest>\S.{2,})", re.DOTALL
)
MOST_LEADING = 4
_DESCRIPTION = re.compile(
    r"(?:an?|our|the)\s(?:\w+\s){0,2}(?:talk|lecture|seminar|workshop|evening|event"
    r"|discussion)(?:\s(?:on|about|by|with)\b|\Z)",
    re.I,
)
_BY = re.compile(
    r"(?:by|with|speaker|von|par|di|(?:presented|given|delivered|played|performed|led"
    r"|introduced) by"
    r"|moderated by|chaired by|organi[sz]ed by|hosted by"
    r"|in conversation with)\s+(?-i:[A-ZÀ-Þ])",
    re.I,
)


@dataclass(slots=True, kw_only=True)
class TitleRead:
    """A title and what stood around it on its line."""

    title: Found[str] | None = None
    kind: Found[Kind] | None = None
    series: Found[str] | None = None
    status: Found[Said] | None = None
    people: tuple[PersonFound, ...] = ()
    venue: Span | None = None
    online: Span | None = None


_ADDRESS = re.compile(r"\w\s(?:at|AT)\s[\w-]+(?:\.|\s(?:dot|DOT)\s)\w+|\(at\)|\[at\]")
_AT_PLACE = re.compile(r"\s@\s(?P<place>[^@\n]{3,100})\Z")


def read_title(text: str, within: Span, reason: str) -> TitleRead:
    """Read a line as a title: its status, its kind, its series and its speaker come off it."""
    read = TitleRead()
    read.status, within = split_status(text, within)
    if at := _AT_PLACE.search(text[within.start : within.end]):
        read.venue = Span(within.start + at.start("place"), within.end)
        within = Span(within.start, within.start + at.start())
    if (note := room_note(text, within)) is not None:
        within, read.venue = note
    within = _take_online(text, within, read)
    within = _take_speaker(text, within, read)
    prefix = split_prefix(text, within)
    if prefix is not None:
        read.kind, series, within = prefix
        again = split_prefix(text, within) if read.kind is None and series is None else None
        if again is not None:
            read.kind, series, within = again
        if series is not None:
            read.series = found(text, series, "stands before the title")
        within = within if read.people else _take_speaker(text, within, read)
    within = within if read.people else _take_people_behind(text, within, read)
    within = _quoted_behind_kind(text, within, read)
    within = bare(text, within)
    if within and not is_unsaid_title(text, within):
        read.title = found(text, within, reason)
    return read


_IN_BRACKET = re.compile(r"\s[(\[](?P<inside>[^()\[\]]{3,30})[)\]]\Z")


def _take_online(text: str, within: Span, read: TitleRead) -> Span:
    """Take "(via Zoom)" off the end of a title."""
    bracket = _IN_BRACKET.search(text[within.start : within.end])
    if bracket is None:
        return within
    first, last = bracket.span("inside")
    inside = Span(within.start + first, within.start + last)
    if not is_only_online(text, inside):
        return within
    read.online = inside
    return Span(within.start, within.start + bracket.start())


def _quoted_behind_kind(text: str, within: Span, read: TitleRead) -> Span:
    """Return the quoted title of 'Book presentation "The Glass City"', else all of it."""
    for inside, whole in quotations(text, within):
        before = Span(within.start, whole.start).trimmed(text)
        behind = Span(whole.end, within.end).trimmed(text, " .,:")
        if not before and behind and _DESCRIPTION.match(behind.cut(text)):
            read.kind = read.kind or find_kind(text, behind)
            return inside
        if not before or behind:
            return within
        kind = find_kind(text, before)
        if kind is None or len(before.cut(text).split()) > 5:
            return within
        read.kind = read.kind or kind
        return inside
    return within


def _take_speaker(text: str, within: Span, read: TitleRead) -> Span:
    """Take "Prof X – " or "X (Example University), " off the front; the title stays."""
    facts = read_facts(text, within, [])
    if facts.people and facts.title and is_person_first(text, within):
        read.people = tuple(facts.people)
        return facts.title
    person = _PERSON_THEN.fullmatch(text, within.start, within.end)
    quoted = quoted_in(text, within)
    if quoted is not None and quoted.start - within.start > 5:
        span = Span(within.start, quoted.start).trimmed(text, " \t\"'“„«‘‚:,–—-")
        rest = quoted
    elif person is not None:
        span, rest = Span(*person.span("person")).trimmed(text), Span(*person.span("rest"))
        if honorific_at(text, span) is None:
            return within
    else:
        return within
    people = read_people(text, span)
    if not people or people[0].spans[0].start != span.start or find_kind(text, span):
        return within
    read.people = tuple(people)
    return rest


def _take_people_behind(text: str, within: Span, read: TitleRead) -> Span:
    """Take ": A (Leeds), B (Bonn); moderated by C" off the end; the title stays."""
    facts = read_facts(text, within, [])
    if facts.people and facts.title is None and facts.is_untitled:
        read.people = tuple(facts.people)
        return Span(within.end, within.end)
    if not facts.people or facts.title is None:
        return within
    first = next((one for one in facts.people if one.part in HEARD), None)
    lead = Span(within.start, facts.title.start).trimmed(text, _QUOTES + ":–—-,")
    is_quoted = facts.is_quoted and len(lead.cut(text).split()) <= MOST_LEADING
    if lead and not is_quoted:
        return within
    if first is not None and not _leads_to(text, facts, first):
        return within
    read.kind = read.kind or find_kind(text, lead)
    read.people = tuple(facts.people)
    return facts.title


def _leads_to(text: str, facts: FactsRead, first: PersonFound) -> bool:
    """Say whether the words between a title and the first person behind it lead there."""
    is_sure = facts.is_quoted or len(facts.people) > 1 or bool(first.honorific or first.affiliation)
    if facts.title is None or first.spans[0].start < facts.title.end or not is_sure:
        return False
    between = text[facts.title.end : first.spans[0].start]
    return _LEADS_TO_PEOPLE.fullmatch(between) is not None


_LEADS_TO_PEOPLE = re.compile(
    r"[\s”“«’\"'»]*(?:[:–—|;.,-]|,?\s(?:(?:led|given|presented)\sby|w/|by|with|von|mit|par|avec"
    r"|con|di|door|met))\s+",
    re.IGNORECASE,
)


def found(text: str, span: Span, reason: str) -> Found[str]:
    """Return the words of a stretch on one line, as a value that stands there."""
    return Found(value=" ".join(span.cut(text).split()), spans=(span,), reason=reason)


_CLOSED_INSIDE = re.compile(r"[\w?!.…][’'](?=[\s,:.])")


def bare(text: str, within: Span) -> Span:
    """Return a title without the quotation marks around all of it and without a last comma."""
    within = within.trimmed(text, " \t\n\u00a0*_-–—:,|")
    inner = within.trimmed(text, _QUOTES)
    if inner.start > within.start and inner.end < within.end:
        return inner
    words = inner.cut(text)
    is_alone = not any(mark in words for mark in '"“”„«»') and not _CLOSED_INSIDE.search(words)
    return inner if is_alone and (inner.start > within.start) else within


def is_unsaid_title(text: str, within: Span) -> bool:
    """Say whether the words only say that the title is not known."""
    return is_untitled(within.cut(text))


def could_be_title(text: str, within: Span) -> bool:
    """Say whether a short line can be a title, rather than a person, a place or a host."""
    _, within = split_status(text, within)
    words = within.cut(text)
    if len(words) < 3 or is_kind_alone(text, within) or is_only_online(text, within):
        return False
    if is_unsaid(text, within) or is_numbering(text, within) or _is_bracketed(words):
        return False
    is_quoted = quoted_in(text, within) is not None
    if honorific_at(text, within) and not is_quoted and not _PERSON_THEN.fullmatch(words):
        return _is_titled_behind_person(text, within)
    if _is_about_people_only(text, within) or _is_kind_and_person(text, within):
        return False
    if _is_post_line(words):
        return False
    if is_quoted or split_prefix(text, within) is not None:
        return True
    if _AT_PLACE.search(words):
        return True
    if "://" in words or "@" in words or _ADDRESS.search(words) or says_how_to_come(text, within):
        return False
    if _tells_something_else(text, within):
        return False
    return not (is_host_line(words) or is_place_line(text, within) or is_series_line(text, within))


def _tells_something_else(text: str, within: Span) -> bool:
    words = within.cut(text)
    if words.endswith(":") or _DESCRIPTION.match(words) or _BY.match(words):
        return True
    return words.endswith(".") and len(sentences(text, within)) > 1


def _is_titled_behind_person(text: str, within: Span) -> bool:
    """Say whether a title follows somebody's bracket: "Prof. Ann Vale (Leeds), On bells"."""
    facts = read_facts(text, within, [])
    if facts.title is None or not facts.people:
        return False
    return text[within.start : facts.title.start].rstrip().endswith("),")


def _is_bracketed(words: str) -> bool:
    return words[0] == "(" and words[-1] == ")"


_POST_FIRST = re.compile(
    r"(?:(?:associate|assistant|full|emeritus|visiting|senior|junior|adjunct|chief"
    r"|distinguished)\s)*"
    r"(?:professor|lecturer|reader|director|head|dean|department|dept|school|faculty|institut\w*"
    r"|university|fellow|researcher|curator|professeure?|directeur|directrice|maître|chargée?"
    r"|chercheu\w+|leiter\w*|dozent\w*|wissenschaftliche\w*|professore|professoressa|docente"
    r"|catedrátic\w|profesora?|hoogleraar|phd\s(?:student|candidate))\b",
    re.IGNORECASE,
)


def _is_post_line(words: str) -> bool:
    """Say whether a line is somebody's post or institution, as it stands below a name."""
    if any(mark in words for mark in '?!:“"„«') or len(words.split()) > 16:
        return False
    return _POST_FIRST.match(words) is not None and (is_role(words) or is_institution(words))


def _is_about_people_only(text: str, within: Span) -> bool:
    """Say whether a line is a name with a post or an institution, and holds no title."""
    if not is_person_first(text, within):
        return False
    facts = read_facts(text, within, [])
    return bool(facts.people) and facts.title is None


def _is_kind_and_person(text: str, within: Span) -> bool:
    """Say whether a line is a kind and who it is of: "Doctoral defence: Dr Ann Vale"."""
    prefix = split_prefix(text, within)
    if prefix is None or prefix[0] is None:
        return False
    rest = prefix[2]
    is_sure = prefix[0].value is Kind.DEFENCE or honorific_at(text, rest) is not None
    return is_sure and _is_about_people_only(text, rest)


def may_serve_as_title(text: str, within: Span) -> bool:
    """Say whether a line can be the title where no better one stands: it may name a place."""
    words = within.cut(text)
    if len(words) < 3 or "@" in words or "://" in words or words.endswith(":"):
        return False
    if is_kind_alone(text, within) or is_only_online(text, within) or is_section_line(words):
        return False
    if says_how_to_come(text, within) or _BY.match(words) or is_unsaid(text, within):
        return False
    return honorific_at(text, within) is None and not is_host_line(words)


_NAME_END = re.compile(r"\s?[(,]|\s[–—-]\s|\s(?:and|und|et|e|y|en|&)\s")


def could_be_person_line(text: str, within: Span, behind: str) -> bool:
    """Say whether a short line is about a person; `behind` is the short line after it."""
    words = within.cut(text)
    if honorific_at(text, within) is not None:
        return not _PERSON_THEN.fullmatch(words) or is_institution(words) or is_role(words)
    if by := _BY.match(words):
        rest = words[by.end() - 1 :].strip(" (),.")
        if looks_like_name(_NAME_END.split(rest, maxsplit=1)[0]):
            return True
    if any(char.isdigit() for char in words):
        return False
    head = re.split(r"\s?[(,]|\s[–—-]\s", words, maxsplit=1)[0]
    if not looks_like_name(head) or is_place(text, Span(within.start, within.start + len(head))):
        return False
    if find_kind(text, Span(within.start, within.start + len(head))) is not None:
        return False
    rest = words[len(head) :].strip(" ,()–—-")
    about = behind if not rest or is_degree(rest) else rest
    return is_role(about) or is_institution(about) or (bool(rest) and words.endswith(")"))

"""Takes what an event leaves to the page around it: host, kind, year, a title in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from termcard.announcements.announcement import Kind
from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.bodies import BodyRead
from termcard.announcements.prose.clauses import people_in
from termcard.announcements.prose.drafts import Draft
from termcard.announcements.prose.facts import quoted_in, read_facts
from termcard.announcements.prose.fields import Said
from termcard.announcements.prose.honorifics import honorific_at
from termcard.announcements.prose.kinds import find_kind, is_kind_alone
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.line_names import is_host_line
from termcard.announcements.prose.places import find_platform
from termcard.announcements.prose.posts import is_institution
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.speakers import (
    person_described,
    speaker_glued,
    speaker_opening,
    speakers_told,
)
from termcard.announcements.prose.status import find_status, split_status
from termcard.announcements.prose.stretches import Stretch
from termcard.announcements.prose.titles import could_be_title, found, read_title

MOST_ABOVE = 30
MOST_LEADING = 40
MOST_LOOKED_AT = 3000
_YEAR = re.compile(r"(?<![\d/–-])(?:19[7-9]|20\d)\d(?![\d/–-])")
_TITLED = re.compile(
    r"\b(?:(?:tema|titolo|thema|titel|titre|título|topic|title)(?:\s[\w'’]+){0,3}\s?:"
    r"|(?:her|his|their|the)\s(?:talk|lecture|paper|address|presentation),"
    r"|(?:ihr|sein|der)\svortrag,|title\s(?:is|will\sbe)|titled|entitled|unter\sdem\stitel"
    r"|zum\sthema|mit\sdem\sthema|mit\sdem\stitel|über"
    r"|intitulée?|sous\sle\stitre|dal\stitolo|present(?:s|ing)?|speak(?:s|ing)?\s(?:on|about)"
    r"|talk(?:s|ing)?\s(?:on|about)|lecture\s(?:on|about)"
    r"|titulad[oa]|titulará|con\sel\stítulo|getiteld)\s?:?\s?",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:this|the|our|in this|dieser|diesem|cette?|questo|este)\s"
    r"(?:(?:next|first|upcoming|public|departmental|annual|research|weekly|monthly"
    r"|faculty)\s)?(\w+)",
    re.IGNORECASE,
)
_HOSTED = re.compile(
    r"\b(?:hosted|organi[sz]ed|presented)\sby\s(?:the\s)?(?P<host>[A-Z][^.,;\n]{3,80})"
)


def take_from_page(text: str, stretch: Stretch, draft: Draft) -> None:
    """Take the host, and the kind when the event does not say it, from what stands around."""
    hosted = None
    for sight in stretch.rest:
        if sight.block.kind is BlockKind.TEXT:
            span = _beginning(_own_words(stretch, sight))
            _take_said_title(text, span, draft, is_told=stretch.when[0].sentence is not None)
            _take_speaker(text, span, draft)
            draft.status = draft.status or find_status(text, span) or split_status(text, span)[0]
            hosted = hosted or _HOSTED.search(text, span.start, span.end)
    if draft.host is None and hosted and is_institution(hosted["host"]):
        draft.host = found(text, Span(*hosted.span("host")), "hosted by")
    if draft.host is None:
        draft.host = _host_above(text, stretch)
    draft.kind = draft.kind or _kind_around(text, stretch, draft)


def _own_words(stretch: Stretch, sight: Sight) -> Span:
    """Return a paragraph, or only the event's own sentence where it tells of several events."""
    if sight.sentence is None:
        return sight.block.span
    told = sum(
        other.sentence is not None and other.block.span == sight.block.span
        for other in stretch.sights
    )
    return sight.sentence if told > 1 else sight.block.span


def is_dated_name(text: str, sight: Sight) -> bool:
    """Say whether a headline holds only a day and a person: "CANCELLED: 7 May, Ann Vale"."""
    if not sight.days:
        return False
    _, within = split_status(text, sight.block.span)
    facts = read_facts(text, within, sight.taken)
    return bool(facts.people) and facts.title is None


def take_from_above(text: str, stretch: Stretch, draft: Draft) -> None:
    """Take the title and the speaker of a page's only event from higher up on the page."""
    above = stretch.sights[: stretch.facts[0]][-MOST_ABOVE:]
    if draft.title is None and not draft.is_title_unsaid and not _is_only_series(draft):
        for sight in reversed(above):
            is_title = sight.is_words and could_be_title(text, sight.block.span)
            if is_title and not is_dated_name(text, sight):
                draft.take_title(read_title(text, sight.block.span, "a heading above"))
                break
    for sight in above:
        draft.status = draft.status or _status_of_page(text, sight)
    if draft.people:
        return
    for sight in above:
        if sight.block.kind is BlockKind.TEXT:
            _take_speaker(text, sight.block.span, draft)
            _take_subject(text, sight.block.span, draft)


def _status_of_page(text: str, sight: Sight) -> Found[Said] | None:
    """Return what a line above a page's only event says has become of it."""
    if sight.block.kind not in (BlockKind.TEXT, BlockKind.HEADING):
        return None
    span = _beginning(sight.block.span)
    status, rest = split_status(text, span)
    for sentence in sentences(text, span):
        told = find_status(text, sentence) if find_kind(text, sentence) else None
        status = status or told
    if status is not None and status.value is Said.POSTPONED and _NOW.search(text, *rest.pair()):
        return replace(status, value=Said.RESCHEDULED)
    return status


_NOW = re.compile(
    r"\bwill\snow\b|\bnew\sdate\b|\binstead\b|\bneuer\stermin\b|\bnouvelle\sdate\b|\bnuova\sdata\b"
    r"|\bnueva\sfecha\b|\bnieuwe\sdatum\b",
    re.IGNORECASE,
)


def _is_only_series(draft: Draft) -> bool:
    """Say whether a series was read where the title should stand, so that none is given."""
    return draft.series is not None and draft.series.reason != "a labelled series"


def _take_subject(text: str, span: Span, draft: Draft) -> None:
    """Take the titled person whom a paragraph is about: "Dr Ann Vale leads the group"."""
    if draft.people:
        return
    if honorific_at(text, span) is None:
        if (person := person_described(text, span)) is not None:
            draft.people.append(person)
        return
    people = people_in(text, Span(span.start, min(span.end, span.start + 200)))
    draft.people.extend(people[:1])


def take_platform(text: str, draft: Draft, body: BodyRead) -> None:
    """Take a platform that only the sentences on how to come name."""
    for span in draft.attendance + body.attendance:
        draft.platform = draft.platform or find_platform(text, span)


def _beginning(span: Span) -> Span:
    """Return as much of a paragraph as is looked at for each event."""
    return Span(span.start, min(span.end, span.start + MOST_LOOKED_AT))


_HEADINGS = ("the heading", "a heading above")


def _take_said_title(text: str, span: Span, draft: Draft, *, is_told: bool) -> None:
    """Take the title that a sentence gives: the talk entitled “On Bells”."""
    is_weak = draft.title is not None and draft.title.reason in _HEADINGS and is_told
    if (draft.title is not None and not is_weak) or draft.is_title_unsaid:
        return
    if opening := _opening_title(text, span):
        draft.take_title(read_title(text, opening, "what the paragraph opens with"))
    elif match := _TITLED.search(text, span.start, span.end):
        quoted = quoted_in(text, Span(match.end(), span.end))
        if quoted is not None and quoted.start - match.end() <= 3:
            read = read_title(text, quoted, "a sentence gives it")
            draft.take_title(read, may_replace=is_weak)


def _opening_title(text: str, span: Span) -> Span | None:
    """Return the title that a paragraph's first words announce: "Book launch: “Bells” by …"."""
    first = sentences(text, span)[0]
    quoted = quoted_in(text, first)
    if quoted is None or quoted.start - first.start > MOST_LEADING:
        return None
    return quoted if find_kind(text, Span(first.start, quoted.start)) is not None else None


def _take_speaker(text: str, span: Span, draft: Draft) -> None:
    """Take who speaks from a paragraph that begins with the name, when nothing else says it."""
    if draft.people:
        return
    if glued := speaker_glued(text, span):
        draft.people.append(glued[0])
    elif person := speaker_opening(text, span):
        draft.people.append(person)
    else:
        draft.people.extend(speakers_told(text, span))


def _host_above(text: str, stretch: Stretch) -> Found[str] | None:
    """Return the institution whose name stands alone at the head of the page."""
    for sight in reversed(stretch.sights[: min(stretch.start, 40)]):
        if sight.is_words and is_host_line(sight.block.span.cut(text)):
            return found(text, sight.block.span, "an institution's name above")
    return None


def _kind_around(text: str, stretch: Stretch, draft: Draft) -> Found[Kind] | None:
    places = [draft.title.spans[0]] if draft.title else []
    places += list(draft.series.spans) if draft.series else []
    places += [sight.block.span for sight in stretch.above if sight.is_words]
    for span in places:
        if kind := find_kind(text, span):
            return kind
    for sight in stretch.rest:
        if sight.block.kind in (BlockKind.TEXT, BlockKind.LABELLED):
            span = _beginning(sight.block.span)
            for match in _SELF.finditer(text, span.start, span.end):
                if kind := find_kind(text, Span(*match.span(1))):
                    return kind
    for index in reversed(range(min(stretch.start, 40))):
        sight = stretch.sights[index]
        kind = find_kind(text, sight.block.span) if sight.is_words else None
        is_head = index < stretch.page_head
        if kind is not None and (is_head or is_kind_alone(text, sight.block.span)):
            return kind
    return _kind_of_page(text, stretch)


def _kind_of_page(text: str, stretch: Stretch) -> Found[Kind] | None:
    """Return the one kind that the paragraphs above name, when they name no other."""
    named = [
        kind
        for sight in stretch.sights[: min(stretch.start, 12)]
        if sight.block.kind is BlockKind.TEXT
        and (kind := find_kind(text, _beginning(sight.block.span)))
    ]
    return named[0] if len({kind.value for kind in named}) == 1 else None


def year_above(text: str, stretch: Stretch) -> int | None:
    """Return the year that a heading above the event names: "Michaelmas Term 2013"."""
    for sight in reversed(stretch.sights[max(0, stretch.facts[0] - 60) : stretch.facts[0]]):
        if sight.block.kind is not BlockKind.HEADING or (sight.is_about_when and sight.carries):
            continue
        if match := _YEAR.search(text, sight.block.span.start, sight.block.span.end):
            return int(match.group())
    return None

"""Reads the events of a text in prose: layout, then when, then every field with its evidence."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from termcard.announcements.announcement import Kind
from termcard.announcements.parts import PartKind
from termcard.announcements.prose.bodies import BodyRead, joined, read_body
from termcard.announcements.prose.dayheads import by_day
from termcard.announcements.prose.doubles import without_doubles
from termcard.announcements.prose.drafts import Draft
from termcard.announcements.prose.dues import without_dues
from termcard.announcements.prose.exceptions import makes_exceptions
from termcard.announcements.prose.fields import EventRead, When
from termcard.announcements.prose.frames import without_frames
from termcard.announcements.prose.kinds import find_kind, is_kind_alone
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.languages import weekday_pattern
from termcard.announcements.prose.layout import BlockKind, lay_out
from termcard.announcements.prose.letters import written_on
from termcard.announcements.prose.listed import days_listed
from termcard.announcements.prose.moments import Reader, decide_when, decide_zone
from termcard.announcements.prose.occurring import is_event
from termcard.announcements.prose.people import (
    PersonFound,
    looks_like_name,
    read_people,
)
from termcard.announcements.prose.places import mode_of
from termcard.announcements.prose.references import find_references
from termcard.announcements.prose.sentences import announced
from termcard.announcements.prose.sights import Looker, Sight, look
from termcard.announcements.prose.spans import Found
from termcard.announcements.prose.standing import Standing, find_standing
from termcard.announcements.prose.status import find_status, split_status
from termcard.announcements.prose.stretches import Stretch, part
from termcard.announcements.prose.surroundings import (
    take_from_above,
    take_from_page,
    take_platform,
    year_above,
)
from termcard.announcements.prose.title_lines import choose_title, labelled_lines
from termcard.announcements.prose.titles import (
    found,
    read_title,
)
from termcard.announcements.prose.told_places import take_told_place
from termcard.announcements.prose.usual import (
    quieten,
    take_usual,
    with_usual_hour,
    with_usual_people,
)
from termcard.announcements.prose.zones import find_zone_for_all

MOST_EVENTS = 1000
MOST_BELOW = 40
MOST_NEAR = 4
LONGEST = 500_000
MOST_LINES = 60_000
_SLASHED = re.compile(
    r"(?<!\d)(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/(?:20)?\d\d(?!\d)|(?=[ \t:–-]))"
)
_SHORT = re.compile(
    rf"^[ \t•*-]*(?:(?:{weekday_pattern()})\.?,?\s)?\d{{1,2}}/\d{{1,2}}(?=[ \t:–-])",
    re.MULTILINE | re.IGNORECASE,
)
_MONTH_FIRST_ZONES = ("America/", "US/")
_DAY_FIRST_AMERICA = ("America/Sao_Paulo", "America/Argentina", "America/Bogota", "America/Lima")


_ACTIVITIES = frozenset(
    {Kind.WORKSHOP, Kind.TRAINING, Kind.TOUR, Kind.CONCERT, Kind.SOCIAL, Kind.FAMILY, Kind.VISIT}
)
_OWN_SERIES = ("stands among the facts", "stands before the title", "a line that names a series")
_IN_BODY = (Label.ABSTRACT, Label.BIOGRAPHY, Label.ATTENDANCE, Label.CONTACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProseRead:
    """The events of a text in their order, and what is strange about the whole of it."""

    events: tuple[EventRead, ...]
    warnings: tuple[str, ...] = ()


def read_prose(text: str, reader: Reader) -> ProseRead:
    """Return the events that a text announces; none when it announces none.

    Raises ValueError for a text longer than half a million characters or of too many lines.
    """
    if len(text) > LONGEST:
        raise ValueError("This text is longer than half a million characters, too long to read.")
    if sum(1 for line in text.split("\n") if line and not line.isspace()) > MOST_LINES:
        raise ValueError(f"This text has more than {MOST_LINES} lines, too many to read.")
    written = written_on(text, reader.reference_date)
    reader = replace(reader, reference_date=written)
    looker = Looker(
        month_first=_month_first(text, reader),
        short=len(_SHORT.findall(text)) > 1,
        written=written,
        makes_exceptions=makes_exceptions(text),
        listed=tuple(days_listed(text)),
    )
    sights = look(text, without_dues(text, lay_out(text)), looker)
    sights = by_day(text, sights, written)
    stretches = without_frames(text, part(sights))
    if _may_be_told(stretches):
        said = _said_in_sentences(text, sights)
        if said and _tells_more(said, stretches):
            stretches, sights = said, said[0].sights
    events: list[EventRead] = []
    warnings: list[str] = []
    if len(stretches) > MOST_EVENTS:
        warnings.append(f"There are more than {MOST_EVENTS} dates; the first were read")
    page_zone = find_zone_for_all(text, reader.default_zone)
    standing = find_standing(text, sights, stretches, reader.default_zone)
    quieten(sights, standing)
    for stretch in stretches[:MOST_EVENTS]:
        when = decide_when(text, stretch, reader, year_above(text, stretch))
        if isinstance(when, str):
            warnings.append(when)
            continue
        is_alone = len(stretches) == 1
        zone = decide_zone(text, stretch, reader) or standing.zone or page_zone
        when = with_usual_hour(text, stretch, when, standing)
        event = _read_event(text, stretch, when, reader, zone, standing, is_alone=is_alone)
        if event is not None:
            events.append(event)
    events = with_usual_people(without_doubles(events), standing)
    return ProseRead(events=tuple(events), warnings=tuple(dict.fromkeys(warnings)))


def _tells_more(said: list[Stretch], listed: list[Stretch]) -> bool:
    """Say whether sentences tell more than the lines about when do, none of which has an hour."""
    if not any(sight.carries for one in listed for sight in one.when):
        return len(said) >= len(listed)
    if any(sight.starts for one in listed for sight in one.when) and len(said) <= len(listed):
        return False
    timed = sum(1 for one in said if any(sight.starts for sight in one.when))
    return timed >= len(listed)


def _may_be_told(stretches: list[Stretch]) -> bool:
    """Say whether a page's lines about when are few enough that its sentences may tell more."""
    facts = [sight for one in stretches for sight in one.when]
    if not any(sight.starts for sight in facts):
        return True
    return all(sight.block.kind is BlockKind.TEXT and sight.days for sight in facts)


def _said_in_sentences(text: str, sights: list[Sight]) -> list[Stretch]:
    """Return the events that sentences in prose announce, each with its hour."""
    return part(announced(text, sights))


def _month_first(text: str, reader: Reader) -> bool:
    """Say whether 4/9/2016 is the ninth of April: other dates of the page say, else the zone."""
    for match in _SLASHED.finditer(text[:200_000]):
        first, second = int(match["first"]), int(match["second"])
        if first > 12 or second > 12:
            return second > 12 >= first
    zone = reader.default_zone
    return zone.startswith(_MONTH_FIRST_ZONES) and not zone.startswith(_DAY_FIRST_AMERICA)


def _read_event(
    text: str,
    stretch: Stretch,
    when: When,
    reader: Reader,
    zone: Found[str] | None,
    standing: Standing,
    *,
    is_alone: bool,
) -> EventRead | None:
    draft = Draft(text=text)
    choose_title(text, stretch, draft)
    _take_labels(stretch, draft)
    _take_facts(stretch, draft, zone)
    _take_lines(text, stretch, draft)
    draft.settle_people()
    body = read_body(text, _body_of(text, stretch, draft, is_alone=is_alone), draft.people)
    if draft.title is None and draft.weak_title is not None and not draft.is_title_unsaid:
        draft.take_title(read_title(text, draft.weak_title, "the only words among the facts"))
    if not is_event(text, stretch, draft, when, reader):
        return None
    take_platform(text, draft, body)
    take_usual(text, stretch, standing, draft)
    if is_alone:
        take_from_above(text, stretch, draft)
        take_told_place(text, stretch, draft)
    take_from_page(text, stretch, draft)
    _call_by_its_kind(text, stretch, draft)
    if draft.kind is not None and draft.kind.value is Kind.EXHIBITION and when.last is not None:
        when = replace(when, start=None, end=None, hour_spans=())
    draft.kind = draft.kind or _talk(draft)
    return _finished(text, draft, body, when, zone)


def _call_by_its_kind(text: str, stretch: Stretch, draft: Draft) -> None:
    """Let "Lunchtime recital" or the name of a series be the title where nobody and nothing is."""
    is_activity = draft.kind is not None and draft.kind.value in _ACTIVITIES
    if draft.title is not None or draft.is_title_unsaid or (draft.is_heard and not is_activity):
        return
    if draft.series is not None and draft.series.reason in _OWN_SERIES:
        draft.title = draft.series
        return
    near = [sight for sight in (*stretch.above, *stretch.rest[:MOST_NEAR]) if sight.is_words]
    for sight in near:
        _, span = split_status(text, sight.block.span)
        if span and is_kind_alone(text, span):
            draft.title = found(text, span, "the kind, where no title stands")
            return
    if draft.status is None or draft.is_heard:
        return
    for sight in (*stretch.above, *stretch.rest[:MOST_NEAR]):
        kind = find_kind(text, sight.block.span) if sight.block.kind is BlockKind.TEXT else None
        if kind is not None and find_status(text, sight.block.span) is not None:
            draft.title = found(text, kind.spans[0], "the kind of what was called off")
            draft.kind = kind
            return


def _talk(draft: Draft) -> Found[Kind] | None:
    """Return that it is a lecture where nothing says more than who speaks about what."""
    speakers = [person for person in draft.people if person.part is PartKind.SPEAKER]
    if draft.title is None or not speakers:
        return None
    spans = (*draft.title.spans, speakers[0].spans[0])
    return Found(value=Kind.LECTURE, spans=spans, reason="somebody speaks about a title")


def _take_labels(stretch: Stretch, draft: Draft) -> None:
    for sight in labelled_lines(stretch):
        if sight.block.label not in (Label.DATE, Label.TIME, Label.WHEN):
            draft.take_label(sight.block)


def _take_facts(stretch: Stretch, draft: Draft, zone: Found[str] | None) -> None:
    for sight in stretch.when:
        taken = sight.taken + (list(zone.spans) if zone else [])
        if sight.sentence is not None:
            draft.take_sentence(sight.sentence, taken)
        else:
            draft.take_facts(sight.block.words, taken, sight.facts)


def _take_lines(text: str, stretch: Stretch, draft: Draft) -> None:
    lines = [sight for sight in (*stretch.above[::-1], *stretch.rest) if sight.is_words]
    for number, sight in enumerate(lines):
        span = sight.block.span
        if draft.title is not None and span.overlaps(draft.title.spans[0]):
            continue
        if _is_name_alone(text, sight, stretch, draft):
            draft.people.extend(read_people(text, span))
            continue
        if draft.people and _is_behind_text(stretch, sight):
            continue
        behind = lines[number + 1].block.span.cut(text) if number + 1 < len(lines) else ""
        draft.take_line(span, behind)


def _is_behind_text(stretch: Stretch, sight: Sight) -> bool:
    """Say whether a paragraph stands between the facts and a line, so that it names nobody."""
    last = stretch.facts[-1]
    if sight in stretch.sights[stretch.start : last + 1]:
        return False
    for other in stretch.sights[last + 1 : min(stretch.stop, last + MOST_BELOW)]:
        if other is sight:
            return False
        if other.block.kind is BlockKind.TEXT or other.block.label is Label.ABSTRACT:
            return True
    return True


def _is_name_alone(text: str, sight: Sight, stretch: Stretch, draft: Draft) -> bool:
    """Say whether a line above a labelled title is nothing but the speaker's name."""
    words = sight.block.span.cut(text)
    has_title = draft.title is not None and draft.title.reason == "a labelled title"
    is_above = sight in stretch.above and not draft.people
    return has_title and is_above and looks_like_name(words) and len(words.split()) <= 4


def _body_of(text: str, stretch: Stretch, draft: Draft, *, is_alone: bool) -> list[Sight]:
    """Return the blocks that may be the abstract: those behind the facts, else those before."""
    used = {person.spans[0] for person in draft.people} | set(draft.venue)
    body = [
        sight
        for sight in stretch.rest
        if not any(sight.block.words.overlaps(span) for span in used if sight.is_words)
    ]
    labelled = [sight for sight in stretch.above[::-1] if sight.block.label in _IN_BODY]
    body = [*labelled, *body]
    has_text = any(
        sight.block.kind is BlockKind.TEXT or sight.block.label is Label.ABSTRACT for sight in body
    )
    if has_text or not is_alone:
        return body
    return [*stretch.sights[: stretch.facts[0]][-6:], *body]


def _as_candidate(draft: Draft) -> list[PersonFound]:
    """Return the people; who speaks alone at a defence is its candidate."""
    speakers = [person for person in draft.people if person.part is PartKind.SPEAKER]
    if draft.kind is None or draft.kind.value is not Kind.DEFENCE or len(speakers) != 1:
        return draft.people
    return [
        replace(person, part=PartKind.CANDIDATE) if person is speakers[0] else person
        for person in draft.people
    ]


def _finished(
    text: str, draft: Draft, body: BodyRead, when: When, zone: Found[str] | None
) -> EventRead:
    abstract = joined(text, draft.abstract + body.abstract, "the paragraphs about it")
    venue = found(text, draft.venue[0], "a place among the facts") if draft.venue else None
    spans = abstract.spans if abstract else ()
    return EventRead(
        when=when,
        title=draft.title,
        kind=draft.kind,
        zone=zone,
        venue=venue,
        platform=draft.platform,
        mode=mode_of(
            has_place=venue is not None,
            is_online=draft.platform is not None,
            hybrid=draft.is_hybrid,
        ),
        people=tuple(_as_candidate(draft)),
        abstract=abstract,
        biography=joined(text, body.biography, "the paragraphs about the person"),
        series=draft.series,
        host=draft.host,
        attendance=joined(text, draft.attendance + body.attendance, "how to come"),
        contact=joined(text, draft.contact + body.contact, "whom to ask"),
        references=tuple(one for span in spans for one in find_references(text, span)),
        status=draft.status,
        warnings=when.warnings,
    )

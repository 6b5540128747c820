"""Finds what a page says once for all its events: the usual hour, room, platform and terms."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from termcard.announcements.parts import PartKind
from termcard.announcements.prose.addresses import is_address
from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.clauses import series_in
from termcard.announcements.prose.exceptions import (
    Exceptional,
    exception_spans,
    find_exceptions,
    makes_exceptions,
)
from termcard.announcements.prose.facts import read_facts
from termcard.announcements.prose.labels import PEOPLE, Label
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.line_names import is_place_line, is_section_line
from termcard.announcements.prose.month_heads import month_head
from termcard.announcements.prose.overrides import is_override
from termcard.announcements.prose.people import PersonFound, read_people
from termcard.announcements.prose.phrases import place_phrase
from termcard.announcements.prose.places import (
    find_online,
    find_platform,
    is_only_online,
    is_place,
)
from termcard.announcements.prose.rooms import is_numbered_place
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.stretches import Stretch
from termcard.announcements.prose.tables import label_of
from termcard.announcements.prose.terms import Terms
from termcard.announcements.prose.times import HourFound
from termcard.announcements.prose.titles import found
from termcard.announcements.prose.verbs import tells
from termcard.announcements.prose.zones import find_zone

MOST_HEAD = 40
MOST_LOOKED_AT = 6000
LONGEST_SENTENCE = 1000
_FOR_ALL = re.compile(
    r"(?<!\w)(?:both|beide|les\sdeux|entrambi|entrambe|ambos|ambas|all|each|every|unless|usually"
    r"|normally|always|weekly|fortnightly|biweekly|monthly"
    r"|alternate|generally|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays"
    r"|series|seminars|talks|lectures|meetings|colloquia|sessions|as usual"
    r"|jeweils|alle|immer|jede[nr]?|wöchentlich|montags|dienstags|mittwochs|donnerstags|freitags"
    r"|samstags|sonntags|vorträge|veranstaltungen|sitzungen|reihe"
    r"|tous|toutes|chaque|les\s(?:séances|conférences|rencontres|rendez-vous)|ces\s\w+|le\s(?:lundi"
    r"|mardi|mercredi|jeudi|vendredi)|se\sdéroulant"
    r"|tutti|tutte|ogni|gli\sincontri|le\s(?:sessioni|conferenze|lezioni)|i\sseminari"
    r"|(?:two|three|four|five|six)\s(?:\w+\s)?(?:talks|lectures|events|evenings|meetings|seminars)"
    r"|(?:deux|trois|quatre|cinq|six)\s(?:rencontres|conférences|séances|soirées|rendez-vous"
    r"|exposés)"
    r"|(?:tre|quattro|cinque|sei)\s(?:incontri|conferenze|appuntamenti|lezioni|serate)"
    r"|(?:dos|tres|cuatro|cinco|seis)\s(?:charlas|conferencias|sesiones|encuentros)"
    r"|(?:zwei|drei|vier|fünf|sechs)\s(?:vorträge|abende|veranstaltungen|termine)"
    r"|todos|todas|cada|los\s(?:lunes|martes|miércoles|jueves|viernes)|las\s(?:charlas|conferencias"
    r"|sesiones)|ciclo|elke|iedere|de\slezingen|steeds)(?!\w)",
    re.IGNORECASE,
)
_BEGINS = re.compile(
    r"(?<!\w)(?:begins?|starts?|takes?\splace|(?:is|are|will\sbe)\sheld|held|meets?|rendez-vous"
    r"|treffpunkt|appuntamento|ritrovo|aanvang|beginnt"
    r"|beginnen"
    r"|beginn|findet|finden|statt|commencer?a?|aura\slieu|ont\slieu|a\slieu|se\s(?:tient|tiendra)"
    r"|inizia|iniziano|si\s(?:tiene|tengono|terr\w+|svolg\w+)|comienza|empieza|se\s(?:celebra\w*"
    r"|impart\w+)|tendrá\slugar|begint|beginnen|vindt|it\sis\sat|is\sat|are\s(?:all\s)?(?:in|at)"
    r"|sind\s(?:im|in)|sont\s(?:à|au|dans)|sono\s(?:in|nell\w*)"
    r"|son\sen|zijn\sin)(?!\w)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:an?|six|five|four|three|two|a\sseries\sof|a\scourse\sof)\s(?:\w+\s){0,3}(?:lectures"
    r"|talks)\s)?"
    r"(?:by|von|par|di|por|door)\s(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
_IN_BRACKET = re.compile(r"\((?P<inside>[^()]{3,40})\)\Z")
_PLACE_LABEL = re.compile(r"(?P<label>[A-ZÀ-Þ][\w-]+)\s?:\s")
_ONLINE_FOR_ALL = re.compile(r"\b(?:link|virtual|online|hybrid|webinar)\b", re.IGNORECASE)
_ONCE = frozenset({Label.VENUE, Label.TIME, Label.WHEN, Label.ONLINE})


@dataclass(slots=True, kw_only=True)
class Standing:
    """What holds for every event that does not say otherwise; `used` are the blocks it is from."""

    default_zone: str
    hour: HourFound | None = None
    venue: Span | None = None
    platform: Found[str] | None = None
    zone: Found[str] | None = None
    series: Found[str] | None = None
    exceptions: list[Exceptional] = field(default_factory=list)
    attendance: list[Span] = field(default_factory=list)
    people: list[PersonFound] = field(default_factory=list)
    is_hour_wanted: bool = False
    contact: list[Span] = field(default_factory=list)
    used: set[int] = field(default_factory=set)

    def take_hour(self, text: str, hour: HourFound, within: Span) -> None:
        """Take the usual hour, with the zone that is said beside it."""
        if self.hour is None:
            self.hour = hour
            self.zone = find_zone(text, hour.span, within, default_zone=self.default_zone)

    def take_platform(self, platform: Found[str] | None) -> None:
        """Take the usual platform; a named one goes before "online"."""
        if self.platform is None or (platform and self.platform.value == "online"):
            self.platform = platform


def find_standing(
    text: str, sights: list[Sight], stretches: list[Stretch], default_zone: str
) -> Standing:
    """Return what is said once: at the head of the page, or in a sentence about all of them."""
    standing = Standing(default_zone=default_zone)
    if not stretches:
        return standing
    dated = {index for stretch in stretches for index in stretch.facts}
    head = min(stretch.start for stretch in stretches)
    is_list = len(stretches) > 1
    has_hours = any(sight.starts for stretch in stretches for sight in stretch.when)
    standing.is_hour_wanted = is_list and not has_hours
    first, last = min(dated), max(dated)
    tail = len(sights) if has_hours else last
    if is_list and makes_exceptions(text):
        said = (find_exceptions(text, _beginning(one.block.words)) for one in sights[: last + 1])
        standing.exceptions.extend(exception for found in said for exception in found)
    if is_list:
        standing.series = _series_above(text, sights[:first])
    terms = Terms(text, sights, stretches)
    for index, sight in enumerate(sights):
        is_fact = sight.sentence is None and index in dated
        if is_fact or sight.block.kind is BlockKind.FURNITURE:
            continue
        is_head = index < head and index >= head - MOST_HEAD
        is_head = is_head or (is_list and index < first and _is_rule(sight))
        if is_list and terms.take(index, is_head=is_head):
            standing.used.add(index)
        if sight.block.kind is BlockKind.LABELLED:
            is_weekly = bool(sight.starts) and not sight.is_about_when
            if is_weekly or (is_list and (is_head or _is_apart(sights, index, dated))):
                _take_label(text, sight, index, standing, is_head=is_head and is_list)
        elif sight.block.kind is BlockKind.HEADING and is_list and (is_head or index > tail):
            _take_line(text, sights, index, standing, is_head=is_head)
        else:
            _take_sentences(text, sight, index, standing, is_head=is_head and is_list)
    standing.attendance.extend(terms.attendance)
    standing.contact.extend(terms.contact)
    return standing


def _series_above(text: str, above: list[Sight]) -> Found[str] | None:
    """Return the series that the head of a list names: "Series: X", the lecture series “X”."""
    for sight in above[:MOST_HEAD]:
        block = sight.block
        if block.label is Label.SERIES and block.value:
            return found(text, block.value, "a labelled series")
        if block.kind in (BlockKind.TEXT, BlockKind.HEADING):
            named = series_in(text, _beginning(block.span))
            if named is not None:
                return found(text, named, "named above the list")
    return None


def _is_rule(sight: Sight) -> bool:
    """Say whether a line gives an hour and no day: "Tuesdays, 4.15 pm, Music Room 2"."""
    return sight.is_words and bool(sight.starts) and not sight.days


def _beginning(span: Span) -> Span:
    return Span(span.start, min(span.end, span.start + MOST_LOOKED_AT))


def _is_apart(sights: list[Sight], index: int, dated: set[int]) -> bool:
    """Say whether a label stands among nothing but labels, away from every event."""
    group = sights[index].group
    first = last = index
    while first and sights[first - 1].group == group:
        first -= 1
    while last + 1 < len(sights) and sights[last + 1].group == group:
        last += 1
    own = range(first, last + 1)
    return all(
        sights[one].block.label in _ONCE and (one not in dated or not sights[one].days)
        for one in own
    )


def _take_label(text: str, sight: Sight, index: int, standing: Standing, *, is_head: bool) -> None:
    label, value = sight.block.label, sight.block.words
    if is_head and label in PEOPLE:
        standing.people.extend(read_people(text, value, PartKind(label.value)))
    if label not in _ONCE or not value:
        return
    is_one_day = any(day.last is None for day in sight.days)
    if label in (Label.TIME, Label.WHEN) and not is_one_day and sight.starts:
        standing.take_hour(text, sight.starts[0], value)
    elif label is Label.VENUE:
        _take_place(text, value, standing)
    elif label is Label.ONLINE:
        standing.take_platform(find_platform(text, value, is_expected=True))
    standing.used.add(index)


def _take_place(text: str, value: Span, standing: Standing) -> None:
    online = find_platform(text, value, is_expected=True) or _online(text, value)
    standing.take_platform(online)
    if not is_only_online(text, value):
        standing.venue = standing.venue or value


def _online(text: str, value: Span) -> Found[str] | None:
    said = find_online(text, value)
    return Found(value="online", spans=(said,), reason="the words for it") if said else None


def _take_line(
    text: str, sights: list[Sight], index: int, standing: Standing, *, is_head: bool
) -> None:
    """Take "Tuesdays at 5.30 pm in Room 4", and the lines of the address that follow."""
    sight = sights[index]
    words = sight.block.words
    if by := _BY.match(text, words.start, words.end):
        standing.people.extend(read_people(text, Span(by.end(), words.end)))
        return
    if (inside := _online_in_bracket(text, words)) is not None:
        _take_place(text, inside, standing)
    elif not sight.starts or (sight.days and not all(day.last for day in sight.days)):
        _take_words(text, sight, index, standing, is_head=is_head)
    else:
        _take_rule(text, sights, index, standing)


def _take_words(text: str, sight: Sight, index: int, standing: Standing, *, is_head: bool) -> None:
    """Take a line that gives no hour: a sentence about all, a way online, a place."""
    words = sight.block.words
    if _FOR_ALL.search(text, words.start, words.end):
        _take_sentences(text, sight, index, standing, is_head=True)
    elif standing.hour is None and is_only_online(text, words):
        _take_place(text, words, standing)
    elif is_head:
        _take_place_line(text, sight, standing)


def _take_rule(text: str, sights: list[Sight], index: int, standing: Standing) -> None:
    """Take the hour of a line, the place beside it, and the lines of the address below."""
    sight = sights[index]
    words = sight.block.words
    standing.take_hour(text, sight.starts[0], words)
    standing.used.add(index)
    hours = [span for hour in sight.hours for span in (hour.span, *hour.also)]
    hours += [day.span for day in sight.days]
    hours += list(standing.zone.spans) if standing.zone else []
    hours += exception_spans(text, words)
    facts = read_facts(text, words, hours)
    for span in facts.online:
        _take_place(text, span, standing)
    place = place_phrase(text, words, hours)
    place = place or facts.place(text)
    last = _address_below(text, sights, index, standing)
    if place is not None:
        last = place if last is None else Span(place.start, last.end)
    if last is not None:
        _take_place(text, last, standing)


def _take_place_line(text: str, sight: Sight, standing: Standing) -> None:
    """Take a line at the head that names a room or an address: "Winter 2024 – Room 4, Old Hall"."""
    words = sight.block.words
    is_said = standing.venue is not None or bool(sight.starts or sight.days)
    if is_said or is_section_line(words.cut(text)) or month_head(text, words) is not None:
        return
    last = list(re.finditer(r"\s[–—|-]\s", words.cut(text)))
    place = Span(words.start + last[-1].end(), words.end) if last else words
    is_numbered = any(char.isdigit() for char in place.cut(text)) or "," in place.cut(text)
    is_head = not last or is_section_line(words.cut(text)[: last[-1].start()])
    if is_head and is_numbered and is_place_line(text, place):
        standing.venue = place


def _online_in_bracket(text: str, words: Span) -> Span | None:
    """Return "via Zoom" of a heading such as "Bell Talks (via Zoom)"."""
    bracket = _IN_BRACKET.search(text[words.start : words.end])
    if bracket is None:
        return None
    inside = Span(words.start + bracket.start("inside"), words.start + bracket.end("inside"))
    return inside if is_only_online(text, inside) else None


def _address_below(text: str, sights: list[Sight], index: int, standing: Standing) -> Span | None:
    """Return the lines right below, in the same group, that go on with a place."""
    first: Span | None = None
    for number in range(index + 1, min(index + 6, len(sights))):
        other = sights[number]
        span = other.block.span
        if other.group != sights[index].group or not other.is_words or not is_address(text, span):
            break
        standing.used.add(number)
        lead = re.compile(r"(?:in|at)\s(?:the\s)?", re.I).match(text, span.start, span.end)
        start = lead.end() if lead else span.start
        first = Span(start if first is None else first.start, span.end)
    return first


def _take_sentences(
    text: str, sight: Sight, index: int, standing: Standing, *, is_head: bool
) -> None:
    span = sight.block.span
    for whole in sentences(text, Span(span.start, min(span.end, span.start + MOST_LOOKED_AT))):
        sentence = Span(whole.start, min(whole.end, whole.start + LONGEST_SENTENCE))
        for_all = _FOR_ALL.search(text, sentence.start, sentence.end) is not None
        begins = _BEGINS.search(text, sentence.start, sentence.end) is not None
        hours = [hour for hour in sight.all_hours or sight.hours if hour.span.overlaps(sentence)]
        days = [
            day
            for day in sight.days
            if day.span.overlaps(sentence) and not _is_bracketed(text, sentence, day.span)
        ]
        if sight.sentence is not None and sight.sentence.overlaps(sentence):
            continue
        is_own = is_override(text, sentence) and not for_all
        if any(day.last is None for day in days) or is_own:
            continue
        for_all = for_all or (is_head and begins)
        starts = [hour for hour in hours if not hour.aside]
        is_wanted = is_head and standing.is_hour_wanted and bool(starts)
        if is_wanted or (starts and (for_all or begins)):
            standing.take_hour(text, starts[0], sentence)
            _use(sight, index, standing)
        if is_wanted or (for_all and (begins or starts or is_head)) or (begins and starts):
            _take_said_place(text, sight, sentence, standing, has_hour=bool(starts or begins))
        elif is_head and _PLACE_LABEL.match(text, sentence.start, sentence.end):
            _take_said_place(text, sight, sentence, standing, has_hour=False)
        if is_head and _ONLINE_FOR_ALL.search(sentence.cut(text)):
            standing.take_platform(find_platform(text, sentence))


def _is_bracketed(text: str, sentence: Span, span: Span) -> bool:
    """Say whether a day in brackets is only the exception to a rule: "(Room 5 on 3 May)"."""
    before = text[sentence.start : span.start]
    return before.count("(") > before.count(")")


def _use(sight: Sight, index: int, standing: Standing) -> None:
    if sight.sentence is None:
        standing.used.add(index)


def _take_said_place(
    text: str, sight: Sight, sentence: Span, standing: Standing, *, has_hour: bool
) -> None:
    taken = sight.taken + exception_spans(text, sentence)
    taken += standing.zone.spans if standing.zone else ()
    labelled = _PLACE_LABEL.match(text, sentence.start, sentence.end)
    if labelled is not None and label_of(labelled["label"]) is Label.VENUE:
        value = Span(labelled.end(), sentence.end).trimmed(text, " .\n")
        _take_place(text, value, standing)
        return
    place = place_phrase(text, sentence, taken, is_expected=False)
    if place is None and has_hour:
        facts = read_facts(text, sentence, taken)
        named = [
            span
            for span in facts.venue
            if (is_place(text, span) or is_numbered_place(span.cut(text)))
            and not tells(span.cut(text))
            and any(char.isupper() or char.isdigit() for char in span.cut(text))
        ]
        place = facts.place(text) if named else None
    if place is not None and has_hour:
        standing.venue = standing.venue or place
    standing.take_platform(find_platform(text, sentence))
    if place is None and has_hour and standing.platform is None:
        standing.take_platform(_online(text, sentence))

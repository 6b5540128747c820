"""Gathers what the blocks of one event say, block by block, before anything is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from termcard.announcements.announcement import Kind
from termcard.announcements.parts import HEARD, PartKind
from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.clauses import people_in, title_in
from termcard.announcements.prose.doubles import ALIKE, likeness
from termcard.announcements.prose.facts import FactsRead, is_person_first, read_facts
from termcard.announcements.prose.fields import Said
from termcard.announcements.prose.honorifics import honorific_at
from termcard.announcements.prose.kinds import find_kind, is_kind_alone
from termcard.announcements.prose.labels import PEOPLE, Label
from termcard.announcements.prose.layout import Block, is_prose
from termcard.announcements.prose.likeness import sureness_of_name
from termcard.announcements.prose.line_names import (
    is_host_line,
    is_place_line,
    is_section_line,
    is_series_line,
)
from termcard.announcements.prose.names import is_given_name
from termcard.announcements.prose.parting import quotations
from termcard.announcements.prose.people import (
    PersonFound,
    looks_like_name,
    opens_with_name,
    past_by,
    read_people,
)
from termcard.announcements.prose.phrases import name_at, place_phrase
from termcard.announcements.prose.places import (
    find_online,
    find_platform,
    is_hybrid,
    is_only_online,
    is_place,
    is_unsaid,
)
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.rooms import within_brackets
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.status import find_status, split_status
from termcard.announcements.prose.titles import (
    TitleRead,
    could_be_person_line,
    found,
    is_unsaid_title,
    read_title,
)
from termcard.announcements.prose.venues import (
    begins_with_room,
    leads_to_place,
    without_lead,
    without_note,
    without_online,
)

LONGEST_PLACE = 160
_PART_LINE = re.compile(
    r"(?P<part>moderated|chaired|organi[sz]ed|convened|moderiert|présidée?|animée?)\s(?:by|von"
    r"|par)\s+",
    re.I,
)
_ANSWERS = re.compile(r"(?:respondent|discussant|response)\s[^:\n]{2,40}:\s+(?=[A-ZÀ-Þ])", re.I)
_PARTS = {
    "moder": Label.MODERATOR,
    "chair": Label.CHAIR,
    "organ": Label.ORGANISER,
    "conve": Label.ORGANISER,
    "prési": Label.CHAIR,
    "animé": Label.MODERATOR,
}
_NOW_IN = re.compile(r"now\s(?:in|at)\s(?:the\s)?", re.IGNORECASE)


@dataclass(slots=True, kw_only=True)
class Draft:
    """Everything said of one event so far; the first thing said of a field stands."""

    text: str
    title: Found[str] | None = None
    is_title_unsaid: bool = False
    kind: Found[Kind] | None = None
    series: Found[str] | None = None
    status: Found[Said] | None = None
    venue: list[Span] = field(default_factory=list)
    platform: Found[str] | None = None
    is_hybrid: bool = False
    people: list[PersonFound] = field(default_factory=list)
    attendance: list[Span] = field(default_factory=list)
    contact: list[Span] = field(default_factory=list)
    host: Found[str] | None = None
    abstract: list[Span] = field(default_factory=list)
    weak_title: Span | None = None
    doubtful: list[PersonFound] = field(default_factory=list)

    @property
    def is_heard(self) -> bool:
        """Whether anybody is known whom one comes to hear."""
        return any(person.part in HEARD for person in self.people)

    def take_label(self, block: Block) -> None:
        """Take what a labelled line says."""
        label, value = block.label, block.value
        if not value or label is None:
            return
        if label in PEOPLE:
            self._take_people(label, value)
        elif label is Label.TITLE:
            self._take_labelled_title(value)
        elif label is Label.KIND:
            self.kind = find_kind(self.text, value) or self.kind
        elif label is Label.VENUE:
            self.take_venue(sentences(self.text, value)[0])
        elif label is Label.ONLINE:
            self._take_online(block, value)
        elif label is Label.HOST:
            self._take_host(value)
        elif label is Label.SERIES:
            self.series = self.series or found(self.text, value, "a labelled series")
        elif label in (Label.AFFILIATION, Label.ROLE) and self.people:
            self._take_about_person(label, value)

    def _take_labelled_title(self, value: Span) -> None:
        """Take what stands behind "Title:"; whole sentences are a summary under a heading."""
        if self.title is not None and is_prose(value.cut(self.text)):
            self.abstract.append(value)
            return
        self.take_title(read_title(self.text, value, "a labelled title"), may_replace=True)
        self.is_title_unsaid = is_unsaid_title(self.text, value)

    def _take_people(self, label: Label, value: Span) -> None:
        if is_unsaid_title(self.text, value):
            return
        read = read_people(self.text, value, PartKind(label.value))
        if not read and label is Label.ORGANISER:
            self.host = self.host or found(self.text, value, "a labelled organiser")
            return
        known = {person.name for person in self.people}
        self.people.extend(person for person in read if person.name not in known)

    def _take_host(self, value: Span) -> None:
        """Take whoever stands behind "Host:": a person has a part, else it is who organises."""
        text, words = self.text, value.cut(self.text)
        is_named = looks_like_name(words) and is_given_name(words.split()[0])
        if (is_named or honorific_at(text, value)) and not is_institution(words.split(",")[0]):
            self.people.extend(read_people(text, value, PartKind.HOST))
        else:
            self.host = self.host or found(text, value, "a labelled host")

    def _take_about_person(self, label: Label, value: Span) -> None:
        person = self.people[-1]
        words = " ".join(value.cut(self.text).split())
        spans = (*person.spans, value)
        if label is Label.ROLE and not person.role:
            self.people[-1] = replace(person, role=words, spans=spans)
        elif label is Label.AFFILIATION and not person.affiliation:
            self.people[-1] = replace(person, affiliation=words, spans=spans)

    def _take_online(self, block: Block, value: Span) -> None:
        if is_unsaid(self.text, value) or re.match(
            r"in[- ]person\sonly|no\b", value.cut(self.text), re.IGNORECASE
        ):
            return
        named = find_platform(self.text, value, is_expected=True) or find_platform(
            self.text, Span(block.span.start, value.start), is_expected=True
        )
        unnamed = Found(value="online", spans=(value,), reason="a labelled way online")
        if self.platform is None or self.platform.value == "online":
            self.platform = named or self.platform or unnamed

    def take_venue(self, value: Span) -> None:
        """Take a place as said, and the way online that may stand beside it."""
        status, value = split_status(self.text, value)
        self.status = self.status or status
        value = within_brackets(self.text, value)
        if moved := _NOW_IN.match(self.text, value.start, value.end):
            value = Span(moved.end(), value.end)
        if is_unsaid(self.text, value):
            return
        self.is_hybrid = self.is_hybrid or is_hybrid(self.text, value)
        online = find_platform(self.text, value, is_expected=True)
        if online is None and (said := find_online(self.text, value)) is not None:
            online = Found(value="online", spans=(said,), reason="the words for it")
        if online is not None and (self.platform is None or self.platform.value == "online"):
            self.platform = online
        if is_only_online(self.text, value):
            return
        if online is not None:
            value = without_online(self.text, value)
        value = without_lead(self.text, without_note(self.text, value))
        if value and not self.venue:
            self.venue.append(value)

    def take_title(self, read: TitleRead, *, may_replace: bool = False) -> None:
        """Take a title and what came off it."""
        if read.title is not None and (self.title is None or may_replace):
            self.title = read.title
        self.kind = self.kind or read.kind
        self.series = self.series or read.series
        for place in (read.venue, read.online):
            if place is not None:
                self.take_venue(place)
        self.status = self.status or read.status
        known = {person.name for person in self.people}
        self.people.extend(person for person in read.people if person.name not in known)

    def take_facts(self, within: Span, taken: list[Span], read: FactsRead | None) -> None:
        """Take a comma-separated line, whose dates and hours are taken; `read` when it was read."""
        status, within = split_status(self.text, within)
        self.status = self.status or status
        if read is None or status is not None:
            read = read_facts(self.text, within, taken)
        self._take_places(read)
        known = {person.name for person in self.people}
        self.people.extend(person for person in read.people if person.name not in known)
        self.attendance.extend(read.attendance)
        self.contact.extend(read.contact)
        for span in read.kind:
            self.kind = self.kind or find_kind(self.text, span)
        for span in read.series:
            self.series = self.series or found(self.text, span, "stands among the facts")
            self.kind = self.kind or find_kind(self.text, span)
        self.status = self.status or read.status
        if read.is_untitled and self.title is None and read.title is None:
            self.is_title_unsaid = True
        if read.title is not None and read.is_quoted:
            quoted = read_title(self.text, read.title, "quoted among the facts")
            self._make_heading_series()
            self.take_title(quoted)
        elif read.title is not None or read.unknown:
            self.weak_title = self.weak_title or read.title or read.unknown[0]

    def _make_heading_series(self) -> None:
        """Let a heading without quotation marks be the series when the facts quote a title."""
        if self.title is None or self.title.reason != "the heading":
            return
        if self.text[self.title.spans[0].start - 1 : self.title.spans[0].start] in tuple("\"'“‘„«"):
            return
        self.series = self.series or self.title
        self.title = None

    def take_sentence(self, sentence: Span, taken: list[Span]) -> None:
        """Take what a sentence in prose says besides when."""
        quoted_words = [whole for _, whole in quotations(self.text, sentence)]
        people = people_in(self.text, sentence)
        named = [span for person in people for span in person.spans]
        apart = taken + quoted_words + named
        place = place_phrase(self.text, sentence, apart, is_expected=True)
        place = place or self._place_behind(sentence, taken)
        if place is not None:
            self.take_venue(place)
        known = {person.name for person in self.people}
        if not self.people:
            self.people.extend(person for person in people if person.name not in known)
        if (quoted := title_in(self.text, sentence)) is not None:
            self._make_heading_series()
            self.take_title(read_title(self.text, quoted, "quoted in the sentence"))
        self.status = self.status or find_status(self.text, sentence)
        self.platform = self.platform or find_platform(self.text, sentence)

    def _place_behind(self, sentence: Span, taken: list[Span]) -> Span | None:
        """Return the place that follows an hour and a comma: "at 6pm, Room 5, Old Hall"."""
        for span in sorted(taken, reverse=True):
            comma = re.compile(r"\)?\s?,\s").match(self.text, span.end, sentence.end)
            if comma is None:
                continue
            place = name_at(self.text, comma.end(), sentence.end, taken)
            if place is not None and is_place(self.text, place):
                return place
        return None

    def _take_places(self, read: FactsRead) -> None:
        for span in sorted(read.online, key=lambda span: not find_platform(self.text, span)):
            named = find_platform(self.text, span, is_expected=True) or Found(
                value="online", spans=(span,), reason="the words for it"
            )
            self.platform = self.platform or named
            self.kind = self.kind or find_kind(self.text, span)
        place = read.place(self.text)
        if place is not None:
            is_long = len(place.cut(self.text)) > LONGEST_PLACE
            self.take_venue(read.venue[0] if is_long else place)

    def take_line(self, within: Span, behind: str) -> None:
        """Take a short line that is not the title: a person, a place, a kind, a host."""
        text = self.text
        status, within = split_status(text, within)
        self.status = self.status or status or find_status(text, within)
        if not within:
            return
        words = within.cut(text)
        if answers := _ANSWERS.match(text, within.start, within.end):
            self._take_people(Label.RESPONDENT, Span(answers.end(), within.end))
        elif part := _PART_LINE.match(text, within.start, within.end):
            self._take_people(_PARTS[part["part"].lower()[:5]], Span(part.end(), within.end))
        elif is_kind_alone(text, within) or (
            words.endswith(":") and not is_person_first(text, within)
        ):
            self.kind = self.kind or find_kind(text, within)
        elif is_only_online(text, within):
            self.take_venue(within)
        elif not self._take_person_line(within, behind):
            self._take_name(within)

    def _take_person_line(self, within: Span, behind: str) -> bool:
        text = self.text
        if self._take_people_with_words(within):
            return True
        is_other = opens_with_name(text, within)
        if not is_other and self._is_about_last_person(within.cut(text)):
            self._continue_person(within)
            return True
        if not could_be_person_line(text, within, behind):
            return self._take_people_alone(within)
        known = {person.name for person in self.people}
        read = read_people(text, past_by(text, within))
        self.people.extend(person for person in read if person.name not in known)
        return bool(read) or self._take_people_alone(within)

    def _take_people_with_words(self, within: Span) -> bool:
        """Take "Dr Ann Vale (Example): “On Bells”" below the title of the whole event."""
        if self.title is None or not is_person_first(self.text, within):
            return False
        facts = read_facts(self.text, within, [])
        if facts.title is None:
            return False
        known = {person.name for person in self.people}
        self.people.extend(person for person in facts.people if person.name not in known)
        return True

    def _take_people_alone(self, within: Span) -> bool:
        """Take "A talk by Ann Vale": a line with people and no words that could be a title."""
        facts = read_facts(self.text, within, [])
        if not facts.people or facts.title is not None or self.is_heard or len(facts.venue):
            return False
        is_sure = sureness_of_name(self.text, within) != 1
        if not is_sure and within.cut(self.text).isupper():
            return False
        if is_sure:
            self.people.extend(facts.people)
        else:
            self._doubt(within, facts.people)
        return True

    def _doubt(self, within: Span, people: list[PersonFound]) -> None:
        """Keep two capitals on a line, which may be a name; of several those next to the title."""
        title = self.title.spans[0].start if self.title else within.start
        away = abs(within.start - title)
        if not self.doubtful or away < abs(self.doubtful[0].spans[0].start - title):
            self.doubtful = people

    def settle_people(self) -> None:
        """Take those who may be people when nobody else is known whom one comes to hear."""
        title = self.title.value if self.title else ""
        doubtful = [one for one in self.doubtful if likeness(one.name, title) < ALIKE]
        self.people.extend([] if self.is_heard else doubtful)

    def _take_name(self, within: Span) -> None:
        """Take a line that names a series, a place or a host."""
        text, words = self.text, within.cut(self.text)
        if is_section_line(words):
            return
        if is_series_line(text, within):
            self.series = self.series or found(text, within, "a line that names a series")
            self.kind = self.kind or find_kind(text, within)
        elif is_place_line(text, within) and (not self.venue or not is_host_line(words)):
            self.take_venue(within)
        elif is_host_line(words):
            self.host = self.host or found(text, within, "an institution's name")

    def _is_about_last_person(self, words: str) -> bool:
        if not self.people or self.people[-1].affiliation or len(words) > 160:
            return False
        if leads_to_place(words) or (not self.venue and begins_with_room(words)):
            return False
        follows = is_institution(words) and not any(char in words for char in ":?!")
        return is_role(words) or is_host_line(words) or follows

    def _continue_person(self, within: Span) -> None:
        person = self.people[-1]
        start = person.spans[0].start
        if 0 <= within.start - person.spans[-1].end <= 6:
            again = read_people(self.text, Span(start, within.end), person.part)
            if len(again) == 1 and again[0].name == person.name:
                self.people[-1] = again[0]
                return
        words = " ".join(within.cut(self.text).split())
        spans = (*person.spans, within)
        if is_role(words) and not person.role:
            self.people[-1] = replace(person, role=words, spans=spans)
        else:
            self.people[-1] = replace(person, affiliation=words, spans=spans)

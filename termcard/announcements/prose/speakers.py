"""Finds who speaks where only the paragraphs say it: glued to the abstract, or in a sentence."""

from __future__ import annotations

import re
from dataclasses import replace

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.clauses import named_at, people_in, talks_with
from termcard.announcements.prose.honorifics import honorific_at
from termcard.announcements.prose.names import is_given_name
from termcard.announcements.prose.people import PersonFound, looks_like_name, read_people
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.verbs import ANNOUNCES

_RUN = re.compile(
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w'’.-]+(?:\s(?:(?:van|von|de|der|del|la|le|di|ter|al)\s){0,2}"
    r"[A-ZÀ-ÞĀ-Ž][\w'’.-]*){1,3})\s(?=(?:I|We|A|An|The|In|On|At|If|It|This|That|There|When|What|How"
    r"|Why|Since|For|From|As|By|To|Our|My|Is|Are|Can|One|Two|[A-ZÀ-Þ][\w'’-]+)\s[\w'’\"“(-])"
)
# "Ann Vale (Leeds) You can learn a lot": the bracket parts the name from what it begins.
_BRACKETED = re.compile(
    r"(?P<name>[A-ZÀ-ÞĀ-Ž][\w'’.-]+(?:\s[\w'’.-]+){1,3})\s\([^()\n]{2,70}\)\s(?=[A-ZÀ-Þ])"
)
_SPEAKS = re.compile(
    r"(?:,\s(?P<role>[^.;\n]{4,120}?),)?\s(?:gives|presents|speaks|talks|discusses|explores|looks"
    r"|argues|asks|shows|explains|examines|reflects|considers|introduces|describes|traces|tells"
    r"|reports|reads|will\s(?:give|speak|talk|present|discuss|explore|look|argue|ask|show|explain"
    r"|examine|reflect|consider|introduce|describe|report|read|take)|spricht|zeigt|berichtet|stellt"
    r"|présente|reviendra|montre|racconta|presenta|muestra|vertelt)\b"
)
_IS_POST = re.compile(
    r"\s(?:is|ist|est|è|es)\s(?:an?\s|the\s|eine?\s|une?\s|un[ao']?\s)?(?P<role>[^.,;\n]{4,80}?)"
    r"(?:,?\s(?:at|an\sder|am|à\sl['’]|dell['’]|en\sla|of)\s?(?:the\s)?"
    r"(?P<where>[A-ZÀ-Þ][^.,;\n]{3,80}))?(?=[.,;\n]|\Z)"
)
_SAYS = re.compile(r"gives?|speaks?|talks?|presents?|reads?|spricht|présente|presenta")
_HEARD_BEFORE = re.compile(
    r"(?<!\w)(?:with|by|join|hear|speaker(?:\sis|:)?|welcome|featuring|mit|von|par|avec|con|di|da"
    r"|por|met|door|vortrag\svon|author)\s(?:[a-zà-ÿ][\w-]*,?\s|our\sguest\s){0,4}(?:the\s)?\Z"
)
_IS_SPEAKER = re.compile(r",?\s(?:is|are)\s[^.]{0,60}\b(?:speaker|guest|lecturer)s?\b")
_GIVES = re.compile(
    r"(?<!\w)(?:tenere|terrà|tiene|give|gives|deliver|delivers|hält|halten\swird|donner|donnera"
    r"|impartir|impartirá"
    r"|houdt)\s(?:the|a|an|la|l['’]|una?|den|die|einen|une|de|het|een)",
    re.IGNORECASE,
)
_RESPONSE = re.compile(r"\b(?:response|discussant|comment\w*)\s(?:by|from|will\sbe|is)\s\Z", re.I)
MOST_SENTENCES = 5


_ON = re.compile(r"(?:\s\([^()\n]{2,70}\))?\s(?:on|über|sur|su|sobre|over)\s")


def _with_bracket(text: str, person: PersonFound) -> PersonFound:
    """Add the institution in a bracket right behind a name."""
    bracket = re.compile(r"\s\([^()\n]{2,70}\)").match(text, person.spans[-1].end)
    if bracket is None:
        return person
    people = read_people(text, Span(person.spans[0].start, bracket.end()))
    return people[0] if len(people) == 1 else person


def speaker_opening(text: str, paragraph: Span) -> PersonFound | None:
    """Return who a paragraph begins with when that person speaks: "Prof Vale gives …"."""
    person = named_at(text, paragraph.start, paragraph.end)
    if person is None:
        return None
    match = _SPEAKS.match(text, person.spans[-1].end, paragraph.end)
    if match is None and _ON.match(text, person.spans[-1].end, paragraph.end):
        return _with_bracket(text, person) if person.honorific else None
    if match is None or talks_with(text, person.spans[-1].end, paragraph.end):
        return None
    if match["role"] is None:
        # "Machine Learning looks at …" begins like a name; a title or speaking tells them apart.
        is_sure = bool(person.honorific or _SAYS.search(match.group()))
        return person if is_sure or is_given_name(person.name.split()[0]) else None
    role = Span(*match.span("role"))
    words = " ".join(role.cut(text).split())
    return replace(person, role=words, spans=(*person.spans, role))


def person_described(text: str, paragraph: Span) -> PersonFound | None:
    """Return whom a paragraph describes: "Ann Vale is a Lecturer in Glass at Leeds"."""
    person = named_at(text, paragraph.start, paragraph.end)
    if person is None:
        return None
    match = _IS_POST.match(text, person.spans[-1].end, paragraph.end)
    if match is None or not is_role(match["role"]):
        return None
    role = Span(*match.span("role"))
    person = replace(person, role=" ".join(match["role"].split()), spans=(*person.spans, role))
    if match["where"] is None or not is_institution(match["where"]):
        return person
    where = Span(*match.span("where"))
    affiliation = " ".join(match["where"].split())
    return replace(person, affiliation=affiliation, spans=(*person.spans, where))


def speakers_told(text: str, paragraph: Span) -> list[PersonFound]:
    """Return who a paragraph says one will hear: "Join the writer Ann Vale for …"."""
    for sentence in sentences(text, paragraph)[:MOST_SENTENCES]:
        people = people_in(text, sentence)
        if not people:
            continue
        first, last = people[0].spans[0].start, people[-1].spans[-1].end
        before = text[max(sentence.start, first - 60) : first]
        behind = text[last : min(sentence.end, last + 60)]
        if _RESPONSE.search(before):
            continue
        is_speaker = _IS_SPEAKER.match(behind) is not None or (
            len(people) > 1 and talks_with(text, people[0].spans[-1].end, sentence.end)
        )
        gives = _GIVES.search(text, last, min(sentence.end, last + 160)) is not None
        if is_speaker or gives or _HEARD_BEFORE.search(before) or ANNOUNCES.search(behind):
            return people
    return []


def speaker_glued(text: str, paragraph: Span) -> tuple[PersonFound, int] | None:
    """Return the name that runs straight into an abstract, and where the abstract begins."""
    honorific = honorific_at(text, paragraph)
    start = honorific.end + 1 if honorific else paragraph.start
    match = _BRACKETED.match(text, start, paragraph.end) or _RUN.match(text, start, paragraph.end)
    if match is None:
        return None
    words = match["name"].split()
    name = " ".join(words)
    if not looks_like_name(name) or is_institution(name) or len(words) > 4:
        return None
    if not honorific and not is_given_name(words[0]):
        return None
    behind = re.match(r"\S+", text[match.end() : paragraph.end])
    if behind is None or behind.group().islower():
        return None
    people = read_people(text, Span(paragraph.start, match.end()).trimmed(text))
    return (people[0], match.end()) if len(people) == 1 else None

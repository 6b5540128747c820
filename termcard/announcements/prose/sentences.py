"""Finds sentences that announce: "The talk will take place at 4pm on Monday 3 May in the Hall"."""

from __future__ import annotations

import re
from dataclasses import replace

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.people import PersonFound, honorific_at, read_people
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Span

_ANNOUNCES = re.compile(
    r"(?<!\w)(?:will\s(?:\w+\s)?(?:be|take|give|speak|present|talk|host|hold|deliver|discuss"
    r"|begin|start|meet)"
    r"|takes?\splace|is\s(?:being\s)?held|to\sbe\sheld|is\sscheduled|invites?|is\spleased"
    r"|findet|finden|spricht|hält|lädt|laden|startet|eröffnet"
    r"|aura\slieu|auront\slieu|se\stiendra|donnera|interviendra"
    r"|si\sterrà|si\ssvolgerà|avrà\sluogo|terrà|vedrà|tendrá\slugar|se\scelebrará|impartirá"
    r"|vindt|vinden|spreekt)(?!\w)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?<!\w)(?:in|at|im|in\sder|à\sla|au|nel|nella|presso|en\sel|en\sla)\s(?:the\s|l['’])?"
    r"(?P<place>[A-ZÀ-Þ0-9][\w.'’-]*(?:(?:,?\s(?:of\s|the\s|de\s|der\s|and\s"
    r"|&\s)?)[A-ZÀ-Þ0-9][\w.'’-]*){0,9})"
)
_GIVEN_BY = re.compile(
    r"\b(?:by|von|par|di|por|door|speaker\s(?:will\sbe|is))\s(?:the\s)?(?=[A-ZÀ-Þ])"
)


def as_facts(text: str, sight: Sight) -> Sight | None:
    """Return the block as one about when, seen through the sentence that says it; else None."""
    if sight.block.kind not in (BlockKind.TEXT, BlockKind.HEADING) or not sight.days:
        return None
    for sentence in sentences(text, sight.block.span):
        days = tuple(day for day in sight.days if day.span.overlaps(sentence))
        hours = tuple(hour for hour in sight.hours if hour.span.overlaps(sentence))
        if not days or all(hour.aside for hour in hours):
            continue
        if _ANNOUNCES.search(text, sentence.start, sentence.end):
            return replace(sight, days=days, hours=hours, is_about_when=True, sentence=sentence)
    return None


def place_in(text: str, sentence: Span, taken: list[Span]) -> Span | None:
    """Return the room or building that a sentence names behind "in" or "at"."""
    for match in _PLACE.finditer(text, sentence.start, sentence.end):
        span = Span(*match.span("place")).trimmed(text, " .,;")
        if any(span.overlaps(other) for other in taken):
            continue
        if is_place(text, span):
            return span
    return None


def people_in(text: str, sentence: Span) -> list[PersonFound]:
    """Return whoever a sentence says is to speak, where a title or "by" marks the name."""
    for match in _GIVEN_BY.finditer(text, sentence.start, sentence.end):
        if person := _named_at(text, match.end(), sentence.end):
            return [person]
    for match in re.finditer(r"\b(?:Prof|Dr|Professor|Sir|Dame)\b", sentence.cut(text)):
        if person := _named_at(text, sentence.start + match.start(), sentence.end):
            return [person]
    return []


_SPEAKS = re.compile(
    r"(?:,\s(?P<role>[^.;\n]{4,120}?),)?\s(?:gives|presents|speaks|talks|discusses|explores|looks|argues|asks|shows"
    r"|explains|examines|reflects|considers|introduces|describes|traces|tells|reports|will\s(?:give|speak|talk|present"
    r"|discuss|explore|look|argue|ask|show|explain|examine|reflect|consider|introduce|describe|report))\b"
)


_SAYS = re.compile(r"gives?|speaks?|talks?|presents?")


def speaker_opening(text: str, paragraph: Span) -> PersonFound | None:
    """Return who a paragraph begins with when that person speaks: "Prof Vale gives …"."""
    person = _named_at(text, paragraph.start, paragraph.end)
    if person is None:
        return None
    match = _SPEAKS.match(text, person.spans[-1].end, paragraph.end)
    if match is None:
        return None
    if match["role"] is None:
        # "Machine Learning looks at …" begins like a name; a title or speaking tells them apart.
        is_sure = person.honorific or _SAYS.search(match.group())
        return person if is_sure else None
    role = Span(*match.span("role"))
    words = " ".join(role.cut(text).split())
    return replace(person, role=words, spans=(*person.spans, role))


_NAME_AHEAD = re.compile(
    r"(?P<name>(?:(?:von|van|de|der|la|di|du)\s)?[A-ZÀ-Þ][\w'’-]+(?:\s(?:[A-ZÀ-Þ]\.|(?:von|van"
    r"|de|der|la|di|du)\s[A-ZÀ-Þ][\w'’-]+|[A-ZÀ-Þ][\w'’-]+)){0,3})"
)


def _named_at(text: str, start: int, stop: int) -> PersonFound | None:
    honorific = honorific_at(text, Span(start, stop))
    begin = honorific.end if honorific else start
    while begin < stop and text[begin] in " .":
        begin += 1
    match = _NAME_AHEAD.match(text, begin, stop)
    if match is None:
        return None
    people = read_people(text, Span(start, match.end()))
    return people[0] if people else None

"""Sorts the paragraphs of an event: abstract, how to come, biography, contact, page foot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from termcard.announcements.prose.attendance import how_to_come, sentences
from termcard.announcements.prose.furniture import is_contact_without_address
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.people import PersonFound
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Found, Span

SHORTEST_ABSTRACT = 30
_ADDRESS = re.compile(
    r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\sat\s|\sAT\s|\(a\))\s?[\w-]+(?:\s?(?:\.|\sdot\s|\sDOT\s"
    r"|\[dot\]|\(dot\))\s?[\w-]+)+"
)
_CONTACT = re.compile(
    r"(?:for\s(?:more|further)\s(?:information|details)[^.]{0,40}?(?:contact|e-?mail|see)?"
    r"|contact|please\scontact|e-?mail|enquiries|kontakt"
    r"|weitere\sinformationen|pour\s(?:plus|tout)[^.]{0,30}|per\s(?:ulteriori\s)?informazioni"
    r"|para\smás\sinformación|meer\sinformatie)\b",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+|\(0|\b0)[\d\s()/-]{7,18}\d")
_ABOUT_A_PERSON = re.compile(
    r"\s(?:is|was|has|holds|received|studied|teaches|works|joined|took|completed|earned|leads"
    r"|serves|grew|ist|war|studierte|lehrt|est|a\s|è|insegna|es|imparte|bekleidet)\b"
)


@dataclass(slots=True, kw_only=True)
class BodyRead:
    """The paragraphs of an event by what they are for."""

    abstract: list[Span] = field(default_factory=list)
    attendance: list[Span] = field(default_factory=list)
    biography: list[Span] = field(default_factory=list)
    contact: list[Span] = field(default_factory=list)
    labelled_abstract: bool = False


def read_body(text: str, blocks: list[Sight], people: list[PersonFound]) -> BodyRead:
    """Sort the paragraphs that stand after the facts, until the page's own foot begins."""
    body = BodyRead()
    section: Label | None = None
    for sight in blocks:
        block = sight.block
        if block.kind is BlockKind.FURNITURE:
            # The value of a label above is no end of the event; a button or stamp is.
            if block.label is None and (body.abstract or body.attendance):
                break
            continue
        if block.kind is BlockKind.LABELLED:
            section = _read_label(text, sight, body)
        elif block.kind is BlockKind.TEXT:
            announces = sight.sentence is not None
            _read_paragraph(text, block.span, section, body, people, announces=announces)
        elif section is Label.ABSTRACT and _is_sentence(text, block.span):
            body.abstract.append(block.span)
        elif not _read_short(text, block.span, body):
            section = None
    return body


def _read_label(text: str, sight: Sight, body: BodyRead) -> Label | None:
    block = sight.block
    if block.value is None or block.label not in (
        Label.ABSTRACT,
        Label.BIOGRAPHY,
        Label.ATTENDANCE,
        Label.CONTACT,
    ):
        return None
    if block.label is Label.ABSTRACT:
        if not body.labelled_abstract:
            body.abstract.clear()
        body.labelled_abstract = True
    if block.value:
        room = {
            Label.ABSTRACT: body.abstract,
            Label.BIOGRAPHY: body.biography,
            Label.ATTENDANCE: body.attendance,
            Label.CONTACT: body.contact,
        }[block.label]
        room.append(block.value)
    return block.label if block.label in (Label.ABSTRACT, Label.BIOGRAPHY) else None


def _read_paragraph(
    text: str,
    span: Span,
    section: Label | None,
    body: BodyRead,
    people: list[PersonFound],
    *,
    announces: bool = False,
) -> None:
    words = span.cut(text)
    if is_contact_without_address(words) or _read_contact(text, span, body):
        return
    if announces and (section is Label.ABSTRACT or len(sentences(text, span)) <= 3):
        return
    telling, is_all = how_to_come(text, span)
    if telling is not None:
        body.attendance.append(telling)
        if is_all:
            return
    if section is Label.BIOGRAPHY or _is_about_a_person(words, people):
        body.biography.append(span)
    elif section is Label.ABSTRACT or not body.labelled_abstract:
        body.abstract.append(span)


def _read_short(text: str, span: Span, body: BodyRead) -> bool:
    words = span.cut(text)
    if is_contact_without_address(words) or _read_contact(text, span, body):
        return True
    telling, _ = how_to_come(text, span)
    if telling is not None:
        body.attendance.append(telling)
    return telling is not None


def contact_in(text: str, span: Span) -> Span | None:
    """Return whom a short paragraph says to ask; None for one about something else."""
    if span.end - span.start > 300:
        return None
    start = _CONTACT.match(text, span.start, span.end)
    if start is None:
        return None
    if not _ADDRESS.search(text, span.start, span.end) and not _PHONE.search(
        text, span.start, span.end
    ):
        return None
    return _contact_itself(text, span)


def _read_contact(text: str, span: Span, body: BodyRead) -> bool:
    contact = contact_in(text, span)
    if contact is not None:
        body.contact.append(contact)
    return contact is not None


def _contact_itself(text: str, span: Span) -> Span:
    """Return whom to ask without the words around: "Contact … for more information"."""
    opening = re.compile(r"(?:please\s)?(?:contact|e-?mail)\s*:?\s+", re.I).match(
        text, span.start, span.end
    )
    if opening is None:
        return span
    closing = re.compile(r"\s+(?:for\s|to\s|with\s|if\s)[^@]*\Z").search(
        text[opening.end() : span.end]
    )
    end = opening.end() + closing.start() if closing else span.end
    return Span(opening.end(), end)


def _is_sentence(text: str, span: Span) -> bool:
    return span.end - span.start >= SHORTEST_ABSTRACT


def _is_about_a_person(words: str, people: list[PersonFound]) -> bool:
    head = words[:80]
    return any(
        (position := head.find(person.name.split()[-1])) >= 0
        and position < 40
        and _ABOUT_A_PERSON.match(head[position + len(person.name.split()[-1]) :]) is not None
        for person in people
        if person.name
    )


def joined(text: str, spans: list[Span], reason: str) -> Found[str] | None:
    """Return paragraphs as one value: a blank line between them, broken lines mended.

    Neighbours with nothing but space between them are one range of evidence.
    """
    if not spans:
        return None
    spans = sorted(spans)
    value = "\n\n".join(mended(span.cut(text)) for span in spans)
    ranges = [spans[0]]
    for span in spans[1:]:
        if text[ranges[-1].end : span.start].strip():
            ranges.append(span)
        else:
            ranges[-1] = Span(ranges[-1].start, span.end)
    return Found(value=value, spans=tuple(ranges), reason=reason)


def mended(words: str) -> str:
    """Return a paragraph whose lines were broken at a width as one line."""
    lines = [line.strip() for line in words.split("\n")]
    paragraphs: list[str] = [""]
    for line in lines:
        if line:
            paragraphs[-1] = f"{paragraphs[-1]} {line}".strip()
        elif paragraphs[-1]:
            paragraphs.append("")
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)

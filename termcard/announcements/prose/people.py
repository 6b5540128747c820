"""Reads people: titles before the name, the name, then post and institution."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from termcard.announcements.parts import PartKind
from termcard.announcements.prose.honorifics import (
    bare_name,
    honorific_at,
    is_capital,
    is_degree,
)
from termcard.announcements.prose.languages import fold, wordlist
from termcard.announcements.prose.names import is_given_name
from termcard.announcements.prose.parts_told import part_told
from termcard.announcements.prose.pieces import pieces
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.spans import Span

_PARTICLES = wordlist(
    "von van de der den du da di del della la le los las ter ten zu zur bin ibn al el y e dos "
    "das do af av mac st st. d' l' o' i binti binte ap ferch ní nic abu ben ould uí"
)
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÖØ-ÞĀ-Ž]|d['’]|l['’]|O['’]|al-|el-)[\w'’.-]*\Z")
_NOT_NAMES = wordlist(
    "the a an in on at for and with online hybrid room hall free all everyone please public"
    " seminar "
    "lecture talk workshop conference tea coffee monday tuesday wednesday thursday friday saturday "
    "sunday january february march april june july august september october november december "
    "school faculty department institute university college centre center zoom teams via from "
    "title abstract speaker venue introduction discussion questions break lunch welcome tba tbc"
    " tbd "
    "cancelled postponed der die das und im am le les une un series term week research annual new "
    "reading group session summer winter spring autumn events event programme program professor "
    "that which what who when where how why is are was not no to of by as it its our your their "
    "dr prof reader director head dean chair fellow senior junior research associate assistant"
)
_SUBJECT = re.compile(
    r"(?:[\w-]+\s(?:and\s|&\s|of\s)?){0,3}(?:\w+(?:ology|ography|onomy|ophy|istry|ematics"
    r"|onomics|istics)|sciences?|studies|history|physics|classics"
    r"|law|engineering|literature|arts|education|medicine|languages|music|politics|archives"
    r"|informatik|geschichte|physik)",
    re.I,
)
_AND = re.compile(r"\s+(?:and|&|und|et|y|en|e|sowie|with|avec)\s+", re.I)
_AND_PERSON = re.compile(
    r"\s+(?:and|&|und|et|y|e|en)\s+(?=(?:Prof(?:essor)?|Drs?|Sir|Dame|Revd?|Dott|Dra)\b)"
)
_LEADING_AND = re.compile(r"(?:and|&|und|et|y|e|en|with|sowie)\s+(?=\S)")
_LEADING_POST = re.compile(
    r"(?:(?:the|die|der|le|la|il|el|de)\s)?(?:[ld]['’])?(?:[a-zà-ÿ][\w-]+\s){1,3}(?=[A-ZÀ-Þ])"
)
_AT = re.compile(
    r"(?<=\w)\s+(?:at|an\s+der|am|an\s+dem|à\s+l['’]|à\s+la|au|alla|all['’]|dell['’]|de\s+l['’]"
    r"|presso|en\s+la|aan\s+de)\s*(?:the\s+)?(?=[A-ZÀ-Ý])"
)
# The bracket in "W.J. (Wim) de Ruijter" is part of the name.
_CALLED = r"(?<=[A-Z]\.\s)\([A-ZÀ-Þ][\w'’-]+\)\s\w"
_OPENS_BRACKET = re.compile(rf"\s?(?!{_CALLED})[(\[]")
_BRACKET = re.compile(rf"\s*(?!{_CALLED})[(\[](?P<inside>[^()\[\]]{{2,200}})[)\]]")
_CALLED_NAME = re.compile(r"(?<=[A-Z]\.\s)\(([A-ZÀ-Þ][\w'’-]+)\)(?=\s\w)")
_NAME_ENDS = re.compile(r"\s\(|\s[–—-]\s")
_BULLET = re.compile(r"[-–—•·*▪]\s+(?=\S)")
_DASH = re.compile(r"\s+[–—-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonFound:
    """One person as printed, with every place in the text where that was read."""

    name: str
    spans: tuple[Span, ...]
    honorific: str = ""
    role: str = ""
    affiliation: str = ""
    part: PartKind = PartKind.SPEAKER


def without_bracket(words: str) -> str:
    """Return what stands before the first bracket that does not belong to a name."""
    bracket = _OPENS_BRACKET.search(words)
    return words[: bracket.start()] if bracket else words


def looks_like_name(words: str) -> bool:
    """Say whether words can be a person's name: two to five words, capitals and particles."""
    parts = _CALLED_NAME.sub(r"\1", words).split()
    if not 2 <= len(parts) <= 6 or any(char.isdigit() for char in words):
        return False
    if parts[0].casefold() in _NOT_NAMES or any(map(_is_no_name, parts[1:])):
        return False
    named = [part for part in parts if _NAME_WORD.match(part)]
    others = [part for part in parts if part not in named]
    if not all(fold(part) in _PARTICLES for part in others):
        return False
    return len(named) >= 2 and bool(_NAME_WORD.match(parts[-1])) and not words.endswith(":")


def _is_no_name(word: str) -> bool:
    folded = word.casefold().strip(".,")
    return folded in _NOT_NAMES and folded not in _PARTICLES


_HEAD_END = re.compile(r"\s?[,(;:]|\s[–—-]\s|\s(?:and|&|und|et|e|y|en)\s")


def opens_with_name(text: str, within: Span) -> bool:
    """Say whether a line begins with a title and a name, or with a known given name and one."""
    if honorific_at(text, within) is not None:
        return True
    head = _HEAD_END.split(within.cut(text), maxsplit=1)[0]
    return looks_like_name(head) and is_given_name(head.split()[0])


def read_people(text: str, within: Span, part: PartKind = PartKind.SPEAKER) -> list[PersonFound]:
    """Read a list of people as printed: "Dr Ann Vale, Reader in Hydrology, Example University".

    Titles, capitals and commas decide where one person ends and the next begins; a post comes
    before the institution, and both may hold commas of their own.
    """
    people: list[PersonFound] = []
    for piece in pieces(text, within, ";\n"):
        bullet = _BULLET.match(text, piece.start, piece.end)
        chunk = Span(bullet.end(), piece.end) if bullet else piece
        for one in _slashed(text, chunk):
            _read_chunk(text, one, part, people)
    return [_finished(person) for person in people]


def _slashed(text: str, chunk: Span) -> Iterator[Span]:
    """Part "Ann Vale (Leeds) / Bo Lind (Bonn)" where a name stands on either side."""
    start = chunk.start
    for slash in re.finditer(r"(?<=[\w)])\s/\s", text[chunk.start : chunk.end]):
        behind = Span(chunk.start + slash.end(), chunk.end)
        if opens_with_name(text, behind):
            yield Span(start, chunk.start + slash.start())
            start = behind.start
    yield Span(start, chunk.end)


def _read_chunk(text: str, chunk: Span, part: PartKind, people: list[PersonFound]) -> None:
    inner = pieces(text, chunk, ",") if text.count(",", chunk.start, chunk.end) else [chunk]
    together = 1
    for number, raw in enumerate(_parted_at_people(text, inner)):
        lead = _LEADING_AND.match(text, raw.start, raw.end)
        piece = Span(lead.end(), raw.end) if lead else raw
        post = _LEADING_POST.match(text, piece.start, piece.end)
        if post and is_given_name(text[post.end() : piece.end].split()[0]):
            piece = Span(post.end(), piece.end)
        begun = _people_at(text, piece, part)
        if number and begun and people and _is_doubtful(text, piece, begun[0], people[0]):
            begun = []
        if begun and not (people and _continues(text, piece, people[-1])):
            people.extend(begun)
            together = len(begun)
        elif people:
            for index in range(len(people) - together, len(people)):
                people[index] = _with_piece(text, people[index], piece)


def _is_doubtful(text: str, piece: Span, person: PersonFound, first: PersonFound) -> bool:
    """Say whether two capitals behind a titled person are rather where that person works."""
    if person.honorific or "(" in piece.cut(text):
        return False
    if not first.honorific and not is_given_name(first.name.split()[0]):
        return False
    return not is_given_name(person.name.split()[0])


def _parted_at_people(text: str, inner: list[Span]) -> Iterator[Span]:
    """Part "Example University and Dr Bo Lind" where a post or institution ends before "and"."""
    for piece in inner:
        match = _AND_PERSON.search(text, piece.start, piece.end)
        if (
            match is None
            or looks_like_name(text[piece.start : match.start()])
            or honorific_at(text, piece) is not None
        ):
            yield piece
        else:
            yield Span(piece.start, match.start())
            yield Span(match.end(), piece.end)


def _continues(text: str, piece: Span, person: PersonFound) -> bool:
    """Say whether a piece that could be a name belongs to the person before: an institution."""
    words = _NAME_ENDS.split(piece.cut(text), maxsplit=1)[0]
    if honorific_at(text, piece) is not None:
        return False
    if _SUBJECT.fullmatch(words):
        return True
    return is_institution(words) or is_role(words) or is_place(words, Span(0, len(words)))


def _people_at(text: str, piece: Span, part: PartKind) -> list[PersonFound]:
    """Return the people that a piece begins with; several when joined by "and"."""
    starts = [piece.start]
    ends = []
    for match in _AND.finditer(text, piece.start, piece.end):
        before = text[piece.start : match.start()]
        if before.count("(") > before.count(")"):
            continue
        starts.append(match.end())
        ends.append(match.start())
    ends.append(piece.end)
    spans = [Span(start, end) for start, end in zip(starts, ends, strict=True)]
    if len(spans) > 1:
        several = [_person_at(text, span, part) for span in spans]
        if all(several):
            return _sharing([person for person in several if person is not None])
        if several[0] is not None and text[spans[1].start].islower():
            return [several[0]]
    person = _person_at(text, piece, part)
    return [person] if person else []


def _sharing(people: list[PersonFound]) -> list[PersonFound]:
    """Give one institution in brackets at the end to everybody before it who has none."""
    last = people[-1]
    if not last.affiliation or any(
        person.affiliation not in ("", last.affiliation) for person in people[:-1]
    ):
        return people
    return [
        replace(person, affiliation=last.affiliation, spans=(*person.spans, last.spans[-1]))
        if not person.affiliation
        else person
        for person in people
    ]


def _person_at(text: str, piece: Span, part: PartKind) -> PersonFound | None:
    honorific = honorific_at(text, piece)
    start = honorific.end if honorific else piece.start
    bracket = _BRACKET.search(text, start, piece.end)
    dash = _DASH.search(text, start, piece.end)
    ends = [piece.end, *(match.start() for match in (bracket, dash) if match)]
    name = Span(start, min(ends)).trimmed(text, " \t\n\u00a0.,:*(")
    words = bare_name(name.cut(text))
    name = Span(name.start, name.start + len(words))
    is_marked = honorific is not None or bracket is not None
    if not _may_be_name(
        text, name, has_honorific=is_marked and len(words.split()) > 1 or bool(honorific)
    ):
        return None
    person = PersonFound(
        name=_tidy(words),
        spans=(Span((honorific or name).start, name.end),),
        honorific=_tidy(honorific.cut(text)) if honorific else "",
        part=part,
    )
    if bracket and bracket.start() == min(ends):
        return _with_inside(text, person, Span(*bracket.span("inside")))
    if dash and dash.start() == min(ends):
        for rest in _dashed(text, Span(dash.end(), piece.end)):
            person = _with_piece(text, person, rest)
    return person


def _dashed(text: str, within: Span) -> Iterator[Span]:
    """Yield what stands between dashes and commas behind a name."""
    start = within.start
    for dash in [*_DASH.finditer(text, within.start, within.end), None]:
        yield from pieces(text, Span(start, dash.start() if dash else within.end), ",")
        start = dash.end() if dash else start


_PLAIN_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:\s[A-Z]\.)?\s[A-ZÀ-Þ][\w’'-]+")


def _may_be_name(text: str, name: Span, *, has_honorific: bool) -> bool:
    words = name.cut(text)
    if words and _PLAIN_NAME.fullmatch(words) and is_given_name(words.split()[0]):
        return not is_institution(words) and not words.endswith((" Room", " Theatre", " Building"))
    if not words or is_institution(words) or (is_place(text, name) and not has_honorific):
        return False
    if looks_like_name(words):
        return not is_role(words)
    if not has_honorific or len(words.split()) > 5 or words[-1:] == ".":
        return False
    is_named = all(
        _NAME_WORD.match(word) or fold(word) in _PARTICLES or word == "of" for word in words.split()
    )
    return is_capital(words) and is_named


def _with_inside(text: str, person: PersonFound, inside: Span) -> PersonFound:
    for piece in pieces(text, inside, ","):
        person = _with_piece(text, person, piece, is_bracketed=True)
    return person


def _with_piece(
    text: str, person: PersonFound, piece: Span, *, is_bracketed: bool = False
) -> PersonFound:
    """Add a post, an institution, or more of either, to the person before it."""
    if (noted := _part_in_bracket(text, piece)) is not None:
        kept, noted_part = noted
        person = replace(person, part=noted_part)
        return _with_piece(text, person, kept, is_bracketed=is_bracketed)
    words = piece.cut(text).strip(" .")
    spans = (*person.spans, piece)
    if not words or is_degree(words):
        return person
    if (part := part_told(words)) is not None:
        return replace(person, part=part, spans=spans)
    at = _AT.search(text, piece.start, piece.end)
    if at and is_role(text[piece.start : at.start()]) and not person.affiliation:
        role = _joined(person.role, text[piece.start : at.start()])
        return replace(person, role=role, affiliation=text[at.end() : piece.end], spans=spans)
    if is_role(words) and not person.affiliation and not _begins_as_institution(words):
        return replace(person, role=_joined(person.role, words), spans=spans)
    if is_institution(words) or person.affiliation or is_bracketed or not person.role:
        affiliation = _joined(person.affiliation, words)
        return replace(person, affiliation=affiliation, spans=spans)
    if re.match(r"[A-Z]{2,}|[A-ZÀ-Ý]\w+(?:\s[A-ZÀ-Ý]\w+){0,2}\Z", words):
        return replace(person, affiliation=words, spans=spans)
    return replace(person, role=_joined(person.role, words), spans=spans)


def _part_in_bracket(text: str, piece: Span) -> tuple[Span, PartKind] | None:
    """Part "Example University (chair)" into where somebody works and what they do."""
    bracket = _BRACKET.search(text, piece.start, piece.end)
    if bracket is None or bracket.end() < piece.end or bracket.start() == piece.start:
        return None
    part = part_told(bracket["inside"])
    return (Span(piece.start, bracket.start()), part) if part is not None else None


def _begins_as_institution(words: str) -> bool:
    return (
        re.match(
            r"(?:university|universität|institut|school|department|faculty|college)\b", words, re.I
        )
        is not None
    )


def _joined(before: str, words: str) -> str:
    return f"{before}, {words.strip()}" if before else words.strip()


def more_about(text: str, person: PersonFound, piece: Span) -> PersonFound:
    """Return a person with what a piece behind the name says: a post or an institution."""
    inside = _BRACKET.fullmatch(text, piece.start, piece.end)
    if inside is not None:
        return _finished(_with_inside(text, person, Span(*inside.span("inside"))))
    bracket = _BRACKET.search(text, piece.start, piece.end)
    if bracket is not None and bracket.end() == piece.end:
        outside = Span(piece.start, bracket.start())
        person = _with_piece(text, person, outside)
        return _finished(_with_inside(text, person, Span(*bracket.span("inside"))))
    return _finished(_with_piece(text, person, piece))


def share_institution(people: list[PersonFound]) -> list[PersonFound]:
    """Give one institution behind the last of several people to everybody who has none."""
    return _sharing(people) if len(people) > 1 else people


def _finished(person: PersonFound) -> PersonFound:
    return replace(
        person, role=_tidy(person.role), affiliation=_tidy(person.affiliation).rstrip(".;")
    )


def _tidy(words: str) -> str:
    return " ".join(words.split()).strip(" ,;")


def past_by(text: str, within: Span) -> Span:
    """Return a line without the "by" or "with" in front of its people."""
    match = re.compile(r"(?:by|with|speaker|von|par|di)\s*:?\s+", re.I).match(
        text, within.start, within.end
    )
    return Span(match.end(), within.end) if match else within

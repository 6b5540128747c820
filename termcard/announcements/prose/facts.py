"""Reads a comma-separated line of facts once its dates and hours are taken out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from termcard.announcements.prose.attendance import says_how_to_come
from termcard.announcements.prose.kinds import find_kind, is_kind_alone
from termcard.announcements.prose.languages import weekday_pattern
from termcard.announcements.prose.people import (
    PersonFound,
    honorific_at,
    is_institution,
    is_role,
    looks_like_name,
    pieces,
    read_people,
)
from termcard.announcements.prose.places import (
    find_platform,
    is_only_online,
    is_place,
    is_unsaid,
)
from termcard.announcements.prose.spans import Span, without

_EDGES = " \t\n\u00a0-–—,:;|@()[]•*/+"
_QUOTED = re.compile(
    r"[‘“„«\"‚]\s?(?P<inside>[^“”„«»\"\n]{3,200}?)\s?[”“»\"](?!\w)"
    r"|(?<!\w)[‘']\s?(?P<single>[^\n]{3,200}?)\s?[’'](?![\w])"
)
_BEFORE_PERSON = re.compile(
    r"(?:(?:talk|lecture|seminar|vortrag)\s)?(?:by|with|from|von|mit|par|avec|di|con|por|met"
    r"|door|speakers?:?|presenter:?)\s+",
    re.IGNORECASE,
)
_INNER_PERSON = re.compile(
    r"(?<=[\w)])\s+(?=(?:Prof(?:essor)?|Dr|Sir|Dame"
    r"|Revd?)\b\.?\s+[A-ZÀ-Þ])(?<!\band\s)(?<!&\s)(?<!\bby\s)(?<!with\s)"
)
_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w'’.]*(?:\s(?:&|and|of)?\s?[A-ZÀ-Þ][\w'’.]*){0,4}")
_FILLERS = re.compile(
    rf"(?:{weekday_pattern()})\.?(?:\s?[-–]\s?(?:{weekday_pattern()})\.?)?|(?:on|at|in|from|um"
    rf"|im|am|à|au|starts?|o'clock|local time|time|free|und|and|the|to|ab|h|uhr|daily)\.?",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:in|at|im|in der|à la|en|presso|in the|at the|en el|en la)\s+(?=\S)", re.I
)


@dataclass(slots=True, kw_only=True)
class FactsRead:
    """What a line of facts holds besides when."""

    venue: list[Span] = field(default_factory=list)
    online: list[Span] = field(default_factory=list)
    people: list[PersonFound] = field(default_factory=list)
    title: Span | None = None
    kind: list[Span] = field(default_factory=list)
    series: list[Span] = field(default_factory=list)
    attendance: list[Span] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)


def read_facts(text: str, within: Span, taken: list[Span]) -> FactsRead:
    """Return the places, people and words of a line, leaving out the ranges that are taken."""
    read = FactsRead()
    found = [
        piece
        for left in without(within, taken)
        for between in pieces(text, left, ",;|•·\t*")
        for raw in _parted(text, between)
        if (piece := piece_of(text, raw))
    ]
    quoted = quoted_in(text, within)
    if quoted is not None and not any(quoted.overlaps(span) for span in taken):
        read.title = quoted
        found = [part for piece in found for part in _outside(text, piece, quoted)]
        found = _without_series(text, found, quoted, read)
    first = _first_person(text, found)
    if first == len(found) > 1 and quoted is None and _is_one_title(text, found):
        read.unknown.append(Span(found[0].start, found[-1].end))
        return read
    for piece in found[:first]:
        _sort(text, piece, read, has_person=first < len(found))
    if first < len(found):
        _read_tail(text, found[first:], read)
    return read


def _without_series(text: str, found: list[Span], quoted: Span, read: FactsRead) -> list[Span]:
    """Take what stands right before a quoted title: a series, unless it is a person."""
    before = [piece for piece in found if piece.end <= quoted.start]
    if not before or quoted.start - before[-1].end > 4:
        return found
    last = before[-1]
    is_name = looks_like_name(last.cut(text).split(" (")[0]) and not is_place(text, last)
    if honorific_at(text, last) is not None or is_name:
        return found
    if len(before) == 1 and "," not in text[last.end : quoted.start]:
        read.series.append(last)
        return [piece for piece in found if piece is not last]
    return found


def _is_one_title(text: str, found: list[Span]) -> bool:
    """Say whether pieces between commas are one title: no place, nothing online among them."""
    gaps = zip(found, found[1:], strict=False)
    together = all(not text[a.end : b.start].strip(" ,;–—-") for a, b in gaps)
    return (
        together
        and len(found[0].cut(text).split()) >= 3
        and not any(
            is_place(text, piece)
            or is_only_online(text, piece)
            or is_kind_alone(text, piece)
            or says_how_to_come(text, piece)
            or is_unsaid(text, piece)
            for piece in found
        )
    )


def _parted(text: str, piece: Span) -> list[Span]:
    """Part "Example Hall Prof Ann Vale", a row whose columns lost their edges, at the person."""
    match = _INNER_PERSON.search(text, piece.start, piece.end)
    if match is None or _BEFORE_PERSON.search(text, piece.start, match.end()):
        return [piece]
    return [Span(piece.start, match.start()), Span(match.end(), piece.end)]


def piece_of(text: str, piece: Span) -> Span:
    """Return a piece without the marks and small words around it."""
    piece = piece.trimmed(text, _EDGES)
    if _FILLERS.fullmatch(text, piece.start, piece.end):
        return Span(piece.end, piece.end)
    closing = text[piece.end : piece.end + 1]
    if closing in (")", "]") and "([)]"[(")]").index(closing)] in piece.cut(text):
        return Span(piece.start, piece.end + 1)
    return piece


def quoted_in(text: str, within: Span) -> Span | None:
    """Return the words in the first quotation marks that hold more than one word."""
    for match in _QUOTED.finditer(text, within.start, within.end):
        name = "inside" if match["inside"] is not None else "single"
        span = Span(*match.span(name)).trimmed(text)
        if " " in span.cut(text):
            return span
    return None


def _outside(text: str, piece: Span, quoted: Span) -> list[Span]:
    if not piece.overlaps(quoted):
        return [piece]
    edges = _EDGES + "'\"‘’“”„«»‚"
    parts = [part.trimmed(text, edges) for part in without(piece, [quoted])]
    return [part for part in parts if part]


def _first_person(text: str, found: list[Span]) -> int:
    """Return which piece begins the people: one with a title, else one that reads as a name."""
    for index, piece in enumerate(found):
        start = _past_by(text, piece)
        if honorific_at(text, Span(start, piece.end)) is not None:
            return index
    for index in range(len(found)):
        if _is_plain_person(text, found, index):
            return index
    return len(found)


def _past_by(text: str, piece: Span) -> int:
    match = _BEFORE_PERSON.match(text, piece.start, piece.end)
    return match.end() if match else piece.start


def _is_plain_person(text: str, found: list[Span], index: int) -> bool:
    piece = found[index]
    start = _past_by(text, piece)
    words = text[start : piece.end]
    if find_platform(text, piece) or find_kind(text, piece) and start == piece.start:
        return False
    if start > piece.start:
        return looks_like_name(words.split(" (")[0])
    bare = words.split(" (")[0].split(" – ")[0].split(" - ")[0]
    if not looks_like_name(bare) or is_place(text, Span(start, start + len(bare))):
        return False
    if is_institution(bare) or is_role(bare):
        return False
    if bare != words:
        return True
    behind = found[index + 1].cut(text) if index + 1 < len(found) else ""
    return (
        bool(behind) and (is_role(behind) or is_institution(behind)) or (not behind and index > 0)
    )


def _sort(text: str, piece: Span, read: FactsRead, *, has_person: bool = False) -> None:
    """Put a piece that is no person where it belongs."""
    words = piece.cut(text)
    if is_unsaid(text, piece):
        return
    if is_only_online(text, piece):
        read.online.append(piece)
    elif is_kind_alone(text, piece):
        read.kind.append(piece)
    elif says_how_to_come(text, piece):
        read.attendance.append(piece)
    elif find_kind(text, piece) and not is_place(text, piece) and len(words.split()) <= 6:
        read.series.append(piece)
    elif is_place(text, piece) or (read.venue and piece.cut(text)[:1].isupper()):
        read.venue.append(_without_preposition(text, piece))
    elif has_person and _CAPITALS.fullmatch(words):
        read.venue.append(piece)
    elif read.title is None and not read.unknown and len(piece.cut(text).split()) >= 3:
        read.unknown.append(piece)
    elif _is_name_of_place(text, piece):
        read.venue.append(_without_preposition(text, piece))
    else:
        read.unknown.append(piece)


def _without_preposition(text: str, piece: Span) -> Span:
    match = _PREPOSITION.match(text, piece.start, piece.end)
    return Span(match.end(), piece.end) if match else piece


def _is_name_of_place(text: str, piece: Span) -> bool:
    words = piece.cut(text)
    return (
        words[0].isupper()
        and len(words.split()) <= 6
        and not looks_like_name(words)
        and find_kind(text, piece) is None
    )


def _read_tail(text: str, found: list[Span], read: FactsRead) -> None:
    """Read the people, and the room that may stand behind them."""
    stop = len(found)
    if not read.venue:
        while stop > 1 and _is_room(text, found[stop - 1]):
            stop -= 1
    for piece in found[stop:]:
        _sort(text, piece, read)
    kept = [piece for piece in found[:stop] if not is_only_online(text, piece)]
    read.online.extend(piece for piece in found[:stop] if is_only_online(text, piece))
    if kept:
        whole = Span(_past_by(text, kept[0]), kept[-1].end)
        read.people.extend(read_people(text, whole))


def _is_room(text: str, piece: Span) -> bool:
    words = piece.cut(text)
    if is_only_online(text, piece) or says_how_to_come(text, piece):
        return True
    return (
        is_place(text, piece)
        and not is_institution(words)
        and not is_role(words)
        and (honorific_at(text, piece) is None)
    )

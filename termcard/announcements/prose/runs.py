"""Parts text that runs on: entries between bars, lines glued together, rows that tell more."""

from __future__ import annotations

import re

from termcard.announcements.prose.attendance import sentences
from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.names import is_given_name
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.verbs import tells, unquoted

SHORTEST_RUN = 120
LONGEST_ROW = 260
_BAR = re.compile(r"\s*\|\s*")
_GLUE = re.compile(
    r"(?<=[a-zà-ÿ?!.”\"])(?=[A-ZÀ-Þ][a-zà-ÿ]+\s[A-ZÀ-Þ])|(?<=[a-zà-ÿ])(?=[“\"][A-ZÀ-Þ])"
    r"|(?<=[\w?!.][\"”])(?=[A-ZÀ-Þ])"
)
# "Dr Ann Vale "On bells" Ann Vale, who …": somebody, what about, and more of both.
_SPACED = re.compile(
    r"[A-ZÀ-Þ][^\"“”|]{4,60}\s(?P<title>[\"“][^\"“”]{3,160}[\"”])\s(?P<rest>[A-ZÀ-Þ])"
)
_BEGINS_DAY = re.compile(
    r"(?<=[.!?”\"])\s+(?=(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch"
    r"|donnerstag|freitag|lundi|mardi|mercredi|jeudi|vendredi)\b(?:[^.]|\.(?=\s?m\b|\d)"
    r"|(?<=\bm)\.){3,100}\Z)",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"(?:\A|[.;:|•]\s*|\)\s*,?\s*)(?:(?:on|am|le|il|el)\s)?\Z", re.IGNORECASE)


def entries(text: str, line: Span) -> list[list[Span]] | None:
    """Return the lines of each entry of a run-on list between bars; None for any other line."""
    if line.end - line.start < SHORTEST_RUN or text.count("|", line.start, line.end) < 1:
        return None
    parts, start = [], line.start
    for bar in _BAR.finditer(text, line.start, line.end):
        parts.append(Span(start, bar.start()).trimmed(text))
        start = bar.end()
    parts.append(Span(start, line.end).trimmed(text))
    parts = [part for part in parts if part]
    if any(part.end - part.start < 60 for part in parts[1:]):
        return None
    return [_unglued(text, part) for part in parts]


def _parts_quotation(text: str, start: int, edge: int) -> bool:
    """Say whether an edge would part a straight mark from the quotation that it opens or ends."""
    is_inside = text.count('"', start, edge) % 2 == 1
    return is_inside and '"' in text[edge - 1 : edge + 1]


def _unglued(text: str, entry: Span) -> list[Span]:
    edges = [
        match.start()
        for match in _GLUE.finditer(text, entry.start, entry.end)
        if not _parts_quotation(text, entry.start, match.start())
    ]
    quoted = _SPACED.match(text, entry.start, entry.end)
    if quoted is not None:
        edges += [quoted.start("title"), quoted.start("rest")]
    last = _BEGINS_DAY.search(text[entry.start : entry.end])
    if last is not None:
        edges.append(entry.start + last.end())
    lines, start = [], entry.start
    for edge in sorted(set(edges)):
        lines.append(Span(start, edge).trimmed(text))
        start = edge
    lines.append(Span(start, entry.end).trimmed(text))
    return [line for line in lines if line]


def rows(text: str, block: Span, days: list[DayFound]) -> list[Span] | None:
    """Return the entries of a paragraph that is a list of dated rows, each ended at its sentence.

    None for a paragraph that is no such list.
    """
    starts = [
        day.span.start
        for day in days
        if _ENTRY.search(text[max(block.start, day.span.start - 8) : day.span.start])
    ]
    opens = bool(starts) and starts[0] == days[0].span.start and starts[0] - block.start < 4
    if not opens and len(starts) < 2:
        return None
    edges = [block.start, *(start for start in starts if start - block.start >= 4), block.end]
    found: list[Span] = []
    for first, last in zip(edges, edges[1:], strict=False):
        part = Span(first, last).trimmed(text)
        found.extend(_row_and_rest(text, part, is_alone=len(edges) == 2))
    return found if len(found) > 1 else None


def _goes_on_with_person(text: str, first: Span, second: Span) -> bool:
    """Say whether a quoted question only seems to end its row: "… Policy?” Ann Vale, …"."""
    if text[first.end - 1] not in "”\"»“’'":
        return False
    return is_given_name(text[second.start : second.end].split()[0])


def _row_and_rest(text: str, part: Span, *, is_alone: bool) -> list[Span]:
    """Part a row from the sentences that tell more of it."""
    said = sentences(text, part)
    while len(said) > 1 and _goes_on_with_person(text, said[0], said[1]):
        said = [Span(said[0].start, said[1].end), *said[2:]]
    if is_alone and part.end - part.start <= LONGEST_ROW and not tells(unquoted(part.cut(text))):
        return [part]
    if len(said) < 2 or said[0].end - said[0].start > LONGEST_ROW:
        return [part]
    if tells(unquoted(said[0].cut(text))):
        return [part]
    return [said[0], Span(said[1].start, part.end)]

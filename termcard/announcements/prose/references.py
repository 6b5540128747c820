"""Finds the works that a text cites by author and year, in brackets."""

from __future__ import annotations

import re

from termcard.announcements.prose.languages import fold, months
from termcard.announcements.prose.spans import Found, Span

_BRACKETS = re.compile(r"\((?P<inside>[^()]{6,300})\)")
_CITED = re.compile(
    r"(?:(?:see|cf\.|e\.g\.,?|siehe|vgl\.|voir)\s{1,3})?"
    r"(?P<cited>[A-ZÀ-ÖØ-Þ][\w'’-]+(?:(?:,|\s{1,3}(?:and|&|und|et|y|e|von|van"
    r"|de))?\s{1,3}[A-ZÀ-ÖØ-Þ][\w'’-]+){0,5}"
    r"(?:,?\s{1,3}(?:et\s?al\.?|u\.\s?a\.|and\s{1,3}(?:others|colleagues)))?,?\s{1,3}(?:19"
    r"|20)\d\d[a-z]?)"
    r"(?:[,:]\s?(?:pp?\.\s?)?\d{1,4}(?:[-–]\d{1,4})?)?"
)


def find_references(text: str, within: Span) -> list[Found[str]]:
    """Return the citations of a stretch in order, each once: "Chapman & Hadfield, 2009"."""
    found: dict[str, Found[str]] = {}
    for brackets in _BRACKETS.finditer(text, within.start, within.end):
        start = brackets.start("inside")
        for piece in brackets["inside"].split(";"):
            span = Span(start, start + len(piece)).trimmed(text)
            start += len(piece) + 1
            match = _CITED.fullmatch(text, span.start, span.end)
            if match is None or _is_a_date(match["cited"]):
                continue
            cited = Span(*match.span("cited"))
            words = " ".join(cited.cut(text).split())
            found.setdefault(
                words, Found(value=words, spans=(cited,), reason="author and year in brackets")
            )
    return list(found.values())


def _is_a_date(cited: str) -> bool:
    """Say whether a month stands right before the year: "May 2019" is nobody's work."""
    before = cited.rsplit(" ", 1)[0].split()[-1]
    return fold(before) in months()

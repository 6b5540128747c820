"""Parts a list of people at its commas and lines, but not inside brackets or quotation marks."""

from __future__ import annotations

import re

from termcard.announcements.prose.honorifics import is_before_degree
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.spans import Span

_GOES_ON = re.compile(r"(?:[,&–-]|\b(?:and|of|the|in|for|und|et|de|der|at))[ \t]*\Z")


@remembered
def pieces(text: str, within: Span, separators: str = ",;") -> list[Span]:
    """Return what stands between commas, but not inside brackets or quotation marks."""
    found, start, depth, quoted = [], within.start, 0, ""
    for index in range(within.start, within.end):
        char = text[index]
        if quoted:
            quoted = "" if char == quoted else quoted
        elif char in _QUOTES:
            quoted = _QUOTES[char]
        elif char in "([":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif not depth and char in separators and not _is_no_end(text, index):
            if char == "," and is_before_degree(text, index):
                continue
            found.append(Span(start, index))
            start = index + 1
    found.append(Span(start, within.end))
    return [piece for span in found if (piece := span.trimmed(text, " \t\n\u00a0*|"))]


_QUOTES = {"“": "”", "„": "“", "«": "»", '"': '"'}


def _is_no_end(text: str, index: int) -> bool:
    """Say whether a separator ends nothing: inside a number, or a line that goes on below."""
    if text[index] == "\n":
        return _GOES_ON.search(text, max(0, index - 12), index) is not None
    return text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()

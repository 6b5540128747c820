"""A source's text without its escapes and folds, which knows where each character stood."""

from __future__ import annotations

import html
import re
from bisect import bisect_right

# Folded lines, escapes of calendars and of JSON, signs of XML and HTML, and any white space.
_SPECIAL = re.compile(
    r"(?P<fold>\r?\n[ \t](?=\S))|\\u(?P<code>[0-9a-fA-F]{4})|\\(?P<escape>.)"
    r"|&(?P<sign>#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});|(?P<space>\s+)"
)


class Unescaped:
    """The words of a text as they read, and the way back to where they stand."""

    def __init__(self, text: str, *, is_folded: bool) -> None:
        pieces: list[str] = []
        self._here: list[int] = []
        self._there: list[int] = []
        self._length = len(text)
        size = past = 0

        def add(piece: str, at: int) -> None:
            nonlocal size
            if piece:
                self._here.append(size)
                self._there.append(at)
                pieces.append(piece)
                size += len(piece)

        for found in _SPECIAL.finditer(text):
            add(text[past : found.start()], past)
            add(_meant(found, is_folded=is_folded), found.start())
            past = found.end()
        add(text[past:], past)
        self.text = "".join(pieces)

    def origin(self, at: int) -> int:
        """Return where in the source the character at this place begins."""
        if at >= len(self.text):
            return self._length
        piece = bisect_right(self._here, at) - 1
        return self._there[piece] + at - self._here[piece]

    def find(self, words: str, start: int = 0, end: int | None = None) -> tuple[int, int] | None:
        """Return where words stand in this text, whatever white space parts them."""
        wanted = " ".join(words.split())
        at = self.text.find(wanted, start, len(self.text) if end is None else end)
        return (at, at + len(wanted)) if at >= 0 and wanted else None

    def range_of(self, span: tuple[int, int]) -> tuple[int, int]:
        """Return the range of the source in which these words stand."""
        start, last = self.origin(span[0]), self.origin(span[1] - 1)
        return start, min(last + 1, self._length)


def _meant(found: re.Match[str], *, is_folded: bool) -> str:
    if found["fold"]:
        return "" if is_folded else " "
    if found["code"]:
        return chr(int(found["code"], 16))
    if found["escape"]:
        return " " if found["escape"] in "nNrt" else found["escape"]
    if found["sign"]:
        return html.unescape(found[0])[:1] or " "
    return " "

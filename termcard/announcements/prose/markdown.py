"""Takes the marks of Markdown off a text, so that its words are read as if they were printed."""

from __future__ import annotations

import re

from termcard.announcements.prose.places import find_platform
from termcard.announcements.prose.spans import Span

_BOLD = re.compile(r"(?<![\w*])(\*\*|__)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?![\w*])")
_SLANTED = re.compile(r"(?<![\w*\\])([*_])(?=[^\s*_])([^*_\n]{1,300}?)(?<=[^\s*_])\1(?![\w*])")
_LINK = re.compile(r"!?\[(?P<words>[^\[\]\n]{1,300})\]\((?P<address>[^()\s]{3,500})\)")
_CODE = re.compile(r"`([^`\n]{1,200})`")


def without_marks(text: str) -> str:
    """Return a text without the marks for bold, links and code; any other text unchanged.

    The address of a link is kept behind its words where it tells a platform or whom to write to.
    """
    if not (_LINK.search(text) or _BOLD.search(text)):
        return text
    text = _LINK.sub(_words_of, text)
    for pattern in (_BOLD, _SLANTED):
        text = pattern.sub(r"\2", text)
    return _CODE.sub(r"\1", text)


def _words_of(link: re.Match[str]) -> str:
    words, address = link["words"], link["address"].removeprefix("mailto:")
    if words == address or address in words:
        return words
    is_wanted = "@" in address or find_platform(address, Span(0, len(address))) is not None
    return f"{words} ({address})" if is_wanted else words

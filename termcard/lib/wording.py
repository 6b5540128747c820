"""Makes typed or read text fit to be kept: no controls, one kind of line end."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|\r|\u0085|\u2028|\u2029|\v|\f")
# Controls, and the marks that reorder what stands after them: a title may not turn round a page.
_UNWANTED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_SPACES = re.compile(r"\s+")
_INVISIBLE = frozenset("\u200b\u200c\u200d\u2060\u00ad")


def plain_text(text: str) -> str:
    """Return text of several lines without controls or trailing space, with LF line ends."""
    if text.isprintable():  # as most lines are: a blank is then the only space in it
        return unicodedata.normalize("NFC", text).strip()
    text = _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text)
    lines = (line.rstrip() for line in text.replace("\t", " ").split("\n"))
    return "\n".join(lines).strip() if is_visible(text) else ""


def plain_line(text: str) -> str:
    """Return text on one line; empty when nothing in it can be seen."""
    if text.isprintable():
        return " ".join(unicodedata.normalize("NFC", text).split())
    return _SPACES.sub(" ", plain_text(text)).strip()


def is_visible(text: str) -> bool:
    """Say whether anything in the text can be seen."""
    return any(not char.isspace() and char not in _INVISIBLE for char in text)


def is_plain(text: str) -> bool:
    """Say whether a database of any kind can hold the text as it is."""
    return _UNWANTED.search(text) is None

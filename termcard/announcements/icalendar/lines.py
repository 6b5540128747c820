"""Content lines as bytes: cleaned, escaped and folded, so that no text can break a calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

LONGEST_LINE = 75
LINE_END = b"\r\n"

# RFC 5545 allows no control character but the tab; the others here end a line for some reader.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NEWLINES = re.compile("\r\n?")
_SPACES = frozenset(b" \t")
_URI_KEPT = "%:/?#[]@!$&'()*+,;=~"


def clean(text: str) -> str:
    """Return the text with one kind of newline and without what no calendar may hold."""
    if text.isprintable():
        return text
    return _FORBIDDEN.sub("", _NEWLINES.sub("\n", text))


def one_line(text: str) -> str:
    """Return the cleaned text on one line, every run of white space as one space."""
    return " ".join(clean(text).split())


def escape(text: str) -> str:
    """Return the text as a TEXT value (RFC 5545, section 3.3.11)."""
    escaped = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def unescape(value: str) -> str:
    """Return the text that a TEXT value stands for, each backslash read once, from the left."""
    if "\\" not in value:
        return value
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


def split_list(value: str) -> list[str]:
    """Return the texts of a comma-separated TEXT list, such as CATEGORIES."""
    return [unescape(item) for item in re.findall(r"(?:\\.|[^,\\])+", value)]


def text_line(name: str, text: str) -> str:
    """Return a content line with a TEXT value."""
    return f"{name}:{escape(text)}"


def uri_line(name: str, address: str) -> str:
    """Return a content line with a URI value, which is quoted as URIs are, never escaped."""
    return f"{name}:{quote(clean(address), safe=_URI_KEPT)}"


def join(lines: Iterable[str]) -> bytes:
    """Return the content lines as bytes: each folded and ended as RFC 5545, section 3.1 asks."""
    return b"".join(fold(line) for line in lines)


def fold(line: str) -> bytes:
    """Return one content line folded at 75 octets, never inside a character, with its end."""
    octets = line.encode()
    if len(octets) <= LONGEST_LINE:
        return octets + LINE_END
    pieces = []
    start, room = 0, LONGEST_LINE
    while len(octets) - start > room:
        cut = _cut(octets, start, start + room)
        pieces.append(octets[start:cut])
        start, room = cut, LONGEST_LINE - 1
    pieces.append(octets[start:])
    return b"\r\n ".join(pieces) + LINE_END


def _cut(octets: bytes, start: int, end: int) -> int:
    """Return where to cut: between characters, and beside no space, which some readers strip."""
    cut = end
    while cut > start + 1:
        after = octets[cut]
        if after & 0xC0 != 0x80 and after not in _SPACES and octets[cut - 1] not in _SPACES:
            return cut
        cut -= 1
    whole = end
    while octets[whole] & 0xC0 == 0x80:
        whole -= 1
    return whole

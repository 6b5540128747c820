"""Turns the bytes of a file or paste into text, or says plainly why they are not text."""

from __future__ import annotations

import codecs

LARGEST = 10_000_000
_SAMPLE = 4096

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1b\x85")


def decode(source: bytes) -> str:
    """Return the text that the bytes hold, with LF line ends.

    A byte-order mark decides; then UTF-16 by its zero bytes, UTF-8, and Windows-1252.
    Raises ValueError, one sentence, for nothing, for too much, and for what is not text.
    """
    if len(source) > LARGEST:
        raise ValueError(f"This is larger than {LARGEST // 1_000_000} MB, too large to read.")
    text = _text(source).replace("\r\n", "\n").replace("\r", "\n")
    if _is_binary(text):
        raise ValueError("This is not text; paste the words, or give a text, HTML or .ics file.")
    if not text.strip("\ufeff \t\n\f\v\u00a0\u200b"):
        raise ValueError("This is empty; there is nothing to read.")
    return text


def _text(source: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if source.startswith(mark):
            return source[len(mark) :].decode(encoding, errors="replace")
    if wide := _wide_encoding(source):
        return source.decode(wide, errors="replace")
    try:
        return source.decode("utf-8")
    except UnicodeDecodeError:
        return source.decode("cp1252", errors="replace")


def _wide_encoding(source: bytes) -> str | None:
    """Return which UTF-16 it is when every other byte of the beginning is mostly zero."""
    sample = source[:_SAMPLE]
    half = len(sample) // 2
    if half < 2 or b"\0" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > half * 0.6 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.6 and odd < half * 0.1:
        return "utf-16-be"
    return None


def _is_binary(text: str) -> bool:
    if "\0" in text:
        return True
    sample = text[: 4 * _SAMPLE]
    strange = sum(
        1
        for char in sample
        if char == "\ufffd" or (ord(char) < 0xA0 and not char.isprintable() and _is_odd(char))
    )
    return strange * 20 > len(sample)


def _is_odd(char: str) -> bool:
    return char not in _TEXT_CONTROLS

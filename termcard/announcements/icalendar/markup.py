"""Turns the HTML that some programs write into texts, which are to be plain, into words."""

from __future__ import annotations

import html
import re

from termcard.announcements.webpage import seen_text

_TAG = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|html-blob|i|li|ol|p|span|strong|table|td|tr|u|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAK = re.compile(r"<(?:br|p|div|li)\b", re.IGNORECASE)
_SIGN = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8}[0-9]?);", re.IGNORECASE)


def plain_words(text: str) -> str:
    """Return the words that a person sees where a text is HTML; another text as it is."""
    if _TAG.search(text):
        lines = text if _BREAK.search(text) else text.replace("\n", "<br>")
        return seen_text(f"<div>{lines}</div>")
    return _SIGN.sub(lambda sign: html.unescape(sign[0]), text) if "&" in text else text

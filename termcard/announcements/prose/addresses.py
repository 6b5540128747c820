"""Knows the lines of an address: a place, or a house by its number and street."""

from __future__ import annotations

import re

from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.spans import Span

_STREET = re.compile(r"\d{1,4}[a-z]?(?:[-–]\d{1,4})?,?\s[A-ZÀ-Þ][\w'’-]+(?:[\s,]+[\w'’.-]+){0,6}")


def is_address(text: str, span: Span) -> bool:
    """Say whether a line names a place, or a house by its number: "17 Cornmarket, London"."""
    return is_place(text, span) or _STREET.fullmatch(text, span.start, span.end) is not None

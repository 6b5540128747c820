"""What a page may store only if its reader agrees: the categories, and the choice as a cookie."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

COOKIE = "consent"
DAYS_IN_A_MONTH = 30


@dataclass(frozen=True, kw_only=True)
class Category:
    """Something optional: its key, its title, what it is for, and whom a browser would contact."""

    key: str
    title: str
    purpose: str
    contacts: tuple[str, ...]


def version(categories: Sequence[Category]) -> str:
    """Return what stands for these categories: when one is added or changes, it changes too."""
    told = "\n".join(f"{each.key} {' '.join(sorted(each.contacts))}" for each in categories)
    return hashlib.sha256(told.encode()).hexdigest()[:8]


def cookie_value(categories: Sequence[Category], agreed: Sequence[str]) -> str:
    """Return the choice as the cookie holds it: "1a2b3c4d.statistics", "1a2b3c4d." for none."""
    known = [each.key for each in categories if each.key in agreed]
    return f"{version(categories)}.{'-'.join(known)}"


def agreed_to(value: str, categories: Sequence[Category]) -> tuple[str, ...] | None:
    """Return the keys somebody agreed to; None when they were not asked, or about other things."""
    asked, _, keys = value.partition(".")
    if not categories or asked != version(categories):
        return None
    known = [each.key for each in categories]
    return tuple(key for key in keys.split("-") if key in known)

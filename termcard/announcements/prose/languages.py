"""Names of months and weekdays in the languages that announcements are written in."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from babel.dates import get_day_names, get_month_names

LANGUAGES = ("en", "de", "fr", "it", "es", "nl")

# What people write besides the forms that the Unicode locale data hold.
_MORE_MONTHS = {"sept": 9, "febuary": 2, "februar": 2, "marz": 3, "maerz": 3, "jänner": 1}
_MORE_WEEKDAYS = {"tues": 1, "weds": 2, "thur": 3, "thurs": 3, "sonnabend": 5}
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u00a0": " "})


def wordlist(words: str) -> frozenset[str]:
    """Return a list of words, written with spaces between them, as a set."""
    return frozenset(words.split())


def fold(words: str) -> str:
    """Return words in one form for looking up: lower case, without accents."""
    if words.isascii():
        return words.lower()
    decomposed = unicodedata.normalize("NFKD", words.translate(_APOSTROPHES))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=1)
def months() -> dict[str, int]:
    """Return month numbers (1 to 12) by folded name, full and short, of every language."""
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                names = get_month_names(width, context=context, locale=language)
                for number, name in names.items():
                    found.setdefault(fold(name).strip("."), number)
    for name, number in _MORE_MONTHS.items():
        found[fold(name)] = number
    return {name: number for name, number in found.items() if len(name) > 2}


@lru_cache(maxsize=1)
def weekdays() -> dict[str, frozenset[int]]:
    """Return the days (Monday is 0) that a folded name may mean, over every language."""
    found: dict[str, set[int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated", "short"):
            names = get_day_names(width, context="format", locale=language)
            for number, name in names.items():
                found.setdefault(fold(name).strip("."), set()).add(number)
    for name, number in _MORE_WEEKDAYS.items():
        found.setdefault(fold(name), set()).add(number)
    return {name: frozenset(days) for name, days in found.items() if len(name) > 1}


@lru_cache(maxsize=1)
def month_pattern() -> str:
    """Return a regular expression for any month's name, accents optional."""
    return _alternatives(months())


@lru_cache(maxsize=1)
def weekday_pattern() -> str:
    """Return a regular expression for any weekday's name, accents optional."""
    return _alternatives(weekdays())


_ACCENTED = {"a": "aàáâä", "e": "eèéêë", "i": "iìíîï", "o": "oòóôö", "u": "uùúûü", "c": "cç"}


def _alternatives(names: dict[str, int] | dict[str, frozenset[int]]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(loose(name) for name in longest_first)


def loose(words: str) -> str:
    """Return a regular expression for folded words that also fits them with their accents."""
    return "".join(
        f"[{_ACCENTED[char]}]" if char in _ACCENTED else re.escape(char) for char in words
    )

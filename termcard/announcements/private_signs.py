"""Says quickly that a text holds neither a mail address nor join details, as most texts do not.

The patterns that find these take milliseconds on a long text; what is asked here takes
microseconds, and is true wherever they would find anything.
"""

from __future__ import annotations

import re

_AT_SIGNS = ("@", "\uff20", "\ufe6b", "&#", "&commat", "%40", "_at_", "mailto:", "(a)", "[a]")
# What a bare "at" must be followed by: a word that goes on with a dot, or the word for one.
_HOST_AT = re.compile(
    r" at {1,2}[^\W_][\w-]{0,300}(?:\.[^\W_]|\s?[\[({<]\s?(?:dot|punkt|\.)| (?:dot|punkt) )"
)
_BRACKETED_AT = re.compile(r"[\[({<]\s?(?:at|ät|arroba)\s?[\])}>]")
_SIX_FIGURES = re.compile(r"\d(?:[ \u00a0-]?\d){5}")
_SIX_ASCII_FIGURES = re.compile(r"[0-9](?:[ -]?[0-9]){5}")
_SCHEME = re.compile(r":\w")
_SECRET_WORDS = (
    "passwor",
    "kennwort",
    "mot de passe",
    "contraseña",
    "wachtwoord",
    "hasło",
    "host key",
)
_CODE = re.compile(r"(?:pass-? ?|kenn|access |room )code")
_SHORT_SECRET_WORD = re.compile(r"p(?:in|wd?) {0,2}(?:[:=：(]|is\b)")
# In lower case these are still not what an "i" or a letter with its accent apart is.
_ODD_CASES = ("ı", "\u0307")


def may_hold_private(text: str) -> bool:
    """Say whether a text may hold an address of a person or the way into a meeting."""
    plain = text.casefold().replace("\t", " ")
    return (
        "/" in plain
        or any(sign in plain for sign in _AT_SIGNS)
        or any(word in plain for word in _SECRET_WORDS)
        or any(letter in plain for letter in _ODD_CASES)
        or _finds(_HOST_AT, plain, " at ")
        or _finds(_CODE, plain, "code")
        or _finds(_SHORT_SECRET_WORD, plain, "pin", "pw")
        or _finds(_SCHEME, plain, ":")
        or _finds(_BRACKETED_AT, plain, "(", "[", "{", "<")
        or (_SIX_ASCII_FIGURES if plain.isascii() else _SIX_FIGURES).search(plain) is not None
    )


def _finds(pattern: re.Pattern[str], text: str, *needed: str) -> bool:
    """Say whether a pattern finds anything, which holds one of these; a quick look comes first."""
    return any(sign in text for sign in needed) and pattern.search(text) is not None

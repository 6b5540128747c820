"""Reduces texts to the words by which they are found, whatever their accents and capitals."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

LONGEST_WORD = 40
# How much of a word the spellings of its neighbours are taken from.
SPELLED = 8
# Letters that Unicode does not take apart, as people type them who have no such key.
_PLAIN = str.maketrans(
    {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
    | dict.fromkeys("'’‘ʼ´`", "")
)
# What parts words in ASCII, as the blank it amounts to.
_PARTED = {code: " " for code in range(128) if not chr(code).isalnum()}
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")
# Scripts that write no spaces between words: each sign is a word.
_UNSPACED = (("⺀", "〇"), ("ぁ", "ヿ"), ("㐀", "鿿"), ("豈", "﫿"), ("\U00020000", "\U0003ffff"))


def folded_words(text: str) -> list[str]:
    """Return the words of a text in order: lower case, no accents, letters and digits alone."""
    plain = text if text.isascii() else _BEYOND_ASCII.sub(_without_accent, text)
    if not plain.isascii():
        return list(_words(text))
    # As most texts can be written, and many times faster so.
    words = plain.lower().replace("'", "").replace("`", "").translate(_PARTED).split()
    return [word[:LONGEST_WORD] for word in words]


def _without_accent(found: re.Match[str]) -> str:
    return _plain_sign(found[0])


@lru_cache(maxsize=1000)
def _plain_sign(sign: str) -> str:
    """Return a sign that is not ASCII as the loop over all signs would take it."""
    apart = unicodedata.normalize("NFKD", sign).casefold().translate(_PLAIN)
    kept = (
        each for each in unicodedata.normalize("NFKD", apart) if not unicodedata.combining(each)
    )
    return "".join(each if each.isalnum() else " " for each in kept)


def _words(text: str) -> Iterator[str]:
    apart = unicodedata.normalize("NFKD", text).casefold().translate(_PLAIN)
    word: list[str] = []
    for sign in unicodedata.normalize("NFKD", apart):
        if unicodedata.combining(sign):
            continue
        if sign.isascii() and sign.isalnum():
            word.append(sign)
            continue
        is_alone = any(first <= sign <= last for first, last in _UNSPACED)
        if sign.isalnum() and not is_alone:
            word.append(sign)
            continue
        if word:
            yield "".join(word)[:LONGEST_WORD]
            word = []
        if is_alone and sign.isalnum():
            yield sign
    if word:
        yield "".join(word)[:LONGEST_WORD]


def spellings(word: str) -> set[str]:
    """Return the beginning of a word, and that with any one letter left out.

    Two words that differ by one slip (a letter wrong, missing, added, or two exchanged) have
    one of these in common.
    """
    start = word[:SPELLED]
    return {start} | {start[:place] + start[place + 1 :] for place in range(len(start))}


def is_one_slip_apart(one: str, other: str) -> bool:
    """Say whether two words differ by a letter wrong, missing or added, or by two exchanged."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, other_rest = one[same:], other[same:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:])
    )

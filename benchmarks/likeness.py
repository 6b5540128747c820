"""Says when two answers to one question are the same answer, as people word things differently."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d))?")

# What stands where a title will stand; having read it is having read no title.
NO_TITLE = {
    "", "tba", "tbc", "tbd", "nn", "n n", "to be announced", "to be confirmed", "title tba",
    "title tbc", "title to be announced", "title to be confirmed", "da definire", "untitled",
    "a preciser", "no title", "reserved",
}  # fmt: skip
# Not part of a name; academic titles, orders and forms of address of six languages.
_ADDRESS_WORDS = """
    dr prof professor sir dame mr mrs ms miss mx revd rev canon reverend lord lady baroness shri
    smt amb ambassador em emeritus emerita pd apl phil med hc h c dott dottssa profssa d dna don m
    mme phd frs fba obe cbe mbe kc qc jr associate assistant asst maj gen mag ing dipl he his her
    excellency justice hon
"""
_ADDRESS = frozenset(_ADDRESS_WORDS.split())
_PLATFORMS = {
    "zoom": "zoom", "teams": "teams", "meet.google": "meet", "google meet": "meet",
    "youtube": "youtube", "webex": "webex", "blackboard": "blackboard", "bbb": "bbb",
    "bigbluebutton": "bbb", "jitsi": "jitsi", "gather": "gather",
}  # fmt: skip


def words(said: object) -> list[str]:
    """Return the words without accents, case and signs."""
    plain = unicodedata.normalize("NFKD", str(said or ""))
    plain = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return _WORD.findall(plain.replace("\u2019", "'").replace("\u2018", "'"))


def share(one: object, other: object) -> float:
    """Return the F1 of two answers' words: 1.0 for the same words in any order."""
    these, those = Counter(words(one)), Counter(words(other))
    both = (these & those).total()
    return 2 * both / (these.total() + those.total()) if both else 0.0


def held(wanted: object, found: object) -> float:
    """Return the share of the wanted words that were found."""
    these, those = Counter(words(wanted)), Counter(words(found))
    return (these & those).total() / max(1, these.total())


def is_same_title(one: str, other: str) -> bool:
    """Say whether two titles are one: at least nine tenths of their words agree."""
    return share(one, other) >= 0.9


def is_no_title(said: object) -> bool:
    """Say whether this stands only where a title will stand."""
    return said is None or " ".join(words(said)) in NO_TITLE


def is_same_place(wanted: str, found: str) -> bool:
    """Say whether the place is found, with something more of its address or less."""
    of_wanted, of_found = held(wanted, found), held(found, wanted)
    nearly = of_wanted >= 0.8 and of_found >= 0.5
    return share(wanted, found) >= 0.75 or nearly or (of_found >= 0.99 and of_wanted >= 0.5)


def is_same_name(one: str, other: str) -> bool:
    """Say whether two names are one person's: a first name may be an initial or in front."""
    these, those = _name(one), _name(other)
    if not these or not those:
        return False
    if sorted(these) == sorted(those):
        return True
    is_family = these[-1] == those[-1] and len(these) > 1 and len(those) > 1
    return is_family and these[0][0] == those[0][0]


def _name(said: str) -> list[str]:
    plain = _IN_BRACKETS.sub(" ", said).replace(".", " ").replace("-", " ")
    every = [word.replace("'", "") for word in words(plain)]
    return [word for word in every if word not in _ADDRESS] or every


def moment(said: object) -> str | None:
    """Return a day, or a day and an hour, in one spelling; None for what is neither."""
    found = _MOMENT.match(str(said or ""))
    if found is None:
        return None
    return f"{found[1]}T{found[2]}" if found[2] else found[1]


def platform(said: object) -> str | None:
    """Return the platform's usual name, "online" for another, None for none."""
    if not said:
        return None
    plain = str(said).casefold()
    return next((name for sign, name in _PLATFORMS.items() if sign in plain), "online")


def standing(said: object) -> str | None:
    """Return how an event stands; None when it takes place as announced."""
    plain = "_".join(words(said))
    return plain if plain not in ("", "confirmed", "scheduled", "ok", "none") else None

"""Takes people's addresses and members' join links out of free text, so that no format tells them.

What is taken is returned beside the text, for the person who typed it and for the private
contact. The sentence goes on to read: "Contact [the enquiry form] for details."
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from termcard.announcements.join_links import find_join_details, find_links_that_hold_addresses
from termcard.announcements.mail_addresses import find_mail_addresses
from termcard.announcements.private_signs import may_hold_private

ENQUIRY_FORM = "[the enquiry form]"
JOIN_DETAILS = "[the join details]"

_PASSES = 4
_WINDOW = 80

_LABEL = r"(?:contact(?:[ \t]e-?mail)?|e-?mail(?:[ \t]address)?|mail|enquir(?:y|ies)|kontakt)"
_OPENS = re.compile(
    rf"[ \t]*(?:\((?:{_LABEL}|(?:zoom[ \t]|join(?:ing)?[ \t])?link)?[ \t]*:?[ \t]*<?"
    r"|<|\[(?=[^\]]*\Z))\Z",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"[ \t]*(?:>[ \t]*\)|[>)\]])")
_PAIRS = {"(": ")", "<": ">", "[": "]"}
_EMPTY_LABEL = re.compile(
    rf"(?:(?<=\n)|(?<=[.;!?|•·] )|\A)[ \t]*{_LABEL}[ \t]*[:：–-][ \t]*\Z", re.IGNORECASE
)
_LINE_ENDS = re.compile(r"[ \t]*[.;|]?[ \t]*(?=\r?\n|\Z)")
_NOTHING_ELSE = re.compile(r"[ \t]*[.,;]?[ \t]*(?:\r?\n|\Z)")
_SAID = re.compile(r".*\b(?:is|lautet)\b[ \t]*(?=\S)")
_LOOSE_COMMA = re.compile(r"[ \t]*(?:[,;/|–-]|\band\b|\bwith\b|\bund\b|\bet\b)?[ \t]*\Z")
_ONLY_JOINS = re.compile(r"[ \t]*(?:[,;/&|]|and|or|und|oder|et|ou)?[ \t]*", re.IGNORECASE)


@dataclass(frozen=True)
class Withheld:
    """A text that may be public, and what was taken out of it, in order, each once."""

    text: str
    addresses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Taken:
    start: int
    end: int
    words: str
    value: str


def withhold(text: str) -> Withheld:
    """Take mail addresses, join links, meeting numbers and passcodes out of a text.

    Text that holds none is returned unchanged. What is withheld once stays so: a second
    call changes nothing. `addresses` are undisguised, `links` as they stood.
    """
    if not may_hold_private(text):
        return Withheld(text)
    addresses: dict[str, None] = {}
    links: dict[str, None] = {}
    # Taking away may bring an address together: "o(x@y.example)live@z.example".
    for turn in range(_PASSES):
        taken = _everything_in(text)
        if not taken:
            break
        for one in taken:
            (addresses if one.words == ENQUIRY_FORM else links)[one.value.lstrip(" :=#–-")] = None
        text = _rewritten(text, taken, may_drop=turn < _PASSES - 1)
    return Withheld(text, tuple(addresses), tuple(links))


def _everything_in(text: str) -> list[_Taken]:
    join = [_Taken(one.start, one.end, JOIN_DETAILS, one.value) for one in find_join_details(text)]
    mail = [*find_links_that_hold_addresses(text), *find_mail_addresses(text)]
    everything = join + [_Taken(one.start, one.end, ENQUIRY_FORM, one.value) for one in mail]
    kept: list[_Taken] = []
    for one in sorted(everything, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _rewritten(text: str, taken: list[_Taken], *, may_drop: bool) -> str:
    pieces: list[str] = []
    past = 0
    last_words = ""
    for one in taken:
        start, end, words = one.start, one.end, one.words
        if may_drop:
            start, end, words = _place_of(text, past, one)
        between = text[past:start]
        past = end
        if words and words == last_words and _ONLY_JOINS.fullmatch(between):
            continue
        pieces += [between, words]
        last_words = words
        if may_drop and not words:
            past = _without_empty_brackets(pieces, text, past)
    pieces.append(text[past:])
    return "".join(pieces)


def _without_empty_brackets(pieces: list[str], text: str, past: int) -> int:
    while pieces and not pieces[-1]:
        pieces.pop()
    if pieces and pieces[-1].endswith("(") and text[past : past + 1] == ")":
        pieces[-1] = pieces[-1][:-1].rstrip(" \t")
        return past + 1
    return past


def _place_of(text: str, past: int, one: _Taken) -> tuple[int, int, str]:
    """Return the range that goes, and the words that stand in for it, if any."""
    before = text[max(past, one.start - _WINDOW) : one.start]
    opens, closes = _OPENS.search(before), _CLOSES.match(text, one.end)
    if opens is not None and closes is not None and _is_pair(opens[0], closes[0]):
        return one.start - len(opens[0]), closes.end(), ""
    if one.words == ENQUIRY_FORM:
        label, ends = _EMPTY_LABEL.search(before), _LINE_ENDS.match(text, one.end)
        if label is not None and ends is not None:
            return _without_empty_line(text, past, one.start - len(label[0]), ends.end())
        return one.start, one.end, one.words
    if _is_web_link(one.value):
        return one.start, one.end, one.words
    said = _SAID.match(one.value)
    if said is not None:
        return one.start + said.end(), one.end, one.words
    comma = _LOOSE_COMMA.search(before)
    start = one.start - len(comma[0]) if comma is not None else one.start
    return _without_empty_line(text, past, start, one.end)


def _is_pair(opens: str, closes: str) -> bool:
    wanted = "".join(_PAIRS[mark] for mark in reversed(opens) if mark in _PAIRS)
    return re.sub(r"\s", "", closes) == wanted


def _is_web_link(value: str) -> bool:
    return re.match(r"[\w-]+:(?=\S*/)|[\w.-]+\.[\w-]+/|skype:|callto:", value) is not None


def _without_empty_line(text: str, past: int, start: int, end: int) -> tuple[int, int, str]:
    """Take the line's end too when nothing else stands on it, else the blanks before."""
    line = max(past, text.rfind("\n", max(past, start - _WINDOW), start) + 1)
    is_first = not text[line:start].strip() and (line == 0 or text[line - 1] == "\n")
    nothing_else = _NOTHING_ELSE.match(text, end)
    if is_first and nothing_else is not None:
        return line, nothing_else.end(), ""
    while start > past and text[start - 1] in " \t":
        start -= 1
    return start, end, ""

"""Finds e-mail addresses in free text, also those that people disguise for machines.

Every search is anchored at a sign for "at" and looks a bounded way to its left, so that a
megabyte of any text costs time in proportion to its length.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from termcard.announcements.found import Found

LONGEST_LOCAL_PART = 64

_HIDDEN = "\u00ad\u200b-\u200d\u2060"
_AT = re.compile(
    r"(?P<sign>[@\uff20\ufe6b]|&\#0*64;|&\#x0*40;|&commat;|%40)"
    r"|(?P<bracketed>[\[({<]\s?(?:at|ät|@|arroba)\s?[\])}>])"
    r"|(?P<short>(?<=\w)[\[(]a[\])](?=\w))"
    r"|(?P<word>(?<=[ \t])at(?=[ \t])|(?<=\w)_at_(?=\w))",
    re.IGNORECASE,
)
# Every sign for "at" holds one of these; most texts hold none.
_MAY_BE_THERE = re.compile(r"[@\uff20\ufe6b&%\[({<]|[ \t]at[ \t]|_at_", re.IGNORECASE)
_WRITTEN_HOST = re.compile(
    rf"[\w.{_HIDDEN}\u3002\uff0e\uff61-]*[\w-][.\u3002\uff0e\uff61][{_HIDDEN}]*[^\W\d_]{{2}}[\w-]*"
)
_NUMBERED_HOST = re.compile(r"\[[0-9A-Fa-f:.IPv]{3,45}\]")
_SAID_DOT = r"\s?[\[({<]\s?(?:dot|punkt|\.)\s?[\])}>]\s?|[ \t](?:dot|DOT|Dot|punkt)[ \t]"
_DOT = rf"(?:\.|{_SAID_DOT})"
_SPELLED_HOST = re.compile(rf"[^\W_][\w-]{{0,62}}(?:{_DOT}[^\W_][\w-]{{0,62}}){{1,9}}")
_ENDS_IN_LETTERS = re.compile(r"[^\W\d_]{2,}\Z")
_SHORT_HOST = re.compile(r"[^\W\d_][\w-]{1,62}")
_ATOM = rf"[\w.+%&'~{_HIDDEN}-]+"
_LOCAL = re.compile(rf"(?:{_ATOM}(?:{_SAID_DOT}))*{_ATOM}\Z")
_QUOTED_LOCAL = re.compile(r'"[^"\n]+"\Z')
_SPELLED_DOT = re.compile(rf"[ \t]*{_DOT}[ \t]*", re.IGNORECASE)
_MAILTO_FIELDS = re.compile(r"\?[^\s<>)\"]*")
_TOP_LABEL = re.compile(
    "[a-z]{2}|academy|app|biz|com|dev|edu|email|example|gov|info|int|mil|museum|name|net|online"
    "|org|science|site|uni|xyz"
)
_SHORT_WORD = re.compile("a[mnst]|b[ey]|do|i[fnst]|m[ey]|no|o[fnr]|so|to|us|we")
_NAME_WITH_DOT = re.compile(r"[a-z]+(?:[._][a-z]+)+")
_FILE_ENDING = re.compile("docx?|html?|ics|jpg|pdf|png|pptx?|py|tex|txt|xml|zip")
_CUE = re.compile(
    r"(?:e-?mail|mail|mailto|contact|kontakt|write|reach|address)(?:\s(?:is|to|me"
    r"|us))?[\s:,=<(]*\Z",
    re.IGNORECASE,
)
_NO_LOCAL_PART = re.compile(
    "address|available|details|form|found|h[ei][mr]|me|online|organisers?|page|people|someone"
    "|team|the|them|us|via|website",
    re.IGNORECASE,
)


def find_mail_addresses(text: str) -> list[Found]:
    """Return the addresses in a text, in order, each as `local@host` whatever its disguise."""
    found: list[Found] = []
    if _MAY_BE_THERE.search(text) is None:
        return found
    past = 0
    for at in _AT.finditer(text):
        if at.start() < past:
            continue
        one = _address_around(text, at, past)
        if one is not None:
            found.append(one)
            past = one.end
    return found


def _address_around(text: str, at: re.Match[str], past: int) -> Found | None:
    host = _host_after(text, at)
    if host is None:
        return None
    before = at.start()
    if at.lastgroup != "sign" or text[before - 1 : before] in (" ", "\t"):
        while before > past and at.start() - before < 2 and text[before - 1] in " \t":
            before -= 1
    local = _local_part_before(text, before, past)
    if local is None:
        return None
    start, name = local
    ends_at, host_name = host
    if not _is_clear(text, start, at, name, text[_host_start(text, at) : ends_at]):
        return None
    value = _plain(f"{name}@{host_name}")
    if text[max(past, start - 7) : start].lower() == "mailto:":
        rest = _MAILTO_FIELDS.match(text, ends_at)
        return Found(start - 7, rest.end() if rest else ends_at, value)
    return Found(start, ends_at, value)


def _host_start(text: str, at: re.Match[str]) -> int:
    """Return where the host begins, after at most two blanks."""
    start = at.end()
    while start < len(text) and start - at.end() < 2 and text[start] in " \t":
        start += 1
    return start


def _host_after(text: str, at: re.Match[str]) -> tuple[int, str] | None:
    start = _host_start(text, at)
    if at.lastgroup == "sign":
        written = _WRITTEN_HOST.match(text, start) or _NUMBERED_HOST.match(text, start)
        if written is not None:
            return written.end(), re.sub("[\u3002\uff0e\uff61]", ".", written[0])
    spelled = _SPELLED_HOST.match(text, start)
    if spelled is not None and _ENDS_IN_LETTERS.search(spelled[0]) is not None:
        return spelled.end(), _SPELLED_DOT.sub(".", spelled[0])
    short = _SHORT_HOST.match(text, at.end())
    if short is None:
        return None
    is_tied = at.lastgroup == "bracketed" and text[at.start() - 1 : at.start()].isalnum()
    after_scheme = _is_after_scheme(text[max(0, at.start() - LONGEST_LOCAL_PART - 8) : at.start()])
    return (short.end(), short[0]) if is_tied or after_scheme else None


def _is_after_scheme(before: str) -> bool:
    return re.search(r"mailto:[^\s:]*\Z", before, re.IGNORECASE) is not None


def _local_part_before(text: str, before: int, past: int) -> tuple[int, str] | None:
    first = max(past, before - LONGEST_LOCAL_PART)
    window = text[first:before]
    if window.endswith('"') and (quoted := _QUOTED_LOCAL.search(window)) is not None:
        return first + quoted.start(), quoted[0]
    local = _LOCAL.search(window)
    if local is None:
        return None
    name = local[0].lstrip("'-.~&%") or local[0]
    return before - len(name), name


def _is_clear(text: str, start: int, at: re.Match[str], name: str, host: str) -> bool:
    """Tell "o.smith at maths.example" from "details at maths.example" and "meet at 5"."""
    is_blank_before = text[at.start() - 1 : at.start()] in (" ", "\t")
    if at.lastgroup == "bracketed" or (at.lastgroup == "sign" and not is_blank_before):
        return True
    if at[0].isupper() and " DOT " in host:
        return True
    top = re.split(r"[^\w-]+", host.rstrip(")]}>"))[-1].lower()
    if _TOP_LABEL.fullmatch(top) is None:
        return False
    if at.lastgroup == "short" or at[0].startswith("_"):
        return True
    is_cued = _CUE.search(text[max(0, start - 24) : start]) is not None
    if " " in host:
        return is_cued or _SHORT_WORD.fullmatch(top) is None
    is_word = _NO_LOCAL_PART.fullmatch(name) is not None
    return not is_word and (is_cued or _is_a_name_with_dot(name.lower()))


def _is_a_name_with_dot(name: str) -> bool:
    parts = re.split("[._]", name)
    return (
        _NAME_WITH_DOT.fullmatch(name) is not None
        and max(map(len, parts)) > 2
        and _FILE_ENDING.fullmatch(parts[-1]) is None
        and _TOP_LABEL.fullmatch(parts[-1]) is None
        and parts[0] != "www"
    )


def _plain(address: str) -> str:
    return _SPELLED_DOT.sub(".", unquote(re.sub(f"[{_HIDDEN}]", "", address)))

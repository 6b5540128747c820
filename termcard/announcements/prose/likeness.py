"""Says how surely words are the name of a person."""

from __future__ import annotations

import re

from termcard.announcements.prose.honorifics import bare_name, honorific_at
from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.names import is_family_name, is_given_name
from termcard.announcements.prose.people import looks_like_name, without_bracket
from termcard.announcements.prose.places import is_only_online, is_place
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.spans import Span

SAYS = re.compile(
    r"\s(?:(?:will|is\sto|to)\s(?:speak|talk|present|give|discuss|be|read|introduce)|speaks|talks"
    r"|presents|gives|discusses|spricht|hält|parlera|presenta|dialoga|parla|racconta|présente"
    r"|raconte|präsentiert|liest|stellt|reads|describes|habla"
    r"|vertelt|parlerà|hablará|soutient|soutiendra|verteidigt|discuterà|discute|defenderá|defiende"
    r"|verdedigt"
    r"|(?:will\s)?defends?|will\spresent)\b.*",
    re.DOTALL,
)


_JOINS = re.compile(r"\s(?:and|&|und|et|e|y|en|with)\s", re.IGNORECASE)


@remembered
def sureness_of_name(text: str, span: Span) -> int:
    """Return how surely a stretch begins with a person: 0 not at all, 3 without doubt."""
    words = span.cut(text)
    honorific = honorific_at(text, span)
    if honorific is not None:
        return 0 if _only_a_post(text, Span(honorific.end, span.end)) else 3
    says = SAYS.search(words)
    bare = words[: says.start()] if says else words
    bare = without_bracket(bare)
    names = [name.strip(" .,") for name in _JOINS.split(bare)]
    names = [bare_name(one) for one in names]
    if not names or not all(map(_may_be_name, names)):
        return 0
    if all(is_given_name(name.split()[0]) or _INITIALS.match(name) for name in names):
        return 3
    is_joined = len(names) > 1 and any(is_given_name(name.split()[0]) for name in names)
    if is_joined or says or bare.strip() != words.strip() or all(map(_has_family_name, names)):
        return 2
    return 1


def _has_family_name(name: str) -> bool:
    """Say whether a name ends with a known family name, or begins with one, as in Asia."""
    words = name.split()
    if len(words) > 4:
        return False
    return is_family_name(words[-1]) or (len(words) > 1 and is_family_name(words[0]))


_INITIALS = re.compile(r"(?:[A-Z]\.[\s-]?){1,3}[A-Z]")


def _may_be_name(name: str) -> bool:
    if _is_plainly_named(name):
        return True
    if not looks_like_name(name) or is_institution(name) or is_role(name):
        return False
    known = is_given_name(name.split()[0])
    span = Span(0, len(name))
    if not known and (is_place(name, span) or is_only_online(name, span)):
        return False
    return find_kind(name, span) is None


_ROOM = re.compile(r"\s(?:room|theatre|theater|auditorium|building|street|suite|saal|raum)\Z", re.I)
_PLAIN_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ’'-]+(?:\s[A-Z]\.)?\s[A-ZÀ-Þ][\w’'-]+")


def _is_plainly_named(name: str) -> bool:
    """Say whether words are a given name and one more, such as "Jon Hall", and no college."""
    if _PLAIN_NAME.fullmatch(name) is None or not is_given_name(name.split()[0]):
        return False
    if _ROOM.search(name):
        return False
    return find_kind(name, Span(0, len(name))) is None and not is_institution(name)


def _only_a_post(text: str, rest: Span) -> bool:
    """Say whether "Professor of Law" or "Director" names a post and nobody."""
    words = rest.cut(text).lstrip(" .")
    return re.match(r"(?:of|in|for|at|de|für)\b", words) is not None

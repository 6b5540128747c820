"""Says in words what fields of an event hold, for two versions to be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session
from termcard.announcements.wording import when_line

LABELS = {
    "abstract": "Abstract",
    "access": "Access",
    "access_note": "More on access",
    "attendance": "How to take part",
    "kind": "Kind",
    "language": "Language",
    "level": "For whom it is meant",
    "materials": "Materials",
    "mode": "How one attends",
    "notices": "Notices",
    "open_to": "Who may come",
    "parts": "People",
    "place": "Place",
    "platform": "Platform",
    "references": "Works cited",
    "series": "Series",
    "sessions": "Times",
    "status": "Status",
    "stream_url": "Public stream",
    "talks": "Programme",
    "title": "Title",
    "topics": "Topics",
}
NOTHING = "nothing"
# Of what stands in a list, the words that tell one from another.
_NAMES = {
    "parts": ("honorific", "name", "role", "affiliation", "part", "url", "biography"),
    "materials": ("title", "url"),
    "references": ("cited",),
    "place": ("name",),
}


@dataclass(frozen=True)
class Difference:
    """One field of which there are two versions, in words."""

    label: str
    was: str
    now: str


def difference(name: str, was: Any, now: Any) -> Difference:
    """Return how a field differs, from its values in the documented object."""
    return Difference(LABELS.get(name, name.capitalize()), words_of(name, was), words_of(name, now))


def differing(one: Announcement, other: Announcement) -> list[Difference]:
    """Return the fields that a form holds in which two announcements differ."""
    first, second = documented.write(one), documented.write(other)
    found = []
    for name in LABELS:
        if name in ("series", "status", "notices", "talks") or name not in first:
            continue
        was, now = words_of(name, first[name]), words_of(name, second[name])
        if was != now:
            found.append(Difference(LABELS[name], was, now))
    return found


def words_of(name: str, value: Any) -> str:
    """Return the value of a field in words, one line for each thing in it."""
    if value in (None, "", [], {}):
        return NOTHING
    if name in ("sessions", "talks") and isinstance(value, list):
        return "\n".join(_sitting(each) for each in value)
    if isinstance(value, Mapping):
        return _one(name, value)
    if isinstance(value, list):
        return "\n".join(_one(name, each) for each in value)
    return str(value).replace("_", " ") if name in ("kind", "access") else str(value)


def _one(name: str, value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value).replace("_", " ") if name == "access" else str(value)
    said = (str(value.get(key) or "") for key in _NAMES.get(name, ("name", "title")))
    return ", ".join(word for word in said if word)


def _sitting(value: Any) -> str:
    if not isinstance(value, Mapping):
        return str(value)
    try:
        shell = documented.read({"sessions": [dict(value)]})
    except ValueError:
        return ""
    (session,) = shell.sessions
    return _line(session)


def _line(session: Session) -> str:
    talks = "".join(f"; {talk.title}" for talk in session.talks if talk.title)
    title = f": {session.title}" if session.title else ""
    return f"{when_line(session)}{title}{talks}"

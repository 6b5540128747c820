"""What the standard properties cannot hold exactly, carried beside them in one X-TERMCARD value.

Every client ignores it; our own reader gets the announcement back equal from it. A seal over
what clients do show tells whether somebody changed the entry since; then the carried words
count no more. A long text that stands in the DESCRIPTION is carried as its place there.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import types
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import lru_cache
from typing import Any

from termcard.announcements.announcement import Announcement
from termcard.announcements.icalendar.lines import clean
from termcard.announcements.sessions import Session

# Not carried: two addresses that only the installation that made them may state, and where
# an announcement was read, which whoever reads it knows better.
LEFT_OUT = frozenset({"offer_url", "enquiry_url", "provenance"})
KEEPS = frozenset(field.name for field in dataclasses.fields(Announcement)) - LEFT_OUT
# Of each entry these are its own, or not carried.
_NOT_WORDS = LEFT_OUT | {"sessions"}
_SHORTEST_BORROWED = 32


@dataclass(frozen=True, kw_only=True)
class Shown:
    """What a client shows of an entry, which the seal is made over."""

    summary: str
    location: str
    description: str
    status: str
    starts: date | datetime
    ends: date | datetime | None

    def seal(self) -> str:
        """Return a short mark that changes when any of it does."""
        times = (_instant(self.starts), _instant(self.ends) if self.ends else "")
        said = (self.summary, self.location, self.description, self.status, *times)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:16]


@dataclass(frozen=True, kw_only=True)
class Carried:
    """One entry's share of an announcement: its words, and one of its sessions."""

    event: str
    number: int
    seal: str
    announcement: Announcement


def pack(announcement: Announcement, number: int, event: str, shown: Shown) -> str:
    """Return the n-th session and all words of the event as one JSON text."""
    body = shown.description
    share = {
        "event": event,
        "number": number,
        "seal": shown.seal(),
        "words": _of_fields(announcement, body, without=_NOT_WORDS),
        "session": _encoded(announcement.sessions[number - 1], body),
    }
    return json.dumps(share, ensure_ascii=False, separators=(",", ":"))


def unpack(text: str, body: str, mend: Callable[[str, str], str]) -> Carried:
    """Return what `pack` packed, each text passed through `mend(field, text)`.

    `body` is the entry's DESCRIPTION. Raises ValueError when it is nothing that was packed.
    """
    try:
        share = json.loads(text)
        decode = _Decoder(body=body, mend=mend)
        words = {name: share["words"][name] for name in KEEPS & share["words"].keys()}
        announcement = decode.value(Announcement, words)
        session = decode.value(Session, share["session"])
        return Carried(
            event=str(share["event"]),
            number=int(share["number"]),
            seal=str(share["seal"]),
            announcement=dataclasses.replace(announcement, sessions=(session,)),
        )
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise ValueError("The words carried with this entry could not be read.") from error


def together(shares: Iterable[Carried]) -> Announcement:
    """Return one announcement from the entries of its sessions."""
    in_order = sorted(shares, key=lambda share: share.number)
    sessions = [session for share in in_order for session in share.announcement.sessions]
    return dataclasses.replace(
        in_order[0].announcement, sessions=tuple(sorted(sessions, key=Session.order))
    )


def _instant(moment: date | datetime) -> str:
    if not isinstance(moment, datetime):
        return moment.isoformat()
    return moment.astimezone(UTC).replace(microsecond=0).isoformat()


def _encoded(value: Any, body: str) -> Any:
    kind: type = type(value)
    if kind is str:
        return _borrowed(clean(value), body)
    if kind is tuple:
        return [_encoded(item, body) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    return _of_fields(value, body) if dataclasses.is_dataclass(kind) else value


def _of_fields(told: Any, body: str, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return {field: its value} of those that say anything."""
    kind: type = type(told)
    said = {}
    for name, default in _fields(kind):
        value = getattr(told, name)
        if value is not default and name not in without and value != default:
            said[name] = _encoded(value, body)
    return said


@lru_cache
def _fields(shape: type) -> tuple[tuple[str, Any], ...]:
    """Return (name, default) of each field."""
    return tuple((field.name, field.default) for field in dataclasses.fields(shape))


def _borrowed(text: str, body: str) -> str | list[int]:
    at = body.find(text) if len(text) >= _SHORTEST_BORROWED else -1
    return text if at < 0 else [at, len(text)]


@lru_cache
def _hints(shape: type) -> dict[str, Any]:
    return typing.get_type_hints(shape)


@dataclass(frozen=True, kw_only=True)
class _Decoder:
    """Builds typed values from JSON, refusing whatever is of another type."""

    body: str
    mend: Callable[[str, str], str]

    def value(self, shape: Any, given: Any, field: str = "") -> Any:
        """Return the given JSON as a value of that type."""
        if typing.get_origin(shape) is types.UnionType:
            return self._one_of(typing.get_args(shape), given, field)
        if typing.get_origin(shape) is tuple:
            item = typing.get_args(shape)[0]
            return tuple(self.value(item, each, field) for each in _a(list, given))
        if isinstance(shape, type) and dataclasses.is_dataclass(shape):
            hints = _hints(shape)
            fields = {name: self.value(hints[name], each, name) for name, each in given.items()}
            return shape(**fields)
        if shape is str:
            return self.mend(field, clean(self._text(given)))
        if issubclass(shape, StrEnum | date | time):
            return shape(given) if issubclass(shape, StrEnum) else shape.fromisoformat(given)
        return shape(_a((int, float) if shape is float else shape, given))

    def _one_of(self, shapes: tuple[Any, ...], given: Any, field: str) -> Any:
        if given is None and types.NoneType in shapes:
            return None
        named = [shape for shape in shapes if shape is not types.NoneType]
        if named == [date, datetime]:
            named = [datetime if "T" in _a(str, given) else date]
        return self.value(named[0], given, field)

    def _text(self, given: Any) -> str:
        if isinstance(given, list):
            at, length = (_a(int, number) for number in given)
            return self.body[at : at + length]
        return str(_a(str, given))


def _a(shape: Any, given: Any) -> Any:
    if not isinstance(given, shape):
        raise TypeError("A value of another type stands there.")
    return given

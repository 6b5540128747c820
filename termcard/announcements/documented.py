"""Writes and reads the documented object: an announcement as JSON that loses nothing.

Its keys are the names of the dataclasses' fields, every one of them always there. A session
also carries the moments that its wall times mean; they are derived, and ignored when read.
The page docs/reference/event-json.md says what each key means.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from datetime import UTC, date, datetime, time
from enum import StrEnum
from functools import cache
from typing import Any, cast

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session

KEEPS = frozenset(field.name for field in dataclasses.fields(Announcement))


def write(announcement: Announcement) -> dict[str, Any]:
    """Return the announcement as an object of plain JSON values."""
    return _written_fields(announcement)


def read(source: dict[str, Any]) -> Announcement:
    """Return the announcement that the object holds; unknown keys count as not there.

    Raises ValueError, naming the key, for a value of another type or one no event can have.
    """
    return cast(Announcement, _read_value(Announcement, source, "event"))


def _written_fields(thing: Any) -> dict[str, Any]:
    fields = {
        field.name: _written(getattr(thing, field.name)) for field in dataclasses.fields(thing)
    }
    if isinstance(thing, Session):
        fields["starts_at"] = _in_utc(thing.starts_at())
        fields["ends_at"] = _in_utc(thing.ends_at())
        fields["is_end_assumed"] = thing.is_end_assumed
    return fields


def _written(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    if isinstance(value, date | time):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return _written_fields(value)
    return value


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


@cache
def _shapes(thing: type) -> dict[str, Any]:
    hints = typing.get_type_hints(thing)
    return {field.name: hints[field.name] for field in dataclasses.fields(thing)}


def _read_value(shape: Any, given: Any, key: str) -> Any:
    if typing.get_origin(shape) is types.UnionType:
        return _read_optional(typing.get_args(shape), given, key)
    if typing.get_origin(shape) is tuple:
        item = typing.get_args(shape)[0]
        return tuple(_read_value(item, each, key) for each in _required(list, given, key))
    if dataclasses.is_dataclass(shape):
        return _read_fields(shape, _required(dict, given, key), key)
    if shape is bool or shape is int:
        is_right = type(given) is shape
        return given if is_right else _refuse(key)
    if shape is float:
        return float(_required((int, float), given, key))
    text = _required(str, given, key)
    return text if shape is str else _read_word(shape, text, key)


def _read_optional(shapes: tuple[Any, ...], given: Any, key: str) -> Any:
    if given is None:
        return None if types.NoneType in shapes else _refuse(key)
    shape = next(one for one in shapes if one is not types.NoneType)
    if shape is date and datetime in shapes and "T" in _required(str, given, key):
        shape = datetime
    return _read_value(shape, given, key)


def _read_fields(shape: Any, given: dict[str, Any], key: str) -> Any:
    known = {
        name: _read_value(inner, given[name], name)
        for name, inner in _shapes(shape).items()
        if name in given
    }
    try:
        return shape(**known)
    except TypeError as error:
        raise ValueError(f"{key}: something that it needs is not there.") from error


def _read_word(shape: Any, text: str, key: str) -> Any:
    try:
        return shape(text) if issubclass(shape, StrEnum) else shape.fromisoformat(text)
    except ValueError as error:
        raise ValueError(
            f"{key}: {text!r} is none of the words, days or times it may be."
        ) from error


def _required(shape: Any, given: Any, key: str) -> Any:
    return given if isinstance(given, shape) and not isinstance(given, bool) else _refuse(key)


def _refuse(key: str) -> typing.NoReturn:
    raise ValueError(f"{key}: a value of another type is expected.")

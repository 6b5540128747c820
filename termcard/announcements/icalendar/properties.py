"""Content lines as properties: a name, parameters, a raw value, and that value as a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import NamedTuple

_BARE = re.compile(r"([A-Za-z][A-Za-z0-9-]*):")
_WITH_PARAMETERS = re.compile(
    r"([A-Za-z][A-Za-z0-9-]*)((?:;(?:[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\";:]*))?)+):"
)
_PARAMETER = re.compile(r";([A-Za-z0-9-]+)=(?:\"([^\"]*)\"|([^\";:]*))")
_TIME = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?", re.IGNORECASE
)
# What other programs write for that: strokes, colons, no seconds, fractions, an offset.
_LOOSE_TIME = re.compile(
    r"([0-9]{4})([-/]?)([0-9]{2})\2([0-9]{2})"
    r"(?:[T ]([0-9]{2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r" ?(Z|[+-][0-9]{2}:?[0-9]{2})?)?",
    re.IGNORECASE,
)
_LENGTH = re.compile(
    r"([+-]?)P(?:([0-9]{1,7})W)?(?:([0-9]{1,7})D)?"
    r"(?:T(?:([0-9]{1,7})H)?(?:([0-9]{1,7})M)?(?:([0-9]{1,7})S)?)?",
    re.IGNORECASE,
)

Time = date | datetime | timedelta
NO_PARAMETERS: Mapping[str, str] = MappingProxyType({})


class Property(NamedTuple):
    """One content line: its name, its raw value, that value as a time, and its parameters."""

    name: str
    value: str
    time: Time | None = None
    parameters: Mapping[str, str] = NO_PARAMETERS
    is_cut: bool = False


def parted(line: str) -> tuple[str, Mapping[str, str], str] | None:
    """Return a line's name, parameters and raw value; None when it is of an unusual form."""
    if found := _BARE.match(line):
        return found[1].upper(), NO_PARAMETERS, line[found.end() :]
    if found := _WITH_PARAMETERS.match(line):
        parameters = {
            one[1].upper(): one[2] if one[2] is not None else one[3]
            for one in _PARAMETER.finditer(found[2])
        }
        return found[1].upper(), parameters, line[found.end() :]
    return None


def time_of(value: str) -> Time | None:
    """Return a DATE, DATE-TIME or DURATION (RFC 5545, section 3.3), None for another form.

    Forms near these, which other programs write, are read as they are meant; 24:00 is the next
    day's first moment.
    """
    written = value.strip()
    try:
        if found := _TIME.fullmatch(written):
            year, month, day, hour, minute, second, zone = found.groups()
        elif found := _LOOSE_TIME.fullmatch(written):
            year, _, month, day, hour, minute, second, zone = found.groups()
        else:
            return _length(written)
        first = date(int(year), int(month), int(day))
        if hour is None:
            return first
        return _moment(first, int(hour), int(minute), int(second or 0), zone or "")
    except (ValueError, OverflowError):
        return None


def _moment(day: date, hour: int, minute: int, second: int, zone: str) -> datetime:
    if (hour, minute, second) == (24, 0, 0):
        day, hour = day + timedelta(days=1), 0
    # A leap second is not told from the one before it.
    at = datetime.combine(day, time(hour, minute, min(second, 59)))
    if not zone:
        return at
    at = at.replace(tzinfo=UTC)
    if zone in "Zz":
        return at
    ahead = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
    return at + ahead if zone[0] == "-" else at - ahead


def _length(written: str) -> timedelta | None:
    found = _LENGTH.fullmatch(written)
    if found is None or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length

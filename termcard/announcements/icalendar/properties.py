"""Content lines as properties: a name, parameters, a raw value, and that value as a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
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
    """Return a DATE, DATE-TIME or DURATION (RFC 5545, section 3.3), None for another form."""
    written = value.strip()
    try:
        if found := _TIME.fullmatch(written):
            year, month, day, hour, minute, second, zulu = found.groups()
            if hour is None:
                return date(int(year), int(month), int(day))
            return datetime(
                int(year),
                int(month),
                int(day),
                int(hour),
                int(minute),
                min(int(second), 59),  # a leap second is not told from the one before it
                tzinfo=UTC if zulu else None,
            )
        return _length(written)
    except (ValueError, OverflowError):
        return None


def _length(written: str) -> timedelta | None:
    found = _LENGTH.fullmatch(written)
    if found is None or not any(found.groups()[1:]):
        return None
    weeks, days, hours, minutes, seconds = (int(number or 0) for number in found.groups()[1:])
    length = timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length

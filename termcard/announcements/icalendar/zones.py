"""VTIMEZONE components made from the pinned time-zone rules, as a start and a yearly rule each.

Clients disagree about any other form: some ignore RDATE, some read a start in the new offset.
What two yearly rules cannot say is not written at all; the times are then written in UTC.
"""

from __future__ import annotations

import re
import struct
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from importlib.resources import files

from termcard.announcements.sessions import require_zone

EARLIEST_YEAR = 1970
UTC_ZONES = frozenset({"UTC", "Etc/UTC"})
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
LAST_WEEK = 5

_EPOCH = datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)
_EARLIEST = -(2**32)
_NAME = r"(?:<([^>]+)>|([A-Za-z]{3,}))"
_OFFSET = r"([+-]?\d{1,3}(?::\d{2}){0,2})"
_RULE = r"M(\d{1,2})\.(\d)\.(\d)(?:/([+-]?\d{1,3}(?::\d{2}){0,2}))?"
_FIXED = re.compile(f"{_NAME}{_OFFSET}")
_CHANGING = re.compile(f"{_NAME}{_OFFSET}{_NAME}(?:{_OFFSET})?,{_RULE},{_RULE}")


@dataclass(frozen=True, kw_only=True)
class Onset:
    """One yearly change of the clocks: the n-th weekday of a month, at an hour of the old time."""

    month: int
    week: int
    weekday: int
    hour: time
    name: str
    offset_before: timedelta
    offset_after: timedelta

    def wall_time(self, year: int) -> datetime:
        """Return when the clocks change in that year, as they show it before (naive)."""
        first_weekday, length = monthrange(year, self.month)
        first = 1 + (self.weekday - 1 - first_weekday) % 7
        days = range(first, length + 1, 7)
        day = days[-1] if self.week == LAST_WEEK else days[self.week - 1]
        return datetime.combine(date(year, self.month, day), self.hour)

    def moment(self, year: int) -> datetime:
        """Return when the clocks change in that year, in UTC."""
        return (self.wall_time(year) - self.offset_before).replace(tzinfo=UTC)

    def rule(self) -> str:
        """Return the change as an RRULE value (RFC 5545, section 3.3.10)."""
        week = -1 if self.week == LAST_WEEK else self.week
        return f"FREQ=YEARLY;BYMONTH={self.month};BYDAY={week}{WEEKDAYS[self.weekday]}"


@dataclass(frozen=True, kw_only=True)
class ZoneRules:
    """What a zone's clocks do from `first_year` on: keep one offset, or change twice a year."""

    zone: str
    name: str
    offset: timedelta
    onsets: tuple[Onset, ...]
    first_year: int

    def covers(self, day: date) -> bool:
        """Say whether the rules hold on that day: not before the first change they tell of."""
        return day.year > self.first_year or (not self.onsets and day.year == self.first_year)

    def lines(self) -> list[str]:
        """Return the VTIMEZONE's content lines, unfolded (RFC 5545, section 3.6.5)."""
        observances = [
            _observance(
                "DAYLIGHT" if onset.offset_after > onset.offset_before else "STANDARD",
                onset.wall_time(self.first_year),
                (onset.offset_before, onset.offset_after),
                onset.name,
                onset.rule(),
            )
            for onset in sorted(self.onsets, key=lambda onset: onset.offset_after)
        ]
        if not observances:
            starts = datetime(self.first_year, 1, 1)  # noqa: DTZ001, a wall time
            observances = [
                _observance("STANDARD", starts, (self.offset, self.offset), self.name, "")
            ]
        inside = [line for observance in observances for line in observance]
        return ["BEGIN:VTIMEZONE", f"TZID:{self.zone}", *inside, "END:VTIMEZONE"]


@lru_cache(maxsize=1024)
def rules_of(zone: str) -> ZoneRules | None:
    """Return the zone's rules; None when two yearly rules cannot say them, so UTC is written.

    Raises ValueError when there is no such zone.
    """
    require_zone(zone)
    tzif = files("tzdata").joinpath("zoneinfo", *zone.split("/")).read_bytes()
    transitions, footer = _read_tzif(tzif)
    stated = _read_footer(footer)
    if stated is None:
        return None
    name, offset, onsets = stated
    changes = _changes_of_offset(transitions)
    first_year = _first_year(changes, onsets)
    return ZoneRules(zone=zone, name=name, offset=offset, onsets=onsets, first_year=first_year)


def _read_tzif(tzif: bytes) -> tuple[list[tuple[datetime, timedelta]], str]:
    """Return the changes a TZif file lists, with the offset after each, and its footer.

    RFC 9636, section 3: the second, 64-bit block counts, and the footer follows it.
    """
    counts = struct.unpack(">6l", tzif[20:44])
    start = 44 + _length(counts, 4)
    counts = struct.unpack(">6l", tzif[start + 20 : start + 44])
    body = start + 44
    _, _, _, times, types, _ = counts
    moments = struct.unpack(f">{times}q", tzif[body : body + 8 * times])
    indices = tzif[body + 8 * times : body + 9 * times]
    records = body + 9 * times
    offsets = [
        timedelta(seconds=struct.unpack(">l", tzif[at : at + 4])[0])
        for at in range(records, records + 6 * types, 6)
    ]
    # The first listed change may lie at the big bang; only the last ones tell of the rules.
    transitions = [
        (_EPOCH + timedelta(seconds=moment), offsets[index])
        for moment, index in zip(moments, indices, strict=True)
        if moment >= _EARLIEST
    ]
    footer = tzif[body + _length(counts, 8) :].decode("ascii").strip("\n")
    return transitions, footer


def _length(counts: tuple[int, ...], width: int) -> int:
    marks_utc, marks_standard, leaps, times, types, letters = counts
    changes = times * (width + 1) + types * 6
    return changes + letters + leaps * (width + 4) + marks_standard + marks_utc


def _read_footer(footer: str) -> tuple[str, timedelta, tuple[Onset, ...]] | None:
    """Return a POSIX rule's name, standard offset and changes; None when it is of another form."""
    if found := _FIXED.fullmatch(footer):
        bracketed, plain, offset = found.groups()
        return bracketed or plain, -_span(offset), ()
    if not (found := _CHANGING.fullmatch(footer)):
        return None
    words = found.groups()
    standard = -_span(words[2])
    summer = -_span(words[5]) if words[5] else standard + timedelta(hours=1)
    to_summer = _onset(words[6:10], words[3] or words[4], standard, summer)
    to_standard = _onset(words[10:14], words[0] or words[1], summer, standard)
    if to_summer is None or to_standard is None:
        return None
    return words[0] or words[1], standard, (to_summer, to_standard)


def _onset(
    rule: tuple[str | None, ...], name: str, before: timedelta, after: timedelta
) -> Onset | None:
    month, week, weekday = (int(word or 0) for word in rule[:3])
    hour = _span(rule[3] or "2")
    if not timedelta(0) <= hour < timedelta(days=1):
        return None
    return Onset(
        month=month,
        week=week,
        weekday=weekday,
        hour=(_EPOCH + hour).time(),
        name=name,
        offset_before=before,
        offset_after=after,
    )


def _span(words: str) -> timedelta:
    hours, minutes, seconds, *_ = [*(int(word) for word in words.lstrip("+-").split(":")), 0, 0]
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -span if words.startswith("-") else span


def _changes_of_offset(
    transitions: list[tuple[datetime, timedelta]],
) -> list[tuple[datetime, timedelta]]:
    changes: list[tuple[datetime, timedelta]] = []
    for moment, offset in transitions:
        if not changes or changes[-1][1] != offset:
            changes.append((moment, offset))
    return changes


def _first_year(changes: list[tuple[datetime, timedelta]], onsets: tuple[Onset, ...]) -> int:
    """Return the first year from which the listed changes are those of the rules, every year."""
    last = changes[-1][0] if changes else _EPOCH - timedelta(days=1)
    year = last.year + 1
    while year > EARLIEST_YEAR and _is_by_rule(year - 1, last, changes, onsets):
        year -= 1
    return max(year, EARLIEST_YEAR)


def _is_by_rule(
    year: int,
    last: datetime,
    changes: list[tuple[datetime, timedelta]],
    onsets: tuple[Onset, ...],
) -> bool:
    due = {(onset.moment(year), onset.offset_after) for onset in onsets}
    listed = {change for change in changes if change[0].year == year}
    return bool(onsets) and listed | {change for change in due if change[0] > last} == due


def _observance(
    kind: str, starts: datetime, offsets: tuple[timedelta, timedelta], name: str, rule: str
) -> list[str]:
    before, after = (_written_offset(offset) for offset in offsets)
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{starts:%Y%m%dT%H%M%S}",
        *([f"RRULE:{rule}"] if rule else []),
        f"TZOFFSETFROM:{before}",
        f"TZOFFSETTO:{after}",
        f"TZNAME:{name}",
        f"END:{kind}",
    ]


def _written_offset(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    return f"{sign}{minutes // 60:02}{minutes % 60:02}" + (f"{seconds:02}" if seconds else "")

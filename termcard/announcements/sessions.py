"""When an event takes place: wall times and a zone, as stated, with the moments they mean."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from termcard.announcements.parts import Part

USUAL_MINUTES = 60
FIRST_YEAR, LAST_YEAR = 1000, 9000


@dataclass(frozen=True, kw_only=True)
class Talk:
    """One talk inside a session that holds several, with its own people."""

    title: str | None = None
    abstract: str = ""
    starts_time: time | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Session:
    """One sitting of an event: a day, and an hour and an end when they are said.

    `starts_on` and `ends_on` are days (the last day is inclusive); `starts_time` is None when
    no hour is said, `ends_time` None when no end is said. `zone` is an IANA name.
    `starts_fold` and `ends_fold` choose the second of two equal wall times on the night the
    clocks go back (Python's `fold`). `usual_minutes` stands in for an end that is not said.
    Raises ValueError, naming the field, for an unknown zone, an end before the start, and a
    wall time that the zone's clocks skip.
    """

    starts_on: date
    starts_time: time | None = None
    ends_on: date | None = None
    ends_time: time | None = None
    zone: str = "UTC"
    starts_fold: int = 0
    ends_fold: int = 0
    usual_minutes: int = USUAL_MINUTES
    uid: str = ""
    title: str = ""
    talks: tuple[Talk, ...] = ()

    def __post_init__(self) -> None:
        require_zone(self.zone)
        for name in ("starts_on", "ends_on"):
            day = getattr(self, name)
            if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
                raise ValueError(f"{name}: the year lies between {FIRST_YEAR} and {LAST_YEAR}.")
        for name in ("starts_time", "ends_time"):
            if (moment := getattr(self, name)) is not None and moment.tzinfo is not None:
                raise ValueError(f"{name}: a wall time has no zone of its own.")
        if self.starts_time is None and self.ends_time is not None:
            raise ValueError("ends_time: an end needs a start with an hour.")
        if self.ends_on is not None and self.ends_on < self.starts_on:
            raise ValueError("ends_on: it ends before it starts.")
        for name, day, hour, fold in (
            ("starts_time", self.starts_on, self.starts_time, self.starts_fold),
            ("ends_time", self.last_day, self.ends_time, self.ends_fold),
        ):
            if hour is not None and is_skipped(day, hour, self.zone, fold):
                raise ValueError(f"{name}: the clocks in {self.zone} skip {hour:%H:%M} that night.")
        if self.ends_time is not None and self.ends_at() < self.starts_at():
            raise ValueError("ends_time: it ends before it starts.")

    @property
    def is_all_day(self) -> bool:
        """Whether no hour is said."""
        return self.starts_time is None

    @property
    def is_end_assumed(self) -> bool:
        """Whether the end is the usual length, because none is said."""
        return self.starts_time is not None and self.ends_time is None

    @property
    def last_day(self) -> date:
        """The day it ends on, inclusive."""
        return self.ends_on or self.starts_on

    def starts_at(self) -> datetime:
        """Return the start in its zone; the day's first moment when no hour is said."""
        return _moment(self.starts_on, self.starts_time or time(0), self.zone, self.starts_fold)

    def ends_at(self) -> datetime:
        """Return the end in its zone, assumed where none is said; exclusive for whole days."""
        if self.starts_time is None:
            return _moment(self.last_day + timedelta(days=1), time(0), self.zone, 0)
        if self.ends_time is None:
            length = timedelta(minutes=self.usual_minutes)
            return (self.starts_at().astimezone(UTC) + length).astimezone(ZoneInfo(self.zone))
        return _moment(self.last_day, self.ends_time, self.zone, self.ends_fold)

    def order(self) -> tuple[datetime, datetime, str]:
        """Return what sessions are sorted by: their moments, then their UID."""
        return self.starts_at().astimezone(UTC), self.ends_at().astimezone(UTC), self.uid

    def without_words(self) -> Session:
        """Return the times alone."""
        return dataclasses.replace(self, title="", talks=())


def require_zone(zone: str) -> ZoneInfo:
    """Return the IANA zone of that name; raise ValueError naming the field when there is none."""
    try:
        if not zone or zone.startswith(("/", ".")) or len(zone) > 64:
            raise KeyError(zone)
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError("zone: there is no such time zone in the IANA list.") from error


def is_skipped(day: date, hour: time, zone: str, fold: int = 0) -> bool:
    """Say whether the zone's clocks jump over this wall time (RFC 5545, section 3.3.5)."""
    moment = _moment(day, hour, zone, fold)
    back = moment.astimezone(UTC).astimezone(ZoneInfo(zone))
    return back.replace(tzinfo=None, fold=0) != moment.replace(tzinfo=None, fold=0)


def is_doubled(day: date, hour: time, zone: str) -> bool:
    """Say whether the zone's clocks show this wall time twice that night."""
    first, second = (_moment(day, hour, zone, fold) for fold in (0, 1))
    skipped = is_skipped(day, hour, zone)
    return not skipped and first.utcoffset() != second.utcoffset()


def _moment(day: date, hour: time, zone: str, fold: int) -> datetime:
    return datetime.combine(day, hour.replace(fold=fold), ZoneInfo(zone))

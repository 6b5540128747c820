"""Writes a bulletin of events as plain text: day by day, in order, what changed marked."""

from __future__ import annotations

import itertools
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import Announcement
from termcard.announcements.changes import Said, in_zone
from termcard.announcements.sessions import Session
from termcard.announcements.wording import (
    day_words,
    status_words,
    time_range,
    where_line,
    zone_sign,
)

WIDTH = 72
_INDENT = "  "
_NO_DAY = date.max


@dataclass(frozen=True, kw_only=True)
class Line:
    """One sitting of an event in a bulletin, and what became of the event since the last."""

    announcement: Announcement
    session: Session | None = None
    said: Said | None = None

    def order(self) -> tuple[date, datetime, str]:
        """Return what lines are sorted by: the day where it takes place, the moment, the title."""
        heading = self.announcement.heading()
        if self.session is None:
            return _NO_DAY, datetime.combine(_NO_DAY, time(0), ZoneInfo("UTC")), heading
        return self.session.starts_on, self.session.starts_at(), heading


def write(sections: Sequence[tuple[str, Sequence[Line]]], *, zone: str) -> str:
    """Return the sections under their headings, each day by day; one without lines is left out.

    `zone` is the one its reader lives in: the hours of an event elsewhere are said in both.
    """
    return "\n\n".join(
        f"{heading.upper()}\n\n{_days(lines, zone)}" for heading, lines in sections if lines
    )


def _days(lines: Sequence[Line], zone: str) -> str:
    ordered = sorted(lines, key=Line.order)
    days = itertools.groupby(ordered, key=lambda line: line.order()[0])
    return "\n\n".join(
        "\n\n".join([_day(day), *(_entry(line, zone) for line in of_day)]) for day, of_day in days
    )


def _day(day: date) -> str:
    words = "Day to be announced" if day == _NO_DAY else day_words(day)
    return f"{words}\n{'-' * len(words)}"


def _entry(line: Line, zone: str) -> str:
    told = line.announcement
    mark = line.said.word if line.said else status_words(told)
    hours = _hours(line.session, zone) if line.session else ""
    heading = " ".join(told.heading().split())
    first = f"{hours}  {heading}" if hours else heading
    return "\n".join(
        [
            _filled(f"{mark.upper()}: {first}" if mark else first, ""),
            *(_filled(" ".join(words.split()), _INDENT) for words in _more(line, zone)),
        ]
    )


def _more(line: Line, zone: str) -> Iterator[str]:
    told = line.announcement
    if people := "; ".join(part.line() for part in told.speakers):
        yield people
    if line.said:
        yield from line.said.lines
    yield where_line(told)
    if line.session and (there := in_zone(line.session, zone)):
        yield f"For you: {there}"
    if told.url:
        yield told.url


def _hours(session: Session, zone: str) -> str:
    hours = time_range(session)
    return f"{hours} ({zone_sign(session)})" if hours and session.zone != zone else hours


def _filled(words: str, indent: str) -> str:
    return textwrap.fill(
        words,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=f"{indent}{_INDENT}",
        break_long_words=False,
        break_on_hyphens=False,
    )

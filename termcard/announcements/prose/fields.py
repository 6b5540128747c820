"""What is read of one event in prose: every field with its place in the text and its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from termcard.announcements.announcement import Kind, Mode
from termcard.announcements.prose.people import PersonFound
from termcard.announcements.prose.spans import Found, Span


class Said(StrEnum):
    """What a text says of an event's standing."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    RESCHEDULED = "rescheduled"
    FULL = "full"
    PROVISIONAL = "provisional"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days and wall times of one event; `last` is inclusive and None for a single day."""

    first: date
    last: date | None = None
    start: time | None = None
    end: time | None = None
    ends_next_day: bool = False
    day_spans: tuple[Span, ...] = ()
    hour_spans: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRead:
    """One event as read from prose. Unknown is None or empty, never a guess."""

    when: When
    title: Found[str] | None = None
    kind: Found[Kind] | None = None
    zone: Found[str] | None = None
    venue: Found[str] | None = None
    platform: Found[str] | None = None
    mode: Mode | None = None
    people: tuple[PersonFound, ...] = ()
    abstract: Found[str] | None = None
    biography: Found[str] | None = None
    series: Found[str] | None = None
    host: Found[str] | None = None
    attendance: Found[str] | None = None
    contact: Found[str] | None = None
    references: tuple[Found[str], ...] = ()
    status: Found[Said] | None = None
    warnings: tuple[str, ...] = ()

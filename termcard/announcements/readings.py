"""What was read: a document and its events, each with what must not be told beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from termcard.announcements.announcement import Announcement


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One event as it was read, with where in the text each field stands.

    `announcement` may be shown: addresses and join links were withheld from it, they are in
    `contact` and `join_links`, which are private. `is_private` events were marked as not for
    everybody where they stood. `evidence` maps a public field name to
    half-open character ranges. `stated_zone` is None unless the text itself states a zone.
    """

    announcement: Announcement
    evidence: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    contact: str = ""
    join_links: tuple[str, ...] = ()
    stated_zone: str | None = None
    is_private: bool = False


@dataclass(frozen=True, kw_only=True)
class ReadDocument:
    """A text and the events read from it, in order; `text` is what the evidence points into."""

    text: str
    readings: tuple[Reading, ...]
    warnings: tuple[str, ...] = ()
    default_timezone: str
    reference_date: date

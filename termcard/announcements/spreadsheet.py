"""Writes announcements as a table for spreadsheets (RFC 4180): a line for each sitting."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session

KEEPS = frozenset(
    {
        "uid",
        "title",
        "kind",
        "sessions",
        "place",
        "platform",
        "parts",
        "abstract",
        "series",
        "host",
        "topics",
        "status",
        "url",
    }
)
COLUMNS = (
    "UID",
    "Title",
    "Type",
    "Date",
    "Time",
    "End date",
    "End time",
    "Timezone",
    "Venue",
    "Platform",
    "Speakers",
    "Abstract",
    "Series",
    "Host",
    "Topics",
    "Status",
    "URL",
)
# What begins so is reckoned as a formula by spreadsheets, and may do anything.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\N{BYTE ORDER MARK}"  # without it spreadsheets take UTF-8 for something else


def write(announcements: Iterable[Announcement]) -> Iterator[bytes]:
    """Yield the table in pieces, its head first: UTF-8 with a byte order mark."""
    yield (_MARK + _line(COLUMNS)).encode()
    for told in announcements:
        for session in told.sessions or (None,):
            yield _line(_cells(told, session)).encode(errors="replace")


def _cells(told: Announcement, session: Session | None) -> tuple[str, ...]:
    return (
        told.uid,
        told.title or "",
        told.kind.value,
        *_when(session),
        told.place.name if told.place else "",
        told.platform,
        "; ".join(_person(part.name, part.affiliation) for part in told.people()),
        told.abstract,
        told.series.name if told.series else "",
        told.host.name if told.host else "",
        ", ".join(told.topics),
        told.status.value,
        told.url,
    )


def _when(session: Session | None) -> tuple[str, ...]:
    if session is None:
        return ("",) * 5
    stated = (session.starts_on, session.starts_time, session.ends_on, session.ends_time)
    return (*(each.isoformat() if each else "" for each in stated), session.zone)


def _person(name: str, affiliation: str) -> str:
    return f"{name} ({affiliation})" if affiliation else name


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell that no spreadsheet reckons with, without controls that none can hold."""
    plain = "".join(char for char in cell if char >= " " or char in "\n\t")
    return f"'{plain}" if plain.startswith(_FORMULA) else plain

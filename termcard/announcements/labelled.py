"""Writes what was read with the keys that `termcard read --format json` prints.

It is private: `contact` holds the address that the input shows.
"""

from __future__ import annotations

from typing import Any

from termcard.announcements.announcement import Announcement, Kind, Mode, Status
from termcard.announcements.parts import Part
from termcard.announcements.reading import ReadDocument, Reading
from termcard.announcements.sessions import Session

# Kinds of ours that the labels of the contract do not have, and the nearest that they have.
_NEAREST = {
    Kind.INAUGURAL_LECTURE: Kind.LECTURE,
    Kind.DISCUSSION: Kind.PANEL,
    Kind.VISIT: Kind.TOUR,
}


def as_labelled(document: ReadDocument) -> dict[str, Any]:
    """Return a document and its events as plain values, ready for JSON."""
    return {
        "default_timezone": document.default_timezone,
        "reference_date": document.reference_date.isoformat(),
        "events": [_event(reading) for reading in document.readings],
        "text": document.text,
        "warnings": list(document.warnings),
    }


def _event(reading: Reading) -> dict[str, Any]:
    said = reading.announcement
    start, end = _times(said)
    return {
        "title": said.title,
        "kind": _NEAREST.get(said.kind, said.kind).value,
        "start": start,
        "end": end,
        "timezone": reading.stated_zone,
        "venue": said.place.line() if said.place else None,
        "online": _online(said),
        "speakers": [_speaker(part) for part in said.people()],
        "abstract": said.abstract or None,
        "series": said.series.name if said.series else None,
        "host": said.host.name if said.host else None,
        "attendance": said.attendance or None,
        "contact": reading.contact or None,
        "references": [reference.cited for reference in said.references],
        "status": _status(said),
        "evidence": {
            name: [list(pair) for pair in ranges] for name, ranges in reading.evidence.items()
        },
        "warnings": list(reading.warnings),
    }


def _times(said: Announcement) -> tuple[str | None, str | None]:
    """Return the first start and the last end, as local wall times or days."""
    if not said.sessions:
        return None, None
    first, last = said.sessions[0], said.sessions[-1]
    return _start(first), _end(last, is_same=first is last)


def _start(session: Session) -> str:
    if session.starts_time is None:
        return session.starts_on.isoformat()
    return f"{session.starts_on.isoformat()}T{session.starts_time:%H:%M}"


def _end(session: Session, *, is_same: bool) -> str | None:
    if session.ends_time is not None:
        return f"{session.last_day.isoformat()}T{session.ends_time:%H:%M}"
    if session.ends_on is not None or not is_same:
        return session.last_day.isoformat()
    return None


def _online(said: Announcement) -> str | None:
    if said.platform:
        return said.platform
    return "online" if said.mode in (Mode.ONLINE, Mode.HYBRID) else None


def _speaker(part: Part) -> dict[str, str | None]:
    return {
        "name": part.name,
        "role": part.role or None,
        "affiliation": part.affiliation or None,
        "part": part.part.value,
    }


def _status(said: Announcement) -> str | None:
    if said.status in (Status.CANCELLED, Status.POSTPONED):
        return said.status.value
    if said.earlier:
        return "rescheduled"
    if said.is_full:
        return "full"
    return "provisional" if said.status is Status.TENTATIVE else None

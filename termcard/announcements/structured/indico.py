"""Reads Indico's HTTP export: /export/categ/ID.json and /export/event/ID.json."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from termcard.announcements.announcement import Material, Named, Place
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.structured.stating import Stated
from termcard.announcements.structured.values import (
    address_of,
    line_of,
    moment_of,
    stamp_of,
    text_of,
    things_of,
    words_of,
    zone_of,
)

_KINDS = {"simple_event": "lecture", "lecture": "lecture", "conference": "", "meeting": ""}


def looks_like(source: Any) -> bool:
    """Say whether this is such an export: results, each with a start of date, time and zone."""
    if not isinstance(source, dict):
        return False
    results = things_of(source.get("results"))
    return bool(results) and any(
        one.get("_type") == "Conference" or _is_time(one.get("startDate")) for one in results
    )


def read(source: dict[str, Any]) -> Iterator[Stated]:
    """Yield the events of the export; a lecture's contributions are its talks' people."""
    for one in things_of(source.get("results")):
        starts, zone = _time(one.get("startDate"))
        ends, _ = _time(one.get("endDate"))
        address = address_of(one.get("url"))
        room = ", ".join(filter(None, (line_of(one.get(key)) for key in ("room", "roomFullname"))))
        number = line_of(one.get("id"))
        yield Stated(
            uid=_uid(number, address),
            title=line_of(one.get("title")),
            abstract=text_of(one.get("description")),
            starts=starts,
            ends=ends,
            zone=zone or zone_of(one.get("timezone")),
            url=address,
            kind=_KINDS.get(line_of(one.get("type")), line_of(one.get("type"))),
            place=_place(line_of(one.get("location")), room, text_of(one.get("address"))),
            parts=[*_people(one.get("chairs"), PartKind.SPEAKER), *_of_contributions(one)],
            topics=list(words_of(one.get("keywords") or [])),
            series=_named(one.get("category")) if one.get("type") == "simple_event" else None,
            host=_named(one.get("category")) if one.get("type") != "simple_event" else None,
            materials=list(_materials(one)),
            created_at=stamp_of(_iso(one.get("creationDate"))),
            changed_at=stamp_of(_iso(one.get("modificationDate"))),
            source_name="Indico",
            is_private=bool(one.get("allowed") and things_of(one.get("allowed"))),
        )


def _is_time(said: Any) -> bool:
    return isinstance(said, dict) and {"date", "time", "tz"} <= said.keys()


def _iso(said: Any) -> str:
    if not isinstance(said, dict):
        return line_of(said)
    return f"{line_of(said.get('date'))}T{line_of(said.get('time'))}"


def _time(said: Any) -> tuple[date | datetime | None, str]:
    zone = zone_of(said.get("tz")) if isinstance(said, dict) else ""
    return moment_of(_iso(said)) if said else None, zone


def _uid(number: str, address: str) -> str:
    """Return the UID that Indico's own calendars give the event."""
    host = address.partition("//")[2].partition("/")[0]
    return f"indico-event-{number}@{host}" if number and host else ""


def _place(location: str, room: str, address: str) -> Place | None:
    name = ", ".join(dict.fromkeys(word for word in (room, location) if word))
    street = " ".join(address.split())
    return (
        Place(name=name or street, street_address=street if name else "")
        if name or street
        else None
    )


def _named(said: Any) -> Named | None:
    name = line_of(said)
    return Named(name=name) if name else None


def _people(said: Any, part: PartKind) -> Iterator[Part]:
    for one in things_of(said):
        names = [line_of(one.get(key)) for key in ("first_name", "last_name")]
        name = " ".join(filter(None, names)) or _turned(line_of(one.get("fullName")))
        if name:
            yield Part(name=name, affiliation=line_of(one.get("affiliation")), part=part)


def _turned(name: str) -> str:
    """Return "Ann Vale" for "Vale, Ann"; a title before the name goes with the surname there."""
    last, _, first = name.partition(", ")
    return f"{first} {last}".strip()


def _of_contributions(event: dict[str, Any]) -> Iterator[Part]:
    seen: set[str] = set()
    for contribution in things_of(event.get("contributions")):
        for part in _people(contribution.get("speakers"), PartKind.SPEAKER):
            if part.name not in seen:
                seen.add(part.name)
                yield part


def _materials(event: dict[str, Any]) -> Iterator[Material]:
    for folder in things_of(event.get("folders")):
        for one in things_of(folder.get("attachments")):
            address = address_of(one.get("link_url") or one.get("download_url"))
            if address:
                yield Material(title=line_of(one.get("title")) or address, url=address)

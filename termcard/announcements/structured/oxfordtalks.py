"""Reads the HAL JSON of Oxford Talks: a list of talks, or one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from termcard.announcements.announcement import Named, Place
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
)

_PEOPLE = {
    "speakers": PartKind.SPEAKER,
    "organisers": PartKind.ORGANISER,
    "hosts": PartKind.HOST,
}


def looks_like(source: Any) -> bool:
    """Say whether this is such a talk, or a list that holds some."""
    return any(True for _ in _talks(source))


def read(source: dict[str, Any]) -> Iterator[Stated]:
    """Yield the talks. The organiser's mail address is not read; "timezone" there is none."""
    for one in _talks(source):
        inside = one.get("_embedded")
        embedded = inside if isinstance(inside, dict) else {}
        place = line_of(one.get("location_summary"))
        series = one.get("series") if isinstance(one.get("series"), dict) else {}
        yield Stated(
            uid=line_of(one.get("uid")),
            title=line_of(one.get("title_display") or one.get("title")),
            abstract=text_of(one.get("description")),
            starts=moment_of(one.get("start")),
            ends=moment_of(one.get("end")),
            zone="Europe/London",
            url=_page(one),
            status=line_of(one.get("status")),
            status_note=line_of(one.get("special_message")),
            place=Place(name=place) if place else None,
            parts=list(_people(embedded)),
            series=_series(series),
            topics=list(words_of(embedded.get("topics") or [])),
            attendance=line_of(one.get("booking_required_display") or one.get("audience_display")),
            offer_url=address_of(one.get("booking_url")),
            created_at=stamp_of(one.get("created")),
            changed_at=stamp_of(one.get("modified")),
            source_name="Oxford Talks",
        )


def _talks(source: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(source, dict):
        return
    inside = source.get("_embedded")
    listed = things_of(inside.get("talks")) if isinstance(inside, dict) else []
    for one in listed or [source]:
        if "start" in one and ("title_display" in one or "location_summary" in one):
            yield one


def _page(talk: dict[str, Any]) -> str:
    said = talk.get("_links")
    links: dict[str, Any] = said if isinstance(said, dict) else {}
    for name in ("talks_page", "self"):
        for link in things_of(links.get(name)):
            if address := address_of(link.get("href")):
                return address
    return ""


def _series(said: Any) -> Named | None:
    title = line_of(said.get("title")) if isinstance(said, dict) else ""
    return Named(name=title) if title else None


def _people(embedded: dict[str, Any]) -> Iterator[Part]:
    for group, kind in _PEOPLE.items():
        for one in things_of(embedded.get(group)):
            name = line_of(one.get("name"))
            if name:
                where = line_of(one.get("bio") or one.get("affiliation"))
                yield Part(name=name, affiliation=where, part=kind)

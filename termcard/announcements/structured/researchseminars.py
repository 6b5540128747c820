"""Reads the JSON of researchseminars.org's interface: talks found, or a series with its talks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from termcard.announcements.announcement import Material, Mode, Named, Place
from termcard.announcements.parts import Part
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

_PAGE = "https://researchseminars.org/talk/{series}/{number}/"
# Codes of the interface: 0 is private, 1 only for those who have the link, 2 public.
_PUBLIC = 2


def looks_like(source: Any) -> bool:
    """Say whether this is an answer of the interface that holds talks."""
    return any(True for _ in _talks(source))


def read(source: dict[str, Any]) -> Iterator[Stated]:
    """Yield the talks; the live link is for those who register, and kept as a join link."""
    series = _series(source)
    for one in _talks(source):
        number = line_of(one.get("seminar_ctr"))
        name = line_of(one.get("seminar_id"))
        page = _PAGE.format(series=name, number=number) if name and number else ""
        room = line_of(one.get("room"))
        speaker, where = line_of(one.get("speaker")), line_of(one.get("speaker_affiliation"))
        live = address_of(one.get("live_link"))
        is_online = bool(one.get("online")) or bool(live)
        yield Stated(
            uid=f"{name}/{number}@researchseminars.org" if page else "",
            title=line_of(one.get("title")),
            abstract=text_of(one.get("abstract")),
            starts=moment_of(one.get("start_time")),
            ends=moment_of(one.get("end_time")),
            zone=zone_of(one.get("timezone") or source.get("timezone")),
            url=page,
            kind="seminar",
            status="cancelled" if one.get("canceled") or one.get("cancelled") else "",
            place=Place(name=room) if room else None,
            mode=(Mode.HYBRID if room else Mode.ONLINE) if is_online else None,
            parts=[
                Part(name=each, affiliation=where)
                for each in (word.strip() for word in speaker.split(" and "))
                if each
            ],
            series=series
            or (Named(name=line_of(one.get("seminar_name"))) if one.get("seminar_name") else None),
            topics=list(words_of(one.get("topics") or [])),
            materials=list(_materials(one)),
            changed_at=stamp_of(one.get("edited_at")),
            source_name="researchseminars.org",
            join_links=[live] if live else [],
            is_private=one.get("display") is False
            or one.get("hidden") is True
            or one.get("visibility") in range(_PUBLIC),
        )


def _talks(source: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(source, dict):
        return
    for name in ("results", "talks", "properties"):
        for one in things_of(source.get(name)):
            if "start_time" in one and ("seminar_id" in one or "speaker" in one):
                yield one


def _series(source: dict[str, Any]) -> Named | None:
    said = source.get("properties")
    name = line_of(said.get("name")) if isinstance(said, dict) else ""
    return Named(name=name) if name else None


def _materials(talk: dict[str, Any]) -> Iterator[Material]:
    for key, title in (
        ("slides_link", "Slides"),
        ("video_link", "Recording"),
        ("paper_link", "Paper"),
    ):
        if address := address_of(talk.get(key)):
            yield Material(title=title, url=address)

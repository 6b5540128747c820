"""Reads the XML lists of talks.cam: a <list> that holds <talk>s."""

from __future__ import annotations

from collections.abc import Iterator

from termcard.announcements.announcement import Named, Place
from termcard.announcements.parts import Part
from termcard.announcements.structured.stating import Stated
from termcard.announcements.structured.values import (
    address_of,
    line_of,
    moment_of,
    stamp_of,
    text_of,
)
from termcard.announcements.structured.xml import Element

_ZONE = "Europe/London"


def looks_like(root: Element) -> bool:
    """Say whether this is such a list."""
    return root.name == "list" and any(True for _ in root.all("talk"))


def read(root: Element) -> Iterator[Stated]:
    """Yield the talks; the list's name stands for a series that a talk does not name."""
    for talk in root.all("talk"):
        place = line_of(talk.said("venue"))
        series = line_of(talk.said("series")) or line_of(root.said("name", "title"))
        number, address = line_of(talk.said("id")), address_of(talk.said("url"))
        host = address.partition("//")[2].partition("/")[0]
        yield Stated(
            uid=f"talk-{number}@{host}" if number and host else "",
            title=line_of(talk.said("title")),
            abstract=text_of(talk.said("abstract")),
            starts=moment_of(talk.said("start_time")),
            ends=moment_of(talk.said("end_time")),
            zone=_ZONE,
            url=address,
            status=_status(line_of(talk.said("special_message"))),
            status_note=line_of(talk.said("special_message")),
            place=Place(name=place) if place else None,
            parts=list(_speakers(line_of(talk.said("speaker")))),
            series=Named(name=series) if series else None,
            created_at=stamp_of(talk.said("created_at")),
            changed_at=stamp_of(talk.said("updated_at")),
            source_name=line_of(root.said("name", "title")),
        )


def _status(message: str) -> str:
    """Return the message when it says that the talk is off: only its first words can."""
    return message if len(message) < 80 else message[:40]


def _speakers(said: str) -> Iterator[Part]:
    """Yield one speaker per "Name, Affiliation"; several stand with semicolons or "and"."""
    for one in said.split(";"):
        name, _, affiliation = one.strip().partition(", ")
        if name:
            yield Part(name=name, affiliation=affiliation.strip())

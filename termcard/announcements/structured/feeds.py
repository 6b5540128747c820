"""Reads feeds: RSS 2.0 and 1.0 with the ev: module, Atom, and JSON Feed.

An entry's date says when it was published, never when the event is: an entry counts as an
event only where it states a start.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement, Named, Place
from termcard.announcements.structured.stating import Stated
from termcard.announcements.structured.values import (
    address_of,
    line_of,
    moment_of,
    stamp_of,
    text_of,
    things_of,
    zone_of,
)
from termcard.announcements.structured.xml import Element

EXTENSION = "_termcard"
_STARTS = ("startdate", "dtstart", "start_date", "start", "starttime", "when")
_ENDS = ("enddate", "dtend", "end_date", "end", "endtime", "when")
_PLACES = ("location", "where", "venue")


def looks_like(root: Element) -> bool:
    """Say whether this is a feed."""
    return root.name in ("rss", "rdf", "feed")


def read(root: Element) -> Iterator[Stated]:
    """Yield the events among the entries; those without a start are yielded without a day."""
    channel = root.first("channel") or root
    source = line_of(channel.said("title"))
    for item in (*root.below("item"), *root.below("entry")):
        starts, ends = _said(item, _STARTS, "starttime"), _said(item, _ENDS, "endtime")
        place = line_of(_said(item, _PLACES, "valuestring"))
        host = line_of(_said(item, ("organizer", "organiser")))
        address = _link(item)
        yield Stated(
            uid=_uid(item),
            title=line_of(item.said("title")),
            abstract=text_of(item.said("encoded", "content", "description", "summary")),
            starts=moment_of(starts),
            ends=moment_of(ends),
            zone=zone_of(item.said("timezone")),
            url=address,
            kind=line_of(_said(item, ("type", "kind"))) or " ".join(_categories(item)),
            place=Place(name=place) if place else None,
            host=Named(name=host) if host else None,
            topics=list(_categories(item)),
            changed_at=stamp_of(item.said("updated", "date", "pubdate", "published")),
            source_name=source,
        )


def _said(item: Element, names: tuple[str, ...], attribute: str = "") -> str:
    """Return the words of the first child of one of the names, or that attribute of it."""
    for name in names:
        for child in item.all(name):
            if words := child.attributes.get(attribute, "") or child.text:
                return words
    return ""


def _link(item: Element) -> str:
    for link in item.all("link"):
        relation = link.attributes.get("rel", "alternate")
        address = address_of(link.text or link.attributes.get("href", ""))
        if address and relation == "alternate":
            return address
    return address_of(item.attributes.get("about", ""))


def _uid(item: Element) -> str:
    return line_of(item.said("guid", "id", "identifier")) or item.attributes.get("about", "")


def _categories(item: Element) -> Iterator[str]:
    for one in (*item.all("category"), *item.all("subject")):
        if word := line_of(one.text or one.attributes.get("term", "")):
            yield word


def looks_like_json(source: Any) -> bool:
    """Say whether this is a JSON Feed."""
    return isinstance(source, dict) and "jsonfeed.org/version" in line_of(source.get("version"))


def read_json(source: dict[str, Any]) -> Iterator[Announcement | Stated]:
    """Yield the events of a JSON Feed: ours whole, others where they state a start."""
    title = line_of(source.get("title"))
    for item in things_of(source.get("items")):
        ours = item.get(EXTENSION)
        if isinstance(ours, dict):
            try:
                yield documented.read(ours)
                continue
            except ValueError:
                pass  # changed by another program: its plain words count
        event = next(iter(things_of(item.get("_event"))), item)
        starts = next(
            (
                event[name]
                for name in ("starts_at", "start", "start_date", "startDate")
                if name in event
            ),
            None,
        )
        ends = next(
            (event[name] for name in ("ends_at", "end", "end_date", "endDate") if name in event),
            None,
        )
        place = line_of(event.get("location"))
        yield Stated(
            uid=line_of(item.get("id")),
            title=line_of(item.get("title")),
            abstract=text_of(item.get("content_text") or item.get("content_html")),
            starts=moment_of(starts),
            ends=moment_of(ends),
            zone=zone_of(event.get("timezone")),
            url=address_of(item.get("url")),
            place=Place(name=place) if place else None,
            topics=[line_of(tag) for tag in item.get("tags") or [] if line_of(tag)]
            if isinstance(item.get("tags"), list)
            else [],
            changed_at=stamp_of(item.get("date_modified")),
            source_name=title,
        )

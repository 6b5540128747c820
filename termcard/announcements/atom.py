"""Writes announcements as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree

from termcard.announcements.announcement import Announcement
from termcard.announcements.channel import (
    WORDS_KEEP,
    Channel,
    in_rfc3339,
    item_authors,
    item_categories,
    item_markup,
    item_title,
    lasting_id,
    newest_change,
    plain_line,
    published_at,
    updated_at,
)
from termcard.announcements.icalendar.entries import event_uid

__all__ = ["CONTENT_TYPE", "KEEPS", "Channel", "write"]

KEEPS = WORDS_KEEP | {"language"}
CONTENT_TYPE = "application/atom+xml; charset=utf-8"
_SPACE = "http://www.w3.org/2005/Atom"


def write(channel: Channel, announcements: Iterable[Announcement]) -> bytes:
    """Write the announcements as one Atom feed, in the order given.

    An entry's `id` is made of the event's UID and never changes, nor does `published`.
    """
    told = list(announcements)
    root = ElementTree.Element("feed", {"xmlns": _SPACE, "xml:lang": channel.language})
    title = plain_line(channel.title) or "Events"
    _add(root, "id", lasting_id(channel.uid))
    _add(root, "title", title)
    if description := plain_line(channel.description):
        _add(root, "subtitle", description)
    _add(root, "updated", in_rfc3339(newest_change(told)))
    # Entries without speakers are by whoever makes the feed (section 4.1.1).
    _add(ElementTree.SubElement(root, "author"), "name", title)
    _link(root, "self", "application/atom+xml", channel.feed_url)
    _link(root, "alternate", "text/html", channel.url)
    for announcement in told:
        _add_entry(ElementTree.SubElement(root, "entry"), announcement)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_entry(entry: ElementTree.Element, announcement: Announcement) -> None:
    if language := plain_line(announcement.language):
        entry.set("xml:lang", language)
    _add(entry, "id", lasting_id(event_uid(announcement)))
    _add(entry, "title", item_title(announcement))
    _add(entry, "published", in_rfc3339(published_at(announcement)))
    _add(entry, "updated", in_rfc3339(updated_at(announcement)))
    if announcement.url:
        _link(entry, "alternate", "text/html", plain_line(announcement.url))
    for name in item_authors(announcement):
        _add(ElementTree.SubElement(entry, "author"), "name", name)
    for category in item_categories(announcement):
        ElementTree.SubElement(entry, "category", {"term": category})
    _add(entry, "content", item_markup(announcement), type="html")


def _link(parent: ElementTree.Element, rel: str, kind: str, address: str) -> None:
    ElementTree.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text

"""Writes announcements as RSS 2.0, with the event module of RSS 1.0 beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
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
    newest_change,
    plain_line,
    published_at,
    updated_at,
)
from termcard.announcements.icalendar.entries import event_uid
from termcard.announcements.wording import where_line

__all__ = ["CONTENT_TYPE", "KEEPS", "Channel", "write"]

KEEPS = WORDS_KEEP
CONTENT_TYPE = "application/rss+xml; charset=utf-8"
POLL_EVERY_MINUTES = "60"
_SPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:ev": "http://purl.org/rss/1.0/modules/event/",
}


def write(channel: Channel, announcements: Iterable[Announcement]) -> bytes:
    """Write the announcements as one RSS file, in the order given.

    An item's `guid` is the event's UID and `pubDate` when it was first announced: neither ever
    changes, so no reader shows an amended event as a new one. When it changed stands in
    `atom:updated`, when it takes place in `ev:startdate`.
    """
    told = list(announcements)
    root = ElementTree.Element("rss", {"version": "2.0", **_SPACES})
    top = ElementTree.SubElement(root, "channel")
    title = plain_line(channel.title) or "Events"
    _add(top, "title", title)
    _add(top, "link", channel.url)
    _add(top, "description", plain_line(channel.description) or title)
    _add(top, "language", channel.language)
    _add(top, "lastBuildDate", _in_rfc822(newest_change(told)))
    _add(top, "ttl", POLL_EVERY_MINUTES)
    own = {"rel": "self", "type": "application/rss+xml", "href": channel.feed_url}
    ElementTree.SubElement(top, "atom:link", own)
    for announcement in told:
        _add_item(ElementTree.SubElement(top, "item"), announcement)
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add_item(item: ElementTree.Element, announcement: Announcement) -> None:
    _add(item, "title", item_title(announcement))
    if announcement.url:
        _add(item, "link", plain_line(announcement.url))
    _add(item, "guid", event_uid(announcement), isPermaLink="false")
    _add(item, "pubDate", _in_rfc822(published_at(announcement)))
    _add(item, "atom:updated", in_rfc3339(updated_at(announcement)))
    for name in item_authors(announcement):
        _add(item, "dc:creator", name)
    for category in item_categories(announcement):
        _add(item, "category", category)
    _add(item, "description", item_markup(announcement))
    _add_times(item, announcement)
    if place := plain_line(where_line(announcement)) if announcement.place else "":
        _add(item, "ev:location", place)
    if announcement.host and (host := plain_line(announcement.host.name)):
        _add(item, "ev:organizer", host)
    _add(item, "ev:type", announcement.kind.display)


def _add_times(item: ElementTree.Element, announcement: Announcement) -> None:
    """Say from when to when; an end that is assumed, or would be a whole day's, as it is known."""
    if not announcement.sessions:
        return
    first, last = announcement.sessions[0], announcement.sessions[-1]
    starts = first.starts_on.isoformat() if first.is_all_day else _stated(first.starts_at())
    ends = last.last_day.isoformat() if last.is_all_day else _stated(last.ends_at())
    _add(item, "ev:startdate", starts)
    _add(item, "ev:enddate", ends)


def _stated(moment: datetime) -> str:
    """Return a moment with its zone's offset (W3C's notation of dates and times)."""
    offset = moment.utcoffset()
    # Clocks before standard time differ by seconds, for which the notation has no room.
    is_round = offset is not None and offset.total_seconds() % 60 == 0
    return moment.isoformat(timespec="seconds") if is_round else in_rfc3339(moment)


def _in_rfc822(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def _add(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    ElementTree.SubElement(parent, name, attributes).text = text

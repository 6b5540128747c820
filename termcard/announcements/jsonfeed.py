"""Writes announcements as a JSON Feed 1.1, with the documented object of each beside its words."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement
from termcard.announcements.channel import (
    Channel,
    in_rfc3339,
    item_authors,
    item_categories,
    item_text,
    item_title,
    plain_line,
    published_at,
    updated_at,
)
from termcard.announcements.icalendar.entries import event_uid

__all__ = ["CONTENT_TYPE", "EXTENSION", "KEEPS", "Channel", "write"]

KEEPS = documented.KEEPS
CONTENT_TYPE = "application/feed+json; charset=utf-8"
VERSION = "https://jsonfeed.org/version/1.1"
EXTENSION = "_termcard"


def write(channel: Channel, announcements: Iterable[Announcement]) -> bytes:
    """Write the announcements as one JSON Feed, in the order given.

    An item's `id` is the event's UID. `_termcard` holds all that is told of the event, as at
    the address of the event that ends in `.json`.
    """
    title = plain_line(channel.title) or "Events"
    feed: dict[str, Any] = {
        "version": VERSION,
        "title": title,
        "home_page_url": channel.url,
        "feed_url": channel.feed_url,
        "language": channel.language,
        "authors": [{"name": title, "url": channel.url}],
    }
    if description := plain_line(channel.description):
        feed["description"] = description
    feed["items"] = [_item(announcement) for announcement in announcements]
    # Half a character is nothing that UTF-8 can say.
    return json.dumps(feed, ensure_ascii=False, indent=1).encode(errors="replace")


def _item(announcement: Announcement) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": event_uid(announcement),
        "title": item_title(announcement),
        "content_text": item_text(announcement),
        "date_published": in_rfc3339(published_at(announcement)),
        "date_modified": in_rfc3339(updated_at(announcement)),
        "tags": item_categories(announcement),
    }
    if announcement.url:
        item["url"] = announcement.url
    if names := item_authors(announcement):
        item["authors"] = [{"name": name} for name in names]
    if announcement.language:
        item["language"] = announcement.language
    item[EXTENSION] = documented.write(announcement)
    return item

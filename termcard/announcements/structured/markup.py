"""Reads what a web page marks up for programs: JSON-LD, microdata, h-event and hCalendar."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from termcard.announcements import jsonld_reader
from termcard.announcements.announcement import Announcement
from termcard.announcements.structured import hevent, microdata
from termcard.announcements.structured.stating import Stated
from termcard.announcements.structured.values import line_of, text_of
from termcard.announcements.webpage import parsed

LARGEST_SCRIPT = 2_000_000
MOST_SCRIPTS = 100


def read(html: str, zone: str) -> list[Announcement | Stated]:
    """Return the events that a page marks up, by the first of the three ways that has any.

    Only events with a day are returned: without one the page's words tell more.
    """
    tree = parsed(html)
    if tree.root is None:
        return []
    for found in (
        from_objects(list(_scripts(tree)), zone),
        from_objects(list(microdata.things(tree)), zone),
    ):
        if found:
            return list(found)
    return [stated for stated in hevent.read(tree) if stated.starts is not None]


def from_objects(objects: Any, zone: str) -> list[Announcement]:
    """Return schema.org's events with a day, each once, their texts as a person sees them."""
    announcements = {}
    for one in jsonld_reader.read_all(objects, zone=zone):
        if one.sessions:
            plain = _in_plain_words(one)
            announcements[plain.url or plain.heading(), plain.sessions] = plain
    return list(announcements.values())


def _in_plain_words(announcement: Announcement) -> Announcement:
    """Return it with title and abstract as a person sees them, where others wrote markup there."""
    changes: dict[str, Any] = {}
    if _is_marked_up(announcement.title or ""):
        changes["title"] = line_of(announcement.title) or None
    if _is_marked_up(announcement.abstract):
        changes["abstract"] = text_of(announcement.abstract)
    return dataclasses.replace(announcement, **changes)


def _is_marked_up(words: str) -> bool:
    return "<" in words or "&" in words


def _scripts(tree: LexborHTMLParser) -> Iterator[Any]:
    for script in tree.css("script[type]")[:MOST_SCRIPTS]:
        kind = (script.attributes.get("type") or "").partition(";")[0].strip().lower()
        if kind != "application/ld+json":
            continue
        words = _inside(script)
        if len(words) <= LARGEST_SCRIPT:
            try:
                yield json.loads(words.strip(), strict=False)
            except (ValueError, RecursionError):
                continue


def _inside(node: LexborNode) -> str:
    return node.text(deep=True) or ""

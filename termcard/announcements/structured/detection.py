"""Finds out by its content, never by its name, which structured format a text is, and reads it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from termcard.announcements.announcement import Announcement
from termcard.announcements.readings import Reading
from termcard.announcements.structured import (
    feeds,
    frontmatter,
    indico,
    markup,
    ours,
    oxfordtalks,
    plaintext,
    researchseminars,
    tables,
    talkscam,
)
from termcard.announcements.structured.screening import screen
from termcard.announcements.structured.stating import (
    Stated,
    readings_of,
    without_stand_ins,
)
from termcard.announcements.structured.xml import Element, parse

NONE_IN_JSON = "No event that is known was found in this JSON."
BROKEN_JSON = "This JSON is broken; nothing was read in it."
_JSON = re.compile(r"\{\s{0,99}\"|\[\s{0,99}[\[{\"]")
_XML = re.compile(r"\s{0,99}(?:<\?xml\b|<(?:rss|feed|rdf:RDF|list)\b)", re.IGNORECASE)

Told = Iterable[Announcement | Stated | str]


@dataclass(frozen=True, kw_only=True)
class Structured:
    """The readings of a structured text, and what is odd about the whole."""

    readings: list[Reading]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Format:
    """One format of its kind: what it looks like, and what reads it."""

    looks_like: Callable[[Any], bool]
    read: Callable[[Any], Told]


_IN_JSON = (
    _Format(feeds.looks_like_json, feeds.read_json),
    _Format(ours.looks_like, ours.read),
    _Format(indico.looks_like, indico.read),
    _Format(oxfordtalks.looks_like, oxfordtalks.read),
    _Format(researchseminars.looks_like, researchseminars.read),
)
_IN_XML = (
    _Format(talkscam.looks_like, talkscam.read),
    _Format(feeds.looks_like, feeds.read),
)


def read(text: str, *, reference_date: date, zone: str) -> Structured | None:
    """Return what a JSON, XML, front matter or table tells; None for words and web pages.

    Raises ValueError, one sentence, for such a text that nobody should have read.
    """
    begins = text[:200].lstrip("\ufeff \t\n")
    if begins[:1] in ("{", "["):
        return _json(text, zone)
    if _XML.match(begins):
        return _xml(text, zone)
    if frontmatter.looks_like(text):
        event = frontmatter.read(text, reference_date=reference_date)
        return structured([event], zone)
    if plaintext.looks_like(text):
        return structured(plaintext.read(text, zone=zone), zone)
    if tables.looks_like(text):
        rows, warnings = tables.read(text, reference_date=reference_date, zone=zone)
        return structured(rows, zone, warnings)
    return None


def _json(text: str, zone: str) -> Structured | None:
    try:
        source = json.loads(text.lstrip("\ufeff \t\n"), strict=False)
    except (ValueError, RecursionError):
        # Words may begin with a bracket too.
        is_json = _JSON.match(text.lstrip("\ufeff \t\n")) is not None
        return Structured(readings=[], warnings=(BROKEN_JSON,)) if is_json else None
    if not isinstance(source, dict | list):
        return None
    for one in _IN_JSON:
        if one.looks_like(source):
            told = structured(one.read(source), zone)
            break
    else:
        told = structured(markup.from_objects(source, zone), zone)
    if told.readings or told.warnings:
        return told
    return Structured(readings=[], warnings=(NONE_IN_JSON,))


def _xml(text: str, zone: str) -> Structured | None:
    root, is_whole = parse(text)
    return None if root.name == "html" else _of_tree(root, zone, is_whole=is_whole)


def _of_tree(root: Element, zone: str, *, is_whole: bool) -> Structured:
    warnings = [] if is_whole else ["This XML is broken; what stands before the fault was read."]
    for one in _IN_XML:
        if one.looks_like(root):
            return structured(one.read(root), zone, warnings)
    return structured((), zone, [*warnings, "This XML is of a kind that is not known."])


def structured(told: Told, zone: str, warnings: Iterable[str] = ()) -> Structured:
    """Return the readings of what was told, and sentences for what could not be read."""
    said = list(warnings)
    readings: list[Reading] = []
    for one in told:
        if isinstance(one, str):
            said.append(one)
        elif isinstance(one, Announcement):
            readings.append(reading_of(one, zone))
        else:
            found, reasons = readings_of([one], zone)
            readings += found
            said += reasons
    return Structured(readings=readings, warnings=tuple(dict.fromkeys(said)))


def reading_of(announcement: Announcement, zone: str) -> Reading:
    """Return the reading of an announcement that was stated whole."""
    screened = screen(announcement)
    sessions = announcement.sessions
    return Reading(
        announcement=without_stand_ins(screened.announcement),
        contact=", ".join(screened.addresses),
        join_links=tuple(screened.links),
        stated_zone=sessions[0].zone if sessions and sessions[0].zone != zone else None,
    )

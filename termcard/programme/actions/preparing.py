"""Makes an announcement fit to be kept: plain text, nothing private left in free text."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any

from django.core.exceptions import ValidationError

from termcard.announcements.announcement import Announcement, Kind, Level, Mode, OpenTo, Status
from termcard.announcements.parts import PartKind
from termcard.announcements.withholding import Withheld, withhold
from termcard.lib.wording import is_visible, plain_line, plain_text

LONGEST_TEXT = 50_000
LONG_TEXTS = {"abstract", "attendance", "biography", "directions"}
WORDS_NOT_TEXT = {"uid", "zone", "language"}
WEB_ADDRESSES = {"url", "stream_url", "offer_url", "enquiry_url"}
_AS_THEY_ARE = {int, bool, date, time, datetime, Kind, Level, Mode, OpenTo, Status, PartKind}


@dataclass
class Prepared:
    """An announcement with nothing private in it, and what was taken out."""

    announcement: Announcement
    addresses: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def prepare(announcement: Announcement) -> Prepared:
    """Return the announcement as it may be kept.

    Controls are dropped, line ends made one kind, addresses and join links taken out of free
    text. Raises ValidationError naming the field when a text is longer than 50,000
    characters or an address of the web is none.
    """
    prepared = Prepared(announcement)
    prepared.announcement = _tidied(announcement, prepared)
    title = prepared.announcement.title
    if title is not None and not is_visible(title):
        prepared.announcement = dataclasses.replace(prepared.announcement, title=None)
    return prepared


def _tidied(told: Any, prepared: Prepared) -> Any:
    """Return a dataclass of the announcement with each of its texts tidied, at every depth."""
    changes = {}
    kind: type = type(told)
    for name in _names(kind):
        value = getattr(told, name)
        if value and type(value) not in _AS_THEY_ARE:
            tidy = _tidied_value(name, value, prepared)
            if tidy is not value and tidy != value:
                changes[name] = tidy
    return dataclasses.replace(told, **changes) if changes else told


@lru_cache(maxsize=50)
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(kind))


def _tidied_value(name: str, value: Any, prepared: Prepared) -> Any:
    if type(value) is str:
        return _tidied_text(name, value, prepared)
    if isinstance(value, tuple):
        return tuple(_tidied_value(name, each, prepared) for each in value)
    return _tidied(value, prepared) if dataclasses.is_dataclass(value) else value


def _tidied_text(name: str, text: str, prepared: Prepared) -> str:
    if len(text) > LONGEST_TEXT:
        raise ValidationError({name: f"At most {LONGEST_TEXT:,} characters."})
    if name in WEB_ADDRESSES:
        return _web_address(name, text, prepared)
    if name in WORDS_NOT_TEXT:
        return plain_line(text)
    withheld = _withheld(text) if name in LONG_TEXTS else _withheld_of_line(text)
    prepared.addresses += withheld.addresses
    prepared.links += withheld.links
    return withheld.text


def _withheld(text: str) -> Withheld:
    return withhold(plain_text(text))


@lru_cache(maxsize=5_000)
def _withheld_of_line(line: str) -> Withheld:
    """Return the same of a line; names, roles and places come again and again."""
    return withhold(plain_line(line))


def _web_address(name: str, address: str, prepared: Prepared) -> str:
    """Return the address of a page; one that lets people in is kept apart instead."""
    address = plain_line(address)
    if address and not address.startswith(("https://", "http://")):
        raise ValidationError({name: "Only http and https addresses are announced."})
    withheld = withhold(address)
    prepared.addresses += withheld.addresses
    prepared.links += withheld.links
    return address if withheld.text == address else ""

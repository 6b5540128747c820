"""Takes what is private out of every text of an announcement that others wrote."""

from __future__ import annotations

import dataclasses
from typing import Any

from termcard.announcements.announcement import Announcement
from termcard.announcements.withholding import withhold

_ADDRESSES = frozenset({"url", "stream_url", "offer_url", "enquiry_url"})
_NO_TEXT = frozenset({"uid", "zone", "language"})


@dataclasses.dataclass
class Screened:
    """An announcement that may be shown, and what was taken out of it, each once."""

    announcement: Announcement
    addresses: dict[str, None] = dataclasses.field(default_factory=dict)
    links: dict[str, None] = dataclasses.field(default_factory=dict)


def screen(announcement: Announcement) -> Screened:
    """Return the announcement without people's addresses and members' join links.

    A web address that lets people in, or is none, is left out as a whole.
    """
    screened = Screened(announcement)
    screened.announcement = _mended(announcement, screened)
    return screened


def _mended(told: Any, screened: Screened) -> Any:
    changes = {}
    for each in dataclasses.fields(told):
        value = getattr(told, each.name)
        mended = _mended_value(each.name, value, screened)
        if mended != value:
            changes[each.name] = mended
    return dataclasses.replace(told, **changes) if changes else told


def _mended_value(name: str, value: Any, screened: Screened) -> Any:
    if isinstance(value, tuple):
        return tuple(_mended_value(name, each, screened) for each in value)
    if dataclasses.is_dataclass(value):
        return _mended(value, screened)
    if type(value) is not str or not value or name in _NO_TEXT:
        return value
    withheld = withhold(value)
    screened.addresses |= dict.fromkeys(withheld.addresses)
    screened.links |= dict.fromkeys(withheld.links)
    if name in _ADDRESSES:
        is_public = withheld.text == value and value.startswith(("https://", "http://"))
        return value if is_public else ""
    return withheld.text

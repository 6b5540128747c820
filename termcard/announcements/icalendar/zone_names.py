"""Finds the IANA zone that a TZID of any making means."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from termcard.announcements.sessions import require_zone

LONGEST_NAME = 300
# Windows names that Outlook and Exchange write; Unicode CLDR's windowsZones, territory 001.
_WINDOWS = {
    "aus eastern standard time": "Australia/Sydney",
    "alaskan standard time": "America/Anchorage",
    "atlantic standard time": "America/Halifax",
    "azores standard time": "Atlantic/Azores",
    "canada central standard time": "America/Regina",
    "central europe standard time": "Europe/Budapest",
    "central european standard time": "Europe/Warsaw",
    "central standard time": "America/Chicago",
    "china standard time": "Asia/Shanghai",
    "e. europe standard time": "Europe/Chisinau",
    "eastern standard time": "America/New_York",
    "fle standard time": "Europe/Kyiv",
    "gmt standard time": "Europe/London",
    "gtb standard time": "Europe/Bucharest",
    "greenwich standard time": "Atlantic/Reykjavik",
    "hawaiian standard time": "Pacific/Honolulu",
    "india standard time": "Asia/Kolkata",
    "israel standard time": "Asia/Jerusalem",
    "kaliningrad standard time": "Europe/Kaliningrad",
    "mountain standard time": "America/Denver",
    "newfoundland standard time": "America/St_Johns",
    "pacific standard time": "America/Los_Angeles",
    "romance standard time": "Europe/Paris",
    "russian standard time": "Europe/Moscow",
    "singapore standard time": "Asia/Singapore",
    "tokyo standard time": "Asia/Tokyo",
    "turkey standard time": "Europe/Istanbul",
    "us eastern standard time": "America/Indiana/Indianapolis",
    "us mountain standard time": "America/Phoenix",
    "utc": "UTC",
    "w. europe standard time": "Europe/Berlin",
}


def resolve(tzid: str, stated: Mapping[str, str]) -> str | None:
    """Return the IANA name a TZID means, or None.

    `stated` maps the calendar's TZIDs to the places its VTIMEZONEs say they stand for. A name
    after a path, as in "/vendor.example/20260101/Europe/London", counts.
    """
    for name in (tzid, stated.get(tzid, "")):
        if windows := _WINDOWS.get(name.strip().lower()):
            return windows
        zone = _iana(name.strip()) if len(name) < LONGEST_NAME else None
        if zone is not None:
            return zone
    return None


@lru_cache(maxsize=1024)
def _iana(name: str) -> str | None:
    words = [word for word in name.split("/") if word]
    tails = ["/".join(words[-length:]) for length in (3, 2)] if name.startswith("/") else [name]
    for tail in tails:
        try:
            require_zone(tail)
        except ValueError:
            continue
        return tail
    return None

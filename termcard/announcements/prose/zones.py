"""Finds the time zone that a text states, and gives it its IANA name."""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from termcard.announcements.prose.languages import fold
from termcard.announcements.prose.spans import Found, Span

_OFFSET = re.compile(
    r"\b(?:UTC\s?/\s?GMT|UTC|GMT)\s?(?P<sign>[+\-−–])\s?(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?"
    r"(?:\s?(?:hours|hrs|h)\b)?"
)
_ABBREVIATION = re.compile(
    r"[\s(\[,]{0,3}\b(?P<name>UTC|GMT|BST|WEST|WET|CES?T|CE\(S\)T|MES?Z|EES?T|MSK|IST|SGT|HKT|JST"
    r"|KST|AES?T|AEDT|ACST|ACDT|AWST|NZST|NZDT|NZT|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT"
    r"|BRT|SAST|WIB|Eastern|Pacific)\b(?:\stime\b)?(?!\s?[+\-−]\s?\d)"
)
_ALL_TIMES = re.compile(
    r"\b(?:all\s)?times\s(?:are\s)?(?:given\s)?in\s(?P<name>[A-Z]{2,5})\b", re.I
)
_TIMES_IN_CITY = re.compile(
    r"\btimes\s(?:are\s)?(?:all\s)?(?:given\s|shown\s|listed\s)?(?:in\s)?"
    r"(?P<city>[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+)?)\stime\b"
)
_CITY = re.compile(r"\b(?P<city>[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+){0,2})\s[Tt]ime\b(?!\s?:)")
_FRENCH_CITY = re.compile(
    r"\b(?:heure\s(?:de|d')\s?|hora\sde\s|ora\sdi\s)(?P<city>[A-Z][\w.'-]+)", re.I
)
_GERMAN_CITY = re.compile(r"\b(?P<city>[A-Z]\w+)er\s(?:Orts)?[Zz]eit\b")

_NAMED = {
    "UTC": "UTC",
    "GMT": "Europe/London",
    "BST": "Europe/London",
    "WET": "Europe/Lisbon",
    "WEST": "Europe/Lisbon",
    "CET": "Europe/Paris",
    "CEST": "Europe/Paris",
    "CE(S)T": "Europe/Paris",
    "MEZ": "Europe/Berlin",
    "MESZ": "Europe/Berlin",
    "EET": "Europe/Athens",
    "EEST": "Europe/Athens",
    "MSK": "Europe/Moscow",
    "IST": "Asia/Kolkata",
    "SGT": "Asia/Singapore",
    "HKT": "Asia/Hong_Kong",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "AET": "Australia/Sydney",
    "AEST": "Australia/Brisbane",
    "AEDT": "Australia/Sydney",
    "ACST": "Australia/Darwin",
    "ACDT": "Australia/Adelaide",
    "AWST": "Australia/Perth",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
    "NZT": "Pacific/Auckland",
    "EST": "America/New_York",
    "EDT": "America/New_York",
    "ET": "America/New_York",
    "Eastern": "America/New_York",
    "CST": "America/Chicago",
    "CDT": "America/Chicago",
    "CT": "America/Chicago",
    "MST": "America/Denver",
    "MDT": "America/Denver",
    "MT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "PT": "America/Los_Angeles",
    "Pacific": "America/Los_Angeles",
    "BRT": "America/Sao_Paulo",
    "SAST": "Africa/Johannesburg",
    "WIB": "Asia/Jakarta",
}
_OFFSETS_BETWEEN_HOURS = {
    (1, 5, 30): "Asia/Kolkata",
    (1, 5, 45): "Asia/Kathmandu",
    (1, 3, 30): "Asia/Tehran",
    (1, 4, 30): "Asia/Kabul",
    (1, 6, 30): "Asia/Yangon",
    (1, 9, 30): "Australia/Darwin",
    (-1, 3, 30): "America/St_Johns",
}


def find_zone(text: str, behind: Span, within: Span, *, default_zone: str) -> Found[str] | None:
    """Return the zone stated right behind an hour, or for the whole stretch; None when none is.

    `behind` is the hour, `within` the line or lines around it. An abbreviation that several
    zones share means the reader's own zone where that one uses it.
    """
    if behind and (match := _ABBREVIATION.match(text, behind.end, within.end)):
        name = _abbreviated(match["name"], default_zone)
        return Found(value=name, spans=(Span(*match.span("name")),), reason="behind the hour")
    if stated := _stated(text, within, default_zone):
        return stated
    if match := _OFFSET.search(text, within.start, within.end):
        offset = _by_offset(match)
        if offset:
            return Found(value=offset, spans=(Span(*match.span()),), reason="an offset from UTC")
    return None


def find_zone_for_all(
    text: str, default_zone: str, within: Span | None = None
) -> Found[str] | None:
    """Return the zone of "All times in PDT", said once for the page."""
    within = within or Span(0, len(text))
    for match in _ALL_TIMES.finditer(text, within.start, within.end):
        name = match["name"].upper()
        if name in _NAMED:
            zone = _abbreviated(name, default_zone)
            return Found(value=zone, spans=(Span(*match.span("name")),), reason="for all times")
    for match in _TIMES_IN_CITY.finditer(text, within.start, within.end):
        if city := cities().get(fold(match["city"])):
            return Found(value=city, spans=(Span(*match.span("city")),), reason="for all times")
    return None


def _stated(text: str, within: Span, default_zone: str) -> Found[str] | None:
    if found := find_zone_for_all(text, default_zone, within):
        return found
    for pattern in (_CITY, _FRENCH_CITY, _GERMAN_CITY):
        for match in pattern.finditer(text, within.start, within.end):
            if zone := cities().get(fold(match["city"])):
                return Found(value=zone, spans=(Span(*match.span()),), reason="a city's time")
    return None


def _abbreviated(name: str, default_zone: str) -> str:
    """Return the reader's zone when its clocks ever go by that name, else the best known."""
    here = ZoneInfo(default_zone)
    own = {datetime(2021, month, 1, tzinfo=here).tzname() for month in (1, 7)}
    return default_zone if name in own else _NAMED[name]


def _by_offset(match: re.Match[str]) -> str | None:
    sign = 1 if match["sign"] == "+" else -1
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if minutes:
        return _OFFSETS_BETWEEN_HOURS.get((sign, hours, minutes))
    if hours > 12:
        return None
    # The names of the Etc zones count westwards: Etc/GMT-9 is nine hours east.
    return f"Etc/GMT{'-' if sign > 0 else '+'}{hours}" if hours else "UTC"


@lru_cache(maxsize=1)
def cities() -> dict[str, str]:
    """Return IANA zones by the folded name of the city that they are called after."""
    regions = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    return {
        fold(zone.rsplit("/", 1)[1].replace("_", " ")): zone
        for zone in sorted(available_timezones(), reverse=True)
        if zone.split("/", 1)[0] in regions
    }

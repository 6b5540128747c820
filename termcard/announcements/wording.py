"""Says days, times and zones in British English, the same in every mail, page and format."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import get_timezone_name

from termcard.announcements.announcement import Announcement, Earlier, Mode, Status
from termcard.announcements.sessions import Session

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TO_BE_ANNOUNCED = "To be announced"
_STATUS_WORDS = {
    Status.CANCELLED: "Cancelled",
    Status.POSTPONED: "Postponed",
    Status.TENTATIVE: "Provisional",
}
_BRITISH = Locale("en", "GB")


def day_words(day: date) -> str:
    """Return a day in full: "Wednesday 14 October 2020"."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def days_words(session: Session) -> str:
    """Return the day or days: "Wednesday 14 to Friday 16 October 2020"."""
    first, last = session.starts_on, session.last_day
    if first == last:
        return day_words(first)
    words = day_words(first)
    if first.year == last.year:
        words = words.removesuffix(f" {first.year}")
        if first.month == last.month:
            words = words.removesuffix(f" {MONTHS[first.month - 1]}")
    return f"{words} to {day_words(last)}"


def time_range(session: Session) -> str:
    """Return the hours: "13:00–14:00", "13:00" when no end is said, "" when no hour is."""
    if session.starts_time is None:
        return ""
    starts = f"{session.starts_time:%H:%M}"
    return starts if session.ends_time is None else f"{starts}–{session.ends_time:%H:%M}"


def zone_words(session: Session) -> str:
    """Return the zone as it is called then: "British Summer Time (Europe/London)"."""
    starts = session.starts_at()
    offsets = [starts.replace(month=month, day=1).utcoffset() for month in (1, 7)]
    # Not by dst(): Dublin's clocks count the winter as the exception.
    is_summer = starts.utcoffset() != min(offset or timedelta() for offset in offsets)
    name = _zone_name(session.zone, is_summer=is_summer) or _sign(starts)
    return name if name == session.zone else f"{name} ({session.zone})"


def zone_sign(session: Session) -> str:
    """Return the zone by name with its short sign then: "Europe/London, BST"."""
    signs = [_sign(session.starts_at())]
    if session.ends_time is not None:
        signs.append(_sign(session.ends_at()))
    said = " to ".join(dict.fromkeys(signs))
    return said if said == session.zone else f"{session.zone}, {said}"


def when_line(session: Session) -> str:
    """Return when on one line: "Wednesday 14 October 2020, 13:00–14:00 (Europe/London, BST)".

    An end that is only assumed is not said; a session of whole days has no zone to name.
    """
    if session.starts_time is None:
        return days_words(session)
    if session.ends_time is None or session.last_day == session.starts_on:
        hours = f"{days_words(session)}, {time_range(session)}"
    else:
        starts = f"{day_words(session.starts_on)}, {session.starts_time:%H:%M}"
        hours = f"{starts}, to {day_words(session.last_day)}, {session.ends_time:%H:%M}"
    return f"{hours} ({zone_sign(session)})"


def where_line(announcement: Announcement) -> str:
    """Return where on one line: "Room 4, Elvet Hall, Durham, and online (Zoom)"."""
    online = f"online ({announcement.platform})" if announcement.platform else "online"
    place = announcement.place.line() if announcement.place else ""
    is_online = announcement.mode in (Mode.ONLINE, Mode.HYBRID) or bool(announcement.platform)
    if not is_online:
        return place or TO_BE_ANNOUNCED
    if place:
        return f"{place}, and {online}"
    if announcement.mode is Mode.HYBRID:
        return f"{TO_BE_ANNOUNCED}, and {online}"
    return f"O{online[1:]}"


def status_words(announcement: Announcement) -> str:
    """Return what must be said first: "Cancelled"; empty for an event that stands."""
    return _STATUS_WORDS.get(announcement.status, "")


def moved_line(earlier: Earlier, zone: str) -> str:
    """Return what an event was before it moved: "Moved from Wednesday 7 October 2020, 13:00"."""
    said = []
    if isinstance(earlier.starts, datetime):
        starts = earlier.starts
        starts = starts.astimezone(ZoneInfo(zone)) if starts.tzinfo else starts
        said = [day_words(starts), f"{starts:%H:%M}"]
    elif earlier.starts is not None:
        said = [day_words(earlier.starts)]
    said += [earlier.place] if earlier.place else []
    return f"Moved from {', '.join(said)}" if said else ""


def _sign(moment: datetime) -> str:
    name = moment.tzname() or "UTC"
    if name[0] not in "+-":
        return name
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


@lru_cache(maxsize=512)
def _zone_name(zone: str, *, is_summer: bool) -> str:
    """Return the long English name, or "" where the list has only a region for it."""
    try:
        variant: Literal["daylight", "standard"] = "daylight" if is_summer else "standard"
        name = get_timezone_name(ZoneInfo(zone), zone_variant=variant, locale=_BRITISH)
    except (LookupError, ValueError):
        return ""
    return "" if "(" in name else name

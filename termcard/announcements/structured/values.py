"""Takes values as programs write them: texts, moments, addresses, zones; the rest is not said."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

from termcard.announcements.icalendar.lines import clean, one_line
from termcard.announcements.icalendar.zone_names import LONGEST_NAME, resolve
from termcard.announcements.sessions import FIRST_YEAR, LAST_YEAR
from termcard.announcements.webpage import seen_text

LONGEST_TEXT = 50_000
LONGEST_LINE = 1_000
MOST_ITEMS = 10_000

_TAG = re.compile(r"</?[a-z][^<>]{0,2000}>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,31});", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")
_ISO = re.compile(
    r"(\d{4}-?\d\d-?\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?\s?"
    r"(Z|UTC|[+-]\d\d:?\d\d|[+-]\d\d)?",
    re.IGNORECASE,
)
_LANGUAGES = ("en", "en-GB", "en_GB", "@value", "value", "text", "name", "#text")


def text_of(value: Any) -> str:
    """Return a value as plain text of at most 50,000 characters; markup as a person sees it."""
    words = _string(value)
    if _TAG.search(words):
        words = seen_text(words)
    elif _ENTITY.search(words):
        words = html.unescape(words)
    return clean(words).strip()[:LONGEST_TEXT]


def line_of(value: Any) -> str:
    """Return a value as plain text on one line of at most 1,000 characters."""
    return one_line(text_of(value))[:LONGEST_LINE].rstrip()


def _string(value: Any, depth: int = 0) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or value is None or depth > 3:
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, int) or math.isfinite(value) else ""
    if isinstance(value, list):
        return _string(value[0], depth + 1) if value else ""
    if isinstance(value, dict):
        said = next((value[name] for name in _LANGUAGES if value.get(name)), None)
        return _string(said, depth + 1)
    return ""


def address_of(value: Any) -> str:
    """Return a web address, or nothing for any other thing."""
    address = clean(_string(value)).strip()
    is_web = address.lower().startswith(("https://", "http://")) and len(address) <= LONGEST_LINE
    if not is_web or any(char.isspace() for char in address):
        return ""
    scheme, _, rest = address.partition(":")
    return f"{scheme.lower()}:{rest}"


def number_of(value: Any) -> float | None:
    """Return a finite number, or None."""
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def things_of(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list, or the one object; anything else is none."""
    several = value if isinstance(value, list) else [value]
    return [one for one in several[:MOST_ITEMS] if isinstance(one, dict)]


def words_of(value: Any) -> Iterator[str]:
    """Yield the words of a list of texts or named objects, or of one text parted by commas."""
    several = value.split(",") if isinstance(value, str) else value
    for one in several[:100] if isinstance(several, list) else []:
        if word := line_of(one):
            yield word


def zone_of(value: Any) -> str:
    """Return the IANA name of a zone, or nothing when none is meant."""
    name = _string(value)
    return (resolve(name.strip(), {}) or "") if 0 < len(name) < LONGEST_NAME else ""


def moment_of(value: Any, zone: str = "") -> date | datetime | None:
    """Return a day, a wall time, or a moment; in `zone`, when one is given and it names none.

    ISO 8601 and RFC 5322 (section 3.3) are understood, and seconds since 1970.
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_epoch(float(value))
    written = _string(value).strip()
    if len(written) > 80:
        return None
    try:
        moment = _iso(written) or _mail_date(written)
    except (ValueError, OverflowError):
        return None
    if moment is None or not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if zone and isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo(zone))
    return moment


def stamp_of(value: Any) -> datetime | None:
    """Return when something was written or changed, in UTC where no zone is said."""
    moment = moment_of(value)
    if not isinstance(moment, datetime):
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def _from_epoch(seconds: float) -> datetime | None:
    if not 10**8 < seconds < 10**13:
        return None
    return datetime.fromtimestamp(seconds / 1000 if seconds > 10**11 else seconds, UTC)


def _iso(written: str) -> date | datetime | None:
    if found := _DAY.fullmatch(written):
        return date(int(found[1]), int(found[2]), int(found[3]))
    found = _ISO.fullmatch(written)
    if found is None:
        return None
    day, hour, minute, second, offset = found.groups()
    moment = datetime.fromisoformat(f"{day}T{hour}:{minute}:{second or '00'}")
    return moment if offset is None else moment.replace(tzinfo=_offset(offset.upper()))


def _offset(written: str) -> Any:
    if written in ("Z", "UTC"):
        return UTC
    return datetime.strptime(f"{written:0<5}" if ":" not in written else written, "%z").tzinfo


def _mail_date(written: str) -> datetime | None:
    if not any(char.isalpha() for char in written):
        return None
    try:
        return parsedate_to_datetime(written)
    except (TypeError, IndexError, AttributeError):
        return None


def length_of(value: Any) -> timedelta | None:
    """Return a length stated as ISO 8601, as H:MM, or in minutes."""
    written = _string(value).strip().upper()
    if found := re.fullmatch(r"P(?:(\d{1,3})D)?(?:T(?:(\d{1,3})H)?(?:(\d{1,4})M)?)?", written):
        days, hours, minutes = (int(number or 0) for number in found.groups())
        return timedelta(days=days, hours=hours, minutes=minutes) or None
    if found := re.fullmatch(r"(\d{1,2}):(\d\d)(?::00)?", written):
        return timedelta(hours=int(found[1]), minutes=int(found[2])) or None
    if found := re.fullmatch(r"(\d{1,4})(?:\s?MIN(?:UTES?|\.)?)?", written):
        return timedelta(minutes=int(found[1])) or None
    return None

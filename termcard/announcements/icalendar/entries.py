"""VEVENT components: one for each session of an announcement (RFC 5545, section 3.6.1)."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from datetime import UTC, date, datetime

from termcard.announcements.announcement import LONGEST_UID, Announcement, Place, Status
from termcard.announcements.icalendar import words
from termcard.announcements.icalendar.carried import Shown, pack
from termcard.announcements.icalendar.lines import clean, escape, one_line, text_line, uri_line
from termcard.announcements.icalendar.zones import UTC_ZONES, rules_of
from termcard.announcements.sessions import Session, is_doubled

CARRIED = "X-TERMCARD"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_STATUS = {Status.CONFIRMED: "CONFIRMED", Status.CANCELLED: "CANCELLED"}


def entry_lines(
    announcement: Announcement, number: int, uid: str, *, is_busy: bool, written_at: datetime
) -> Iterator[str]:
    """Yield the content lines of the announcement's n-th session, from BEGIN to END."""
    session = announcement.sessions[number - 1]
    shown = _shown(announcement, number)
    yield "BEGIN:VEVENT"
    yield text_line("UID", uid)
    yield from _stamps(announcement, written_at)
    yield from _time_lines(shown, session.zone)
    yield text_line("SUMMARY", shown.summary)
    yield f"STATUS:{shown.status}"
    yield from _transparency(is_busy and not announcement.is_over_for_good)
    if shown.location:
        yield text_line("LOCATION", shown.location)
    if announcement.place:
        yield from _position(announcement.place)
    if shown.description:
        yield text_line("DESCRIPTION", shown.description)
    if announcement.url:
        yield uri_line("URL", announcement.url)
    if announcement.stream_url:
        yield uri_line("CONFERENCE;VALUE=URI", announcement.stream_url)
    categories = dict.fromkeys(map(one_line, (announcement.kind.display, *announcement.topics)))
    yield f"CATEGORIES:{','.join(escape(category) for category in categories if category)}"
    yield "CLASS:PUBLIC"
    yield text_line(CARRIED, pack(announcement, number, event_uid(announcement), shown))
    yield "END:VEVENT"


def entry_uids(announcement: Announcement) -> list[str]:
    """Return one UID for each session, no two alike.

    A session's own UID is best: it stays when a session is put in before it. Without one the
    first session has the event's UID, and a later one has a UID made of that and its number.
    """
    event = event_uid(announcement)
    uids: list[str] = []
    for number, session in enumerate(announcement.sessions, 1):
        uid = one_line(session.uid) or (event if number == 1 else "")
        is_good = uid and uid not in uids and uid.isascii() and len(uid) <= LONGEST_UID
        uids.append(uid if is_good else _digest(event, str(number)))
    return uids


def event_uid(announcement: Announcement) -> str:
    """Return the event's UID; while it has none, one made of what it is called and when it is."""
    if uid := one_line(announcement.uid):
        return uid
    times = (session.starts_at().isoformat() for session in announcement.sessions)
    return _digest(clean(announcement.heading()), announcement.url, *times)


def _shown(announcement: Announcement, number: int) -> Shown:
    session = announcement.sessions[number - 1]
    starts, ends = _times(session)
    return Shown(
        summary=words.summary(announcement, number),
        location=words.location(announcement),
        description=words.description(announcement, number),
        status=_STATUS.get(announcement.status, "TENTATIVE"),
        starts=starts,
        ends=ends,
    )


def _times(session: Session) -> tuple[date | datetime, date | datetime | None]:
    """Return DTSTART and DTEND; no DTEND for an event without length, since it must be later."""
    if session.is_all_day:
        return session.starts_on, session.ends_at().date()
    starts, ends = (at.replace(microsecond=0) for at in (session.starts_at(), session.ends_at()))
    return starts, ends if ends.astimezone(UTC) > starts.astimezone(UTC) else None


def _stamps(announcement: Announcement, written_at: datetime) -> Iterator[str]:
    """Without METHOD, DTSTAMP says when the entry last changed (RFC 5545, section 3.8.7.2)."""
    changed = announcement.changed_at
    yield f"DTSTAMP:{_in_utc(changed or announcement.created_at or written_at)}"
    if announcement.created_at:
        yield f"CREATED:{_in_utc(announcement.created_at)}"
    if changed:
        yield f"LAST-MODIFIED:{_in_utc(changed)}"
    yield f"SEQUENCE:{max(announcement.revision, 0)}"


def _transparency(is_busy: bool) -> Iterator[str]:
    yield f"TRANSP:{'OPAQUE' if is_busy else 'TRANSPARENT'}"
    if not is_busy:
        yield "X-MICROSOFT-CDO-BUSYSTATUS:FREE"


def _position(place: Place) -> Iterator[str]:
    latitude, longitude = place.latitude, place.longitude
    if latitude is None or longitude is None:
        return
    if math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180:
        yield f"GEO:{latitude:.6f};{longitude:.6f}"


def _time_lines(shown: Shown, zone: str) -> Iterator[str]:
    times = {"DTSTART": shown.starts, "DTEND": shown.ends}
    is_sayable = all(_is_sayable(at, zone) for at in times.values() if isinstance(at, datetime))
    for name, at in times.items():
        if isinstance(at, datetime):
            written = f";TZID={zone}:{_wall_time(at)}" if is_sayable else f":{_in_utc(at)}"
            yield f"{name}{written}"
        elif at is not None:
            yield f"{name};VALUE=DATE:{at.year:04}{at:%m%d}"


def _is_sayable(at: datetime, zone: str) -> bool:
    """Say whether a wall time with a TZID means this moment to every reader.

    A wall time that the clocks show twice means the first (RFC 5545, section 3.3.5), and not
    every reader knows that.
    """
    rules = None if zone in UTC_ZONES else rules_of(zone)
    if rules is None or not rules.covers(at.date()):
        return False
    return not is_doubled(at.date(), at.time(), zone)


def _in_utc(at: datetime) -> str:
    return f"{_wall_time(at.astimezone(UTC))}Z"


def _wall_time(at: datetime) -> str:
    return f"{at.year:04}{at:%m%dT%H%M%S}"


def _digest(*words: str) -> str:
    return f"termcard-{hashlib.sha256(chr(31).join(words).encode()).hexdigest()[:40]}"

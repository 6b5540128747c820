"""Writes an event as schema.org's Event in JSON-LD, for search engines and other programs.

Google's rules for events are kept too: a name, a start and a place in every state, earlier
starts beside EventRescheduled alone, and VirtualLocation names the public page, never the
meeting. A property that we do not know is left out, save those that readers cannot do without.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Material,
    Mode,
    Named,
    Place,
)
from termcard.announcements.jsonld_reader import read
from termcard.announcements.jsonld_words import (
    MODES,
    RESCHEDULED,
    SCHEMA,
    STATUSES,
    TYPES,
    UNKNOWN_PLACE,
    UNNAMED_PLATFORM,
    stand_in,
    without_blanks,
)
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk

__all__ = ["KEEPS", "dump", "read", "write"]

KEEPS = frozenset(
    {
        "title",
        "kind",
        "language",
        "abstract",
        "url",
        "host",
        "co_hosts",
        "series",
        "topics",
        "offer_url",
        "materials",
    }
)

_UNSAFE = re.compile("[<>&\u2028\u2029\ud800-\udfff]")


def dump(announcement: Announcement, *, image: str = "") -> str:
    """Return the event as JSON that may stand in a script element as it is."""
    text = json.dumps(write(announcement, image=image), ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def write(announcement: Announcement, *, image: str = "") -> dict[str, Any]:
    """Return the event as schema.org's Event; `image` is the address of its share card."""
    event = {
        "@context": SCHEMA.rstrip("/"),
        "@type": TYPES.get(announcement.kind, "Event"),
        "additionalType": announcement.kind.display,
        "name": announcement.heading(),
        "description": announcement.abstract or _stand_in(announcement),
        "url": announcement.url,
        "image": image,
        "inLanguage": announcement.language,
        **_times(announcement),
        **_how(announcement),
        "performer": [_person(part) for part in announcement.speakers if part.name],
        "organizer": _organisers(announcement),
        "contributor": _contributors(announcement),
        "superEvent": _named("EventSeries", announcement.series),
        "subEvent": _sub_events(announcement),
        "keywords": list(announcement.topics),
        "offers": _offer(announcement),
        "subjectOf": [_material(material) for material in announcement.materials],
    }
    return without_blanks(event)


def _stand_in(announcement: Announcement) -> str:
    series, host = announcement.series, announcement.host
    return stand_in(announcement.kind, series.name if series else "", host.name if host else "")


def _times(announcement: Announcement) -> dict[str, Any]:
    sessions = announcement.sessions
    zone = sessions[0].zone if sessions else "UTC"
    earlier = [_moment(one.starts, zone) for one in announcement.earlier if one.starts is not None]
    if not sessions:
        # Postponed with no new day: it keeps the start that was announced last.
        return {"startDate": earlier[-1] if earlier else None}
    starts = _start(sessions[0])
    times: dict[str, Any] = {"startDate": starts, "endDate": _end(sessions[0], sessions[-1])}
    if len(sessions) == 1:
        times["eventSchedule"] = _schedule(sessions[0])
    before = [one for one in dict.fromkeys(earlier) if one != starts]
    return times | ({"previousStartDate": before} if _is_rescheduled(announcement, before) else {})


def _is_rescheduled(announcement: Announcement, before: list[str]) -> bool:
    return bool(before) and not announcement.is_over_for_good


def _how(announcement: Announcement) -> dict[str, Any]:
    """Return the status, the mode and the places, which must agree with one another."""
    status = STATUSES[announcement.status]
    if "previousStartDate" in _times(announcement):
        status = RESCHEDULED
    mode = announcement.mode or _likely_mode(announcement)
    places: list[dict[str, Any]] = []
    if mode is not Mode.ONLINE:
        places.append(_place(announcement.place, announcement.access))
    if mode is not Mode.IN_PERSON:
        places.append(_virtual_location(announcement))
    return {
        "eventStatus": SCHEMA + status,
        "eventAttendanceMode": SCHEMA + MODES[mode],
        "location": places[0] if len(places) == 1 else places,
    }


def _likely_mode(announcement: Announcement) -> Mode:
    """Say how one attends when nobody said so; schema.org takes an event without a mode as met."""
    is_online = bool(announcement.platform or announcement.stream_url)
    if announcement.place is None:
        return Mode.ONLINE if is_online else Mode.IN_PERSON
    return Mode.HYBRID if is_online else Mode.IN_PERSON


def _place(place: Place | None, access: tuple[AccessProvision, ...]) -> dict[str, Any]:
    if place is None:
        return {"@type": "Place", "name": UNKNOWN_PLACE, "address": UNKNOWN_PLACE}
    address = {
        "streetAddress": place.street_address,
        "addressLocality": place.locality,
        "postalCode": place.postal_code,
        "addressCountry": place.country,
    }
    geo = {"latitude": place.latitude, "longitude": place.longitude}
    return without_blanks(
        {
            "@type": "Place",
            "name": place.name,
            "address": _typed("PostalAddress", address) or place.name or UNKNOWN_PLACE,
            "geo": _typed("GeoCoordinates", geo) if None not in geo.values() else None,
            "description": place.directions,
            "url": place.url,
            "amenityFeature": [
                {"@type": "LocationFeatureSpecification", "name": one.display, "value": True}
                for one in access
            ],
        }
    )


def _virtual_location(announcement: Announcement) -> dict[str, Any]:
    public = (announcement.stream_url, announcement.url, announcement.offer_url)
    return without_blanks(
        {
            "@type": "VirtualLocation",
            "name": announcement.platform or UNNAMED_PLATFORM,
            "url": next((address for address in public if address), ""),
        }
    )


def _organisers(announcement: Announcement) -> Any:
    if announcement.host is None:
        return None
    hosts = [_named("Organization", one) for one in (announcement.host, *announcement.co_hosts)]
    return hosts[0] if len(hosts) == 1 else hosts


def _contributors(announcement: Announcement) -> list[Any]:
    others = [part for part in announcement.parts if not part.is_speaker and part.name]
    hosts = () if announcement.host else announcement.co_hosts
    return [_person(part) for part in others] + [_named("Organization", one) for one in hosts]


def _person(part: Part) -> dict[str, Any]:
    return without_blanks(
        {
            "@type": "Person",
            "name": part.name,
            "honorificPrefix": part.honorific,
            "jobTitle": part.role,
            "affiliation": _typed("Organization", {"name": part.affiliation}),
            "description": part.biography,
            "url": part.url,
        }
    )


def _sub_events(announcement: Announcement) -> list[dict[str, Any]]:
    sessions = announcement.sessions
    if len(sessions) == 1:
        return [_talk(announcement, sessions[0], talk) for talk in sessions[0].talks]
    if not sessions:
        return []
    return [_session(announcement, session) for session in sessions]


def _session(announcement: Announcement, session: Session) -> dict[str, Any]:
    sitting = {
        "@type": "Event",
        "name": session.title or announcement.heading(),
        "startDate": _start(session),
        "endDate": _end(session, session),
        "eventSchedule": _schedule(session),
        **_how(announcement),
        "subEvent": [_talk(announcement, session, talk) for talk in session.talks],
    }
    return without_blanks(sitting)


def _talk(announcement: Announcement, session: Session, talk: Talk) -> dict[str, Any]:
    starts = _start(session)
    if talk.starts_time is not None:
        starts = _written(datetime.combine(session.starts_on, talk.starts_time), session.zone)
    return without_blanks(
        {
            "@type": "Event",
            "name": talk.title or "Title to be announced",
            "description": talk.abstract,
            "startDate": starts,
            **_how(announcement),
            "performer": [_person(part) for part in talk.parts if part.name],
        }
    )


def _schedule(session: Session) -> dict[str, Any]:
    """Return the wall times and the zone by name, which an offset alone cannot tell."""
    return without_blanks(
        {
            "@type": "Schedule",
            "startDate": session.starts_on.isoformat(),
            "startTime": _clock(session.starts_time),
            "endDate": session.last_day.isoformat(),
            "endTime": _clock(session.ends_time),
            "scheduleTimezone": session.zone,
        }
    )


def _offer(announcement: Announcement) -> dict[str, Any] | None:
    if not announcement.offer_url:
        return None
    availability = "SoldOut" if announcement.is_full else "InStock"
    return {
        "@type": "Offer",
        "url": announcement.offer_url,
        "availability": SCHEMA + availability,
    }


def _material(material: Material) -> dict[str, Any]:
    return {"@type": "CreativeWork", "name": material.title, "url": material.url}


def _named(kind: str, named: Named | None) -> dict[str, Any] | None:
    return None if named is None else _typed(kind, {"name": named.name, "url": named.url})


def _typed(kind: str, properties: dict[str, Any]) -> dict[str, Any] | None:
    said = without_blanks(properties)
    return {"@type": kind, **said} if said else None


def _start(session: Session) -> str:
    if session.starts_time is None:
        return session.starts_on.isoformat()
    return _moment(session.starts_at(), session.zone)


def _end(first: Session, last: Session) -> str | None:
    """Return the stated end; one that only repeats the start tells nothing."""
    if last.starts_time is None:
        return last.last_day.isoformat() if last.last_day > first.starts_on else None
    if last.ends_time is None or last.ends_at() == first.starts_at():
        return None
    return _moment(last.ends_at(), last.zone)


def _moment(moment: date | datetime, zone: str) -> str:
    return _written(moment, zone) if isinstance(moment, datetime) else moment.isoformat()


def _written(moment: datetime, zone: str) -> str:
    """Return ISO 8601 with an offset; offsets with seconds, as before 1900, become UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
    offset = aware.utcoffset()
    if offset is None or offset.seconds % 60:
        aware = aware.astimezone(UTC)
    return aware.isoformat(timespec="seconds" if aware.second else "minutes")


def _clock(hour: time | None) -> str:
    return "" if hour is None else hour.isoformat(timespec="seconds")

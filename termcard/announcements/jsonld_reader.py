"""Reads schema.org's Event as other sites state it, in any of the shapes it takes.

Whatever is of an unexpected type counts as not said. The address of a VirtualLocation is never
taken as a public stream: on other sites it is often the members' link.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, overload
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Earlier,
    Kind,
    Material,
    Named,
    Place,
    Status,
)
from termcard.announcements.jsonld_words import (
    KINDS,
    MODES,
    STATUSES,
    UNKNOWN_PLACE,
    UNKNOWN_TITLE,
    UNNAMED_PLATFORM,
    stand_in,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import FIRST_YEAR, LAST_YEAR, Session, Talk, require_zone

Thing = dict[str, Any]

_DEEPEST = 8
_MOST_EVENTS = 1_000
_SCHEMA = re.compile(r"^(?:https?://schema\.org/|schema:)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_KINDS_BY_DISPLAY = {kind.display: kind for kind in Kind}
_ACCESS_BY_DISPLAY = {one.display: one for one in AccessProvision}
_STATUSES = {word: status for status, word in reversed(STATUSES.items())}
_MODES = {word: mode for mode, word in MODES.items()}


def read(source: Thing, *, zone: str = "UTC") -> Announcement:
    """Return the first event in a JSON-LD document; raise ValueError when there is none.

    `zone` is what wall times without an offset are taken to be in.
    """
    event = next(_events(source, 0), None)
    if event is None:
        raise ValueError("There is no schema.org Event in this document.")
    return _announcement(event, zone)


def read_all(source: Any, *, zone: str = "UTC") -> list[Announcement]:
    """Return the events of a JSON-LD document that can be, in order, at most 1,000."""
    announcements = []
    for event in islice(_events(source, 0), _MOST_EVENTS):
        try:
            announcements.append(_announcement(event, zone))
        except (ValueError, OverflowError):
            continue
    return announcements


def _announcement(event: Thing, zone: str) -> Announcement:
    kind, title, language = _kind(event), _text(event.get("name")), _language(event)
    hosts = [one for one in _all_named(event.get("organizer")) if one.name]
    series = next(iter(_all_named(event.get("superEvent"))), None)
    others = [one for one in _things(event.get("contributor")) if _is_a(one, "Organization")]
    host = hosts[0] if hosts else None
    abstract = _text(event.get("description"))
    if abstract == stand_in(kind, series.name if series else "", host.name if host else ""):
        abstract = ""
    sessions = tuple(sorted(_sessions(event, zone), key=Session.order))
    return Announcement(
        title=None if title in ("", UNKNOWN_TITLE) else title,
        kind=kind,
        language=language,
        abstract=abstract,
        url=_web_address(event.get("url")),
        sessions=sessions,
        status=_status(event),
        earlier=tuple(_earlier(event, zone)),
        is_full="SoldOut" in str(event.get("offers")),
        host=host,
        co_hosts=tuple(hosts[1:]) or tuple(_all_named(others)),
        series=series,
        topics=tuple(_topics(event.get("keywords"))),
        parts=tuple(_parts(event, sessions)),
        offer_url=_offer_url(event),
        materials=tuple(_materials(event)),
        **_whereabouts(event),
    )


def _events(source: Any, depth: int) -> Iterator[Thing]:
    if depth > _DEEPEST:
        return
    for thing in _things(source):
        if any(kind.endswith(("Event", "EventSeries", "Festival")) for kind in _types(thing)):
            yield thing
        yield from _events(thing.get("@graph"), depth + 1)
        yield from _events(thing.get("mainEntity"), depth + 1)
        for item in _things(thing.get("itemListElement")):
            yield from _events(item.get("item", item), depth + 1)


def _kind(event: Thing) -> Kind:
    said = _KINDS_BY_DISPLAY.get(_text(event.get("additionalType")))
    return said or next((KINDS[one] for one in _types(event) if one in KINDS), Kind.OTHER)


def _language(event: Thing) -> str:
    said = event.get("inLanguage")
    said = said.get("alternateName", said.get("name")) if isinstance(said, dict) else said
    return _text(said) if _LANGUAGE.fullmatch(_text(said)) else ""


def _status(event: Thing) -> Status:
    return _STATUSES.get(_word(event.get("eventStatus")), Status.CONFIRMED)


def _earlier(event: Thing, zone: str) -> Iterator[Earlier]:
    for said in _list(event.get("previousStartDate")):
        moment = _moment(said, zone)
        if moment is not None:
            yield Earlier(starts=moment)


def _sessions(event: Thing, zone: str) -> Iterator[Session]:
    sub_events = _things(event.get("subEvent"))
    sittings = [one for one in sub_events if one.get("startDate") and not _is_talk(one)]
    for sitting in sittings or [event]:
        session = _session(sitting, zone, _text(event.get("name")), [] if sittings else sub_events)
        if session is not None:
            yield session


def _is_talk(event: Thing) -> bool:
    """Tell a talk of a programme from a sitting of the same event."""
    return not event.get("eventSchedule") and not event.get("endDate")


def _session(sitting: Thing, default: str, heading: str, talks: list[Thing]) -> Session | None:
    starts = _moment(sitting.get("startDate"), default)
    if starts is None:
        return None
    zone = _zone(sitting, starts, default)
    starts, ends = _at(starts, zone), _at(_moment(sitting.get("endDate"), default), zone)
    title = _text(sitting.get("name"))
    talks = talks or _things(sitting.get("subEvent"))
    words: dict[str, Any] = {
        "zone": zone,
        "title": "" if title == heading else title,
        "talks": tuple(_talk(talk, starts, zone) for talk in talks if _is_talk(talk)),
    }
    try:
        return Session(**words, **_wall_times(starts, ends))
    except ValueError:
        # An end before the start is a slip of the page: the start is what people come by.
        return Session(**words, **_wall_times(starts, None))


def _wall_times(starts: date | datetime, ends: date | datetime | None) -> dict[str, Any]:
    times: dict[str, Any] = {"starts_on": _day(starts)}
    if isinstance(starts, datetime):
        times |= {"starts_time": _naive_time(starts), "starts_fold": starts.fold}
    if isinstance(ends, datetime) and isinstance(starts, datetime):
        times |= {"ends_time": _naive_time(ends), "ends_fold": ends.fold}
    if ends is not None and _day(ends) != _day(starts):
        times["ends_on"] = _day(ends)
    return times


def _zone(sitting: Thing, starts: date | datetime, default: str) -> str:
    """Return the zone by name; a bare offset of whole hours has a name too ("Etc/GMT-1")."""
    schedule = next(iter(_things(sitting.get("eventSchedule"))), {})
    try:
        return require_zone(_text(schedule.get("scheduleTimezone"))).key
    except ValueError:
        pass
    if not isinstance(starts, datetime):
        return default
    if starts.utcoffset() == starts.astimezone(ZoneInfo(default)).utcoffset():
        return default
    hours = (starts.utcoffset() or timedelta()) / timedelta(hours=1)
    return f"Etc/GMT{-int(hours):+d}" if hours and hours in range(-12, 13) else "UTC"


@overload
def _at(moment: date | datetime, zone: str) -> date | datetime: ...
@overload
def _at(moment: None, zone: str) -> None: ...
def _at(moment: date | datetime | None, zone: str) -> date | datetime | None:
    """Return a moment in that zone; by way of UTC, which a skipped wall time has too."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).astimezone(ZoneInfo(zone))
    return moment


def _talk(talk: Thing, session_starts: date | datetime, zone: str) -> Talk:
    title, starts = _text(talk.get("name")), _moment(talk.get("startDate"), zone)
    hour = None
    if isinstance(starts, datetime) and starts != session_starts:
        hour = _naive_time(starts.astimezone(ZoneInfo(zone)))
    return Talk(
        title=None if title in ("", UNKNOWN_TITLE) else title,
        abstract=_text(talk.get("description")),
        starts_time=hour,
        parts=tuple(_people(talk.get("performer"), PartKind.SPEAKER)),
    )


def _parts(event: Thing, sessions: tuple[Session, ...]) -> Iterator[Part]:
    in_talks = {part for session in sessions for talk in session.talks for part in talk.parts}
    for part in _people(event.get("performer"), PartKind.SPEAKER):
        if part not in in_talks:
            yield part
    others = [one for one in _things(event.get("contributor")) if _is_a(one, "Person")]
    yield from _people(others, PartKind.ORGANISER)


def _people(said: Any, part: PartKind) -> Iterator[Part]:
    for one in _list(said):
        person = one if isinstance(one, dict) else {"name": one}
        name = _text(person.get("name"))
        if name:
            affiliation = next(iter(_all_named(person.get("affiliation"))), None)
            yield Part(
                name=name,
                honorific=_text(person.get("honorificPrefix")),
                role=_text(person.get("jobTitle")),
                affiliation=affiliation.name if affiliation else "",
                part=part,
                biography=_text(person.get("description")),
                url=_web_address(person.get("url")),
            )


def _whereabouts(event: Thing) -> dict[str, Any]:
    said: dict[str, Any] = {"mode": _MODES.get(_word(event.get("eventAttendanceMode")))}
    for location in _list(event.get("location")):
        if isinstance(location, dict) and _is_a(location, "VirtualLocation"):
            platform = _text(location.get("name"))
            said["platform"] = "" if platform == UNNAMED_PLATFORM else platform
        elif (place := _place(location)) is not None:
            said["place"] = place
            said["access"] = tuple(_access(location)) if isinstance(location, dict) else ()
    return said


def _place(said: Any) -> Place | None:
    location = said if isinstance(said, dict) else {"name": said}
    address = location.get("address")
    geo = next(iter(_things(location.get("geo"))), {})
    postal = address if isinstance(address, dict) else {}
    name = _text(location.get("name"))
    street = _text(postal.get("streetAddress")) or _text(address)
    if UNKNOWN_PLACE in (name, street) or not (name or street):
        return None
    return Place(
        name=name or street,
        street_address="" if street == name else street,
        locality=_text(postal.get("addressLocality")),
        postal_code=_text(postal.get("postalCode")),
        country=_text(postal.get("addressCountry")),
        latitude=_number(geo.get("latitude")),
        longitude=_number(geo.get("longitude")),
        directions=_text(location.get("description")),
        url=_web_address(location.get("url")),
    )


def _access(location: Thing) -> Iterator[AccessProvision]:
    for feature in _things(location.get("amenityFeature")):
        provision = _ACCESS_BY_DISPLAY.get(_text(feature.get("name")))
        if provision is not None and feature.get("value") is True:
            yield provision


def _topics(said: Any) -> Iterator[str]:
    if isinstance(said, str):
        yield from filter(None, (word.strip() for word in said.split(",")))
        return
    for one in _list(said):
        word = _text(one.get("name") if isinstance(one, dict) else one)
        if word:
            yield word


def _offer_url(event: Thing) -> str:
    return next((_web_address(one.get("url")) for one in _things(event.get("offers"))), "")


def _materials(event: Thing) -> Iterator[Material]:
    for work in _things(event.get("subjectOf")):
        if address := _web_address(work.get("url")):
            yield Material(title=_text(work.get("name")), url=address)


def _all_named(said: Any) -> Iterator[Named]:
    for one in _list(said):
        thing = one if isinstance(one, dict) else {"name": one}
        if name := _text(thing.get("name")):
            yield Named(name=name, url=_web_address(thing.get("url")))


def _things(said: Any) -> list[Thing]:
    return [one for one in _list(said) if isinstance(one, dict)]


def _list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [] if said is None else [said]


def _types(thing: Thing) -> list[str]:
    return [_word(one) for one in _list(thing.get("@type"))]


def _is_a(thing: Thing, kind: str) -> bool:
    return kind in _types(thing)


def _word(said: Any) -> str:
    return _SCHEMA.sub("", _text(said))


def _text(said: Any) -> str:
    """Return text, also of a value that names its language ({"@value": …})."""
    if isinstance(said, list):
        said = said[0] if said else ""
    if isinstance(said, dict):
        said = said.get("@value", said.get("name", ""))
    return said if isinstance(said, str) else ""


def _web_address(said: Any) -> str:
    address = said.get("@id") if isinstance(said, dict) else said
    address = _text(address)
    return address if address.startswith(("https://", "http://")) else ""


def _number(said: Any) -> float | None:
    try:
        number = float(said)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _moment(said: Any, zone: str) -> date | datetime | None:
    """Return a day, or a moment with an offset; a wall time alone is one of that zone."""
    written = _text(said).strip()
    try:
        moment = date.fromisoformat(written) if _DAY.fullmatch(written) else None
        moment = moment or datetime.fromisoformat(written)
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if isinstance(moment, datetime) and moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo(zone))
    return moment


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _naive_time(moment: datetime) -> time:
    return moment.time().replace(fold=0)

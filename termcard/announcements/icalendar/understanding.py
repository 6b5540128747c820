"""Makes an announcement of one VEVENT's standard properties, as any program may have written it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import (
    LONGEST_UID,
    Announcement,
    Kind,
    Mode,
    Place,
    Status,
)
from termcard.announcements.icalendar.lines import clean, one_line, split_list, unescape
from termcard.announcements.icalendar.markup import plain_words
from termcard.announcements.icalendar.properties import Property
from termcard.announcements.icalendar.zone_names import resolve
from termcard.announcements.icalendar.zones import UTC_ZONES
from termcard.announcements.sessions import Session
from termcard.announcements.withholding import JOIN_DETAILS, withhold

MOST_TOPICS = 100
LONGEST_LINE = 200_000
_ADDRESSES = frozenset({"url", "stream_url"})
_UNTOUCHED = frozenset({"uid", "zone", "language"})
_KINDS = {word.lower(): kind for kind in Kind for word in (kind.display, kind.value)}
_STATUS = {"CANCELLED": Status.CANCELLED, "TENTATIVE": Status.TENTATIVE}
_PREFIX = re.compile(r"(cancell?ed|postponed)\s*[:–-]\s*", re.IGNORECASE)
_UNNAMED = re.compile(
    r"(?:title )?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined))", re.IGNORECASE
)
_ONLINE = re.compile(
    r"(?:online|virtual|(?:microsoft |ms )?teams|zoom|webex|google meet)(?: meeting| event)?"
    r"(?:\s*\(([^)]*)\))?",
    re.IGNORECASE,
)


@dataclass
class Withholder:
    """Takes addresses and join links out of every text on its way in, and keeps what it took."""

    addresses: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def mend(self, name: str, text: str) -> str:
        """Return the text of the named field as it may be public."""
        if name in _UNTOUCHED or not text:
            return text
        withheld = withhold(text)
        self.addresses += withheld.addresses
        self.links += withheld.links
        if name in _ADDRESSES:
            is_public = withheld.text == text and text.startswith(("https://", "http://"))
            return text if is_public else ""
        return withheld.text


class Entry:
    """One VEVENT's properties, by name, and what is odd about them as sentences."""

    def __init__(
        self,
        properties: Sequence[Property],
        zones: Mapping[str, str],
        calendar_zone: str | None,
        default_zone: str,
    ) -> None:
        self.properties = properties
        self._first: dict[str, Property] = {each.name: each for each in reversed(properties)}
        self.zones = zones
        self.calendar_zone = calendar_zone
        self.default_zone = default_zone
        self.warnings: list[str] = []
        self.withholder = Withholder()
        if any(each.is_cut for each in properties):
            self.warn(f"A text of more than {LONGEST_LINE:,} characters was cut.")

    def first(self, name: str) -> Property | None:
        """Return the first property of that name."""
        return self._first.get(name)

    def text(self, name: str) -> str:
        """Return that property's TEXT value, or nothing."""
        found = self.first(name)
        return clean(unescape(found.value)) if found else ""

    @cached_property
    def uid(self) -> str:
        """The UID; one that no announcement may have becomes one that it may."""
        uid = one_line(self.text("UID"))
        return uid if not uid or _is_good_uid(uid) else _digested(uid)

    def uid_of(self, occurrence: str) -> str:
        """Return the UID of one occurrence of a repeating event, by its RECURRENCE-ID."""
        uid = f"{one_line(self.text('UID'))}/{occurrence}"
        return uid if _is_good_uid(uid) else _digested(uid)

    @property
    def sequence(self) -> int:
        """The SEQUENCE; 0 when there is none or it is no number."""
        words = self.text("SEQUENCE").strip()
        return int(words) if re.fullmatch(r"[0-9]{1,9}", words) else 0

    @property
    def is_private(self) -> bool:
        """Whether its owner marked it as not for everybody (RFC 5545, section 3.8.1.3)."""
        return self.text("CLASS").strip().upper() in ("PRIVATE", "CONFIDENTIAL")

    def moment(self, name: str) -> date | datetime | None:
        """Return a time with the zone it is meant in, or a day; None when it cannot be read."""
        found = self.first(name)
        if found is None or not isinstance(found.time, date):
            return None
        if not isinstance(found.time, datetime):
            return found.time
        return self._moment(found.time, found)

    def wall_time(self, name: str) -> date | datetime | None:
        """Return a time as its clock shows it, without a zone: in UTC where it is written so."""
        found = self.first(name)
        if found is None or not isinstance(found.time, date):
            return None
        is_moment = isinstance(found.time, datetime)
        return found.time.replace(tzinfo=None) if is_moment else found.time  # type: ignore[call-arg]

    def in_zone(self, wall: date | datetime, name: str) -> date | datetime:
        """Return a wall time of the named property's clock with the zone it is meant in."""
        found = self.first(name)
        if found is None or not isinstance(wall, datetime):
            return wall
        is_universal = isinstance(found.time, datetime) and found.time.tzinfo is not None
        return self._moment(wall.replace(tzinfo=UTC) if is_universal else wall, found)

    def as_wall(self, at: datetime, name: str) -> datetime:
        """Return a moment as the named property's clock shows it; a wall time stays as it is."""
        found = self.first(name)
        if found is None or at.tzinfo is None:
            return at.replace(tzinfo=None)
        is_universal = isinstance(found.time, datetime) and found.time.tzinfo is not None
        zone = UTC if is_universal else ZoneInfo(self._zone_of(found))
        return at.astimezone(zone).replace(tzinfo=None)

    def placed(self, at: datetime, stated: Property) -> datetime:
        """Return a time of a property that may name a zone of its own."""
        if at.tzinfo is not None or "TZID" not in stated.parameters:
            return at
        return at.replace(tzinfo=ZoneInfo(self._zone_of(stated)))

    def _moment(self, at: datetime, found: Property) -> datetime:
        if at.tzinfo is not None:
            return at.astimezone(ZoneInfo(self._zone_for_people()))
        aware = at.replace(tzinfo=ZoneInfo(self._zone_of(found)))
        # A wall time that the clocks skip counts on from before (RFC 5545, section 3.3.5).
        return aware.astimezone(UTC).astimezone(aware.tzinfo)

    def end(self, starts: date | datetime) -> date | datetime | None:
        """Return the end as DTEND or DURATION say it (a day is exclusive), None when unknown."""
        ends = self.moment("DTEND")
        duration = self.first("DURATION")
        if ends is None and duration and isinstance(duration.time, timedelta):
            ends = _later(starts, duration.time)
        if ends is None or isinstance(ends, datetime) != isinstance(starts, datetime):
            if self.first("DTEND") or duration:
                self.warn("Its end could not be read and is left open.")
            return None
        length = _instant(ends) - _instant(starts)
        if length < timedelta(0):
            self.warn("It ended before it began; its end is left open.")
        return ends if length > timedelta(0) else None

    def announcement(self) -> Announcement:
        """Return what the properties say; raise ValueError, one sentence, when no day is said."""
        starts = self.moment("DTSTART")
        if starts is None:
            raise ValueError("It does not say when it begins.")
        status, title = self._status_and_title()
        kind, topics = self._kind_and_topics()
        mode, place, platform = self._where()
        return Announcement(
            uid=self.uid,
            title=title,
            kind=kind,
            abstract=self._public("DESCRIPTION").strip(),
            url=self.withholder.mend("url", self._uri("URL")),
            created_at=self._stamp("CREATED"),
            changed_at=self._stamp("LAST-MODIFIED"),
            revision=self.sequence,
            sessions=(self.session_at(starts, self.end(starts)),),
            status=status,
            topics=topics,
            mode=mode,
            place=place,
            platform=platform,
        )

    def warn(self, sentence: str) -> None:
        """Keep a sentence about what is odd, once."""
        if sentence not in self.warnings:
            self.warnings.append(sentence)

    def _public(self, name: str) -> str:
        said = self.withholder.mend(name.lower(), self.text(name))
        plain = plain_words(said)
        # What was hidden by markup or signs of HTML shows only now.
        return said if plain == said else self.withholder.mend(name.lower(), plain)

    def _uri(self, name: str) -> str:
        found = self.first(name)
        return clean(found.value).strip() if found else ""

    def _zone_for_people(self) -> str:
        """Return the zone to show a moment in that was written in UTC, as programs like to."""
        stated = self.calendar_zone
        return stated if stated and stated not in UTC_ZONES else self.default_zone

    def _zone_of(self, found: Property) -> str:
        tzid = found.parameters.get("TZID", "")
        zone = resolve(tzid, self.zones) or self.calendar_zone
        if tzid and not resolve(tzid, self.zones):
            self.warn(f"Its time zone is not known; {zone or self.default_zone} is taken.")
        elif zone is None:
            self.warn(f"It states no time zone; {self.default_zone} is taken.")
        return zone or self.default_zone

    def session_at(self, starts: date | datetime, ends: date | datetime | None) -> Session:
        """Return the sitting from then until then; a day's end is exclusive."""
        if not isinstance(starts, datetime):
            last = ends - timedelta(days=1) if ends else starts
            zone = self.calendar_zone or self.default_zone
            return Session(starts_on=starts, ends_on=last if last > starts else None, zone=zone)
        zone = str(starts.tzinfo)
        if not isinstance(ends, datetime):
            ends = None
        ends = ends.astimezone(starts.tzinfo) if ends else None
        return Session(
            starts_on=starts.date(),
            starts_time=starts.time().replace(fold=0),
            starts_fold=starts.fold,
            ends_on=ends.date() if ends and ends.date() != starts.date() else None,
            ends_time=ends.time().replace(fold=0) if ends else None,
            ends_fold=ends.fold if ends else 0,
            zone=zone,
        )

    def _status_and_title(self) -> tuple[Status, str | None]:
        status = _STATUS.get(self.text("STATUS").strip().upper(), Status.CONFIRMED)
        title = one_line(self._public("SUMMARY"))
        if found := _PREFIX.match(title):
            is_postponed = found[1].lower() == "postponed"
            status = Status.POSTPONED if is_postponed else Status.CANCELLED
            title = title[found.end() :]
        return status, None if not title or _UNNAMED.fullmatch(title) else title

    def _kind_and_topics(self) -> tuple[Kind, tuple[str, ...]]:
        lists = (each.value for each in self.properties if each.name == "CATEGORIES")
        words = [one_line(word) for value in lists for word in split_list(value)]
        kinds = [_KINDS[word.lower()] for word in words if word.lower() in _KINDS]
        topics = dict.fromkeys(word for word in words if word and word.lower() not in _KINDS)
        public = (self.withholder.mend("topics", topic) for topic in [*topics][:MOST_TOPICS])
        return (kinds[0] if kinds else Kind.OTHER), tuple(public)

    def _where(self) -> tuple[Mode | None, Place | None, str]:
        said = one_line(self._public("LOCATION"))
        rest = one_line(said.replace(JOIN_DETAILS, " ")).strip(" ,;:-")
        if online := _ONLINE.fullmatch(rest):
            word = rest if not rest.lower().startswith(("online", "virtual")) else ""
            return Mode.ONLINE, None, online[1] or word
        if not rest:
            return (Mode.ONLINE if said else None), None, ""
        latitude, longitude = self._position()
        return None, Place(name=rest, latitude=latitude, longitude=longitude), ""

    def _position(self) -> tuple[float | None, float | None]:
        number = r"([+-]?\d{1,3}(?:\.\d{1,20})?)"
        found = re.fullmatch(rf"{number}\s*;\s*{number}", self._uri("GEO").replace("\\", ""))
        if not found:
            return None, None
        latitude, longitude = float(found[1]), float(found[2])
        is_on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
        return (latitude, longitude) if is_on_earth else (None, None)

    def _stamp(self, name: str) -> datetime | None:
        found = self.first(name)
        at = found.time if found else None
        if not isinstance(at, datetime):
            return None
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _is_good_uid(uid: str) -> bool:
    return len(uid) <= LONGEST_UID and uid.isascii()


def _digested(uid: str) -> str:
    return f"termcard-{hashlib.sha256(uid.encode('utf-8', 'replace')).hexdigest()[:40]}"


def _instant(at: date | datetime) -> datetime:
    if isinstance(at, datetime):
        return at.astimezone(UTC)
    return datetime(at.year, at.month, at.day, tzinfo=UTC)


def _later(starts: date | datetime, length: timedelta) -> date | datetime:
    if not isinstance(starts, datetime):
        return starts + timedelta(days=length.days)
    return (starts.astimezone(UTC) + length).astimezone(starts.tzinfo)

"""What a source states of one event, field by field, and the reading that is made of it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import (
    LONGEST_UID,
    Announcement,
    Earlier,
    Kind,
    Material,
    Mode,
    Named,
    Place,
    Provenance,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.people import read_people
from termcard.announcements.prose.spans import Span
from termcard.announcements.readings import Reading
from termcard.announcements.sessions import Session
from termcard.announcements.structured.screening import screen
from termcard.announcements.withholding import ENQUIRY_FORM, JOIN_DETAILS

NO_DAY = "It does not say on which day it is."
_UNNAMED = re.compile(
    r"(?:title\s)?(?:t\.?b\.?[acd]\.?|to be (?:announced|confirmed|determined)|untitled|none)",
    re.IGNORECASE,
)
_STATUSES = (
    (re.compile(r"cancel|abgesagt|entfällt|annul|cancelad|geannuleerd", re.I), Status.CANCELLED),
    (
        re.compile(r"postpon|verschoben|report[ée]|rinviat|aplazad|uitgesteld", re.I),
        Status.POSTPONED,
    ),
    (re.compile(r"tentativ|provisional|vorläufig|provisoire", re.I), Status.TENTATIVE),
)
_PREFIX = re.compile(
    r"\W{0,3}(?P<word>cancell?ed|postponed|abgesagt|verschoben|annul[ée]e?|annullato|cancelado"
    r"|aplazado|geannuleerd|uitgesteld)\b\W{1,4}(?=\w)",
    re.IGNORECASE,
)
_ONLINE = re.compile(
    r"(?:online|virtual|en ligne|digital)(?:\s(?:event|meeting|only))?(?:\s*\(([^)]*)\))?",
    re.IGNORECASE,
)
_PLATFORM = re.compile(
    r"zoom|(?:microsoft |ms )?teams|webex|google meet|bigbluebutton|gather\.town|youtube|jitsi",
    re.IGNORECASE,
)


@dataclass(kw_only=True)
class Stated:
    """The plain values of one event; unknown is None or empty. A day as `ends` is inclusive.

    Wall times are those of `zone`, else of the default. `contact` and `join_links` are private.
    """

    title: str = ""
    starts: date | datetime | None = None
    ends: date | datetime | None = None
    length: timedelta | None = None
    zone: str = ""
    uid: str = ""
    url: str = ""
    abstract: str = ""
    kind: str = ""
    language: str = ""
    status: str = ""
    status_note: str = ""
    place: Place | None = None
    mode: Mode | None = None
    platform: str = ""
    stream_url: str = ""
    parts: list[Part] = dataclasses.field(default_factory=list)
    host: Named | None = None
    co_hosts: list[Named] = dataclasses.field(default_factory=list)
    series: Named | None = None
    topics: list[str] = dataclasses.field(default_factory=list)
    attendance: str = ""
    offer_url: str = ""
    materials: list[Material] = dataclasses.field(default_factory=list)
    earlier: list[Earlier] = dataclasses.field(default_factory=list)
    created_at: datetime | None = None
    changed_at: datetime | None = None
    source_name: str = ""
    contact: str = ""
    join_links: list[str] = dataclasses.field(default_factory=list)
    warnings: list[str] = dataclasses.field(default_factory=list)
    is_private: bool = False

    def reading(self, default_zone: str) -> Reading:
        """Return what was read of the event; raise ValueError, one sentence, without a day."""
        if self.starts is None:
            raise ValueError(NO_DAY)
        session = self._session(default_zone)
        status, title = self._status_and_title()
        mode, place, platform = self._where()
        screened = screen(
            Announcement(
                uid=self.uid if len(self.uid) <= LONGEST_UID and self.uid.isascii() else "",
                title=title,
                kind=kind_in(self.kind, self.title),
                language=self.language,
                abstract=self.abstract,
                url=self.url,
                created_at=self.created_at,
                changed_at=self.changed_at,
                sessions=(session,),
                status=status,
                status_note=self.status_note,
                earlier=tuple(self.earlier),
                host=self.host,
                co_hosts=tuple(self.co_hosts),
                series=self.series,
                topics=tuple(dict.fromkeys(self.topics)),
                mode=mode,
                place=place,
                platform=platform,
                stream_url=self.stream_url,
                parts=tuple(self.parts),
                attendance=self.attendance,
                offer_url=self.offer_url,
                materials=tuple(self.materials),
                provenance=self._provenance(),
            )
        )
        return Reading(
            announcement=without_stand_ins(screened.announcement),
            warnings=tuple(dict.fromkeys(self.warnings)),
            contact=self.contact or ", ".join(screened.addresses),
            join_links=tuple(dict.fromkeys([*self.join_links, *screened.links])),
            stated_zone=session.zone if session.zone != default_zone else None,
            is_private=self.is_private,
        )

    def _provenance(self) -> Provenance | None:
        said = self.source_name or self.url
        return Provenance(name=self.source_name, url=self.url) if said else None

    def _session(self, default_zone: str) -> Session:
        """Return the sitting; an end that cannot be is left open, and said."""
        zone = self.zone or default_zone
        starts, ends = in_zone(self.starts, zone), in_zone(self.ends, zone)
        if ends is None and self.length and isinstance(starts, datetime):
            ends = (starts.astimezone(UTC) + self.length).astimezone(starts.tzinfo)
        if starts is None:
            raise ValueError(NO_DAY)
        try:
            return session_of(starts, ends, zone)
        except ValueError:
            self.warnings.append("Its end could not be read and is left open.")
            return session_of(starts, None, zone)

    def _status_and_title(self) -> tuple[Status, str | None]:
        title = self.title
        said = next((one for pattern, one in _STATUSES if pattern.search(self.status)), None)
        if found := _PREFIX.match(title):
            title = title[found.end() :]
            said = said or next(one for pattern, one in _STATUSES if pattern.search(found["word"]))
        is_unnamed = not title or _UNNAMED.fullmatch(title) is not None
        return said or Status.CONFIRMED, None if is_unnamed else title

    def _where(self) -> tuple[Mode | None, Place | None, str]:
        place, mode, platform = self.place, self.mode, self.platform
        name = place.name if place else ""
        if found := _ONLINE.fullmatch(name):
            return Mode.ONLINE, None, platform or (found[1] or "")
        if _PLATFORM.fullmatch(name):
            return Mode.ONLINE, None, platform or name
        return mode, place, platform


def session_of(starts: date | datetime, ends: date | datetime | None, zone: str) -> Session:
    """Return the sitting from then until then, each already in the zone; raise ValueError."""
    if not isinstance(starts, datetime):
        last = ends.date() if isinstance(ends, datetime) else ends
        return Session(starts_on=starts, ends_on=last if last != starts else None, zone=zone)
    if ends is not None and not isinstance(ends, datetime):
        is_later = ends > starts.date()
        return Session(
            starts_on=starts.date(),
            starts_time=starts.time().replace(fold=0),
            starts_fold=starts.fold,
            ends_on=ends if is_later else None,
            zone=zone,
        )
    is_same = ends is not None and ends.date() == starts.date()
    return Session(
        starts_on=starts.date(),
        starts_time=starts.time().replace(fold=0),
        starts_fold=starts.fold,
        ends_on=None if ends is None or is_same else ends.date(),
        ends_time=ends.time().replace(fold=0) if ends and ends != starts else None,
        ends_fold=ends.fold if ends else 0,
        zone=zone,
    )


def in_zone(at: date | datetime | None, zone: str) -> date | datetime | None:
    """Return a moment or wall time in the zone, one that its clocks skip moved on; a day as is."""
    if not isinstance(at, datetime):
        return at
    aware = at if at.tzinfo else at.replace(tzinfo=ZoneInfo(zone))
    try:
        return aware.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(second=0, microsecond=0)
    except OverflowError as error:
        raise ValueError("Its dates lie too far away.") from error


def kind_in(said: str, title: str) -> Kind:
    """Return the kind that a category names, else the one that the title names."""
    for words in (said[:200], title[:200]):
        found = find_kind(words, Span(0, len(words))) if words else None
        if found is not None:
            return found.value
    return Kind.OTHER


def people_in(words: str, part: PartKind = PartKind.SPEAKER) -> list[Part]:
    """Return the people of a list as printed: "Dr Ann Vale, Example University; Bo Elm"."""
    words = words[:2_000]
    found = read_people(words, Span(0, len(words)), part)
    return [
        Part(
            name=one.name,
            honorific=one.honorific,
            role=one.role,
            affiliation=one.affiliation,
            part=one.part,
        )
        for one in found
        if one.name
    ] or ([Part(name=words.strip(), part=part)] if 0 < len(words.strip()) <= 80 else [])


def without_stand_ins(announcement: Announcement) -> Announcement:
    """Leave out people and places of which nothing but a withheld address was said."""
    parts = tuple(part for part in announcement.parts if part.name not in _STAND_INS)
    place = announcement.place
    if place is not None and _STAND_INS & {place.name, place.name.strip(" ,;:-") or "?"}:
        mode = announcement.mode or (Mode.ONLINE if JOIN_DETAILS in place.name else None)
        return dataclasses.replace(announcement, parts=parts, place=None, mode=mode)
    return dataclasses.replace(announcement, parts=parts)


_STAND_INS = frozenset({ENQUIRY_FORM, JOIN_DETAILS, ""})


def readings_of(
    statements: Iterable[Stated], default_zone: str
) -> tuple[list[Reading], tuple[str, ...]]:
    """Return the readings of what is stated, and a warning for each event that has none."""
    readings: list[Reading] = []
    warnings: list[str] = []
    for number, stated in enumerate(statements, 1):
        try:
            readings.append(stated.reading(default_zone))
        except (ValueError, OverflowError) as error:
            reason = str(error) if isinstance(error, ValueError) else "Its dates lie too far away."
            warnings.append(f"{screen_title(stated.title) or number}: {reason}")
    return readings, tuple(warnings)


def screen_title(title: str) -> str:
    """Return the title of an event that was left out, as it may be shown in a warning."""
    shown = screen(Announcement(title=title[:200] or None)).announcement.title
    return shown or ""

"""The announcement: an event as it is told to the world, and as it is read from others.

It is the only shape in which an event leaves or enters Termcard. It has no field for a
person's address or a members' join link, so no format, page or feed can give one away;
free text passes `withholding.withhold` on its way in.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk

LONGEST_UID = 255


class Kind(StrEnum):
    """What sort of event it is: public words of the contract, lower case."""

    SEMINAR = "seminar"
    LECTURE = "lecture"
    INAUGURAL_LECTURE = "inaugural_lecture"
    COLLOQUIUM = "colloquium"
    WORKSHOP = "workshop"
    CONFERENCE = "conference"
    SYMPOSIUM = "symposium"
    DEFENCE = "defence"
    READING_GROUP = "reading_group"
    PANEL = "panel"
    DISCUSSION = "discussion"
    VISIT = "visit"
    EXHIBITION = "exhibition"
    TOUR = "tour"
    FILM = "film"
    PERFORMANCE = "performance"
    CONCERT = "concert"
    TRAINING = "training"
    SCHOOL = "school"
    BOOK_LAUNCH = "book_launch"
    MEETING = "meeting"
    SOCIAL = "social"
    CEREMONY = "ceremony"
    FAMILY = "family"
    OTHER = "other"

    @property
    def display(self) -> str:
        """The word as a reader sees it: "Book launch". Also its iCalendar category."""
        return "Event" if self is Kind.OTHER else self.value.replace("_", " ").capitalize()


class Status(StrEnum):
    """How sure the event is. "Moved" is no status but history: see `Announcement.earlier`."""

    CONFIRMED = "confirmed"
    TENTATIVE = "tentative"
    CANCELLED = "cancelled"
    POSTPONED = "postponed"


class Mode(StrEnum):
    """How one attends: schema.org's eventAttendanceMode."""

    IN_PERSON = "in-person"
    ONLINE = "online"
    HYBRID = "hybrid"


class OpenTo(StrEnum):
    """Who may come."""

    ANYONE = "anyone"
    MEMBERS = "members"
    INVITED = "invited"


class Level(StrEnum):
    """For whom an event is meant: schema.org's audience."""

    EVERYBODY = "everybody"
    STUDENTS = "students"
    RESEARCHERS = "researchers"
    SPECIALISTS = "specialists"
    PRACTITIONERS = "practitioners"


class AccessProvision(StrEnum):
    """Something an event provides so that more people can take part."""

    STEP_FREE = "step_free"
    HEARING_LOOP = "hearing_loop"
    CAPTIONS = "captions"
    SIGN_LANGUAGE = "sign_language"
    QUIET_SPACE = "quiet_space"
    RECORDED = "recorded"

    @property
    def display(self) -> str:
        """The words as a reader sees them: "Step-free access"."""
        return _PROVISIONS[self]


_PROVISIONS = {
    AccessProvision.STEP_FREE: "Step-free access",
    AccessProvision.HEARING_LOOP: "Hearing loop",
    AccessProvision.CAPTIONS: "Live captions",
    AccessProvision.SIGN_LANGUAGE: "Sign language",
    AccessProvision.QUIET_SPACE: "Quiet space",
    AccessProvision.RECORDED: "Recorded",
}


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something with a public page: a host, a series."""

    name: str
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where people meet, in schema.org's words; `name` is as printed ("Room 4, Elvet Hall")."""

    name: str
    street_address: str = ""
    locality: str = ""
    postal_code: str = ""
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    directions: str = ""
    url: str = ""

    def line(self) -> str:
        """Return the place and its address on one line, without repeats."""
        said = (self.name, self.street_address, self.locality, self.postal_code)
        return ", ".join(dict.fromkeys(word for word in said if word))


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """What an event was before it moved: its first start then, or its place, as stated."""

    starts: date | datetime | None = None
    place: str = ""
    changed_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Reference:
    """A work that the abstract cites: the words it is cited by, and more when it is known."""

    cited: str
    text: str = ""
    url: str = ""


@dataclass(frozen=True, kw_only=True)
class Material:
    """Something to look at afterwards or before: slides, a recording, a handout."""

    title: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where an announcement was read: the source's name and public address, and when."""

    name: str = ""
    url: str = ""
    read_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """One event, as announced at one moment. Unknown is None or empty, never a guess.

    `sessions` are in order; empty only while no day is known. `parts` are the people of the
    whole event as printed; people of one talk stand in that talk. `offer_url` and
    `enquiry_url` are addresses of this installation. `stream_url` is deliberately public.
    Raises ValueError, naming the field, for what no event can be.
    """

    uid: str = ""
    title: str | None = None
    kind: Kind = Kind.OTHER
    language: str = ""
    abstract: str = ""
    url: str = ""
    created_at: datetime | None = None
    changed_at: datetime | None = None
    revision: int = 0

    sessions: tuple[Session, ...] = ()
    status: Status = Status.CONFIRMED
    status_note: str = ""
    earlier: tuple[Earlier, ...] = ()
    is_full: bool = False

    host: Named | None = None
    co_hosts: tuple[Named, ...] = ()
    series: Named | None = None
    topics: tuple[str, ...] = ()

    mode: Mode | None = None
    place: Place | None = None
    platform: str = ""
    stream_url: str = ""

    parts: tuple[Part, ...] = ()

    attendance: str = ""
    open_to: OpenTo | None = None
    level: Level | None = None
    offer_url: str = ""
    enquiry_url: str = ""

    access: tuple[AccessProvision, ...] = ()
    access_note: str = ""
    references: tuple[Reference, ...] = ()
    materials: tuple[Material, ...] = ()
    notices: tuple[str, ...] = ()
    provenance: Provenance | None = None

    def __post_init__(self) -> None:
        if len(self.uid) > LONGEST_UID or not self.uid.isascii():
            raise ValueError("uid: at most 255 ASCII characters (RFC 5545, section 3.8.4.7).")
        for name in ("created_at", "changed_at"):
            moment = getattr(self, name)
            if moment is not None and moment.tzinfo is None:
                raise ValueError(f"{name}: needs a time zone.")
        for name in ("url", "stream_url", "offer_url", "enquiry_url"):
            if not _is_web_address(getattr(self, name)):
                raise ValueError(f"{name}: only http and https addresses are announced.")
        if list(self.sessions) != sorted(self.sessions, key=Session.order):
            raise ValueError("sessions: stand in the order in which they begin.")

    @property
    def speakers(self) -> tuple[Part, ...]:
        """The people one comes to hear, of the event and of its talks, each once, in order."""
        heard = (part for part in self.people() if part.is_speaker)
        return tuple(dict.fromkeys(heard))

    @property
    def talks(self) -> tuple[Talk, ...]:
        """The talks of all sessions, in order."""
        return tuple(talk for session in self.sessions for talk in session.talks)

    @property
    def is_over_for_good(self) -> bool:
        """Whether it will not take place as announced: cancelled or postponed."""
        return self.status in (Status.CANCELLED, Status.POSTPONED)

    def people(self) -> Iterator[Part]:
        """Yield every part of the event, then those of its talks, in order."""
        yield from self.parts
        for talk in self.talks:
            yield from talk.parts

    def heading(self) -> str:
        """Return the title, or what stands in its place while it is not known."""
        return self.title or "Title to be announced"

    def tombstone(self) -> Announcement:
        """Return what may still be said of an event that was taken down: no words, only times."""
        return Announcement(
            uid=self.uid,
            title="Event withdrawn",
            url=self.url,
            created_at=self.created_at,
            changed_at=self.changed_at,
            revision=self.revision,
            sessions=tuple(session.without_words() for session in self.sessions),
            status=Status.CANCELLED,
        )

    def only(self, fields: frozenset[str]) -> Announcement:
        """Return a copy that holds the named fields alone, the others as if unknown."""
        kept = {
            field.name: getattr(self, field.name)
            for field in dataclasses.fields(self)
            if field.name in fields
        }
        return Announcement(**kept)


def _is_web_address(address: str) -> bool:
    return not address or address.startswith(("https://", "http://"))

"""Turns an event as read from prose into an announcement that may be shown.

Every piece of free text passes `withholding.withhold`; what it takes out is kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from termcard.announcements.announcement import (
    Announcement,
    Earlier,
    Kind,
    Named,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part
from termcard.announcements.prose.fields import EventRead, Said, When
from termcard.announcements.prose.people import PersonFound
from termcard.announcements.prose.spans import Found
from termcard.announcements.sessions import Session
from termcard.announcements.withholding import withhold

_STATUS = {
    Said.CANCELLED: Status.CANCELLED,
    Said.POSTPONED: Status.POSTPONED,
    Said.PROVISIONAL: Status.TENTATIVE,
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """An announcement, and what must not be told with it."""

    announcement: Announcement
    warnings: tuple[str, ...] = ()
    contact: str = ""
    join_links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Guard:
    """Withholds from every text that goes through it, and remembers what it took."""

    addresses: dict[str, None] = field(default_factory=dict)
    links: dict[str, None] = field(default_factory=dict)

    def public(self, words: str) -> str:
        withheld = withhold(words)
        self.addresses |= dict.fromkeys(withheld.addresses)
        self.links |= dict.fromkeys(withheld.links)
        return withheld.text.strip()

    def value(self, found: Found[str] | None) -> str:
        return self.public(found.value) if found is not None else ""


def tell(event: EventRead, default_zone: str) -> Told:
    """Return the announcement of an event, in its stated zone or else the reader's."""
    guard = _Guard()
    zone = event.zone.value if event.zone else default_zone
    session, warnings = _session(event.when, zone)
    said = event.status.value if event.status else None
    announcement = Announcement(
        title=guard.value(event.title) or None,
        kind=event.kind.value if event.kind else Kind.OTHER,
        abstract=guard.value(event.abstract),
        sessions=(session,),
        status=_STATUS.get(said, Status.CONFIRMED) if said else Status.CONFIRMED,
        earlier=(Earlier(),) if said is Said.RESCHEDULED else (),
        is_full=said is Said.FULL,
        host=_named(guard.value(event.host)),
        series=_named(guard.value(event.series)),
        mode=event.mode,
        place=_place(guard.value(event.venue)),
        platform=guard.value(event.platform),
        parts=_parts(event, guard),
        attendance=guard.value(event.attendance),
        references=tuple(Reference(cited=guard.value(one)) for one in event.references),
    )
    return Told(
        announcement=announcement,
        warnings=event.warnings + warnings,
        contact=event.contact.value if event.contact else ", ".join(guard.addresses),
        join_links=tuple(guard.links),
    )


def _named(name: str) -> Named | None:
    return Named(name=name) if name else None


def _place(name: str) -> Place | None:
    return Place(name=name) if name else None


def _parts(event: EventRead, guard: _Guard) -> tuple[Part, ...]:
    """Return the people; the biography goes to the first when there is only one."""
    biography = guard.value(event.biography)
    return tuple(
        _part(person, guard, biography if len(event.people) == 1 else "")
        for person in event.people
        if person.name
    )


def _part(person: PersonFound, guard: _Guard, biography: str) -> Part:
    return Part(
        name=guard.public(person.name),
        honorific=guard.public(person.honorific),
        role=guard.public(person.role),
        affiliation=guard.public(person.affiliation),
        part=person.part,
        biography=biography,
    )


def _session(when: When, zone: str) -> tuple[Session, tuple[str, ...]]:
    """Return the session; what the clocks or the calendar make impossible is left out and said."""
    last = when.last
    if when.ends_next_day:
        last = (last or when.first) + timedelta(days=1)
    tries = (
        (when.start, when.end, last, ()),
        (when.start, None, last, ("The end that is written cannot be, and was left out",)),
        (None, None, when.last, ("The hour that is written cannot be, and was left out",)),
    )
    for start, end, ends_on, warnings in tries:
        try:
            session = Session(
                starts_on=when.first,
                starts_time=start,
                ends_on=_other_day(when.first, ends_on),
                ends_time=end,
                zone=zone,
            )
        except ValueError:
            continue
        return session, warnings
    return Session(starts_on=when.first, zone=zone), ("The last day was left out",)


def _other_day(first: date, last: date | None) -> date | None:
    return last if last is not None and last != first else None

"""Turns the rows of an event into the announcement of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Earlier,
    Kind,
    Level,
    Material,
    Mode,
    OpenTo,
    Place,
    Provenance,
    Reference,
    Status,
)
from termcard.announcements.sessions import Session, Talk

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.programme.models.event import Event
    from termcard.programme.models.session import Session as SessionRow
    from termcard.programme.models.session import Talk as TalkRow


def as_announcement(event: Event) -> Announcement:
    """Return all that the rows of an event tell, with what its series says where it is silent."""
    series, heard, base_url = event.series, event.heard_series, settings.BASE_URL
    owner, co_hosts = hosts_of(event)
    return Announcement(
        uid=event.uid,
        title=event.title or None,
        kind=Kind(event.kind),
        language=event.language,
        abstract=event.abstract,
        url=base_url + event.get_absolute_url(),
        created_at=event.created_at,
        changed_at=event.changed_at,
        revision=event.revision,
        sessions=tuple(session_told(row) for row in event.sessions.all()),
        status=Status(event.status),
        status_note=event.status_note,
        earlier=tuple(earlier_told(row) for row in event.earlier),
        host=owner.named(base_url) if owner else None,
        co_hosts=tuple(host.named(base_url) for host in co_hosts),
        series=series.named(base_url) if series else None,
        topics=tuple(topic.name for topic in event.topics.all()),
        mode=Mode(event.mode) if event.mode else None,
        place=place_of(event),
        platform=platform_of(event),
        stream_url=event.stream_url,
        parts=tuple(row.as_part() for row in event.appearances.all() if row.talk_id is None),
        attendance=event.attendance or (heard.attendance if heard else ""),
        enquiry_url=f"{base_url}{event.get_absolute_url()}enquire/",
        open_to=_open_to(event.open_to or (heard.open_to if heard else "")),
        level=Level(event.level) if event.level else None,
        access=tuple(AccessProvision(word) for word in event.access),
        access_note=event.access_note,
        references=tuple(Reference(**row) for row in event.references),
        materials=tuple(Material(title=row.title, url=row.url) for row in event.materials.all()),
        notices=tuple(event.notices),
        provenance=provenance_of(event),
    )


def hosts_of(event: Event) -> tuple[Organisation | None, list[Organisation]]:
    """Return the organisation that owns the event, and those that hold it too and accepted."""
    rows = list(event.hostings.all())
    owner = next((row.organisation for row in rows if row.kind == row.Kind.OWNER), None)
    co_hosts = [
        row.organisation for row in rows if row.kind == row.Kind.CO_HOST and row.accepted_at
    ]
    return owner, co_hosts


def session_told(row: SessionRow, *, with_talks: bool = True) -> Session:
    """Return a session as stated, with its talks unless they are not wanted."""
    return Session(
        uid=row.uid,
        title=row.title,
        starts_on=row.starts_on,
        starts_time=row.starts_time,
        ends_on=row.ends_on,
        ends_time=row.ends_time,
        zone=row.zone,
        starts_fold=row.starts_fold,
        ends_fold=row.ends_fold,
        usual_minutes=row.usual_minutes,
        talks=tuple(_talk_told(talk) for talk in row.talks.all()) if with_talks else (),
    )


def _talk_told(row: TalkRow) -> Talk:
    return Talk(
        title=row.title or None,
        abstract=row.abstract,
        starts_time=row.starts_time,
        parts=tuple(appearance.as_part() for appearance in row.appearances.all()),
    )


def place_of(event: Event) -> Place | None:
    """Return where people meet: the event's own place, else its series'; None when online."""
    if event.venue:
        return event.venue.place(event.place)
    if event.place:
        return Place(name=event.place)
    series = event.heard_series
    if series is None or event.mode == Mode.ONLINE:
        return None
    if series.venue:
        return series.venue.place(series.place)
    return Place(name=series.place) if series.place else None


def platform_of(event: Event) -> str:
    """Return the event's own platform, else its series', unless people meet in person alone."""
    series = event.heard_series
    if event.platform or series is None or event.mode == Mode.IN_PERSON:
        return event.platform
    return series.platform


def provenance_of(event: Event) -> Provenance | None:
    """Return where the event was read, if it was."""
    if not (event.source_name or event.source_url):
        return None
    return Provenance(name=event.source_name, url=event.source_url, read_at=event.source_read_at)


def earlier_told(row: dict[str, Any]) -> Earlier:
    """Return what an event was before it moved, from the JSON that holds it.

    `starts` is a day or a wall time with its zone beside it; `changed_at` a moment.
    """
    starts: date | datetime | None = None
    if row.get("starts"):
        stated = row["starts"]
        if "T" in stated:
            starts = datetime.fromisoformat(stated).replace(tzinfo=ZoneInfo(row["zone"]))
        else:
            starts = date.fromisoformat(stated)
    changed_at = row.get("changed_at")
    return Earlier(
        starts=starts,
        place=row.get("place", ""),
        changed_at=datetime.fromisoformat(changed_at) if changed_at else None,
    )


def _open_to(word: str) -> OpenTo | None:
    return OpenTo(word) if word else None

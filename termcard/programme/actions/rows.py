"""Turns announcements into the rows of the programme."""

from __future__ import annotations

import dataclasses
import secrets
import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from django.utils.text import slugify

from termcard.announcements.announcement import Announcement, Earlier
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session as SessionTold
from termcard.institutions.models import Venue
from termcard.programme.models import Appearance, Event, Material, Series, Session, Talk, Topic
from termcard.programme.models.telling import hosts_of

# Neither vowels that make words nor signs that look alike.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
ID_LENGTH = 8


def new_short_id() -> str:
    """Return an id that tells nothing of how many events there are (27 to the power of 8)."""
    return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))


def new_uid() -> str:
    """Return a UID that no other event has and that says nothing (RFC 7986, section 5.3)."""
    return str(uuid.uuid4())


def own_words(announcement: Announcement, series: Series | None) -> dict[str, Any]:
    """Return the columns of an event that hold its own words.

    What the announcement says only because its series says it stays empty, so that a later
    default of the series still holds.
    """
    place = announcement.place
    words: dict[str, Any] = {
        "title": announcement.title or "",
        "kind": announcement.kind.value,
        "language": announcement.language,
        "abstract": announcement.abstract,
        "status": announcement.status.value,
        "status_note": announcement.status_note,
        "mode": announcement.mode.value if announcement.mode else "",
        "place": place.name if place else "",
        "platform": announcement.platform,
        "stream_url": announcement.stream_url,
        "attendance": announcement.attendance,
        "open_to": announcement.open_to.value if announcement.open_to else "",
        "level": announcement.level.value if announcement.level else "",
        "access": [provision.value for provision in announcement.access],
        "access_note": announcement.access_note,
        "references": [
            {"cited": each.cited, "text": each.text, "url": each.url}
            for each in announcement.references
        ],
        "notices": list(announcement.notices),
    }
    if series is not None:
        for name in ("platform", "attendance", "open_to"):
            if words[name] == getattr(series, name):
                words[name] = ""
        usual = series.place or (series.venue.name if series.venue else "")
        if words["place"] == usual:
            words["place"] = ""
    return words


def source_words(announcement: Announcement) -> dict[str, Any]:
    """Return the columns that say where an announcement was read."""
    source = announcement.provenance
    if source is None:
        return {}
    return {
        "source_name": source.name,
        "source_url": source.url,
        "source_read_at": source.read_at,
    }


def earlier_rows(earlier: Iterable[Earlier]) -> list[dict[str, Any]]:
    """Return what an event was before it moved as the JSON that holds it."""
    return [_earlier_row(each) for each in earlier]


def _earlier_row(earlier: Earlier) -> dict[str, Any]:
    row: dict[str, Any] = {"place": earlier.place}
    if isinstance(earlier.starts, datetime):
        zone = getattr(earlier.starts.tzinfo, "key", "UTC")
        row |= {"starts": earlier.starts.replace(tzinfo=None).isoformat(), "zone": zone}
    elif earlier.starts is not None:
        row["starts"] = earlier.starts.isoformat()
    if earlier.changed_at:
        row["changed_at"] = earlier.changed_at.isoformat()
    return row


def bounds(sessions: Sequence[SessionTold]) -> dict[str, datetime | None]:
    """Return the moments an event begins and ends at, in UTC; None without a day."""
    if not sessions:
        return {"starts_at": None, "ends_at": None}
    return {
        "starts_at": min(each.starts_at().astimezone(UTC) for each in sessions),
        "ends_at": max(each.ends_at().astimezone(UTC) for each in sessions),
    }


def session_row(event: Event, position: int, told: SessionTold) -> Session:
    """Return the row of a sitting, with the moments that its wall times mean."""
    return Session(
        event=event,
        position=position,
        uid=told.uid,
        title=told.title,
        starts_on=told.starts_on,
        starts_time=told.starts_time,
        ends_on=told.ends_on,
        ends_time=told.ends_time,
        zone=told.zone,
        starts_fold=told.starts_fold,
        ends_fold=told.ends_fold,
        usual_minutes=told.usual_minutes,
        starts_at=told.starts_at().astimezone(UTC),
        ends_at=told.ends_at().astimezone(UTC),
    )


def appearance_row(event: Event, position: int, part: Part, talk: Talk | None) -> Appearance:
    """Return the row of somebody's part."""
    return Appearance(
        event=event,
        talk=talk,
        position=position,
        name=part.name,
        honorific=part.honorific,
        role=part.role,
        affiliation=part.affiliation,
        part=part.part.value,
        biography=part.biography,
        url=part.url,
    )


def with_uids(sessions: Sequence[SessionTold], uid: str, known: Sequence[str] = ()) -> list[str]:
    """Return a UID for each session: its own, else the one its place in the order had, else new.

    The first session of an event that never had another goes by the event's own UID.
    """
    claimed = {each.uid for each in sessions if each.uid}
    spare = iter([each for each in known if each not in claimed])
    uids = [each.uid or next(spare, "") for each in sessions]
    if uids and not uids[0] and uid not in uids:
        uids[0] = uid
    return [each or new_uid() for each in uids]


def materials_of(event: Event, announcement: Announcement) -> list[Material]:
    """Return the rows of what there is to look at."""
    return [
        Material(event=event, position=position, title=each.title, url=each.url)
        for position, each in enumerate(announcement.materials)
        if each.url  # what let people in was taken out of it
    ]


def topics_named(names: Iterable[str]) -> dict[str, Topic]:
    """Return the topic of each name, made if it is new; names without a letter are left out."""
    slugs = {name: slugify(name, allow_unicode=False)[:100] for name in names}
    slugs = {name: slug for name, slug in slugs.items() if slug}
    known = {topic.slug: topic for topic in Topic.objects.with_slugs(list(slugs.values()))}
    fresh = {slug: Topic(name=name[:100], slug=slug) for name, slug in slugs.items()}
    missing = [topic for slug, topic in fresh.items() if slug not in known]
    Topic.objects.bulk_create(missing, ignore_conflicts=True)
    if missing:
        known = {topic.slug: topic for topic in Topic.objects.with_slugs(list(slugs.values()))}
    return {name: known[slug] for name, slug in slugs.items()}


def venue_named(event: Event, name: str) -> Venue | None:
    """Return the venue of that name in the institution whose event it is, if there is one."""
    owner, _ = hosts_of(event)
    if owner is None or not name:
        return None
    institution = "/" + (owner.path or "/").split("/")[1] + "/"
    named = Venue.objects.called(name)
    venue: Venue | None = named.filter(organisation__path__startswith=institution).first()
    return venue


def with_talks(before: Announcement, after: Announcement) -> Announcement:
    """Return the announcement before with the titles and talks of the sittings after."""
    sessions = [
        dataclasses.replace(was, title=wanted.title, talks=wanted.talks)
        for was, wanted in zip(before.sessions, after.sessions, strict=True)
    ]
    return dataclasses.replace(after, sessions=tuple(sessions))

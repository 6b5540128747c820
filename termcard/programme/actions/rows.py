"""Turns announcements into the rows of the programme."""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

from django.utils.text import slugify

from termcard.announcements.announcement import Announcement, Earlier
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session as SessionTold
from termcard.announcements.sessions import Talk as TalkTold
from termcard.institutions.models import Organisation, Venue
from termcard.programme.models import Event, Series, Topic
from termcard.records.actions.inserting import Row, insert_rows

# Neither vowels that make words nor signs that look alike.
ID_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
ID_LENGTH = 8
MOST_DRAWS = 100

EVENT = tuple(column.attname for column in Event._meta.concrete_fields)
SESSION = (
    *("id", "event_id", "position", "uid", "title", "starts_on", "starts_time", "ends_on"),
    *("ends_time", "zone", "starts_fold", "ends_fold", "usual_minutes", "starts_at", "ends_at"),
)
TALK = ("id", "session_id", "position", "title", "abstract", "starts_time")
APPEARANCE = (
    *("event_id", "talk_id", "position", "name", "honorific", "role", "affiliation", "part"),
    *("biography", "url", "person_id"),
)
MATERIAL = ("event_id", "position", "title", "url")

_of_event = itemgetter(*EVENT)
_FRESH = {column.attname: column.get_default() for column in Event._meta.concrete_fields}


def new_short_ids(number: int) -> list[str]:
    """Return ids that no event has, and that tell nothing of how many there are.

    They are drawn from 27 to the power of 8; one that is taken is drawn anew.
    """
    free: dict[str, None] = {}
    for _ in range(MOST_DRAWS):
        drawn = {_short_id() for _ in range(number - len(free))}
        taken = set(Event.objects.filter(short_id__in=drawn).values_list("short_id", flat=True))
        free |= dict.fromkeys(drawn - taken)
        if len(free) == number:
            break
    return list(free)


def _short_id() -> str:
    number = secrets.randbelow(len(ID_LETTERS) ** ID_LENGTH)
    letters = []
    for _ in range(ID_LENGTH):
        number, letter = divmod(number, len(ID_LETTERS))
        letters.append(ID_LETTERS[letter])
    return "".join(letters)


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


def event_row(
    key: int,
    announcement: Announcement,
    *,
    names: Mapping[str, str],
    words: Mapping[str, Any],
    more: Mapping[str, Any],
) -> Row:
    """Return the row of a new event: its own words, what else is said, and by what it is known."""
    row: Row = _of_event(
        {
            **_FRESH,
            **words,
            **source_words(announcement),
            **bounds(announcement.sessions),
            **more,
            **names,
            "earlier": earlier_rows(announcement.earlier),
            "id": key,
        }
    )
    return row


def session_row(key: int, event_key: int, position: int, told: SessionTold) -> Row:
    """Return the row of a sitting, with the moments that its wall times mean."""
    return (
        key,
        event_key,
        position,
        told.uid,
        told.title,
        told.starts_on,
        told.starts_time,
        told.ends_on,
        told.ends_time,
        told.zone,
        told.starts_fold,
        told.ends_fold,
        told.usual_minutes,
        told.starts_at().astimezone(UTC),
        told.ends_at().astimezone(UTC),
    )


def talk_row(key: int, session_key: int, position: int, told: TalkTold) -> Row:
    """Return the row of a talk."""
    return key, session_key, position, told.title or "", told.abstract, told.starts_time


def appearance_rows(
    event_key: int,
    parts: Sequence[Part],
    talk_key: int | None,
    linked: Mapping[str, int] | None = None,
) -> list[Row]:
    """Return the rows of everybody's part, linked to the person whom a name was known to be."""
    known = linked or {}
    return [
        (
            event_key,
            talk_key,
            position,
            part.name,
            part.honorific,
            part.role,
            part.affiliation,
            part.part.value,
            part.biography,
            part.url,
            known.get(part.name),
        )
        for position, part in enumerate(parts)
    ]


def linked_people(event: Event, *, of_talks: bool) -> dict[str, int]:
    """Return {printed name: key of the person it is known to be}, of talks or of the whole event.

    A name that stands for two people is left out: nothing says which of them is meant.
    """
    known: dict[str, set[int]] = {}
    for row in event.appearances.all():
        if row.person_id and (row.talk_id is not None) is of_talks:
            known.setdefault(row.name, set()).add(row.person_id)
    return {name: people.pop() for name, people in known.items() if len(people) == 1}


def with_session_uids(announcement: Announcement, uids: Sequence[str]) -> Announcement:
    """Return the announcement with its sittings known by these UIDs; equal times go by UID."""
    if [each.uid for each in announcement.sessions] == list(uids):
        return announcement
    sessions = [
        dataclasses.replace(each, uid=uid)
        for each, uid in zip(announcement.sessions, uids, strict=True)
    ]
    ordered = tuple(sorted(sessions, key=SessionTold.order))
    return dataclasses.replace(announcement, sessions=ordered)


def material_rows(event_key: int, announcement: Announcement) -> list[Row]:
    """Return the rows of what there is to look at."""
    return [
        (event_key, position, each.title, each.url)
        for position, each in enumerate(announcement.materials)
        if each.url  # what let people in was taken out of it
    ]


def topics_named(names: Iterable[str]) -> dict[str, Topic]:
    """Return the topic of each name, made if it is new; names without a letter are left out."""
    slugs = {name: slugify(name, allow_unicode=False)[:100] for name in names}
    slugs = {name: slug for name, slug in slugs.items() if slug}
    known = {topic.slug: topic for topic in Topic.objects.with_slugs(list(slugs.values()))}
    fresh = {slug: Topic(name=name[:100], slug=slug) for name, slug in slugs.items()}
    missing = [(topic.name, slug) for slug, topic in fresh.items() if slug not in known]
    insert_rows(Topic, ("name", "slug"), missing, or_ignore=True)
    if missing:
        known = {topic.slug: topic for topic in Topic.objects.with_slugs(list(slugs.values()))}
    return {name: known[slug] for name, slug in slugs.items()}


def venue_named(organisation: Organisation | None, name: str) -> Venue | None:
    """Return the venue of that name in the institution of the organisation, if there is one."""
    if organisation is None or not name:
        return None
    venue: Venue | None = Venue.objects.of_institution(organisation).called(name).first()
    return venue


def with_talks(before: Announcement, after: Announcement) -> Announcement:
    """Return the announcement before with the titles and talks of the sittings after."""
    sessions = [
        dataclasses.replace(was, title=wanted.title, talks=wanted.talks)
        for was, wanted in zip(before.sessions, after.sessions, strict=True)
    ]
    return dataclasses.replace(after, sessions=tuple(sessions))

"""Writes what belongs to events: sittings and talks, people, materials, topics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from termcard.announcements.announcement import Announcement
from termcard.programme.actions import rows
from termcard.programme.models import Appearance, Event, Material, Session, Talk
from termcard.records.actions.inserting import Row, insert_rows, new_keys, require_clean_rows

Pairs = Sequence[tuple[Event, Announcement]]


def write_sessions(pairs: Pairs, linked: Mapping[str, int] | None = None) -> None:
    """Write the sittings, each with the UID it names, and talks of events that have none yet.

    `linked` says which person a name printed with a talk was known to be.
    """
    keys = iter(new_keys(Session, sum(len(told.sessions) for _, told in pairs)))
    talk_keys = iter(new_keys(Talk, sum(len(told.talks) for _, told in pairs)))
    sessions: list[Row] = []
    talks: list[Row] = []
    speakers: list[Row] = []
    for event, told in pairs:
        for position, each in enumerate(told.sessions):
            key = next(keys)
            sessions.append(rows.session_row(key, event.pk, position, each))
            for number, talk in enumerate(each.talks):
                talk_key = next(talk_keys)
                talks.append(rows.talk_row(talk_key, key, number, talk))
                speakers += rows.appearance_rows(event.pk, talk.parts, talk_key, linked)
    require_clean_rows(Session, rows.SESSION, sessions)
    require_clean_rows(Talk, rows.TALK, talks)
    require_clean_rows(Appearance, rows.APPEARANCE, speakers)
    insert_rows(Session, rows.SESSION, sessions)
    insert_rows(Talk, rows.TALK, talks)
    insert_rows(Appearance, rows.APPEARANCE, speakers)


def write_people(pairs: Pairs, linked: Mapping[str, int] | None = None) -> None:
    """Write the people and materials of events that have none yet.

    `linked` says which person a printed name was known to be.
    """
    appearances = [
        row
        for event, told in pairs
        for row in rows.appearance_rows(event.pk, told.parts, None, linked)
    ]
    materials = [row for event, told in pairs for row in rows.material_rows(event.pk, told)]
    require_clean_rows(Appearance, rows.APPEARANCE, appearances)
    require_clean_rows(Material, rows.MATERIAL, materials)
    insert_rows(Appearance, rows.APPEARANCE, appearances)
    insert_rows(Material, rows.MATERIAL, materials)


def write_topics(pairs: Pairs) -> dict[int, list[str]]:
    """Write the topics of events that have none yet; return {key: their names} in order."""
    topics = rows.topics_named({name for _, told in pairs for name in told.topics})
    links: list[Row] = []
    named: dict[int, list[str]] = {}
    for event, told in pairs:
        about = {topics[name].pk: topics[name].name for name in told.topics if name in topics}
        links += [(event.pk, key) for key in about]
        named[event.pk] = [name for name, _ in sorted((name, key) for key, name in about.items())]
    insert_rows(Event.topics.through, ("event_id", "topic_id"), links)
    return named

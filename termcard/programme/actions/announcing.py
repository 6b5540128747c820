"""Adds events to the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.announcements.announcement import Announcement
from termcard.institutions.models import Organisation, Venue
from termcard.lib.secrets import Sealer
from termcard.people.models import Account
from termcard.programme.actions import rows
from termcard.programme.actions.preparing import Prepared, prepare
from termcard.programme.actions.searching import keep_searchable
from termcard.programme.actions.touching import is_shown
from termcard.programme.actions.uids import settle_uids
from termcard.programme.actions.usual_lengths import usual_lengths, with_usual_length
from termcard.programme.models import (
    Appearance,
    Contact,
    Event,
    Hosting,
    Material,
    OnlinePlace,
    Series,
    Session,
    Talk,
)
from termcard.programme.rules import may_announce_event, may_answer_hosting
from termcard.records.actions import Happening, record_changes, require_clean


@dataclass(frozen=True, kw_only=True)
class Announcing:
    """One event to be added: what it tells, whose it is, who may see it, and what is private.

    `contact` and `join_links` are kept sealed or apart; neither reaches an announcement.
    """

    announcement: Announcement
    host: Organisation
    series: Series | None = None
    co_hosts: Sequence[Organisation] = ()
    visibility: str = Event.Visibility.PUBLIC
    public_from: datetime | None = None
    contact: str = ""
    join_links: Sequence[str] = field(default_factory=tuple)


def announce_event(
    announcement: Announcement,
    *,
    host: Organisation,
    by: Account,
    series: Series | None = None,
    visibility: str = Event.Visibility.PUBLIC,
    public_from: datetime | None = None,
    contact: str = "",
    join_links: Sequence[str] = (),
) -> Event:
    """Add an event to the programme; with the default visibility, everybody sees it.

    Raises PermissionDenied, and ValidationError naming the field.
    """
    announcing = Announcing(
        announcement=announcement,
        host=host,
        series=series,
        visibility=visibility,
        public_from=public_from,
        contact=contact,
        join_links=join_links,
    )
    return announce_events([announcing], by=by)[0]


@transaction.atomic
def announce_events(announcings: Sequence[Announcing], *, by: Account) -> list[Event]:
    """Add many events to the programme in one batch, all or none; return them in order."""
    _require_hosts(announcings, by)
    prepared = [prepare(each.announcement) for each in announcings]
    told = _with_lengths(announcings, [each.announcement for each in prepared])
    uids = settle_uids(told)
    told = [
        rows.with_session_uids(each, session_uids)
        for each, (_, session_uids) in zip(told, uids, strict=True)
    ]
    venues = _venues_named(announcings)
    now = timezone.now().replace(microsecond=0)
    short_ids = rows.new_short_ids(len(announcings))
    events = [
        _event_row(each, words, uid, short_id, venues, now)
        for each, words, (uid, _), short_id in zip(announcings, told, uids, short_ids, strict=True)
    ]
    for event in events:
        require_clean(event)
    Event.objects.bulk_create(events, batch_size=200)
    write_sessions(list(zip(events, told, strict=True)))
    write_people(list(zip(events, told, strict=True)))
    write_topics(list(zip(events, told, strict=True)))
    _write_hostings(events, announcings, now, by)
    _write_private(events, announcings, prepared)
    keep_searchable(events, are_new=True)
    record_changes(
        [Happening("event", event.pk, "announced", is_loud=is_shown(event)) for event in events],
        by=by,
    )
    return events


def _require_hosts(announcings: Sequence[Announcing], by: Account) -> None:
    hosts = {each.host.pk: each.host for each in announcings}
    for host in hosts.values():
        if not may_announce_event(by, host):
            raise PermissionDenied(f"Only organisers of {host} announce its events.")
    for each in announcings:
        series_host = each.series.host if each.series is not None else each.host
        if series_host.institution_path != each.host.institution_path:
            raise ValidationError({"series": "A series gathers events of its own institution."})


def _with_lengths(
    announcings: Sequence[Announcing], told: Sequence[Announcement]
) -> list[Announcement]:
    """Return the announcements, each sitting without an end as long as is usual there."""
    lengths = usual_lengths([(each.host, each.series) for each in announcings])
    return [with_usual_length(each, minutes) for each, minutes in zip(told, lengths, strict=True)]


def _venues_named(announcings: Sequence[Announcing]) -> dict[tuple[str, str], Venue]:
    """Return the venues of the institutions by (root of the tree, name)."""
    names = {each.announcement.place.name for each in announcings if each.announcement.place}
    found = Venue.objects.filter(name__in=names).select_related("organisation")
    return {(venue.organisation.institution_path, venue.name): venue for venue in found}


def _event_row(
    announcing: Announcing,
    announcement: Announcement,
    uid: str,
    short_id: str,
    venues: dict[tuple[str, str], Venue],
    now: datetime,
) -> Event:
    words = rows.own_words(announcement, announcing.series)
    return Event(
        short_id=short_id,
        uid=uid,
        visibility=announcing.visibility,
        public_from=announcing.public_from,
        venue=venues.get((announcing.host.institution_path, words["place"])),
        series=announcing.series,
        earlier=rows.earlier_rows(announcement.earlier),
        created_at=now,
        changed_at=now,
        **words,
        **rows.source_words(announcement),
        **rows.bounds(announcement.sessions),
    )


def write_sessions(
    pairs: Sequence[tuple[Event, Announcement]], linked: Mapping[str, int] | None = None
) -> None:
    """Write the sittings, each with the UID it names, and talks of events that have none yet.

    `linked` says which person a name printed with a talk was known to be.
    """
    sessions: list[Session] = []
    talks: list[Talk] = []
    speakers: list[Appearance] = []
    for event, told in pairs:
        for position, each in enumerate(told.sessions):
            session = rows.session_row(event, position, each)
            sessions.append(session)
            for number, talk in enumerate(each.talks):
                row = rows.talk_row(session, number, talk)
                talks.append(row)
                speakers += rows.appearance_rows(event, talk.parts, row, linked)
    for written in (*sessions, *talks, *speakers):
        require_clean(written)
    Session.objects.bulk_create(sessions, batch_size=200)
    Talk.objects.bulk_create(talks, batch_size=200)
    Appearance.objects.bulk_create(speakers, batch_size=200)


def write_people(
    pairs: Sequence[tuple[Event, Announcement]], linked: Mapping[str, int] | None = None
) -> None:
    """Write the people and materials of events that have none yet.

    `linked` says which person a printed name was known to be.
    """
    appearances = [
        row
        for event, told in pairs
        for row in rows.appearance_rows(event, told.parts, None, linked)
    ]
    materials = [row for event, told in pairs for row in rows.materials_of(event, told)]
    for written in (*appearances, *materials):
        require_clean(written)
    Appearance.objects.bulk_create(appearances, batch_size=200)
    Material.objects.bulk_create(materials, batch_size=200)


def write_topics(pairs: Sequence[tuple[Event, Announcement]]) -> None:
    """Write the topics of events that have none yet."""
    topics = rows.topics_named({name for _, told in pairs for name in told.topics})
    links = Event.topics.through
    links.objects.bulk_create(
        [
            links(event_id=event.pk, topic_id=topic_id)
            for event, told in pairs
            for topic_id in dict.fromkeys(topics[name].pk for name in told.topics if name in topics)
        ],
        batch_size=200,
    )


def _write_hostings(
    events: list[Event], announcings: Sequence[Announcing], now: datetime, by: Account
) -> None:
    """Write whose the events are; a co-host that the announcer also organises has accepted."""
    co_hosts = {co_host.pk: co_host for each in announcings for co_host in each.co_hosts}
    own = {pk for pk, co_host in co_hosts.items() if may_answer_hosting(by, co_host)}
    hostings = []
    for event, each in zip(events, announcings, strict=True):
        hostings.append(Hosting(event=event, organisation=each.host, asked_at=now, accepted_at=now))
        hostings += [
            Hosting(
                event=event,
                organisation=co_host,
                kind=Hosting.Kind.CO_HOST,
                asked_at=now,
                accepted_at=now if co_host.pk in own else None,
            )
            for co_host in each.co_hosts
        ]
    Hosting.objects.bulk_create(hostings, batch_size=200)


def _write_private(
    events: list[Event], announcings: Sequence[Announcing], prepared: Sequence[Prepared]
) -> None:
    """Keep join links sealed, and addresses apart, where no announcement looks."""
    sealer = Sealer(settings.SEALING_KEYS)
    contacts, places = [], []
    for event, each, ready in zip(events, announcings, prepared, strict=True):
        words = each.contact or ", ".join(dict.fromkeys(ready.addresses))
        links = list(dict.fromkeys([*each.join_links, *ready.links]))
        if words:
            contacts.append(Contact(event=event, words=words[:500]))
        if links:
            places.append(OnlinePlace(event=event, sealed_links=sealer.seal("\n".join(links))))
    Contact.objects.bulk_create(contacts, batch_size=200)
    OnlinePlace.objects.bulk_create(places, batch_size=200)


def keep_private(event: Event, prepared: Prepared) -> None:
    """Keep what was taken out of an event's words beside what was kept of it before."""
    sealer = Sealer(settings.SEALING_KEYS)
    if prepared.addresses and not Contact.objects.filter(event=event).exists():
        words = ", ".join(dict.fromkeys(prepared.addresses))[:500]
        Contact.objects.create(event=event, words=words)
    if prepared.links:
        place = OnlinePlace.objects.filter(event=event).first()
        known = sealer.unseal(place.sealed_links).split("\n") if place else []
        links = "\n".join(dict.fromkeys([*known, *prepared.links]))
        OnlinePlace.objects.update_or_create(
            event=event, defaults={"sealed_links": sealer.seal(links)}
        )

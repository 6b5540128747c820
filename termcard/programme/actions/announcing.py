"""Adds events to the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from termcard.announcements.announcement import Announcement
from termcard.institutions.models import Organisation, Venue
from termcard.lib.secrets import Sealer
from termcard.people.models import Account
from termcard.people.rules import may_approve_for
from termcard.programme.actions import rows
from termcard.programme.actions.preparing import Prepared, prepare
from termcard.programme.actions.searching import Findable, make_searchable
from termcard.programme.actions.speakers import TO_BE_DECIDED, speakers_to_be_decided
from termcard.programme.actions.touching import is_shown
from termcard.programme.actions.uids import settle_uids
from termcard.programme.actions.usual_lengths import usual_lengths, with_usual_length
from termcard.programme.actions.writing import write_people, write_sessions, write_topics
from termcard.programme.models import Contact, Event, Hosting, OnlinePlace, Series
from termcard.programme.models.nearness import touched_by
from termcard.programme.rules import (
    approvals_at,
    may_announce_event,
    may_answer_hosting,
    may_say_who_is_whom,
)
from termcard.records.actions import Happening, record_changes
from termcard.records.actions.inserting import Row, insert_rows, new_keys, require_clean_rows

_OUT = (Event.Visibility.PUBLIC, Event.Visibility.UNLISTED)


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
def announce_events(
    announcings: Sequence[Announcing], *, by: Account, linked: Mapping[str, int] | None = None
) -> list[Event]:
    """Add many events to the programme in one batch, all or none; return them in order.

    `linked` says which person a printed name is known to be; only operators know.
    """
    _require_hosts(announcings, by)
    _require_passage(announcings, by)
    if linked and not may_say_who_is_whom(by):
        raise PermissionDenied("Only operators say who is whom.")
    prepared = [prepare(each.announcement) for each in announcings]
    told = _with_lengths(announcings, [each.announcement for each in prepared])
    uids = settle_uids(told)
    told = [
        rows.with_session_uids(each, session_uids)
        for each, (_, session_uids) in zip(told, uids, strict=True)
    ]
    events = _write_events(announcings, told, [uid for uid, _ in uids])
    pairs = list(zip(events, told, strict=True))
    write_sessions(pairs, linked)
    write_people(pairs, linked)
    topics = write_topics(pairs)
    own = _write_hostings(events, announcings, by)
    _write_private(events, announcings, prepared)
    make_searchable(
        events,
        [
            Findable.of_new(
                event,
                announcement,
                hosts=[each.host, *(host for host in each.co_hosts if host.pk in own)],
                topics=topics[event.pk],
            )
            for event, announcement, each in zip(events, told, announcings, strict=True)
        ],
    )
    touched = touched_by(events)
    record_changes(
        [
            Happening(
                "event",
                event.pk,
                "announced",
                is_loud=is_shown(event),
                touches=touched[event.pk],
            )
            for event in events
        ],
        by=by,
    )
    return events


def _require_hosts(announcings: Sequence[Announcing], by: Account) -> None:
    hosts = {each.host.pk: each.host for each in announcings}
    not_theirs = {key for key, host in hosts.items() if not may_announce_event(by, host)}
    # Organisers are asked about once for each host; keepers once for each series as well.
    series = {(each.host.pk, each.series and each.series.pk): each for each in announcings}
    for each in series.values():
        if each.host.pk in not_theirs and not may_announce_event(by, each.host, each.series):
            raise PermissionDenied(f"Only organisers of {each.host} announce its events.")
    for each in announcings:
        series_host = each.series.host if each.series is not None else each.host
        if series_host.institution_path != each.host.institution_path:
            raise ValidationError({"series": "A series gathers events of its own institution."})


def _require_passage(announcings: Sequence[Announcing], by: Account) -> None:
    """Let only those publish at once who may, and nothing on which somebody has to decide."""
    out = [each for each in announcings if each.visibility in _OUT]
    if by.is_operator or not out:
        return
    hosts = {each.host.pk: each.host for each in out}
    for key, approval in approvals_at(hosts.values()).items():
        if approval != Organisation.Approval.NONE and not may_approve_for(by, hosts[key]):
            words = f"Events of {hosts[key]} are approved before they are published."
            raise PermissionDenied(words)
    if speakers_to_be_decided([(each.announcement, each.host) for each in out]):
        raise ValidationError(TO_BE_DECIDED)


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


def _write_events(
    announcings: Sequence[Announcing], told: Sequence[Announcement], uids: Sequence[str]
) -> list[Event]:
    """Write the rows of new events, and return these."""
    venues = _venues_named(announcings)
    now = timezone.now().replace(microsecond=0)
    short_ids = rows.new_short_ids(len(announcings))
    keys = new_keys(Event, len(announcings))
    written, events = [], []
    for each, words, uid, short_id, key in zip(
        announcings, told, uids, short_ids, keys, strict=True
    ):
        own = rows.own_words(words, each.series)
        venue = venues.get((each.host.institution_path, own["place"]))
        more = {
            "visibility": each.visibility,
            "public_from": each.public_from,
            "venue_id": venue.pk if venue else None,
            "series_id": each.series.pk if each.series else None,
            "created_at": now,
            "changed_at": now,
        }
        names = {"uid": uid, "short_id": short_id}
        row = rows.event_row(key, words, names=names, words=own, more=more)
        event = Event.from_db(DEFAULT_DB_ALIAS, rows.EVENT, row)
        event.venue, event.series = venue, each.series
        written.append(row)
        events.append(event)
    require_clean_rows(Event, rows.EVENT, written)
    insert_rows(Event, rows.EVENT, written)
    return events


def _write_hostings(
    events: list[Event], announcings: Sequence[Announcing], by: Account
) -> set[int]:
    """Write whose the events are; return which co-hosts the announcer also organises for.

    These have accepted.
    """
    co_hosts = {co_host.pk: co_host for each in announcings for co_host in each.co_hosts}
    own = {pk for pk, co_host in co_hosts.items() if may_answer_hosting(by, co_host)}
    owner, co_host = Hosting.Kind.OWNER.value, Hosting.Kind.CO_HOST.value
    hostings: list[Row] = []
    for event, each in zip(events, announcings, strict=True):
        now = event.created_at
        hostings.append((event.pk, each.host.pk, owner, now, now))
        hostings += [
            (event.pk, other.pk, co_host, now, now if other.pk in own else None)
            for other in each.co_hosts
        ]
    columns = ("event_id", "organisation_id", "kind", "asked_at", "accepted_at")
    insert_rows(Hosting, columns, hostings)
    return own


def _write_private(
    events: list[Event], announcings: Sequence[Announcing], prepared: Sequence[Prepared]
) -> None:
    """Keep join links sealed, and addresses apart, where no announcement looks."""
    sealer = Sealer(settings.SEALING_KEYS)
    contacts: list[Row] = []
    places: list[Row] = []
    for event, each, ready in zip(events, announcings, prepared, strict=True):
        words = each.contact or ", ".join(dict.fromkeys(ready.addresses))
        links = list(dict.fromkeys([*each.join_links, *ready.links]))
        if words:
            contacts.append((event.pk, words[:500]))
        if links:
            places.append((event.pk, sealer.seal("\n".join(links))))
    insert_rows(Contact, ("event_id", "words"), contacts)
    insert_rows(OnlinePlace, ("event_id", "sealed_links"), places)


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

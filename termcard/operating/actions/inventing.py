"""Puts an invented university and its events into the programme, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from termcard.institutions.actions import add_organisation, add_venue
from termcard.institutions.models import Organisation
from termcard.operating.actions.invention import (
    Invented,
    University,
    invent_event,
    invent_university,
    uid_of,
)
from termcard.people.actions import local_operator
from termcard.people.models import Account
from termcard.programme import actions as programme
from termcard.programme.actions.linking import introduce_people
from termcard.programme.models import Appearance, Event, Series
from termcard.records.actions import take_statistics

BATCH = 2_000


@dataclass(frozen=True)
class Brought:
    """What became of an invented university: its page, and how many events are new."""

    name: str
    path: str
    added: int


@dataclass(frozen=True)
class _Known:
    """What the events of a university hang on, by the words that it is invented by."""

    hosts: Mapping[str, Organisation]
    series: Mapping[str, Series]
    people: Mapping[str, int]


def bring_university(
    events: int,
    seed: int,
    *,
    today: date | None = None,
    tell: Callable[[int], object] = lambda number: None,
) -> Brought:
    """Let the programme hold so many events of the university of that seed.

    What is there already stays as it is, so a second time adds nothing, and what was broken off
    is gone on with. `tell` is told of each batch how many of the events are there now.
    """
    operator, day = local_operator(), today or timezone.localdate()
    university = invent_university(seed)
    known = _founded(university, operator)
    added = 0
    for first in range(0, events, BATCH):
        last = min(first + BATCH, events)
        added += _bring_events(university, range(first, last), day, known, operator)
        tell(last - first)
    take_statistics()
    root = known.hosts[university.slug]
    return Brought(university.name, root.get_absolute_url(), added)


@transaction.atomic
def _founded(university: University, by: Account) -> _Known:
    """Return what the events hang on, added unless it is there."""
    root: Organisation | None = Organisation.objects.called(university.slug).first()
    people: dict[str, int] = {}
    if root is None:
        root = _found(university, by)
        names = [each.name for each in university.staff]
        people = {each.name: each.pk for each in introduce_people(names, by=by)}
    else:
        held = Appearance.objects.filter(
            event__in=Event.objects.editable_by(by).hosted_within(root)
        )
        people.update(held.exclude(person=None).values_list("name", "person_id"))
    series = Series.objects.hosted_within(root).select_related("host", "venue")
    hosts = Organisation.objects.within(root)
    return _Known(
        hosts={each.slug: each for each in hosts},
        series={each.slug: each for each in series},
        people=people,
    )


def _found(university: University, by: Account) -> Organisation:
    """Add the units, venues and series of a university; return the university."""
    units: dict[str, Organisation] = {}
    for unit in university.units:
        details = dict(unit)
        parent = details.pop("parent")
        above = units[parent] if parent else None
        units[unit["slug"]] = add_organisation(by=by, parent=above, **details)
    root = units[university.slug]
    for venue in university.venues:
        add_venue(organisation=root, by=by, **venue)
    for row in university.series:
        programme.add_series(by=by, **{**row, "host": units[row["host"]]})
    return root


@transaction.atomic
def _bring_events(
    university: University, numbers: range, today: date, known: _Known, by: Account
) -> int:
    """Announce those of the events that are not there yet; return how many these were."""
    uids = {uid_of(university.seed, number): number for number in numbers}
    ours = Event.objects.editable_by(by).with_any_uid(list(uids))
    there = ours.values_list("uid", flat=True)
    missing = sorted(uids.keys() - set(there), key=lambda uid: uids[uid])
    invented = [invent_event(university, uids[uid], today) for uid in missing]
    announcings = [_announcing(each, known) for each in invented]
    if not announcings:
        return 0
    events = programme.announce_events(announcings, by=by, linked=known.people)
    _what_then(events, invented, by)
    return len(events)


def _announcing(invented: Invented, known: _Known) -> programme.Announcing:
    host = known.hosts[invented.host]
    is_shared = invented.co_host and invented.co_host != invented.host
    return programme.Announcing(
        announcement=invented.announcement,
        host=host,
        series=known.series[invented.series] if invented.series else None,
        co_hosts=(known.hosts[invented.co_host],) if is_shared else (),
        visibility=invented.visibility,
        public_from=invented.public_from,
        contact=invented.contact,
        join_links=invented.join_links,
    )


def _what_then(events: Sequence[Event], invented: Sequence[Invented], by: Account) -> None:
    """Withdraw and merge those of which that is told."""
    pairs = list(zip(events, invented, strict=True))
    programme.withdraw_events([event for event, told in pairs if told.is_withdrawn], by=by)
    for (survivor, _), (duplicate, told) in zip(pairs, pairs[1:], strict=False):
        if told.is_merged_into_the_one_before:
            programme.merge_events(duplicate, survivor, by=by)

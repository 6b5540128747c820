"""Writes the bulletins that some ask for instead of a mail for each change."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from termcard.announcements import digest
from termcard.announcements.announcement import Announcement
from termcard.announcements.changes import Said
from termcard.announcements.wording import day_words
from termcard.audiences.actions import Batch, open_batch
from termcard.audiences.models import Follower, Notice, Subscription
from termcard.audiences.models.subject import events_of
from termcard.audiences.querysets import DAILY, IMMEDIATE, WEEKLY, Reference
from termcard.programme.models import Event
from termcard.subscribing.actions.letters import send
from termcard.subscribing.actions.telling import line_of

READ_FROM, READ_UNTIL = time(7), time(12)
MONDAY, TUESDAY = 0, 1
DAYS_AHEAD = {DAILY: 2, WEEKLY: 7}
AT_ONCE = 50
MOST_AHEAD = 300
_COMING = {DAILY: "Today and tomorrow", WEEKLY: "This week"}


@dataclass
class Edition:
    """What the bulletins of one morning share: which events are ahead, looked up once."""

    rhythm: str
    since: datetime
    until: datetime
    _ahead: dict[Reference, list[int]] = field(default_factory=dict)
    _told: dict[int, Announcement] = field(default_factory=dict)
    _batches: dict[frozenset[uuid.UUID], Batch] = field(default_factory=dict)

    def ahead(self, references: Iterable[Reference]) -> list[Announcement]:
        """Return the events ahead that belong to any of these."""
        keys: set[int] = set()
        for reference in references:
            if reference not in self._ahead:
                found = events_of(reference).ending_after(self.since)
                some = found.starting_before(self.until).in_order().first_keys(MOST_AHEAD)
                self._ahead[reference] = some
            keys.update(self._ahead[reference])
        self._load(keys - self._told.keys())
        return [self._told[key] for key in sorted(keys) if key in self._told]

    def _load(self, keys: Iterable[int]) -> None:
        events = Event.objects.visible_to(None).listed().with_keys(list(keys))
        for event in events.with_announcement():
            self._told[event.pk] = event.announcement()

    def happened(self, batches: Iterable[uuid.UUID]) -> Batch:
        """Return what is told of these batches; most readers of a morning wait for the same."""
        names = frozenset(batches)
        if names not in self._batches:
            self._batches[names] = open_batch(names)
        return self._batches[names]

    def has(self, line: digest.Line) -> bool:
        """Say whether a sitting is one of those ahead."""
        session = line.session
        if session is None:
            return False
        return session.ends_at() > self.since and session.starts_at() < self.until


def write_digests(moment: datetime) -> int:
    """Write the bulletins that are due at a moment; return how many.

    They are due at seven in the morning where their readers live, those of the week on
    Mondays; one that no worker wrote then may come until noon, or until Tuesday noon. Each is
    named by its day or week, so a clock that goes back writes none again.
    """
    number = 0
    for zone in sorted(Follower.objects.zones()):
        here = moment.astimezone(ZoneInfo(zone))
        for rhythm in (DAILY, WEEKLY):
            if name := _due(rhythm, here):
                number += _write_zone(rhythm, zone, name, here)
    return number


def _due(rhythm: str, here: datetime) -> str:
    """Return the name of the bulletin that is due then, if one is."""
    is_morning = READ_FROM <= here.time() < READ_UNTIL
    if rhythm == DAILY:
        return f"daily {here.date()}" if is_morning else ""
    is_late = here.weekday() == TUESDAY and here.time() < READ_UNTIL
    if is_late or (here.weekday() == MONDAY and here.time() >= READ_FROM):
        year, week, _ = here.isocalendar()
        return f"weekly {year}-W{week:02}"
    return ""


def _write_zone(rhythm: str, zone: str, name: str, here: datetime) -> int:
    midnight = datetime.combine(here.date(), time(0), ZoneInfo(zone))
    until = midnight + timedelta(days=DAYS_AHEAD[rhythm])
    edition = Edition(rhythm=rhythm, since=midnight, until=until)
    last = number = 0
    while True:
        readers = Follower.objects.told(rhythm).living_in(zone).numbered_after(last)[:AT_ONCE]
        some = list(readers)
        if not some:
            return number
        with transaction.atomic():
            number += sum(_write(each, edition, name, here) for each in some)
        last = some[-1].pk


def _write(follower: Follower, edition: Edition, name: str, here: datetime) -> bool:
    """Write one bulletin, and note what it told; none where there is nothing to say."""
    asked = list(follower.subscriptions.confirmed().in_order())
    own = [each for each in asked if each.rhythm == edition.rhythm]
    at_once = [each for each in asked if each.rhythm == IMMEDIATE]
    notices = Notice.objects.waiting(edition.rhythm).filter(follower=follower)
    waiting = list(notices.select_for_update())
    batch = edition.happened(each.batch for each in waiting)
    changed = _changed(batch, own, at_once)
    ahead, later = _parted(edition, changed, own)
    if ahead or later:
        send(
            follower,
            key=f"digest {name} {follower.pk}",
            purpose="digest",
            subject=_subject(edition, ahead, later, here),
            text=digest.write(
                [(_COMING[edition.rhythm], ahead), ("New and changed", later)],
                zone=follower.shown_zone,
            ),
            because=own,
        )
    Notice.objects.filter(pk__in=[each.pk for each in waiting]).update(told_at=here)
    return bool(ahead or later)


def _changed(
    batch: Batch, own: list[Subscription], at_once: list[Subscription]
) -> dict[str, digest.Line]:
    """Return {UID: line} of what changed and was not told at once."""
    told_at_once = {told.event_id for told, _ in batch.concerning(at_once)}
    return {
        told.announcement.uid: line_of(told)
        for told, _ in batch.concerning(own)
        if told.event_id not in told_at_once
    }


def _parted(
    edition: Edition, changed: dict[str, digest.Line], own: list[Subscription]
) -> tuple[list[digest.Line], list[digest.Line]]:
    """Return the lines of the days ahead, marked, and those of what changed beyond."""
    ahead = [
        line
        for told in edition.ahead(each.reference for each in own)
        for line in _sittings(told, changed.get(told.uid))
        if edition.has(line)
    ]
    shown = {line.announcement.uid for line in ahead}
    return ahead, [line for uid, line in changed.items() if uid not in shown]


def _sittings(told: Announcement, changed: digest.Line | None) -> list[digest.Line]:
    said: Said | None = changed.said if changed else None
    return [digest.Line(announcement=told, session=each, said=said) for each in told.sessions]


def _subject(
    edition: Edition, ahead: list[digest.Line], later: list[digest.Line], here: datetime
) -> str:
    coming, fresh = len(ahead), len(later)
    said = [f"{coming} event{'s' if coming != 1 else ''}"] if coming else []
    said += [f"{fresh} new or changed"] if fresh else []
    when = "Week of " if edition.rhythm == WEEKLY else ""
    return f"{when}{day_words(here.date())}: {', '.join(said)}"

"""Turns notices into mails that say what changed, each once, as soon as it has happened."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from termcard.announcements import digest
from termcard.announcements.wording import when_line
from termcard.audiences.actions import Batch, Told, open_batch
from termcard.audiences.models import Follower, Notice, Subscription
from termcard.audiences.querysets import IMMEDIATE
from termcard.records.models import OutboxEntry
from termcard.subscribing.actions.letters import calendar_for, facts, heading, send, titles

MOST_IN_A_ROUND = 500
AT_ONCE = 20
MOST_TOLD = 100
# A Change that nobody could act on for so long keeps nothing else from being told.
FRESH = timedelta(minutes=1)


@dataclass
class _Round:
    """What the mails of one round share: what happened, looked up once for those it concerns."""

    _batches: dict[frozenset[uuid.UUID], Batch] = field(default_factory=dict)

    def happened(self, names: frozenset[uuid.UUID]) -> Batch:
        """Return what is told of these batches together, so that nothing told is out of date."""
        if names not in self._batches:
            self._batches[names] = open_batch(names)
        return self._batches[names]


def tell_changes(now: datetime | None = None) -> int:
    """Write the mails about what happened, to five hundred followers at most; return to how many.

    All that waits for a follower is one mail. Twenty followers to a transaction: killed
    half-way, they are as if not begun, and others that write wait for no more.
    """
    this_round, done = _Round(), 0
    # Asking takes no lock that others wait for.
    while done < MOST_IN_A_ROUND and Notice.objects.waiting(IMMEDIATE).exists():
        number = _tell_some(this_round, now or timezone.now())
        if not number:
            break
        done += number
    return done


@transaction.atomic
def _tell_some(this_round: _Round, now: datetime) -> int:
    waiting = Notice.objects.waiting(IMMEDIATE).select_for_update(skip_locked=True)
    first = list(waiting.order_by("batch", "pk")[:AT_ONCE])
    followers = Follower.objects.in_bulk([each.follower_id for each in first])
    held = {each.pk: each for each in first}
    held.update({each.pk: each for each in waiting.filter(follower__in=list(followers))})
    names: dict[int, set[uuid.UUID]] = {}
    for notice in held.values():
        names.setdefault(notice.follower_id, set()).add(notice.batch)
    asked: dict[int, list[Subscription]] = {}
    wanted = Subscription.objects.confirmed().in_rhythm(IMMEDIATE)
    for subscription in wanted.filter(follower__in=list(followers)):
        asked.setdefault(subscription.follower_id, []).append(subscription)
    batches = {key: this_round.happened(frozenset(names[key])) for key in followers}
    put_off = _to_put_off(batches, held, now)
    for key in followers.keys() - put_off:
        _tell(followers[key], min(names[key]), batches[key], asked.get(key, []))
    told = [each.pk for each in held.values() if each.follower_id not in put_off]
    Notice.objects.filter(pk__in=told).update(told_at=now)
    return len(followers.keys() - put_off)


def _to_put_off(batches: dict[int, Batch], held: dict[int, Notice], now: datetime) -> set[int]:
    """Return which followers are told a moment later, lest they hear of one state twice.

    An event as it stands may show what another Change made of it, of which the Notice is not
    written yet, or is in another worker's hand.
    """
    elsewhere = Notice.objects.waiting(IMMEDIATE).filter(follower__in=list(batches))
    put_off = set(elsewhere.exclude(pk__in=list(held)).values_list("follower_id", flat=True))
    events = {key for batch in batches.values() for key in batch.told}
    fresh = OutboxEntry.objects.waiting_for("audiences").filter(
        change__made_at__gt=now - FRESH, change__subject_kind="event"
    )
    unwritten = fresh.filter(change__subject_id__in=events)
    changing = set(unwritten.values_list("change__subject_id", flat=True))
    return put_off | {key for key, batch in batches.items() if changing & batch.told.keys()}


def _tell(follower: Follower, name: uuid.UUID, batch: Batch, asked: Sequence[Subscription]) -> None:
    """Write one mail for each event that is kept, and one for all others together."""
    by_key = {each.pk: each for each in asked}
    gathered: list[tuple[Told, list[Subscription]]] = []
    for told, keys in batch.concerning(asked):
        because = [by_key[key] for key in keys]
        kept = [each for each in because if each.kind == Subscription.Kind.EVENT]
        if kept:
            _tell_keeper(follower, name, told, kept)
        else:
            gathered.append((told, because))
    if len(gathered) == 1:
        told, because = gathered[0]
        send(
            follower,
            key=f"changes {name} {follower.pk}",
            purpose="changes",
            subject=subject_line(told),
            text=one_event(told, follower.zone),
            because=because,
        )
    elif gathered:
        _tell_many(follower, name, gathered)


def _tell_keeper(
    follower: Follower, name: uuid.UUID, told: Told, kept: Sequence[Subscription]
) -> None:
    send(
        follower,
        key=f"changes {name} {follower.pk} {told.event_id}",
        purpose="changes",
        subject=subject_line(told),
        text=one_event(told, follower.zone),
        because=kept,
        calendar=calendar_for(follower, told.announcement, told.itip_sequence),
    )


def _tell_many(
    follower: Follower, name: uuid.UUID, gathered: Sequence[tuple[Told, list[Subscription]]]
) -> None:
    because = list({each.pk: each for _, some in gathered for each in some}.values())
    are_new = all(told.said.word == "New" for told, _ in gathered)
    what = "new events" if are_new else "events changed"
    lines = [line_of(told) for told, _ in gathered[:MOST_TOLD]]
    rest = len(gathered) - len(lines)
    more = f"\n\nAnd {rest} more." if rest else ""
    send(
        follower,
        key=f"changes {name} {follower.pk}",
        purpose="changes",
        subject=f"{len(gathered)} {what}: {', '.join(titles(because[:3]))}",
        text=digest.write([(f"{len(gathered)} {what}", lines)], zone=follower.shown_zone) + more,
        because=because,
    )


def line_of(told: Told) -> digest.Line:
    """Return an event as a line of a bulletin."""
    sessions = told.announcement.sessions
    return digest.Line(
        announcement=told.announcement,
        session=sessions[0] if sessions else None,
        said=told.said,
    )


def subject_line(told: Told) -> str:
    """Return what the mail is about: "Moved: On bells, Thursday 10 December 2026, 14:00 (…)"."""
    sessions = told.announcement.sessions
    words = f"{told.said.word}: {told.announcement.heading()}"
    return f"{words}, {when_line(sessions[0])}" if sessions else words


def one_event(told: Told, zone: str) -> str:
    """Return the words of a mail about one event: what became of it, what it is now."""
    announcement, said = told.announcement, told.said
    where = "" if said.word == "Withdrawn" else "Where"
    labels = {
        "when": "Now" if said.has_moved else "When",
        "where": "Now in" if said.has_another_place else where,
    }
    text = [
        said.word.upper(),
        "",
        *heading(announcement),
        "",
        *said.lines,
        *facts(announcement, zone, **labels),
        "",
        announcement.url,
    ]
    if said.word == "New" and announcement.abstract:
        text += ["", announcement.abstract]
    return "\n".join(text)

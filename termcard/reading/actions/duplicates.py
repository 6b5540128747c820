"""Finds the events that a document announces again, so that none is announced twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from termcard.announcements.announcement import Announcement
from termcard.announcements.sameness import NEAR_DAYS, keys, most_alike
from termcard.institutions.models import Organisation
from termcard.people.models import Account
from termcard.programme.models import Event
from termcard.reading.models import Proposal

# An event is not looked for among more than this many; the nearest in time come first.
MOST_CANDIDATES = 3_000
WAITS = "The same event was read before, and waits for somebody to decide."


@dataclass(frozen=True, kw_only=True)
class Again:
    """That an announcement is of an event that is there: which, and what it says otherwise."""

    event: Event | None = None
    differs: dict[str, tuple[str, str]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def announced_again(
    told: Sequence[Announcement], *, host: Organisation, by: Account
) -> list[Again]:
    """Return for each announcement which of the host's events it is, of those `by` may change.

    Nobody else's event is ever meant, whatever UID an announcement states.
    """
    if not told:
        return []
    events = _candidates(told, host, by)
    known = _Index([event.announcement() for event in events])
    waiting = _Index(
        [one.announcement() for one in Proposal.objects.hosted_by(host).waiting()[:MOST_CANDIDATES]]
    )
    found = []
    for one in told:
        match = known.most_alike(one)
        if match is not None:
            position, differs = match
            found.append(Again(event=events[position], differs=differs))
        else:
            found.append(Again(warnings=(WAITS,) if waiting.most_alike(one) else ()))
    return found


class _Index:
    """Announcements by the marks that two of one event share."""

    def __init__(self, announcements: list[Announcement]) -> None:
        self.announcements = announcements
        self.marked: dict[tuple[str, object], set[int]] = defaultdict(set)
        for position, one in enumerate(announcements):
            for mark in keys(one):
                self.marked[mark].add(position)

    def most_alike(self, said: Announcement) -> tuple[int, dict[str, tuple[str, str]]] | None:
        """Return which of them it is, and what it says otherwise; None for none."""
        positions = sorted(set().union(*(self.marked.get(mark, set()) for mark in keys(said))))
        best = most_alike(said, (self.announcements[position] for position in positions))
        return (positions[best[0]], best[1].differs) if best is not None else None


def _candidates(told: Sequence[Announcement], host: Organisation, by: Account) -> list[Event]:
    days = [session.starts_on for one in told for session in one.sessions]
    mine = Event.objects.editable_by(by).hosted_within(host).with_announcement()
    found: dict[int, Event] = {}
    if days:
        first, last = _moment(min(days), -NEAR_DAYS), _moment(max(days), NEAR_DAYS)
        near = mine.starting_after(first).starting_before(last).latest_first()
        found |= {event.pk: event for event in near[:MOST_CANDIDATES]}
    for event in mine.with_any_uid(_uids(told)):
        found.setdefault(event.pk, event)
    return [event for event in found.values() if not event.is_taken_down]


def _uids(told: Iterable[Announcement]) -> list[str]:
    return sorted({one.uid for one in told if one.uid})[:MOST_CANDIDATES]


def _moment(day: date, days: int) -> datetime:
    with suppress(OverflowError):
        day += timedelta(days=days)
    return datetime.combine(day, time(0), UTC)

"""Sets sittings out as a ledger: a date once, and under it a line for each."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session
from termcard.institutions.models import Organisation
from termcard.programme.models import Event
from termcard.programme.models import Session as SessionRow
from termcard.programme.models.telling import hosts_of, session_told
from termcard.programme.querysets import EventQuerySet

LONGEST_LIST = 50
MOST_UNDATED = 20


@dataclass(frozen=True)
class Entry:
    """One line of the ledger: an event, with its page and its host's colour mark.

    It is of one sitting; of none where an event stands as a whole, or has no day yet.
    """

    announcement: Announcement
    session: Session | None
    url: str
    mark: int


Days = list[tuple[date, list[Entry]]]


def here_and_now() -> datetime:
    """Return the moment in the installation's zone."""
    return timezone.now().astimezone(ZoneInfo(settings.TIME_ZONE))


def in_days(sittings: Iterable[SessionRow], *, today: date | None = None) -> Days:
    """Return (date, entries), by the date and hour that each has where it takes place.

    Days to come stand in their order, days that were (without `today`) the latest first. A
    sitting that began before `today` and goes on stands under today.
    """
    days: dict[date, list[Entry]] = {}
    for sitting in sittings:
        days.setdefault(_day_of(sitting, today), []).append(entry_of(sitting))
    for entries in days.values():
        entries.sort(key=_wall_time)
    return sorted(days.items(), reverse=today is None)


def _wall_time(entry: Entry) -> time:
    stated = entry.session.starts_time if entry.session else None
    return stated or time(0)


def _day_of(sitting: SessionRow, today: date | None) -> date:
    """Return the date a sitting stands under; where it takes place it may be yesterday still."""
    if today is None or sitting.starts_on >= today:
        return sitting.starts_on
    midnight = datetime.combine(today, time(0), ZoneInfo(settings.TIME_ZONE))
    return today if sitting.starts_at < midnight else sitting.starts_on


def entry_of(sitting: SessionRow) -> Entry:
    """Return the line of a sitting."""
    event = sitting.event
    told = event.announcement()
    # Its talks are loaded with the event's sittings, and would be asked for again by the row.
    position = [row.pk for row in event.sessions.all()].index(sitting.pk)
    return Entry(
        announcement=told,
        session=told.sessions[position],
        url=event.get_absolute_url(),
        mark=mark_of(event),
    )


def entry_of_event(event: Event) -> Entry:
    """Return the line of an event as a whole."""
    told = event.announcement()
    return Entry(announcement=told, session=None, url=event.get_absolute_url(), mark=mark_of(event))


def lines_by_date(events: Iterable[Event], to_come: set[int], today: date) -> dict[str, Any]:
    """Return what a search shows: lines under their dates, in the order in which they come.

    Each is the first sitting of an event; `to_come` says which events are not over.
    """
    days: Days = []
    past_days: Days = []
    without_day: list[Entry] = []
    for event in events:
        first = next(iter(event.sessions.all()), None)
        if first is None:
            without_day.append(entry_of_event(event))
            continue
        entry = dataclasses.replace(entry_of_event(event), session=session_told(first))
        into = days if event.pk in to_come else past_days
        if not into or into[-1][0] != first.starts_on:
            into.append((first.starts_on, []))
        into[-1][1].append(entry)
    return {"days": days, "past_days": past_days, "undated": without_day, "today": today}


def undated(events: EventQuerySet) -> list[Entry]:
    """Return the lines of those of the events of which nobody has said when."""
    found = events.without_day().with_announcement()[:MOST_UNDATED]
    return [entry_of_event(event) for event in found]


def host_of(event: Event) -> Organisation | None:
    """Return the organisation whose event it is."""
    owner: Organisation | None = hosts_of(event)[0]
    return owner


def mark_of(event: Event) -> int:
    """Return the number of the colour mark of the event's host."""
    owner, _ = hosts_of(event)
    return owner.mark if owner else 1

"""Finds what else is on when an event is planned, and says so; it advises and never bars."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Q

from termcard.announcements.parts import HEARD
from termcard.announcements.sessions import Session as SessionTold
from termcard.institutions.models import ClosedDay, Organisation
from termcard.programme.models.appearance import Appearance
from termcard.programme.models.event import Event
from termcard.programme.models.session import Session
from termcard.programme.models.telling import hosts_of, place_of, session_told
from termcard.programme.querysets import SessionQuerySet

if TYPE_CHECKING:
    from termcard.people.models import Account

_DAY = timedelta(days=1)
# The weightiest first.
KINDS = ("closed", "room", "speaker", "audience", "topic")
# What goes on for longer is an exhibition, and takes nobody's hour; so the index is enough.
LONGEST = timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be held, saved or not: when, by whom, where, with whom, about what.

    `place` is as printed, `event` the key of the event it is already, which never clashes with
    itself; `topics` are keys.
    """

    host: Organisation
    sessions: tuple[SessionTold, ...]
    place: str = ""
    venue: int | None = None
    speakers: tuple[str, ...] = ()
    topics: frozenset[int] = frozenset()
    event: int | None = None

    @classmethod
    def of(cls, event: Event) -> Plan | None:
        """Return the plan that an event is; None without a host. Load with_announcement()."""
        host = hosts_of(event)[0]
        if host is None:
            return None
        place, venue = place_of(event), event.shown_venue
        return cls(
            host=host,
            sessions=tuple(session_told(row, with_talks=False) for row in event.sessions.all()),
            place=place.name if place else "",
            venue=venue.pk if venue else None,
            speakers=tuple(row.name for row in event.appearances.all() if row.part in HEARD),
            topics=frozenset(topic.pk for topic in event.topics.all()),
            event=event.pk,
        )


@dataclass(frozen=True, kw_only=True)
class Clash:
    """One thing to look at: "room", "speaker", "audience", "topic" or "closed", and a sentence.

    `url` is the page of the event it is about; empty where the reader may not open it.
    """

    kind: str
    words: str
    url: str = ""


class _Sitting(NamedTuple):
    """A sitting that lies near a plan."""

    event: int
    starts_at: datetime
    ends_at: datetime
    has_hour: bool
    rooms: frozenset[str]
    host_path: str


@dataclass(frozen=True)
class _Around:
    """All that is known about what lies around the plans."""

    sittings: list[_Sitting]
    speakers: dict[int, set[str]] = field(default_factory=dict)
    topics: dict[int, set[int]] = field(default_factory=dict)
    closed: list[ClosedDay] = field(default_factory=list)
    seen: dict[int, Event] = field(default_factory=dict)


def clashes_of(plans: Sequence[Plan | None], *, reader: Account | None) -> list[list[Clash]]:
    """Return for each plan what else is on in its institution that one would want to know of.

    The weightiest come first: a closed day; the room or a speaker taken at that time, or a
    speaker on that day; another event for the same people at that time; one on the same topic
    that day. Of what the reader may not see nothing is said but that something is planned in
    the room. The number of queries is the same for any number of plans.
    """
    asked = [plan for plan in plans if plan is not None and plan.sessions]
    if not asked:
        return [[] for _ in plans]
    around = _around(asked, reader)
    return [_clashes(plan, around) if plan is not None else [] for plan in plans]


def _day_of(session: SessionTold) -> tuple[datetime, datetime]:
    """Return the moments between which the days of a sitting lie, where it takes place."""
    zone = ZoneInfo(session.zone)
    first = datetime.combine(session.starts_on, time(0), zone)
    last = datetime.combine(session.last_day + _DAY, time(0), zone)
    return first.astimezone(UTC), last.astimezone(UTC)


def _around(plans: Sequence[Plan], reader: Account | None) -> _Around:
    days = [_day_of(session) for plan in plans for session in plan.sessions]
    rows = _near(_merged(days), {plan.host.institution_path for plan in plans})
    sittings = [_sitting(row) for row in rows.values_list(*_COLUMNS)]
    keys = list({each.event for each in sittings})
    named: dict[int, set[str]] = {}
    heard = Appearance.objects.filter(event__in=keys, part__in=list(HEARD))
    for key, name in heard.order_by().values_list("event_id", "name"):
        named.setdefault(key, set()).add(_folded(name))
    topics: dict[int, set[int]] = {}
    for key, topic in Event.objects.filter(pk__in=keys).topic_keys():
        topics.setdefault(key, set()).add(topic)
    paths = {path for plan in plans for path in plan.host.paths}
    closed = ClosedDay.objects.filter(organisation__path__in=paths).select_related("organisation")
    first, last = min(day for day, _ in days), max(day for _, day in days)
    return _Around(
        sittings=sittings,
        speakers=named,
        topics=topics,
        closed=list(closed.between(first.date() - _DAY, last.date() + _DAY)),
        seen=_seen(keys, reader),
    )


def _merged(days: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """Return the stretches of time, those that touch made one."""
    merged: list[tuple[datetime, datetime]] = []
    for first, last in sorted(days):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _near(stretches: list[tuple[datetime, datetime]], institutions: set[str]) -> SessionQuerySet:
    """Return the sittings that go on in one of the stretches, at one of the institutions."""
    during, there = Q(), Q()
    for first, last in stretches:
        during |= Q(starts_at__lt=last, ends_at__gt=first)
    for path in institutions:
        there |= Q(event__hostings__organisation__path__startswith=path)
    found: SessionQuerySet = Session.objects.filter(
        during,
        there,
        starts_at__lt=stretches[-1][1],
        starts_at__gt=stretches[0][0] - LONGEST,
        ends_at__gt=stretches[0][0],
        event__hostings__kind="owner",
        event__status__in=("confirmed", "tentative"),
        event__withdrawn_at__isnull=True,
        event__erased_at__isnull=True,
        event__merged_into__isnull=True,
        event__discarded_at__isnull=True,
    ).order_by("starts_at", "event_id")
    return found


_COLUMNS = (
    *("event_id", "starts_at", "ends_at", "starts_time", "event__venue_id", "event__venue__name"),
    *("event__place", "event__mode", "event__is_settled", "event__series__venue_id"),
    *("event__series__venue__name", "event__series__place"),
    "event__hostings__organisation__path",
)


def _sitting(row: tuple) -> _Sitting:  # type: ignore[type-arg]
    key, starts_at, ends_at, hour, venue, name, place, mode, is_settled, *heard, path = row
    if not venue and not place and mode != "online" and not is_settled:
        venue, name, place = heard
    rooms = _rooms(venue, name or "", place or "")
    return _Sitting(key, starts_at, ends_at, hour is not None, rooms, path)


def _rooms(venue: int | None, *words: str) -> frozenset[str]:
    named = {_folded(each) for each in words if each}
    return frozenset(named | ({f"venue {venue}"} if venue else set()))


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def _seen(keys: list[int], reader: Account | None) -> dict[int, Event]:
    """Return those of the events that may be named to the reader."""
    mine = Event.objects.editable_by(reader).filter(pk__in=keys)
    visible = Event.objects.visible_to(reader).filter(pk__in=keys).exclude(visibility="unlisted")
    return {event.pk: event for event in [*mine, *visible]}


def _clashes(plan: Plan, around: _Around) -> list[Clash]:
    found: list[Clash] = []
    for session in plan.sessions:
        found += _closed(plan, session, around.closed)
        for sitting in _beside(plan, session, around.sittings):
            found += _with(plan, session, sitting, around)
    return sorted(dict.fromkeys(found), key=lambda clash: KINDS.index(clash.kind))


def _closed(plan: Plan, session: SessionTold, closed: list[ClosedDay]) -> list[Clash]:
    return [
        Clash(kind="closed", words=f"That day is closed: {days.words}.")
        for days in closed
        if days.organisation.path in plan.host.paths
        and days.starts_on <= session.last_day
        and days.ends_on >= session.starts_on
    ]


def _beside(plan: Plan, session: SessionTold, sittings: list[_Sitting]) -> list[_Sitting]:
    """Return the sittings of other events on the days of a sitting, at its institution."""
    first, last = _day_of(session)
    return [
        each
        for each in sittings
        if each.event != plan.event
        and each.starts_at < last
        and each.ends_at > first
        and each.host_path.startswith(plan.host.institution_path)
    ]


def _with(plan: Plan, session: SessionTold, sitting: _Sitting, around: _Around) -> list[Clash]:
    """Return how a plan clashes with one sitting of another event."""
    is_at_once = (
        session.starts_time is not None
        and sitting.has_hour
        and session.starts_at() < sitting.ends_at
        and session.ends_at() > sitting.starts_at
    )
    is_same_room = bool(_rooms(plan.venue, plan.place) & sitting.rooms)
    event = around.seen.get(sitting.event)
    if event is None:
        words = "Something is planned there at that time."
        return [Clash(kind="room", words=words)] if is_at_once and is_same_room else []
    named = _named(event, session, sitting)
    found = [("room", f"The room is taken by {named}.")] if is_at_once and is_same_room else []
    heard = around.speakers.get(event.pk, set())
    found += [
        ("speaker", f"{name} also speaks {'then' if is_at_once else 'that day'}: {named}.")
        for name in plan.speakers
        if _folded(name) in heard
    ]
    if not found and is_at_once and sitting.host_path in plan.host.paths:
        found.append(("audience", f"For the same people at that time: {named}."))
    if not found and plan.topics & around.topics.get(event.pk, set()):
        found.append(("topic", f"On the same topic that day: {named}."))
    return [Clash(kind=kind, words=words, url=event.url) for kind, words in found]


def _named(event: Event, session: SessionTold, sitting: _Sitting) -> str:
    if not sitting.has_hour:
        return f"“{event}”"
    return f"“{event}”, {sitting.starts_at.astimezone(ZoneInfo(session.zone)):%H:%M}"

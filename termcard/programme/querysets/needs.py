"""Questions about what an organiser still has to do; each begins at an index of days."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from termcard.announcements.announcement import Kind, Mode

if TYPE_CHECKING:
    from termcard.programme.querysets.events import EventQuerySet
    from termcard.programme.querysets.placeholders import PlaceholderQuerySet
    from termcard.programme.querysets.sittings import SessionQuerySet

# What one comes to in order to hear somebody; the others may do without.
SPOKEN = (
    *(Kind.SEMINAR, Kind.LECTURE, Kind.INAUGURAL_LECTURE, Kind.COLLOQUIUM),
    *(Kind.DEFENCE, Kind.PANEL, Kind.BOOK_LAUNCH),
)
_EVERY = ("draft", "private", "unlisted", "public")


def standing_between(events: EventQuerySet, first: datetime, last: datetime) -> EventQuerySet:
    """Return those that begin then and take place, in order."""
    there = events.filter(
        visibility__in=_EVERY,
        starts_at__gte=first,
        starts_at__lt=last,
        withdrawn_at__isnull=True,
        merged_into__isnull=True,
        erased_at__isnull=True,
    )
    return there.exclude(status="cancelled").order_by("starts_at", "pk")


def lacking_facts(events: EventQuerySet, first: datetime, last: datetime) -> EventQuerySet:
    """Return those that begin then without title, speaker or where one attends.

    What their series says counts as said. Each tells by `has_speaker` whether it names anybody.
    """
    appearances = events.model._meta.get_field("appearances").related_model.objects
    some = standing_between(events, first, last)
    some = some.annotate(has_speaker=Exists(appearances.filter(event=OuterRef("pk"))))
    own_room = Q(venue__isnull=False) | ~Q(place="")
    room = own_room | Q(is_settled=False) & (
        Q(series__venue__isnull=False) | Q(series__place__gt="")
    )
    link = Q(platform__gt="") | Q(stream_url__gt="") | Q(is_settled=False, series__platform__gt="")
    nowhere = (
        Q(mode__in=(Mode.IN_PERSON, Mode.HYBRID)) & ~room
        | Q(mode__in=(Mode.ONLINE, Mode.HYBRID)) & ~link
        | Q(mode="") & ~room & ~link
    )
    unsaid = Q(title="") | Q(kind__in=SPOKEN, has_speaker=False) | nowhere
    found: EventQuerySet = some.filter(unsaid).select_related("series__venue", "venue")
    return found


def without_event(held: PlaceholderQuerySet, first: date, last: date) -> PlaceholderQuerySet:
    """Return those on these days that are to be announced and have no event of their series."""
    series = held.model._meta.get_field("series").related_model
    events = series._meta.get_field("events").related_model
    sessions: Any = events._meta.get_field("sessions").related_model.objects
    there = sessions.filter(starts_on=OuterRef("on"), event__series=OuterRef("series"))
    tba = held.filter(on__range=(first, last), kind="tba")
    return tba.filter(~Exists(there)).select_related("series").order_by("on", "pk")


class Sitting(NamedTuple):
    """A sitting as far as it can clash: when it is, and by what names its room goes."""

    key: int
    event: int
    starts_at: datetime
    ends_at: datetime
    rooms: frozenset[tuple[Any, ...]]


def sittings_between(sittings: SessionQuerySet, first: datetime, last: datetime) -> list[Sitting]:
    """Return those with an hour that begin then and take place, the earliest 3,000 of them.

    A room is the same by its venue, or by the same words at the same unit; by the event's own
    word or its series'. One query, by the days alone: what is off is left out here.
    """
    begun = sittings.filter(starts_at__gte=first, starts_at__lt=last, starts_time__isnull=False)
    rows = begun.filter(event__hostings__kind="owner").order_by("starts_at", "pk")
    found = rows.values_list(*_STANDS, *_COLUMNS)[:MOST_LOOKED_AT]
    return [_sitting(*row[len(_STANDS) :]) for row in found if _takes_place(*row[: len(_STANDS)])]


MOST_LOOKED_AT = 3_000
_STANDS = (
    *("event__status", "event__withdrawn_at", "event__erased_at"),
    *("event__merged_into", "event__discarded_at"),
)
_COLUMNS = (
    *("pk", "event", "starts_at", "ends_at", "event__hostings__organisation", "event__mode"),
    *("event__is_settled", "event__venue", "event__place"),
    *("event__series__venue", "event__series__place"),
)


def _takes_place(status: str, *gone: Any) -> bool:
    return status in ("confirmed", "tentative") and not any(gone)


def _sitting(
    key: int, event: int, starts_at: datetime, ends_at: datetime, host: int, mode: str, *where: Any
) -> Sitting:
    is_settled, venue, place, series_venue, series_place = where
    if not (is_settled or venue or place or mode == Mode.ONLINE):
        venue, place = series_venue, series_place
    rooms: set[tuple[Any, ...]] = {("venue", venue)} if venue else set()
    if place:
        rooms.add(("place", host, " ".join(place.casefold().split())))
    return Sitting(key, event, starts_at, ends_at, frozenset(rooms))

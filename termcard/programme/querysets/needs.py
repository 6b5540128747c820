"""Questions about what an organiser still has to do; each begins at an index of days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Exists, OuterRef, Q, When

from termcard.announcements.announcement import Kind, Mode
from termcard.announcements.parts import HEARD

if TYPE_CHECKING:
    from termcard.programme.querysets.events import EventQuerySet
    from termcard.programme.querysets.placeholders import PlaceholderQuerySet
    from termcard.programme.querysets.sittings import SessionQuerySet

# What one comes to in order to hear somebody; the others may do without.
SPOKEN = (
    *(Kind.SEMINAR, Kind.LECTURE, Kind.INAUGURAL_LECTURE, Kind.COLLOQUIUM),
    *(Kind.DEFENCE, Kind.PANEL, Kind.BOOK_LAUNCH),
)
# Of what goes on for longer than this, only the beginning is looked at.
_LONGEST = timedelta(days=2)
_TAKES_PLACE = Q(
    event__status__in=("confirmed", "tentative"),
    event__withdrawn_at__isnull=True,
    event__erased_at__isnull=True,
    event__merged_into__isnull=True,
    event__discarded_at__isnull=True,
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


def clashing(sittings: SessionQuerySet, first: datetime, last: datetime) -> SessionQuerySet:
    """Return the sittings that begin then and whose room or speaker is taken at that time.

    Each tells which by `is_room_taken` and `is_speaker_taken`. A room is the same by its venue,
    or by the same words at the same unit; both by the event's own word or its series'.
    """
    appearances = sittings.model._meta.get_field("event").related_model._meta.get_field(
        "appearances"
    )
    heard: Any = appearances.related_model.objects.filter(part__in=list(HEARD))
    mine = heard.filter(event=OuterRef(OuterRef("event"))).values("name")
    others = _with_room(sittings.model.objects.all()).filter(
        _TAKES_PLACE,
        starts_at__lt=OuterRef("ends_at"),
        starts_at__gt=OuterRef("starts_at") - _LONGEST,
        ends_at__gt=OuterRef("starts_at"),
        starts_time__isnull=False,
        event__hostings__kind="owner",
    )
    others = others.exclude(event=OuterRef("event"))
    there = Q(room=OuterRef("room")) | Q(
        printed=OuterRef("printed"),
        printed__gt="",
        event__hostings__organisation=OuterRef("event__hostings__organisation"),
    )
    asked = _with_room(sittings).filter(
        _TAKES_PLACE,
        starts_at__gte=first,
        starts_at__lt=last,
        starts_time__isnull=False,
        event__hostings__kind="owner",
    )
    asked = asked.annotate(
        is_room_taken=Exists(others.filter(there)),
        is_speaker_taken=Exists(others.filter(event__appearances__name__in=mine)),
    )
    taken = asked.filter(Q(is_room_taken=True) | Q(is_speaker_taken=True))
    found: SessionQuerySet = taken.select_related("event").order_by("starts_at", "pk")
    return found


def _with_room(sittings: SessionQuerySet) -> SessionQuerySet:
    """Return sittings with `room`, the key of where they are held, and `printed`, its words."""
    silent = Q(event__venue__isnull=True, event__place="", event__is_settled=False)
    hears = silent & ~Q(event__mode=Mode.ONLINE)
    placed: SessionQuerySet = sittings.annotate(
        room=Case(When(hears, then="event__series__venue"), default="event__venue"),
        printed=Case(When(hears, then="event__series__place"), default="event__place"),
    )
    return placed

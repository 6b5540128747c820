"""The pages of departments, institutes and series."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from termcard.institutions.models import Organisation, dress_of
from termcard.lib.following import ways_to_follow
from termcard.lib.http import kept_answer, led_to, public_page, reader_of
from termcard.lib.showing import rendered
from termcard.programme.models import Event, Series, Session
from termcard.programme.querysets import EventQuerySet
from termcard.publishing.views.discovery import discoverable
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import LONGEST_LIST, here_and_now, in_days, undated
from termcard.publishing.views.times import answered, reader_zone
from termcard.records.models import Address

PAST_SHOWN = 10


@dataclass(frozen=True)
class Line:
    """A host or a series in an index, with how many events it has to come."""

    of: Any
    count: int


def ledgers(events: EventQuerySet) -> dict[str, Any]:
    """Return what is to come and the latest of what was, each by day."""
    now = here_and_now()
    coming = Session.objects.of_events(events.still_to_end(now)).with_announcement()
    to_come = coming.ending_after(now).in_order()[:LONGEST_LIST]
    sittings = Session.objects.of_events(events).with_announcement()
    past = sittings.over_by(now).latest_first()[:PAST_SHOWN]
    days = in_days(to_come, today=now.date())
    return {
        "today": now.date(),
        "days": days,
        "undated": undated(events),
        "past_days": in_days(past),
    }


def led_elsewhere(request: HttpRequest, slug: str, kind: str, name: str) -> HttpResponse | None:
    """Return the redirect from words that a host or series once had, if they are such."""
    address = Address.objects.at("units", slug).first()
    if address is None or address.subject_kind != kind:
        return None
    current = Address.objects.current_of("units", kind, address.subject_id).first()
    if current is None or current.slug == slug:
        return None
    return led_to(request, reverse(name, args=[current.slug]))


@public_page
def host_index(request: HttpRequest) -> HttpResponse:
    """Show the institutions with their departments, and how much each has to come."""
    to_come = Event.objects.visible_to(reader_of(request)).listed().ending_after(here_and_now())
    counts = to_come.counted_by_host()
    tree = [
        (organisation.depth, Line(organisation, counts.get(organisation.path or "", 0)))
        for organisation in Organisation.objects.in_tree_order()
    ]
    return kept_answer(request, rendered("publishing/host_index.html", {"tree": tree}))


@public_page
def host_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a department or institute, with what it and its units have on."""
    organisation = Organisation.objects.called(slug).first()
    if organisation is None:
        led = led_elsewhere(request, slug, "organisation", "host_page")
        return led or missing_page(request)
    events = Event.objects.visible_to(reader_of(request)).listed().hosted_within(organisation)
    shown = {
        "organisation": organisation,
        "dress": dress_of(organisation),
        "canonical_url": settings.BASE_URL + organisation.get_absolute_url(),
        "ancestors": Organisation.objects.above(organisation),
        "units": Organisation.objects.directly_below(organisation),
        "series_list": Series.objects.hosted_within(organisation).in_order(),
        "ways": ways_to_follow(organisation.get_absolute_url()),
        "follow_url": f"/follow/?host={organisation.slug}",
        **ledgers(events),
        **reader_zone(request),
    }
    answer = answered(request, "publishing/host_page.html", shown)
    return discoverable(answer, organisation.get_absolute_url())


@public_page
def series_index(request: HttpRequest) -> HttpResponse:
    """Show every series, with its host and how much it has to come."""
    to_come = Event.objects.visible_to(reader_of(request)).listed().ending_after(here_and_now())
    counts = to_come.counted_by_series()
    all_series = Series.objects.with_host().in_order()
    shown = {"series_list": [Line(series, counts.get(series.pk, 0)) for series in all_series]}
    return kept_answer(request, rendered("publishing/series_index.html", shown))


@public_page
def series_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a series, with what it has on."""
    series = Series.objects.with_host().called(slug).first()
    if series is None:
        return led_elsewhere(request, slug, "series", "series_page") or missing_page(request)
    events = Event.objects.visible_to(reader_of(request)).listed().in_series(series)
    shown = {
        "series": series,
        "dress": dress_of(series.host),
        "canonical_url": settings.BASE_URL + series.get_absolute_url(),
        "ancestors": [series.host],
        "ways": ways_to_follow(series.get_absolute_url()),
        "follow_url": f"/follow/?series={series.slug}",
        **ledgers(events),
        **reader_zone(request),
    }
    answer = answered(request, "publishing/series_page.html", shown)
    return discoverable(answer, series.get_absolute_url())

"""The feeds of what is on, of a host and of a series; what was renamed leads to its new name."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from termcard.institutions.models import Organisation, Venue
from termcard.lib.following import path_of, question_of
from termcard.lib.http import led_to
from termcard.people.models import Person
from termcard.programme.models import Event, Series, Topic
from termcard.programme.querysets import EventQuerySet
from termcard.publishing.feeds.answers import Listing, feed, feed_view
from termcard.publishing.forms import FilterForm
from termcard.records.models import Address

# Which kind of subject the words of a filter, or of an address, name.
SUBJECTS = {"host": "organisation", "series": "series"}


@feed_view
def index_feed(request: HttpRequest, shape: str) -> HttpResponse:
    """Give what is on."""
    institution = Organisation.objects.speaking_name()
    title = f"What is on: {institution}" if institution else "What is on"
    listing = Listing(
        title=title,
        page="/",
        uid="listing",
        description="Research lectures, seminars and workshops.",
    )
    return _answered(request, Event.objects.visible_to(None), listing, shape)


@feed_view
def host_feed(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    """Give what a department or institute and its units have on."""
    organisation = Organisation.objects.called(slug).first()
    if organisation is None:
        return _led_to_new_words(request, slug, "host", f"/hosts/{{}}.{shape}")
    listing = Listing(
        title=organisation.name,
        page=organisation.get_absolute_url(),
        uid=f"hosts/{organisation.pk}",
        description=organisation.introduction,
    )
    events = Event.objects.visible_to(None).hosted_within(organisation)
    return _answered(request, events, listing, shape)


@feed_view
def series_feed(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    """Give what a series has on."""
    series = Series.objects.called(slug).first()
    if series is None:
        return _led_to_new_words(request, slug, "series", f"/series/{{}}.{shape}")
    listing = Listing(
        title=series.title,
        page=series.get_absolute_url(),
        uid=f"series/{series.pk}",
        description=series.description,
    )
    events = Event.objects.visible_to(None).in_series(series)
    return _answered(request, events, listing, shape)


@feed_view
def search_feed(request: HttpRequest, shape: str) -> HttpResponse:
    """Give what a search finds."""
    listing = Listing(title="Search", page="/search/", uid="search")
    return _answered(request, Event.objects.visible_to(None), listing, shape)


@feed_view
def venue_feed(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    """Give what is on at a venue."""
    venue = Venue.objects.at(slug).first()
    if venue is None:
        raise Http404
    listing = Listing(title=venue.name, page=venue.url, uid=f"venues/{venue.pk}")
    events = Event.objects.visible_to(None).held_in(venue.pk)
    return _answered(request, events, listing, shape)


@feed_view
def topic_feed(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    """Give what is on about a topic."""
    topic = Topic.objects.of_events(Event.objects.visible_to(None).listed()).called(slug).first()
    if topic is None:
        raise Http404
    listing = Listing(title=topic.name, page=topic.url, uid=f"topics/{topic.pk}")
    return _answered(request, Event.objects.visible_to(None).about(topic), listing, shape)


@feed_view
def person_feed(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    """Give where a person speaks."""
    person = Person.objects.called(slug).first()
    events = Event.objects.visible_to(None).with_person(person) if person else None
    if person is None or events is None or not events.listed().exists():
        raise Http404
    listing = Listing(title=person.name, page=person.url, uid=f"people/{person.pk}")
    return _answered(request, events, listing, shape)


def _answered(
    request: HttpRequest, events: EventQuerySet, listing: Listing, shape: str
) -> HttpResponse:
    """Answer with the feed that the query asks for; refuse a query that asks for nothing."""
    filters = FilterForm(_without_page(request), today=timezone.localdate())
    if filters.is_valid():
        return feed(request, events, listing, shape, filters)
    if renamed := _renamed_filters(request, filters):
        question = question_of({**request.GET.dict(), **renamed}.items())
        return led_to(request, path_of(listing.page, shape), question)
    complaints = (
        f"{filters.fields[name].label}: {error}\n"
        for name, errors in filters.errors.items()
        for error in errors
    )
    answer = HttpResponse("".join(complaints), status=400)
    answer["Content-Type"] = "text/plain; charset=utf-8"
    answer["Cache-Control"] = "no-store"
    return answer


def _without_page(request: HttpRequest) -> Any:
    """Return the query without the page: a feed has one."""
    said = request.GET.copy()
    said.pop("page", None)
    return said


def _renamed_filters(request: HttpRequest, filters: FilterForm) -> dict[str, str]:
    """Return {filter: the words of today} for what the query still calls by earlier words."""
    renamed = {}
    for name in SUBJECTS.keys() & filters.errors.keys():
        if words := _words_of_today(request.GET.get(name, ""), name):
            renamed[name] = words
    return renamed


def _led_to_new_words(request: HttpRequest, slug: str, name: str, path: str) -> HttpResponse:
    words = _words_of_today(slug, name)
    if not words:
        raise Http404
    return led_to(request, path.format(words))


def _words_of_today(words: str, name: str) -> str:
    """Return the words that stand now for what these once stood for; nothing without such."""
    earlier = Address.objects.at("units", words).first()
    if earlier is None or earlier.subject_kind != SUBJECTS[name]:
        return ""
    current = Address.objects.current_of("units", SUBJECTS[name], earlier.subject_id).first()
    return current.slug if current is not None and current.slug != words else ""

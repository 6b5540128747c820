"""The pages by which events are found: search, people, venues and topics."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse

from termcard.institutions.models import Venue
from termcard.lib.following import question_of
from termcard.lib.http import kept_answer, public_page, reader_of
from termcard.lib.showing import rendered
from termcard.people.models import Person
from termcard.programme import search
from termcard.programme.models import Event, Topic
from termcard.programme.querysets import EventQuerySet
from termcard.publishing.forms import SearchForm
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.hosts import Line, ledgers
from termcard.publishing.views.ledger import here_and_now, lines_by_date
from termcard.publishing.views.lists import followed, page_links
from termcard.publishing.views.times import answered, reader_zone

RESULTS_SHOWN = 25


def _listed(request: HttpRequest) -> EventQuerySet:
    events: EventQuerySet = Event.objects.visible_to(reader_of(request)).listed()
    return events


@public_page
def search_page(request: HttpRequest) -> HttpResponse:
    """Show what a search finds: what is to come first, then what was, the nearest match first."""
    form = SearchForm(request.GET)
    shown: dict[str, Any] = {"form": form, "today": here_and_now().date()}
    shown |= reader_zone(request, "q")
    if not form.is_valid():
        return kept_answer(request, rendered("publishing/search_page.html", shown), status=400)
    text = form.cleaned_data["q"]
    to_come, past = ranked(_listed(request), text)
    pages = Paginator([*to_come, *past], RESULTS_SHOWN)
    try:
        page = pages.page(form.cleaned_data["page"] or 1)
    except InvalidPage:
        return missing_page(request)
    asked = list(page.object_list)
    loaded = _listed(request).with_keys(asked).with_line().in_bulk()
    kept = [loaded[key] for key in asked if key in loaded]
    shown |= lines_by_date(kept, set(to_come), shown["today"])
    shown |= {"q": text, "count": pages.count, "page_links": page_links(request, page)}
    shown["is_cut"] = max(len(to_come), len(past)) >= search.MOST_FOUND
    shown |= followed("/search/", question_of([("q", text)]))
    return answered(request, "publishing/search_page.html", shown)


def ranked(events: EventQuerySet, text: str) -> tuple[list[int], list[int]]:
    """Return the keys of what is to come and of what was, best first, then the nearest."""
    if not text:
        return [], []
    now = here_and_now()
    to_come: list[tuple[float, int]] = []
    past: list[tuple[float, int]] = []
    for key, starts_at, ends_at in events.matching(text).moments():
        is_over = ends_at is not None and ends_at <= now
        away = abs((starts_at - now).total_seconds()) if starts_at else float("inf")
        (past if is_over else to_come).append((away, key))
    keys = [key for _, key in (*to_come, *past)]
    tiers = search.tiers(keys, search.wanted(text))
    ranked = (
        sorted(each, key=lambda one: (tiers.get(one[1], 2), *one)) for each in (to_come, past)
    )
    coming, over = ([key for _, key in each] for each in ranked)
    return coming, over


@public_page
def topic_index(request: HttpRequest) -> HttpResponse:
    """Show every topic that a listed event has, with how much there is to come."""
    counts = _listed(request).ending_after(here_and_now()).counted_by_topic()
    topics = Topic.objects.of_events(_listed(request)).in_order()
    shown = {"lines": [Line(topic, counts.get(topic.pk, 0)) for topic in topics]}
    return kept_answer(request, rendered("publishing/topic_index.html", shown))


@public_page
def topic_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what is on about a topic."""
    events = _listed(request)
    topic = Topic.objects.of_events(events).called(slug).first()
    if topic is None:
        return missing_page(request)
    shown = {"topic": topic, **reader_zone(request), **ledgers(events.about(topic))}
    shown |= followed(f"/topics/{topic.slug}/", "")
    return answered(request, "publishing/topic_page.html", shown)


@public_page
def venue_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a venue: where it is, how one gets in, and what is on there."""
    venue = Venue.objects.at(slug).first()
    if venue is None:
        return missing_page(request)
    shown = {"venue": venue, "place": venue.place(), **reader_zone(request)}
    shown |= ledgers(_listed(request).held_in(venue.pk))
    shown |= followed(f"/venues/{venue.slug}/", "")
    return answered(request, "publishing/venue_page.html", shown)


@public_page
def people_index(request: HttpRequest) -> HttpResponse:
    """Show the people of whom somebody has said which of the names printed are theirs."""
    counts = _listed(request).counted_by_person()
    people = Person.objects.with_keys(list(counts)).in_order()
    shown = {"lines": [Line(person, counts[person.pk]) for person in people]}
    return kept_answer(request, rendered("publishing/people_index.html", shown))


@public_page
def person_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show where a person speaks and spoke, with the affiliation printed each time."""
    person = Person.objects.called(slug).first()
    events = _listed(request).with_person(person) if person else None
    if person is None or events is None or not events.exists():
        return missing_page(request)
    shown = {"person": person, **reader_zone(request), **ledgers(events)}
    shown |= followed(f"/people/{person.slug}/", "")
    return answered(request, "publishing/person_page.html", shown)

"""What everybody may see, in JSON for programs: the same questions as the pages ask."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja import Field, Path, Query, Router, Schema

from termcard.announcements import documented
from termcard.announcements.announcement import AccessProvision, Announcement, Kind, Mode, OpenTo
from termcard.institutions.models import Organisation
from termcard.lib.http import kept_answer, led_to
from termcard.programme.models import Event, Series
from termcard.programme.models.nearness import subject_of
from termcard.programme.querysets import EventQuerySet
from termcard.publishing.forms import MOST_PAGES, FilterForm

EVENTS_ON_A_PAGE = 50
JSON_TYPE = "application/json"

router = Router(tags=["What is on"])


class Asked(Schema):
    """The filters of the pages; each may be left out."""

    kind: Kind | None = None
    host: str = Field("", description="A department or institute, by the word in its address")
    series: str = Field("", description="A series, by the word in its address")
    topic: str = Field("", description="A topic, by the word in its address")
    mode: Mode | None = None
    audience: OpenTo | None = None
    access: AccessProvision | None = None
    q: str = Field("", max_length=200, description="Words to look for; the last may be begun only")
    from_day: date | None = Field(None, alias="from", description="The first day, YYYY-MM-DD")
    to: date | None = Field(None, description="The last day, YYYY-MM-DD")
    page: int = Field(1, ge=1, le=MOST_PAGES, description="Which page of fifty events")


class EventsPage(Schema):
    """One page of events, in the order in which they begin."""

    count: int = Field(description="How many there are on all pages")
    page: int
    next: str | None = Field(description="The address of the next page")
    previous: str | None = Field(description="The address of the page before")
    events: list[Announcement]


class Host(Schema):
    """A department, an institute or an institution."""

    slug: str
    name: str
    url: str
    parent: str | None = Field(description="The slug of what it belongs to")


class SeriesTold(Schema):
    """A series of events."""

    slug: str
    title: str
    url: str
    host: str = Field(description="The slug of its host")


class Hosts(Schema):
    """All hosts, each before those that belong to it."""

    hosts: list[Host]


class AllSeries(Schema):
    """All series, by title."""

    series: list[SeriesTold]


class Complaint(Schema):
    """What is wrong with one part of a request."""

    loc: list[str | int]
    msg: str
    type: str = "value_error"


class Refusal(Schema):
    """Everything that is wrong with a request."""

    detail: list[Complaint]


class NotThere(Schema):
    """That nothing is there."""

    detail: str


@router.get(
    "/events",
    response={200: EventsPage, 404: NotThere, 422: Refusal},
    summary="The events that are to come, or go on in certain days",
    operation_id="list_events",
)
def list_events(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Give events with all that is told of them, fifty at a time.

    Without days they are those not over yet, and after them those of which nobody said when.
    """
    filters = FilterForm(request.GET, today=timezone.localdate())
    if not filters.is_valid():
        return _refused(filters)
    events = _found(filters)
    count, page = events.count(), asked.page
    first = (page - 1) * EVENTS_ON_A_PAGE
    if page > 1 and first >= count:
        return _missing("There is no such page.")
    shown = events.with_announcement()[first : first + EVENTS_ON_A_PAGE]
    told = {
        "count": count,
        "page": page,
        "next": _page_url(request, page + 1) if first + EVENTS_ON_A_PAGE < count else None,
        "previous": _page_url(request, page - 1) if page > 1 else None,
        "events": [documented.write(event.announcement()) for event in shown],
    }
    return _answer(request, told)


@router.get(
    "/events/{short_id}",
    response={200: Announcement, 301: None, 404: NotThere, 410: Announcement},
    summary="One event",
    operation_id="get_event",
)
def get_event(
    request: HttpRequest,
    short_id: Path[str],
) -> HttpResponse:
    """Give all that is told of an event; of one that was taken down only that it was."""
    events = Event.objects.visible_to(None).with_announcement()
    event = events.at(short_id).first() if short_id.isascii() and short_id.isalnum() else None
    if event is None:
        return _missing("There is no such event.")
    if event.merged_into_id:
        survivor = events.keyed(event.merged_into_id).first()
        if survivor is None:
            return _missing("There is no such event.")
        return led_to(request, request.path.replace(short_id, survivor.short_id))
    status = 410 if event.is_taken_down else 200
    return _answer(
        request,
        documented.write(event.announcement()),
        status=status,
        subjects=[subject_of(event.pk)],
    )


@router.get("/hosts", response=Hosts, summary="Departments and institutes")
def list_hosts(request: HttpRequest) -> HttpResponse:
    """Give every host, with where it stands among the others."""
    tree = list(Organisation.objects.in_tree_order())
    slugs: dict[int | None, str] = {each.pk: each.slug for each in tree}
    told = [
        {
            "slug": each.slug,
            "name": each.name,
            "url": settings.BASE_URL + each.get_absolute_url(),
            "parent": slugs.get(each.parent_id),
        }
        for each in tree
    ]
    return _answer(request, {"hosts": told})


@router.get("/series", response=AllSeries, summary="Series")
def list_series(request: HttpRequest) -> HttpResponse:
    """Give every series."""
    told = [
        {
            "slug": each.slug,
            "title": each.title,
            "url": settings.BASE_URL + each.get_absolute_url(),
            "host": each.host.slug,
        }
        for each in Series.objects.with_host().in_order()
    ]
    return _answer(request, {"series": told})


def _found(filters: FilterForm) -> EventQuerySet:
    events = filters.asked(Event.objects.visible_to(None).listed())
    if not filters.asks_for_days:
        return events.ending_after(timezone.now()).soonest_first()
    first, last = filters.days_asked_for()
    days = (first or filters.today, last)
    return events.with_keys(events.keys_between_days(*days)).soonest_first()


def _page_url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"{settings.BASE_URL}{request.path}?{query.urlencode()}"


def _answer(
    request: HttpRequest, told: dict[str, Any], *, status: int = 200, **standing: Any
) -> HttpResponse:
    content = json.dumps(told, ensure_ascii=False)
    answer = kept_answer(
        request, content, content_type=JSON_TYPE, status=status, is_for_all=True, **standing
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _refused(filters: FilterForm) -> HttpResponse:
    wrong = [
        {"loc": ["query", name], "msg": str(error), "type": "value_error"}
        for name, errors in filters.errors.items()
        for error in errors
    ]
    return _unkept({"detail": wrong}, 422)


def _missing(words: str) -> HttpResponse:
    return _unkept({"detail": words}, 404)


def _unkept(told: dict[str, Any], status: int) -> HttpResponse:
    answer = JsonResponse(told, status=status)
    answer["Cache-Control"] = "no-store"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer

"""What is on, and what was."""

from __future__ import annotations

from typing import Any

from django.core.paginator import InvalidPage, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from termcard.institutions.models import Organisation
from termcard.lib.following import question_of, ways_to_follow
from termcard.lib.http import kept_answer, public_page, reader_of
from termcard.lib.showing import rendered
from termcard.programme.models import Event, Session
from termcard.publishing.forms import FilterForm, YearForm
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import LONGEST_LIST, here_and_now, in_days, undated
from termcard.publishing.views.times import answered, reader_zone


@public_page
def what_is_on(request: HttpRequest) -> HttpResponse:
    """Show what is to come, by day, as far as the filters in the address let it."""
    now = here_and_now()
    filters = FilterForm(request.GET, today=now.date())
    shown: dict[str, Any] = {"filters": filters, "today": now.date(), "days": [], "count": 0}
    shown |= reader_zone(request)
    if not filters.is_valid():
        return kept_answer(request, rendered("publishing/what_is_on.html", shown), status=400)
    events = filters.asked(Event.objects.visible_to(reader_of(request)).listed())
    asked = events if filters.asks_for_days else events.still_to_end(now)
    sittings = filters.within(Session.objects.of_events(asked), now).with_announcement()
    pages = Paginator(sittings.in_order(), LONGEST_LIST)
    try:
        page = pages.page(filters.cleaned_data["page"] or 1)
    except InvalidPage:
        return missing_page(request)
    shown["days"] = in_days(page.object_list, today=filters.first_day)
    if page.number == 1 and not filters.asks_for_days:
        shown["undated"] = undated(events)
    count = pages.count + len(shown.get("undated", ()))
    shown |= {"count": count, "page_links": page_links(request, page)}
    shown |= followed("/", question_of(filters.said()))
    return _led_to_begin(request, shown) or answered(request, "publishing/what_is_on.html", shown)


def _led_to_begin(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse | None:
    """Lead an operator on where there is no institution yet; others are told that."""
    if shown["count"] or Organisation.objects.exists():
        return None
    reader = reader_of(request)
    if reader is not None and reader.is_operator:
        return redirect("first_run")
    shown["empty_words"] = "Nothing is here yet."
    return None


def followed(page: str, question: str) -> dict[str, Any]:
    """Return the ways to follow a listing, and the page that says how."""
    query = f"?{question}" if question else ""
    return {"ways": ways_to_follow(page, question), "follow_url": f"/follow/{query}"}


def page_links(request: HttpRequest, page: Any) -> dict[str, str]:
    """Return the addresses of the pages before and after this one; empty where there is none."""

    def leading_to(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    return {
        "previous_url": leading_to(page.number - 1) if page.has_previous() else "",
        "next_url": leading_to(page.number + 1) if page.has_next() else "",
    }


@public_page
def past_page(request: HttpRequest) -> HttpResponse:
    """Show what was, one year at a time, the latest first."""
    now = here_and_now()
    form = YearForm(request.GET)
    shown: dict[str, Any] = {"form": form, "today": now.date(), "days": []}
    shown |= reader_zone(request, "year")
    if not form.is_valid():
        return kept_answer(request, rendered("publishing/past.html", shown), status=400)
    events = Event.objects.visible_to(reader_of(request)).listed().over_by(now)
    sittings = Session.objects.of_events(events)
    years = sittings.years()
    year = form.cleaned_data["year"] or (years[0][0] if years else now.year)
    in_year = sittings.starting_in(year).latest_first().with_announcement()
    pages = Paginator(in_year, LONGEST_LIST)
    try:
        page = pages.page(form.cleaned_data["page"] or 1)
    except InvalidPage:
        return missing_page(request)
    shown |= {"years": years, "year": year, "days": in_days(page.object_list)}
    shown["page_links"] = page_links(request, page)
    shown |= followed("/", f"from={year:04}-01-01&to={year:04}-12-31")
    return answered(request, "publishing/past.html", shown)

"""The page that makes the address of a feed, and says how to subscribe to it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from termcard.lib.following import question_of, ways_to_follow
from termcard.lib.http import kept_answer, public_page
from termcard.lib.showing import rendered
from termcard.publishing.forms import FilterForm


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One address to copy."""

    shape: str
    name: str
    url: str


@public_page
def follow_page(request: HttpRequest) -> HttpResponse:
    """Show the addresses of the feed that the sentence asks for, and what to do with them."""
    filters = FilterForm(request.GET, today=timezone.localdate())
    if not filters.is_valid():
        page = rendered("publishing/subscribe.html", {"filters": filters})
        return kept_answer(request, page, status=400)
    page_path, question = _listing_of(filters)
    offers = [
        Offer(shape=way.shape, name=way.name, url=settings.BASE_URL + way.url)
        for way in ways_to_follow(page_path, question)
    ]
    calendar = offers[0].url
    shown = {
        "filters": filters,
        "offers": offers,
        "calendar_address": calendar,
        "webcal_address": f"webcal://{calendar.partition('://')[2]}",
        "google_address": _in_google(calendar),
        "is_everything": not question and page_path == "/",
        "ways": ways_to_follow(page_path, question),
    }
    return kept_answer(request, rendered("publishing/subscribe.html", shown))


def _listing_of(filters: FilterForm) -> tuple[str, str]:
    """Return (the page, the rest of the question): a series or host has an address of its own."""
    said = dict(filters.said())
    for name, place in (("series", "/series/"), ("host", "/hosts/")):
        if slug := said.get(name):
            rest = {other: value for other, value in said.items() if other != name}
            return f"{place}{slug}/", question_of(rest.items())
    return "/", question_of(said.items())


def _in_google(calendar: str) -> str:
    """Return the address at which Google Calendar asks whether to add a calendar."""
    address = f"webcal://{calendar.partition('://')[2]}"
    return f"https://calendar.google.com/calendar/r?cid={quote(address, safe='')}"

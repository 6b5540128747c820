"""The lists of public addresses that search engines read (sitemaps.org), in files of even size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from termcard.announcements.channel import in_rfc3339
from termcard.institutions.models import Organisation
from termcard.lib.http import kept_answer, public_page
from termcard.programme.models import Event, Series

# A file may hold 50,000 addresses and 50 MB; these are read in one breath.
KEYS_IN_A_FILE = 10_000
PAGES = ("what_is_on", "past_page", "host_index", "series_index")
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """List the files: one of the pages, and as many of events as there are."""
    last = Event.objects.visible_to(None).listed().last_key()
    paths = [reverse("sitemap_of_pages")]
    if last:
        files = range(1 + last // KEYS_IN_A_FILE)
        paths += [reverse("sitemap_of_events", args=[number]) for number in files]
    return _answered(request, "sitemapindex", "sitemap", ((path, None) for path in paths))


@public_page
def sitemap_of_pages(request: HttpRequest) -> HttpResponse:
    """List the pages that gather events."""
    rows = [*Organisation.objects.in_order(), *Series.objects.in_order()]
    paths = [*map(reverse, PAGES), *(row.get_absolute_url() for row in rows)]
    return _answered(request, "urlset", "url", ((path, None) for path in paths))


@public_page
def sitemap_of_events(request: HttpRequest, number: int) -> HttpResponse:
    """List events that stand in lists, with when each last changed."""
    events = Event.objects.visible_to(None).listed()
    first = number * KEYS_IN_A_FILE
    if first > events.last_key():
        raise Http404
    held = events.keyed_between(first, first + KEYS_IN_A_FILE - 1)
    told = ((event.get_absolute_url(), event.changed_at) for event in held.iterator())
    return _answered(request, "urlset", "url", told)


def _answered(
    request: HttpRequest, root: str, each: str, places: Iterable[tuple[str, datetime | None]]
) -> HttpResponse:
    top = ElementTree.Element(root, {"xmlns": _SPACE})
    for path, changed_at in places:
        place = ElementTree.SubElement(top, each)
        ElementTree.SubElement(place, "loc").text = settings.BASE_URL + path
        if changed_at:
            ElementTree.SubElement(place, "lastmod").text = in_rfc3339(changed_at)
    content = ElementTree.tostring(top, encoding="utf-8", xml_declaration=True)
    return kept_answer(request, content, content_type="application/xml; charset=utf-8")

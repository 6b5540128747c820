"""Shows a draft, by a link that an organiser made, as it will be to a person without an account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from termcard.lib.http import FOR_ONE
from termcard.lib.showing import rendered
from termcard.programme.models import Event, PreviewLink
from termcard.publishing.views.ledger import mark_of
from termcard.publishing.views.related import around
from termcard.publishing.views.times import reader_zone


def preview_page(request: HttpRequest, address: str) -> HttpResponse | None:
    """Return the page of the draft that the token in the question opens; None if it opens none.

    It is kept by nobody, named to no other site and found by no robot. What everybody sees
    meanwhile is led to under its own address, without the token.
    """
    token, short_id = request.GET.get("preview", ""), address.partition("-")[0]
    link = PreviewLink.objects.opening(token, short_id, timezone.now()).first() if token else None
    if link is None:
        return None
    event = link.event_as_it_stands()
    if Event.objects.visible_to(None).keyed(event.pk).exists():
        answer: HttpResponse = redirect(event)
    else:
        shown = {**_shown(event), **reader_zone(request)}
        answer = HttpResponse(rendered("publishing/event_page.html", shown))
    answer["Cache-Control"] = FOR_ONE
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


def _shown(event: Event) -> dict[str, Any]:
    """Return what the page of an event shows, as a stranger will see it, without other shapes."""
    return {
        "announcement": event.announcement(),
        "mark": mark_of(event),
        "is_unlisted": True,
        "is_preview": True,
        "venue_url": event.shown_venue.url if event.shown_venue else "",
        **around(event, None).shown,
    }

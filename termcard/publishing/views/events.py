"""An event's page and the other shapes in which it can be taken away."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from termcard.announcements import documented, jsonld, text
from termcard.announcements.announcement import Announcement
from termcard.announcements.icalendar import writer
from termcard.institutions.models import dress_of
from termcard.lib.http import kept_answer, led_to, public_page, reader_of
from termcard.lib.showing import rendered, share_image
from termcard.programme.models import Event
from termcard.programme.models.nearness import subject_of
from termcard.publishing.views.discovery import discoverable
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import host_of, mark_of
from termcard.publishing.views.previews import preview_page
from termcard.publishing.views.related import LONGEST, around
from termcard.publishing.views.times import answered, reader_zone
from termcard.publishing.views.updates import latest_update
from termcard.records.models import Address


def find_event(
    request: HttpRequest, address: str, name: str
) -> tuple[Event | None, HttpResponse | None]:
    """Return (the event at an address, None), or (None, the answer that leads elsewhere).

    The short id decides; other words lead to the right ones, and so do addresses of old.
    What was taken down is gone at every one of them.
    """
    events = Event.objects.visible_to(reader_of(request)).with_announcement()
    event = events.at(address.partition("-")[0]).first()
    if event is None:
        led = Address.objects.at("events", address).first()
        event = events.keyed(led.subject_id).first() if led else None
    if event is not None and event.merged_into_id:
        event = events.keyed(event.merged_into_id).first()
    if event is None:
        return None, missing_page(request)
    if event.address == address or event.is_taken_down:
        return event, None
    return None, led_to(request, reverse(name, args=[event.address]))


def shown_to_robots(event: Event, answer: HttpResponse) -> HttpResponse:
    """Return the answer; what only those find who know its address asks robots to stay away."""
    if event.is_unlisted:
        answer["X-Robots-Tag"] = "noindex"
    return answer


def alone(event: Event) -> dict[str, Any]:
    """Return what keeps an answer that shows nothing but this event, whatever the day."""
    return {"subjects": [subject_of(event.pk)], "until": timezone.now() + LONGEST}


def _shapes(request: HttpRequest, event: Event) -> dict[str, str]:
    """Return the addresses of the other shapes in which an event can be taken away."""
    urls = {
        f"{name}_url": reverse(f"event_{name}", args=[event.address])
        for name in ("calendar", "text", "json")
    }
    if _is_for_strangers(request, event):
        urls["poster_url"] = reverse("event_poster", args=[event.address])
    return {**urls, "share_image": _picture(request, event)}


def _is_for_strangers(request: HttpRequest, event: Event) -> bool:
    """Say whether somebody who sees an event is, or may be, a stranger: they have its poster."""
    if reader_of(request) is None:
        return True
    return Event.objects.visible_to(None).keyed(event.pk).exists()


def _picture(request: HttpRequest, event: Event) -> str:
    """Return the address of the picture that stands for an event elsewhere."""
    if not _is_for_strangers(request, event):
        return share_image()
    return settings.BASE_URL + reverse("share_card", args=[event.address])


@public_page
def event_page(request: HttpRequest, address: str) -> HttpResponse:
    """Show an event; answer that it is gone when it was taken down."""
    if "preview" in request.GET and (previewed := preview_page(request, address)):
        return previewed
    event, elsewhere = find_event(request, address, "event_page")
    if event is None:
        return elsewhere or missing_page(request)
    told = event.announcement()
    if event.is_taken_down:
        gone = rendered("publishing/gone.html", {"announcement": told})
        return kept_answer(request, gone, status=410, **alone(event))
    beside = around(event, reader_of(request))
    shown = {
        "jsonld": jsonld.dump(told, image=_picture(request, event)),
        **_shapes(request, event),
        **_of_the_event(event, told),
        **beside.shown,
        **reader_zone(request),
    }
    standing = {"subjects": beside.subjects, "until": beside.until}
    answer = answered(request, "publishing/event_page.html", shown, **standing)
    return discoverable(shown_to_robots(event, answer), event.get_absolute_url())


def _of_the_event(event: Event, told: Announcement) -> dict[str, Any]:
    return {
        "announcement": told,
        "mark": mark_of(event),
        "dress": dress_of(host_of(event)),
        "is_unlisted": event.is_unlisted,
        "update": latest_update(event),
        "enquiry_url": told.enquiry_url,
        "topic_links": event.topics.all() if not event.is_unlisted else (),
        "venue_url": event.shown_venue.url if event.shown_venue else "",
    }


@public_page
def event_calendar(request: HttpRequest, address: str) -> HttpResponse:
    """Give an event as iCalendar; a tombstone when it was taken down."""
    event, elsewhere = find_event(request, address, "event_calendar")
    if event is None:
        return elsewhere or missing_page(request)
    answer = kept_answer(
        request,
        writer.write([event.announcement()]),
        content_type="text/calendar; charset=utf-8",
        changed_at=event.changed_at,
        **alone(event),
    )
    answer["Content-Disposition"] = f'attachment; filename="{event.address}.ics"'
    return shown_to_robots(event, answer)


@public_page
def event_json(request: HttpRequest, address: str) -> HttpResponse:
    """Give an event as our documented object."""
    event, elsewhere = find_event(request, address, "event_json")
    if event is None:
        return elsewhere or missing_page(request)
    content = json.dumps(documented.write(event.announcement()), ensure_ascii=False, indent=1)
    answer = kept_answer(
        request,
        content,
        content_type="application/json",
        changed_at=event.changed_at,
        status=410 if event.is_taken_down else 200,
        **alone(event),
    )
    return shown_to_robots(event, answer)


@public_page
def event_text(request: HttpRequest, address: str) -> HttpResponse:
    """Give an event as plain text."""
    event, elsewhere = find_event(request, address, "event_text")
    if event is None:
        return elsewhere or missing_page(request)
    answer = kept_answer(
        request,
        text.write(event.announcement()),
        content_type="text/plain; charset=utf-8",
        changed_at=event.changed_at,
        status=410 if event.is_taken_down else 200,
        **alone(event),
    )
    return shown_to_robots(event, answer)

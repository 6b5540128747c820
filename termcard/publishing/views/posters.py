"""An event's poster and its share card: the same for everybody, of what a stranger may see."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from termcard.institutions.models import Organisation, dress_of
from termcard.lib.http import kept_answer, led_to, public_page
from termcard.lib.showing import rendered
from termcard.programme.models import Event
from termcard.publishing.forms import PosterForm
from termcard.publishing.views.dressed_sheets import dressed
from termcard.publishing.views.events import alone, shown_to_robots
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import host_of, mark_of
from termcard.publishing.views.printing import event_told, poster_told
from termcard.publishing.views.typeset import typeset_answer
from termcard.records.models import Address


def _public_event(
    request: HttpRequest, address: str, name: str
) -> tuple[Event | None, HttpResponse | None]:
    """Return (the event at an address, None), or (None, the answer that leads elsewhere)."""
    events = Event.objects.visible_to(None).with_announcement()
    event = events.at(address.partition("-")[0]).first()
    if event is None:
        led = Address.objects.at("events", address).first()
        event = events.keyed(led.subject_id).first() if led else None
    if event is not None and event.merged_into_id:
        event = events.keyed(event.merged_into_id).first()
    if event is None:
        return None, missing_page(request)
    if event.is_taken_down:
        gone = rendered("publishing/gone.html", {"announcement": event.announcement()})
        return None, kept_answer(request, gone, status=410, **alone(event))
    if event.address == address:
        return event, None
    return None, led_to(request, reverse(name, args=[event.address]))


@public_page
def event_poster(request: HttpRequest, address: str) -> HttpResponse:
    """Give an event as a poster, on the paper and in the design that are asked for."""
    event, elsewhere = _public_event(request, address, "event_poster")
    if event is None:
        return elsewhere or missing_page(request)
    form = PosterForm(request.GET)
    if not form.is_valid():
        return missing_page(request)
    told = poster_told(
        event.announcement(),
        mark_of(event),
        institution=Organisation.objects.speaking_name(),
        paper=form.cleaned_data["paper"] or "a4",
        design=form.cleaned_data["design"] or "ledger",
    )
    worn = dressed(told, dress_of(host_of(event)))
    answer = typeset_answer(
        request, "poster.typ", worn, "pdf", name=event.address, changed_at=event.changed_at
    )
    return shown_to_robots(event, answer)


@public_page
def share_card(request: HttpRequest, address: str) -> HttpResponse:
    """Give an event as a picture of 1200 by 630 pixels, for where its address is shared."""
    event, elsewhere = _public_event(request, address, "share_card")
    if event is None:
        return elsewhere or missing_page(request)
    told = event_told(event.announcement(), mark_of(event))
    worn = dressed(told, dress_of(host_of(event)))
    answer = typeset_answer(
        request,
        "share_card.typ",
        worn,
        "png",
        name=event.address,
        changed_at=event.changed_at,
        **alone(event),
    )
    return shown_to_robots(event, answer)

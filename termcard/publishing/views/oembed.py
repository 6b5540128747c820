"""Tells other sites how to show an event, a host or a series of ours in a page (oEmbed 1.0)."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html

from termcard.announcements.wording import when_line
from termcard.design.templatetags.announced import place_words, state_word
from termcard.institutions.models import Organisation
from termcard.lib.http import kept_answer, public_page
from termcard.programme.models import Event, Series
from termcard.publishing.forms import OEmbedForm
from termcard.publishing.views.events import alone
from termcard.publishing.views.faults import missing_page

FRAME = (640, 640)
PICTURE = (1200, 630)


@public_page
def oembed(request: HttpRequest) -> HttpResponse:
    """Describe the page at an address of ours; of others, and of what is hidden, there is nothing.

    Of the two formats there is JSON (section 2.3.4.1: 501 for the other).
    """
    if request.GET.get("format", "json") != "json":
        return HttpResponse("Only JSON is given.\n", content_type="text/plain", status=501)
    form = OEmbedForm(request.GET)
    told, standing = _told(form) if form.is_valid() else (None, {})
    if told is None:
        return missing_page(request)
    content = json.dumps(told, ensure_ascii=False)
    answer = kept_answer(
        request, content, content_type="application/json", is_for_all=True, **standing
    )
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _told(form: OEmbedForm) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """Return (what is told of the page asked for, how long that stands)."""
    parts = urlsplit(form.cleaned_data["url"])
    if parts.netloc != urlsplit(settings.BASE_URL).netloc:
        return None, {}
    try:
        match = resolve(parts.path)
    except Resolver404:
        return None, {}
    if match.url_name == "event_page":
        return _event_told(match.kwargs["address"])
    if match.url_name == "host_page":
        host = Organisation.objects.called(match.kwargs["slug"]).first()
        return (_list_told(host.name, "host", host.slug, form) if host else None), {}
    if match.url_name == "series_page":
        series = Series.objects.called(match.kwargs["slug"]).first()
        return (_list_told(series.title, "series", series.slug, form) if series else None), {}
    return None, {}


def _about(title: str) -> dict[str, Any]:
    institution = Organisation.objects.speaking_name()
    provider = {"provider_name": institution or "Termcard", "provider_url": f"{settings.BASE_URL}/"}
    return {"version": "1.0", "type": "rich", "title": title, **provider}


def _event_told(address: str) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    events = Event.objects.visible_to(None).with_announcement()
    event = events.at(address.partition("-")[0]).first()
    if event is None or event.is_taken_down or event.merged_into_id:
        return None, {}
    told = event.announcement()
    when = when_line(told.sessions[0]) if told.sessions else "Date to be announced"
    said = (state_word(told), when, place_words(told))
    html = format_html(
        '<blockquote><p><a href="{}">{}</a></p><p>{}</p></blockquote>',
        told.url,
        told.heading(),
        ". ".join(words for words in said if words),
    )
    picture = settings.BASE_URL + reverse("share_card", args=[event.address])
    thumbnail = dict(zip(("thumbnail_width", "thumbnail_height"), PICTURE, strict=True))
    shown = {"html": html, "width": FRAME[0], "height": None, "thumbnail_url": picture}
    return {**_about(told.heading()), **shown, **thumbnail}, alone(event)


def _list_told(title: str, of: str, slug: str, form: OEmbedForm) -> dict[str, Any]:
    width, height = form.within(*FRAME)
    address = f"{settings.BASE_URL}{reverse('embedded_list')}?{urlencode({of: slug})}"
    html = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        address,
        title,
        width,
        height,
    )
    return {**_about(title), "html": html, "width": width, "height": height}

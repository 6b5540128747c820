"""Lists of events to stand on another site's page: in a frame, by a script, or copied in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp_replace
from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_exempt

from termcard.institutions.models import Dress, Organisation, dress_of
from termcard.lib.http import kept_answer, public_page
from termcard.lib.showing import rendered
from termcard.programme.models import Event, Session
from termcard.publishing.forms import EmbedForm
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.ledger import here_and_now, in_days

SCRIPT = "publishing/embed.js"


def _listed(request: HttpRequest) -> tuple[EmbedForm, dict[str, Any]]:
    """Return the form of what is asked for, and what is to be shown of it."""
    now = here_and_now()
    form = EmbedForm(request.GET, today=now.date())
    shown: dict[str, Any] = {"filters": form, "today": now.date(), "days": []}
    shown["base_url"] = settings.BASE_URL
    if form.is_valid():
        events = form.asked(Event.objects.visible_to(None).listed())
        sittings = form.within(Session.objects.of_events(events), now).with_announcement()
        chosen = sittings.in_order()[: form.most]
        shown["days"] = in_days(chosen, today=form.first_day)
        shown["dress"] = _dress(form)
        question = urlencode(form.said())
        shown["whole_url"] = f"{settings.BASE_URL}/{'?' if question else ''}{question}"
    return form, shown


def _dress(form: EmbedForm) -> Dress | None:
    """Return what a list wears: of a host or a series its look, else that of the institution."""
    series = form.cleaned_data.get("series")
    host = form.cleaned_data.get("host") or (series.host if series else None)
    return dress_of(host or Organisation.objects.speaking())


@public_page
@csp_replace({"frame-src": [SELF]})
def embed_builder(request: HttpRequest) -> HttpResponse:
    """Show what to put on a page of one's own, and how it looks there."""
    form, shown = _listed(request)
    if not form.is_valid():
        return kept_answer(request, rendered("publishing/embed_builder.html", shown), status=400)
    question = urlencode(form.asked_to_embed())
    query = f"?{question}" if question else ""
    frame = settings.BASE_URL + reverse("embedded_list") + query
    shown |= {
        "preview_url": reverse("embedded_list") + query,
        "frame": format_html(
            '<iframe src="{}" title="Events" width="100%" height="640" loading="lazy"></iframe>',
            frame,
        ),
        "element": format_html(
            '<script src="{}" defer></script>\n'
            '<termcard-events from="{}"><a href="{}">Events</a></termcard-events>',
            settings.BASE_URL + reverse("embed_script"),
            settings.BASE_URL + reverse("embedded_piece") + query,
            shown["whole_url"],
        ),
        "piece_url": settings.BASE_URL + reverse("embedded_piece") + query,
    }
    return kept_answer(request, rendered("publishing/embed_builder.html", shown), is_for_all=True)


@public_page
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})
def embedded_list(request: HttpRequest) -> HttpResponse:
    """Show a list that may stand in a frame of any page."""
    form, shown = _listed(request)
    page = rendered("publishing/embedded_list.html", shown)
    answer = kept_answer(request, page, status=200 if form.is_valid() else 400, is_for_all=True)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public_page
def embedded_piece(request: HttpRequest) -> HttpResponse:
    """Give a list as a piece of a page, without styles or scripts, for other sites to put in."""
    form, shown = _listed(request)
    if not form.is_valid():
        return missing_page(request)
    answer = kept_answer(
        request, rendered("publishing/embedded_piece.html", shown), is_for_all=True
    )
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@public_page
def embed_script(request: HttpRequest) -> HttpResponse:
    """Give the script that puts a list in a page, at an address that stays."""
    with open(str(finders.find(SCRIPT)), encoding="utf-8") as script:
        content = script.read()
    answer = kept_answer(
        request, content, content_type="text/javascript; charset=utf-8", is_for_all=True
    )
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer

"""The page at which a steward says how a unit looks, and sees it before it is so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.institutions.actions import dress_organisation, keep_logo
from termcard.institutions.forms import ThemeForm
from termcard.institutions.models import Dress, Organisation, dress_of
from termcard.institutions.rules import may_dress
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.publishing.views import samples


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit_look(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how a unit looks; show what else it might look like, or let it look so."""
    organisation = Organisation.objects.called(slug).first()
    if organisation is None or not may_dress(account_of(request), organisation):
        raise Http404
    if request.method != "POST":
        form = ThemeForm(organisation=organisation)
        return render(request, "publishing/unit_look.html", _shown(form, dress_of(organisation)))
    form = ThemeForm(request.POST, request.FILES, organisation=organisation)
    if not form.is_valid():
        shown = _shown(form, dress_of(organisation))
        return render(request, "publishing/unit_look.html", shown, status=400)
    if "look" in request.POST:
        return _looked(request, form)
    dress_organisation(organisation, by=account_of(request), **form.said())
    messages.info(request, f"{organisation} looks like this now.")
    return redirect("unit_look", slug)


def _looked(request: HttpRequest, form: ThemeForm) -> HttpResponse:
    """Show what is asked for and not yet so; a picture that was sent need not be sent again."""
    looked = ""
    if logo := form.said()["logo"]:
        keep_logo(logo)
        looked = logo.name
    shown = {**_shown(form, form.dress()), "looked": looked, "is_preview": True}
    return render(request, "publishing/unit_look.html", shown)


def _shown(form: ThemeForm, dress: Dress | None) -> dict[str, Any]:
    return {
        "form": form,
        "organisation": form.organisation,
        "dress": dress,
        "grounds": ["by-day", "by-night"],
        "moved": samples.STATES["Moved"],
        "looked": form.data.get("looked", "") if form.is_bound else "",
    }

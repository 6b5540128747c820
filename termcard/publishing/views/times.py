"""Shows times also in the zone that the address names, and keeps it in the addresses of a page."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from termcard.lib.http import kept_answer
from termcard.lib.showing import rendered
from termcard.publishing.forms import ZoneForm


def reader_zone(request: HttpRequest, *kept: str) -> dict[str, Any]:
    """Return the zone that is asked for, the form that asks for it, and the query that keeps it.

    `kept` are the parameters that the form sends along, as they stand in the address. The form
    is long: it is shown to whoever follows a link to it.
    """
    form = ZoneForm(request.GET)
    zone = form.cleaned_data["zone"] if form.is_valid() else ""
    query = f"?{urlencode({'zone': zone})}" if zone else ""
    along = [(name, request.GET[name]) for name in kept if request.GET.get(name)]
    return {
        "zone_form": form,
        "reader_zone": zone,
        "zone_query": query,
        "zone_more": query.replace("?", "&"),
        "zone_along": along,
        "zone_is_asked": "zone" in request.GET,
        "zone_link": f"?{urlencode([*along, ('zone', '')])}#zone",
    }


def answered(
    request: HttpRequest, template: str, shown: dict[str, Any], **standing: Any
) -> HttpResponse:
    """Answer with a page that shows times; refuse a zone that there is not, and say so on it.

    `standing` may say which `subjects` it shows, and `until` when, as to `kept_answer`.
    """
    status = 400 if shown["zone_form"].errors else 200
    return kept_answer(request, rendered(template, shown), status=status, **standing)

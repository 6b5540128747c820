"""The style sheets and pictures of themes, at addresses that say what is there for ever."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from termcard.institutions.actions import kept_logo
from termcard.institutions.models import Dress
from termcard.lib.http import kept_answer, public_page
from termcard.publishing.views.faults import missing_page
from termcard.publishing.views.related import LONGEST

FOR_EVER = "public, max-age=31536000, immutable"
_SHEET = re.compile(r"([0-9a-f]{6})-([0-9a-f]{6})-[0-9a-f]{8}")
_PICTURE = re.compile(r"[0-9a-f]{24}")


@public_page
def theme_sheet(request: HttpRequest, name: str) -> HttpResponse:
    """Give the style sheet of two colours; of another edition than ours it does not stay."""
    found = _SHEET.fullmatch(name)
    if found is None:
        return missing_page(request)
    dress = Dress(accent_day=f"#{found[1]}", accent_night=f"#{found[2]}")
    is_ours = dress.sheet_name == name
    return _kept(request, dress.sheet, "text/css; charset=utf-8", is_for_ever=is_ours)


@public_page
def theme_logo(request: HttpRequest, name: str) -> HttpResponse:
    """Give a logo as it was drawn."""
    logo = kept_logo(name) if _PICTURE.fullmatch(name) else None
    if logo is None:
        return missing_page(request)
    return _kept(request, logo.content, "image/png", is_for_ever=True)


def _kept(
    request: HttpRequest, content: bytes | str, content_type: str, *, is_for_ever: bool
) -> HttpResponse:
    until = timezone.now() + LONGEST
    standing: dict[str, Any] = {"is_for_all": True, "subjects": ["theme"], "until": until}
    answer = kept_answer(request, content, content_type=content_type, **standing)
    if is_for_ever:
        answer["Cache-Control"] = FOR_EVER
    return answer

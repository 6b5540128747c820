"""Lets other sites find what is told of a page (oEmbed 1.0, section 4)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse


def discoverable(answer: HttpResponse, path: str) -> HttpResponse:
    """Return a page with a header that leads to what is told of it; its bytes stay as they are."""
    question = urlencode({"url": settings.BASE_URL + path})
    address = f"{settings.BASE_URL}{reverse('oembed')}?{question}"
    answer["Link"] = f'<{address}>; rel="alternate"; type="application/json+oembed"'
    return answer

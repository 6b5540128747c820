"""Answers that caches can hold: entity tags, conditions, and who is reading without a session."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponsePermanentRedirect,
)
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.module_loading import import_string
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from termcard.lib.pagecache import KEEPING, LISTINGS, Keeping
from termcard.lib.policies import Policy, View, allows

FOR_EVERYBODY = "public, no-cache"
FOR_ONE = "private, no-store"


def reader_of(request: HttpRequest) -> Any:
    """Return the account that reads, or None for a stranger; a stranger starts no session."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user = request.user
    return user if user.is_authenticated else None


def account_of(request: HttpRequest) -> Any:
    """Return the account that is signed in, at an address that allows nobody else."""
    return request.user


def same_origin(request: HttpRequest) -> bool:
    """Say whether a form was sent from a page of ours, as browsers tell (Fetch, Origin header)."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"


def public_page(view: View) -> View:
    """Declare a view that anybody may read and nobody may write to: others than GET answer 405."""
    return allows(Policy.ANYONE)(csrf_exempt(require_safe(view)))


def led_to(request: HttpRequest, path: str, question: str | None = None) -> HttpResponse:
    """Lead for ever to the path where something stands now, with the same query or another.

    Caches ask again each time: what moved may move back, and a redirect kept of each move
    would lead round in a circle.
    """
    asked = request.GET.urlencode() if question is None else question
    response = HttpResponsePermanentRedirect(f"{path}?{asked}" if asked else path)
    _say_who_may_keep(request, response)
    may_stand(request)
    return response


def _say_who_may_keep(
    request: HttpRequest, response: HttpResponse, *, is_for_all: bool = False
) -> None:
    if is_for_all:
        response["Cache-Control"] = FOR_EVERYBODY
        return
    response["Cache-Control"] = FOR_EVERYBODY if reader_of(request) is None else FOR_ONE
    patch_vary_headers(response, ["Cookie"])


def may_stand(
    request: HttpRequest, subjects: Iterable[str] = (LISTINGS,), until: datetime | None = None
) -> None:
    """Say what an answer shows and until when it stands, where somebody would keep it.

    Without `until` it is the moment that the function named by the setting NEXT_TURN returns:
    when time alone changes any listing.
    """
    keeping: Keeping | None = request.META.get(KEEPING)
    if keeping is not None:
        keeping.subjects = frozenset(subjects)
        keeping.until = until or import_string(settings.NEXT_TURN)(keeping.begun)


def kept_answer(
    request: HttpRequest,
    content: bytes | str,
    *,
    content_type: str = "text/html; charset=utf-8",
    changed_at: datetime | None = None,
    status: int = 200,
    is_for_all: bool = False,
    subjects: Iterable[str] = (LISTINGS,),
    until: datetime | None = None,
) -> HttpResponse:
    """Answer a GET with an entity tag of the bytes; 304 when the reader has them (RFC 9110, 13).

    `changed_at` becomes Last-Modified, in UTC. Answers to strangers may be held by any cache
    that asks again each time; answers to somebody signed in by none, unless `is_for_all` says
    that the bytes are the same whoever asks.

    What is for everybody may be kept until something happens to one of its `subjects`, and no
    longer than `until`, when time alone changes it: without that, when it changes any listing.
    """
    response = HttpResponse(content, content_type=content_type, status=status)
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    if changed_at is not None:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    _say_who_may_keep(request, response, is_for_all=is_for_all)
    may_stand(request, subjects, until)
    if status != 200:
        return response
    stamp = int(changed_at.timestamp()) if changed_at else None
    answer = get_conditional_response(request, response["ETag"], stamp, response)
    kept = answer if isinstance(answer, HttpResponse) else response
    if isinstance(kept, HttpResponseNotModified):
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
            if name in response:
                kept[name] = response[name]
    return kept

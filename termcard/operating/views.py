"""Says whether the installation is well."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from termcard.lib.http import public_page


@public_page
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process is alive."""
    return _said("alive\n")


@public_page
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _said("the database does not answer\n", status=503)
    return _said("ready\n")


@public_page
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Let robots read what is public, and leave the desks alone."""
    desks = ("/organise/", "/operate/", "/account/", "/signin/")
    lines = ["User-agent: *", *(f"Disallow: {desk}" for desk in desks)]
    return _said("\n".join([*lines, ""]))


def _said(words: str, status: int = 200) -> HttpResponse:
    answer = HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
    answer["Cache-Control"] = "no-store"
    return answer

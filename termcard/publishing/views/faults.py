"""The pages for what is not there, not allowed, not understood, or broken."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def missing_page(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that nothing is there; the same bytes whatever was asked for."""
    return _said("404.html", 404)


def forbidden_page(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that this reader may not."""
    return _said("403.html", 403)


def refused_page(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that the request was not understood."""
    return _said("400.html", 400)


def broken_page(request: HttpRequest) -> HttpResponse:
    """Say that something broke here."""
    return _said("500.html", 500)


def _said(template: str, status: int) -> HttpResponse:
    response = HttpResponse(render_to_string(template), status=status)
    response["Cache-Control"] = "no-store"
    return response

"""The pages for what is not there, not allowed, not understood, or broken."""

from __future__ import annotations

import logging
import sys
from typing import Any

from django.db import Error as DatabaseFault
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from termcard.lib.showing import rendered

logger = logging.getLogger(__name__)


def missing_page(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that nothing is there; the same bytes whatever was asked for."""
    return _said("404.html", 404)


def forbidden_page(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that this reader may not."""
    return _said("403.html", 403)


def forged_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form did not come from a page of ours, or came too late."""
    return _said("403_csrf.html", 403)


def refused_page(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Say that the request was not understood."""
    return _said("400.html", 400)


def broken_page(request: HttpRequest) -> HttpResponse:
    """Say that something broke here."""
    return _said("500.html", 500)


def _said(template: str, status: int) -> HttpResponse:
    response = HttpResponse(_filled(template), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _filled(template: str) -> str:
    """Return the page as every page is filled; plainer where that cannot be done now."""
    if not isinstance(sys.exc_info()[1], DatabaseFault):
        try:
            return rendered(template, {})
        except Exception as fault:  # what tells of a fault must not be another
            logger.warning("A page was filled plainly: %s", type(fault).__name__)
    return render_to_string(template)

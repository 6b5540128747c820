"""Leads people back to where they came from, and never to where a stranger wants them."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest, default: str) -> str:
    """Return the address that the request names as `next`, if it is one of ours; else `default`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    is_one_line = asked.isprintable() and " " not in asked
    return asked if is_ours and is_one_line else default

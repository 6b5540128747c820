"""Leads people back to where they came from, and never to where a stranger wants them."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def safe_next(request: HttpRequest, default: str) -> str:
    """Return the address that the request names as `next`, if it is one of ours; else `default`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    return asked if is_ours(request, asked) else default


def is_ours(request: HttpRequest, address: str) -> bool:
    """Say whether an address leads to where the request came, and no browser reads it otherwise."""
    is_one_word = address.isprintable() and " " not in address
    return is_one_word and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )

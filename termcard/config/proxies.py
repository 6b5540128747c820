"""Believes what trusted proxies say of a visitor, and forgets what anybody else claims."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from termcard.lib.visitors import UNBELIEVED

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

    from termcard.config.environment import Network

_SIGNS_OF_A_PROXY = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_FORWARDED",
    "HTTP_X_REAL_IP",
    "HTTP_VIA",
)


def believing(application: WSGIApplication, proxies: Sequence[Network]) -> WSGIApplication:
    """Wrap a WSGI application so that its requests say who really asked, and how.

    X-Forwarded-For and X-Forwarded-Proto, from `proxies` alone, become the request's address
    and scheme. All X-Forwarded headers, and Forwarded (RFC 7239), are then dropped.
    """

    def answer(request: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        if _is_within(request.get("REMOTE_ADDR", ""), proxies):
            chain = request.get("HTTP_X_FORWARDED_FOR", "").split(",")
            request["REMOTE_ADDR"] = _visitor(request["REMOTE_ADDR"], chain, proxies)
            scheme = request.get("HTTP_X_FORWARDED_PROTO", "").strip().lower()
            if scheme in ("http", "https"):
                request["wsgi.url_scheme"] = scheme
        elif any(name in request for name in _SIGNS_OF_A_PROXY):
            request[UNBELIEVED] = True
        for name in [name for name in request if name.startswith("HTTP_X_FORWARDED")]:
            del request[name]
        request.pop("HTTP_FORWARDED", None)
        return application(request, start_response)

    return answer


def _visitor(connected: str, chain: Sequence[str], proxies: Sequence[Network]) -> str:
    """Walk back from the nearest proxy to the first address that is none of ours."""
    visitor = connected
    for claimed in reversed(chain):
        if _address(claimed) is None:
            break
        visitor = claimed.strip()
        if not _is_within(visitor, proxies):
            break
    return visitor


def _is_within(address: str, networks: Sequence[Network]) -> bool:
    known = _address(address)
    return known is not None and any(known in network for network in networks)


def _address(word: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(word.strip())
    except ValueError:
        return None
    # What comes over IPv4 to a socket of both kinds is written ::ffff:192.0.2.7.
    return getattr(address, "ipv4_mapped", None) or address

"""Says whether a request comes from a machine that is allowed what others are not."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from django.http import HttpRequest

# Set on a request that some proxy sent which nobody told us to trust: its address is the
# proxy's own, and says nothing of the visitor.
UNBELIEVED = "termcard.unbelieved"

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def is_from(request: HttpRequest, networks: Iterable[Network]) -> bool:
    """Say whether the visitor's own address is known, and lies in one of the networks."""
    if UNBELIEVED in request.META:
        return False
    try:
        address = ipaddress.ip_address(request.META.get("REMOTE_ADDR", ""))
    except ValueError:
        return False
    known = getattr(address, "ipv4_mapped", None) or address
    return any(known in network for network in networks)

"""Fetches what stands at a public web address, and at no other kind of address.

The name is looked up once, every address it has must be public, and the connection goes to
an address that was checked, so a name that answers differently later reaches nothing inside.
Each redirect is checked the same way. Everything together is bound by one deadline.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

Address = IPv4Address | IPv6Address

MOST_REDIRECTS = 3
LONGEST_URL = 2_048
PORTS = {"http": 80, "https": 443}
USER_AGENT = "Termcard"

_CHUNK = 65_536
_SCHEMES = {"http": "http", "https": "https", "webcal": "https", "webcals": "https"}
_REDIRECTS = {301, 302, 303, 307, 308}
_GLOBAL_UNICAST = ip_network("2000::/3")
# Ranges that count as global but carry, or may carry, an address of somewhere else inside.
_NOT_PLAIN = tuple(
    ip_network(network)
    for network in ("192.88.99.0/24", "2001::/23", "2002::/16", "3fff::/20", "2001:db8::/32")
)
_REASONS = {
    204: "There is nothing at this address.",
    205: "There is nothing at this address.",
    401: "This address asks for a sign-in.",
    403: "This address may not be read without a sign-in.",
    404: "There is nothing at this address.",
    407: "This address asks for a sign-in.",
    410: "What stood at this address was taken away.",
    429: "This address asks us to come back later.",
}


class FetchRefused(ValueError):
    """Nothing was fetched, with one sentence why; `status` is the answer's, if there was one."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Fetched:
    """What was found: the address after redirects, its content type as sent, its bytes."""

    url: str
    content_type: str
    body: bytes


def is_public(address: Address) -> bool:
    """Say whether an address is one of the open internet, with no other address inside it."""
    if any(address.version == net.version and address in net for net in _NOT_PLAIN):
        return False
    if isinstance(address, IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def fetch(
    url: str,
    *,
    accept: str = "*/*",
    limit: int = 10_000_000,
    seconds: float = 10,
    allowed: Callable[[Address], bool] = is_public,
    ports: frozenset[int] = frozenset(PORTS.values()),
) -> Fetched:
    """Return what a GET of a web address gives; at most `limit` bytes within `seconds`.

    http, https and webcal (read as https) alone. `allowed` and `ports` say where connections
    may go. Raises FetchRefused for everything else, with a sentence for the person who asked.
    """
    deadline = time.monotonic() + seconds
    for _ in range(MOST_REDIRECTS + 1):
        parts = _checked(url, ports)
        try:
            answer = _get(parts, accept, limit, deadline, allowed)
        except TimeoutError as error:
            raise FetchRefused("This address took too long to answer.") from error
        except ssl.SSLCertVerificationError as error:
            raise FetchRefused("The certificate of this address is not valid.") from error
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(error, FetchRefused):
                raise
            raise FetchRefused("There was no proper answer from this address.") from error
        if isinstance(answer, Fetched):
            return answer
        url = _next_address(parts, answer)
    raise FetchRefused(f"This address redirects more than {MOST_REDIRECTS} times.")


def _checked(url: str, ports: frozenset[int]) -> SplitResult:
    """Return the parts of an address that may be fetched, its host in ASCII."""
    url = url.strip()
    if len(url) > LONGEST_URL or any(char <= " " or char in "\\\x7f" for char in url):
        raise FetchRefused("This is not a web address.")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError as error:
        raise FetchRefused("This is not a web address.") from error
    scheme = _SCHEMES.get(parts.scheme.lower())
    if scheme is None:
        raise FetchRefused("Only addresses that begin with http, https or webcal are read.")
    if not host or "%" in host:
        raise FetchRefused("This is not a web address.")
    if "@" in parts.netloc:
        raise FetchRefused("An address with a user name in it is not read.")
    port = port if port is not None else PORTS[scheme]
    if port not in ports:
        raise FetchRefused("Only the usual ports of the web are read.")
    netloc = f"[{host}]" if ":" in host else host
    if port != PORTS[scheme]:
        netloc = f"{netloc}:{port}"
    return parts._replace(scheme=scheme, netloc=netloc, fragment="")


def _ascii_host(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode("ascii")


def _next_address(parts: SplitResult, location: str) -> str:
    try:
        url = urljoin(parts.geturl(), location.strip())
        scheme = urlsplit(url).scheme.lower()
    except ValueError as error:
        raise FetchRefused("This address redirects to nothing that is an address.") from error
    if parts.scheme == "https" and scheme == "http":
        raise FetchRefused("This address redirects from https to http.")
    return url


def _get(
    parts: SplitResult,
    accept: str,
    limit: int,
    deadline: float,
    allowed: Callable[[Address], bool],
) -> Fetched | str:
    """Return what was found, or where a redirect leads."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    wire = _connected(_looked_up(host, port, deadline, allowed), deadline)
    try:
        if parts.scheme == "https":
            wire.settimeout(_left(deadline))
            wire = ssl.create_default_context().wrap_socket(wire, server_hostname=host)
        connection = http.client.HTTPConnection(host, port)
        connection.sock = _Wire(wire, deadline)
        connection.putrequest("GET", _target(parts), skip_host=True, skip_accept_encoding=True)
        for name, value in (
            ("Host", parts.netloc),
            ("Accept", accept),
            ("Accept-Encoding", "identity"),
            ("User-Agent", USER_AGENT),
            ("Connection", "close"),
        ):
            connection.putheader(name, value)
        connection.endheaders()
        return _answer(parts, connection.getresponse(), limit)
    finally:
        wire.close()


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def _answer(parts: SplitResult, response: http.client.HTTPResponse, limit: int) -> Fetched | str:
    status = response.status
    if status in _REDIRECTS and (location := response.getheader("Location")):
        return location
    if status >= 500:
        raise FetchRefused("The server at this address is failing at the moment.", status)
    if status != 200:
        reason = _REASONS.get(status, "There was no proper answer from this address.")
        raise FetchRefused(reason, status)
    encodings = f"{response.getheader('Content-Encoding', '')} "
    encodings += response.getheader("Transfer-Encoding", "") or ""
    if encodings.lower().replace("identity", "").replace("chunked", "").strip(" ,"):
        raise FetchRefused("This address sends a packed answer, which we did not ask for.", status)
    content_type = response.getheader("Content-Type", "")
    return Fetched(parts.geturl(), content_type or "", _body(response, limit))


def _body(response: http.client.HTTPResponse, limit: int) -> bytes:
    announced = response.length
    if announced is not None and announced > limit:
        raise _too_large(limit)
    pieces: list[bytes] = []
    size = 0
    while piece := response.read(min(_CHUNK, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise _too_large(limit)
    if announced is not None and size < announced:
        raise FetchRefused("The answer from this address broke off.")
    return b"".join(pieces)


def _too_large(limit: int) -> FetchRefused:
    return FetchRefused(f"What stands at this address is larger than {limit:,} bytes.")


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError("The deadline has passed.")
    return left


def _looked_up(
    host: str, port: int, deadline: float, allowed: Callable[[Address], bool]
) -> list[Any]:
    """Return the addresses of a name, all of them allowed, as getaddrinfo gives them."""
    found = _resolved(host, port, deadline)
    if not all(allowed(ip_address(one[4][0])) for one in found):
        raise FetchRefused("This address lies inside a network, not on the open internet.")
    return found


def _resolved(host: str, port: int, deadline: float) -> list[Any]:
    """Look the name up once, in a thread: getaddrinfo knows no deadline."""
    answers: queue.Queue[list[Any] | Exception] = queue.Queue()

    def look_up() -> None:
        try:
            answers.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=_left(deadline))
    except queue.Empty as error:
        raise TimeoutError("The name was not found in time.") from error
    if isinstance(answer, Exception) or not answer:
        raise FetchRefused("There is no such web address.")
    return answer


def _connected(found: list[Any], deadline: float) -> socket.socket:
    """Return a connection to the first of the checked addresses that answers."""
    failed: OSError = OSError("The name has no address.")
    for family, kind, protocol, _, address in found:
        wire = socket.socket(family, kind, protocol)
        try:
            # A dead address must leave time for those after it.
            wire.settimeout(_left(deadline) / (1 if address == found[-1][4] else 3))
            wire.connect(address)
        except OSError as error:
            wire.close()
            failed = error
        else:
            return wire
    raise failed


class _Wire:
    """A socket as http.client uses it, on which waiting ends at the deadline, not after it."""

    def __init__(self, wire: socket.socket, deadline: float) -> None:
        self._wire, self._deadline = wire, deadline

    def sendall(self, sent: Any) -> None:
        self._wire.settimeout(_left(self._deadline))
        self._wire.sendall(sent)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self._wire, self._deadline))

    def close(self) -> None:
        """Do nothing: http.client closes before the body is read; `_get` closes the socket."""


class _Reader(io.RawIOBase):
    def __init__(self, wire: socket.socket, deadline: float) -> None:
        super().__init__()
        self._wire, self._deadline = wire, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._wire.settimeout(_left(self._deadline))
        return self._wire.recv_into(buffer)

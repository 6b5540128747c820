"""Answers public requests from what is kept, ahead of everything else (RFC 9110, RFC 9111).

A WSGI layer: it knows addresses, not what they show. Requests of somebody signed in pass by. While
nothing new can be made, what was good within the last day is shown, and says so.
"""

from __future__ import annotations

import gzip
import html
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.http import parse_etags, parse_http_date_safe

from termcard.lib.logbook import route_of
from termcard.lib.metrics import count_request
from termcard.lib.pagecache import KEEPING, STALE_SECONDS, Keeping, Store, Stored

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication

_CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
_OTHER_CONDITIONS = ("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE", "HTTP_RANGE")
_KEPT_STATUS = ("200", "301", "410")
_OF_NOT_MODIFIED = {"etag", "last-modified", "cache-control", "vary", "link"}
_NAMES = {"etag": "ETag"}
_SMALLEST_PACKED, _WORTH_PACKING = 600, 0.8
_PACKED_TYPES = ("text/", "application/")
_BODY = re.compile(rb"<body[^>]*>")
_FAULT = "5"

Environ = dict[str, Any]
Headers = list[tuple[str, str]]


class StoredAnswers:
    """A WSGI application that answers from a store, and asks another for what is not there."""

    def __init__(self, application: WSGIApplication, store: Store) -> None:
        self.application = application
        self.store = store
        self._session = f"{settings.SESSION_COOKIE_NAME}="
        self._static = settings.STATIC_URL

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        if not self._may_be_kept(environ):
            return self.application(environ, start_response)
        begun = time.perf_counter()
        address = _address(environ)
        is_packed = "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        if _has_conditions(environ):
            answer = self._unchanged(environ, address, is_packed)
            if answer is not None:
                route, headers = answer
                count_request(route, 304, time.perf_counter() - begun)
                start_response("304 Not Modified", headers)
                return ()
        kept = self.store.find(address, is_packed=is_packed)
        if kept is not None and kept.good_until > time.time():
            count_request(kept.route, int(kept.status[:3]), time.perf_counter() - begun)
            return _sent(environ, start_response, kept)
        return self._made(environ, start_response, address, kept)

    def _may_be_kept(self, environ: Environ) -> bool:
        return (
            environ["REQUEST_METHOD"] in ("GET", "HEAD")
            and self._session not in environ.get("HTTP_COOKIE", "")
            and "HTTP_AUTHORIZATION" not in environ
            and not any(name in environ for name in _OTHER_CONDITIONS)
            and not environ.get("PATH_INFO", "").startswith(self._static)
        )

    def _unchanged(
        self, environ: Environ, address: str, is_packed: bool
    ) -> tuple[str, Headers] | None:
        """Return (route, headers) of what the reader has already, as far as that is kept."""
        stamps = self.store.stamps(address, is_packed=is_packed)
        if stamps is None or stamps.good_until <= time.time():
            return None
        if not stamps.status.startswith("200") or not _has_it(environ, stamps):
            return None
        return stamps.route, _of_not_modified(stamps.headers)

    def _made(
        self, environ: Environ, start_response: StartResponse, address: str, old: Stored | None
    ) -> Iterable[bytes]:
        """Make an answer, keep it if it may be kept, and send it.

        It is asked for whole and without conditions: half an answer is nobody else's.
        """
        keeping, since = Keeping(), self.store.mark()
        asked = {**environ, KEEPING: keeping, "REQUEST_METHOD": "GET"}
        for name in _CONDITIONS:
            asked.pop(name, None)
        status, headers, content = _gathered(self.application, asked)
        if status.startswith(_FAULT) and old is not None and _is_recent(old):
            return _sent(environ, start_response, _said_to_be_stale(old))
        made = _stored(status, headers, content, _route(asked))
        if keeping.subjects and since is not None and _may_stay(status, headers):
            answers = _plain_and_packed(made)
            self.store.keep(address, answers, keeping, since)
            made = answers[-1 if "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "") else 0]
        return _sent(environ, start_response, made)


def _has_conditions(environ: Environ) -> bool:
    return "HTTP_IF_NONE_MATCH" in environ or "HTTP_IF_MODIFIED_SINCE" in environ


def _has_it(environ: Environ, answer: Stored) -> bool:
    """Say whether a reader's conditions ask for nothing newer (RFC 9110, sections 13.1.2, 13.1.3).

    Tags are compared weakly; a date counts only where no tag is sent.
    """
    asked = environ.get("HTTP_IF_NONE_MATCH")
    if asked is not None:
        if not answer.tag:
            return False
        bare = answer.tag.removeprefix("W/")
        tags = parse_etags(asked)
        return tags == ["*"] or any(each.removeprefix("W/") == bare for each in tags)
    since = parse_http_date_safe(environ.get("HTTP_IF_MODIFIED_SINCE", ""))
    modified = parse_http_date_safe(answer.modified)
    return since is not None and modified is not None and modified <= since


def _address(environ: Environ) -> str:
    return (
        f"{environ['wsgi.url_scheme']}://{environ.get('HTTP_HOST', '')}"
        f"{environ.get('SCRIPT_NAME', '')}{environ.get('PATH_INFO', '')}"
        f"?{environ.get('QUERY_STRING', '')}"
    )


def _gathered(application: WSGIApplication, environ: Environ) -> tuple[str, Headers, bytes]:
    """Return (status, headers, all of the bytes) that an application answers."""
    said: list[tuple[str, Headers]] = []
    parts: list[bytes] = []

    def start(status: str, headers: Headers, _fault: object = None) -> Callable[[bytes], object]:
        said.append((status, headers))
        return parts.append

    answer = application(environ, start)
    try:
        parts.extend(answer)
    finally:
        if close := getattr(answer, "close", None):
            close()
    status, headers = said[-1]
    return status, headers, b"".join(parts)


def _stored(status: str, headers: Headers, content: bytes, route: str) -> Stored:
    named = {name.lower(): value for name, value in headers}
    return Stored(
        status=status,
        tag=named.get("etag", ""),
        modified=named.get("last-modified", ""),
        route=route,
        headers=_with_headers(headers, content_length=str(len(content))),
        content=content,
    )


def _with_headers(headers: Headers, **named: str) -> Headers:
    """Return headers with these values instead of those they had, if any."""
    changed = {name.replace("_", "-"): value for name, value in named.items()}
    kept = [(name, value) for name, value in headers if name.lower() not in changed]
    return [*kept, *((_NAMES.get(name, name.title()), changed[name]) for name in changed)]


def _route(environ: Environ) -> str:
    asking = environ.get("termcard.asking")
    return route_of(asking.request) if asking is not None else "(none)"


def _may_stay(status: str, headers: Headers) -> bool:
    """Say whether an answer is everybody's: only such may be kept (RFC 9111, section 3)."""
    named = {name.lower(): value for name, value in headers}
    is_public = "public" in named.get("cache-control", "")
    return status[:3] in _KEPT_STATUS and is_public and "set-cookie" not in named


def _plain_and_packed(answer: Stored) -> list[Stored]:
    """Return an answer, and where it is worth it the same packed, a representation of its own."""
    named = {name.lower(): value for name, value in answer.headers}
    is_text = named.get("content-type", "").startswith(_PACKED_TYPES)
    if len(answer.content) < _SMALLEST_PACKED or not is_text or "content-encoding" in named:
        return [answer]
    content = gzip.compress(answer.content, 6, mtime=0)
    if len(content) > len(answer.content) * _WORTH_PACKING:
        return [answer]
    vary = ", ".join(filter(None, (named.get("vary", ""), "Accept-Encoding")))
    plain = replace(answer, headers=_with_headers(answer.headers, vary=vary))
    of_packed = {"content_encoding": "gzip", "content_length": str(len(content))}
    if answer.tag:
        # Other bytes that mean the same (RFC 9110, section 8.8.3.3).
        of_packed["etag"] = answer.tag if answer.tag.startswith("W/") else f"W/{answer.tag}"
    headers = _with_headers(plain.headers, **of_packed)
    return [plain, replace(plain, headers=headers, content=content, is_packed=True)]


def _sent(environ: Environ, start_response: StartResponse, answer: Stored) -> Iterable[bytes]:
    """Send an answer, or that the reader has it already."""
    if _has_conditions(environ) and answer.status.startswith("200") and _has_it(environ, answer):
        start_response("304 Not Modified", _of_not_modified(answer.headers))
        return ()
    start_response(answer.status, answer.headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (answer.content,)


def _of_not_modified(headers: Headers) -> Headers:
    """Return what a 304 repeats (RFC 9110, section 15.4.5)."""
    return [
        (name, value)
        for name, value in headers
        if name.lower() in _OF_NOT_MODIFIED or name.lower().startswith("access-control-")
    ]


def _is_recent(answer: Stored) -> bool:
    return answer.stored_at > time.time() - STALE_SECONDS


def _said_to_be_stale(answer: Stored) -> Stored:
    """Return an old answer that says how old it is, and that nobody may hold."""
    content = gzip.decompress(answer.content) if answer.is_packed else answer.content
    gone = ("etag", "last-modified", "vary", "content-encoding")
    others = [(name, value) for name, value in answer.headers if name.lower() not in gone]
    moment = time.strftime("%H:%M UTC on %-d %B", time.gmtime(answer.stored_at))
    words = html.escape(f"Nothing new can be shown just now. This is how it stood at {moment}.")
    said = f'<p class="stale" role="status">{words}</p>'.encode()
    if any(name.lower() == "content-type" and "html" in value for name, value in others):
        content = _BODY.sub(lambda found: found[0] + said, content, count=1)
    headers = _with_headers(
        others,
        cache_control="no-store",
        content_length=str(len(content)),
        warning='110 - "Response is Stale"',
    )
    return replace(answer, content=content, is_packed=False, tag="", modified="", headers=headers)

"""Writes log lines that say what went wrong, and nothing about the person it went wrong for."""

from __future__ import annotations

import ipaddress
import json
import logging
import re
import time
import traceback
from collections.abc import Iterable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, QueryDict

_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
_LONGEST_MESSAGE, _MOST_FRAMES, _MOST_CAUSES = 500, 30, 4
_SHORTEST_WORD, _MOST_WORDS = 4, 500

_MAILBOX = re.compile(r"[^\s<>\"'(),;:“”‘’]+(?:@|%40)[^\s<>\"'(),;:“”‘’]+", re.IGNORECASE)
_QUERY = re.compile(r"[?#][^\s\"'<>]*=[^\s\"'<>]*")
_NUMERIC_ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*)(?![\w])", re.I
)
_LONG_RUN = re.compile(r"[A-Za-z0-9_+=~-]{20,}")
_WORDS = re.compile(
    r"(?:\d+[_-])?[a-z]+(?:[_-][a-z]+)*|(?:[A-Z]+[a-z]+)+|[A-Z]+(?:_[A-Z]+)*|[-=_~+]+"
)
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”|‘[^’]*’|`[^`]*`|\([^)]*\)=\([^)]*\)")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

_LATEST_FACTS = ("request", "method", "route", "status", "duration")


@dataclass(frozen=True)
class Asking:
    """One request while it is answered: what a log line may say of it, and what it may not."""

    request: HttpRequest
    number: str = field(default_factory=lambda: uuid4().hex[:12])
    begun: float = field(default_factory=time.perf_counter)

    @property
    def method(self) -> str:
        """The method, if it is one of those that there are."""
        method = self.request.method or ""
        return method if method in _METHODS else "OTHER"

    @property
    def seconds(self) -> float:
        """For how long it has been answered."""
        return time.perf_counter() - self.begun

    def words(self) -> Iterator[str]:
        """Yield what the visitor sent: none of it is repeated in a log line."""
        request = self.request
        match = request.resolver_match
        # A body that nobody has read is left unread.
        posted: QueryDict | None = request.__dict__.get("_post")
        for told in (request.GET, posted or QueryDict()):
            for name, values in told.lists():
                yield from (name, *map(str, values))
        yield from map(str, request.COOKIES.values())
        yield from map(str, (*match.args, *match.kwargs.values()) if match else ())
        yield from () if match else request.path.split("/")
        for name in ("QUERY_STRING", "HTTP_AUTHORIZATION", "HTTP_REFERER", "HTTP_USER_AGENT"):
            yield request.META.get(name, "")


current: ContextVar[Asking | None] = ContextVar("asking", default=None)


def route_of(request: HttpRequest) -> str:
    """Return the pattern of the address that was asked for, never the address itself."""
    if request.resolver_match is not None:
        return "/" + request.resolver_match.route.replace("^", "")
    return "(none)"


def withheld(text: str) -> str:
    """Return text without mail addresses, queries, network addresses and tokens, on one line."""
    text = _MAILBOX.sub("[address]", text)
    text = _QUERY.sub("?[query]", text)
    text = _NUMERIC_ADDRESS.sub(_without_number, text)
    text = _LONG_RUN.sub(_without_token, text)
    return _CONTROLS.sub(" ", text)[:_LONGEST_MESSAGE]


def _without_number(found: re.Match[str]) -> str:
    try:
        ipaddress.ip_address(found[0])
    except ValueError:
        return found[0]
    return "[ip]"


def _without_token(found: re.Match[str]) -> str:
    return found[0] if _WORDS.fullmatch(found[0]) else "[token]"


def _without_words(text: str, asking: Asking | None) -> str:
    """Return text without anything that the visitor sent."""
    if asking is None:
        return text
    request = asking.request
    for path in (request.get_full_path(), request.path, request.path_info):
        if len(path) > 1:
            text = text.replace(path, route_of(request))
    words = {word for word, _ in zip(asking.words(), range(_MOST_WORDS), strict=False)}
    for word in sorted(words, key=len, reverse=True):
        if len(word) >= _SHORTEST_WORD:
            text = text.replace(word, "[sent]")
    return text


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    """Return everything that a line says, in the order in which it says it."""
    asking = _asking_of(record)
    moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    facts: dict[str, Any] = {
        "time": moment.replace("+00:00", "Z"),
        "level": record.levelname,
        "logger": record.name,
        "message": withheld(_without_words(record.getMessage(), asking)),
    }
    if asking is not None:
        facts |= {
            "request": asking.number,
            "method": asking.method,
            "route": route_of(asking.request),
            "status": getattr(record, "status_code", None),
            "duration": round(asking.seconds, 4),
        }
    if record.exc_info and record.exc_info[1] is not None:
        facts["exceptions"] = [_told(each, asking) for each in _chain(record.exc_info[1])]
    return {name: value for name, value in facts.items() if value is not None}


def _asking_of(record: logging.LogRecord) -> Asking | None:
    request = getattr(record, "request", None)
    asking = request.META.get("termcard.asking") if isinstance(request, HttpRequest) else None
    return asking if isinstance(asking, Asking) else current.get()


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what led to it, the last first."""
    following: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if following is None:
            return
        yield following
        following = following.__cause__ or following.__context__


def _told(error: BaseException, asking: Asking | None) -> dict[str, Any]:
    """Return an exception as it may be told: its first line, without what it quotes.

    Databases repeat whole rows in the lines that follow, and everybody quotes what they were
    given.
    """
    try:
        first = (str(error).strip().splitlines() or [""])[0]
    except Exception:
        first = ""
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "message": withheld(_QUOTED.sub("[quoted]", _without_words(first, asking))),
        "frames": [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _short(file: str) -> str:
    return "/".join(Path(file).parts[-3:])


class JsonLines(logging.Formatter):
    """Writes each record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return json.dumps(_facts(record), ensure_ascii=False)


class PlainLines(logging.Formatter):
    """Writes each record as a line for people, with its exceptions below."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines."""
        facts = _facts(record)
        line = f"{facts['time']} {facts['level']} {facts['logger']}: {facts['message']}"
        said = " ".join(f"{name}={facts[name]}" for name in _LATEST_FACTS if name in facts)
        lines = [f"{line} [{said}]" if said else line]
        return "\n".join([*lines, *_below(facts.get("exceptions", ()))])


def _below(exceptions: Iterable[dict[str, Any]]) -> Iterator[str]:
    for each in exceptions:
        yield f"  {each['type']}: {each['message']}"
        yield from (f"    {frame}" for frame in each["frames"])

"""Says what is measured: each kind of request, what it may cost, and what others take for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.server import Server

# What makes a request pass by the stored answers: it is answered anew, and is not kept.
ANEW = {"Authorization": "Benchmark"}


@dataclass(frozen=True)
class Request:
    """One kind of request: the addresses asked for in turn, and the most it may cost, in ms."""

    name: str
    paths: list[str]
    goal: float
    headers: dict[str, str] = field(default_factory=dict)
    expected: int = 200
    is_kept: bool = True


def requests(filled: dict[str, Any], server: Server) -> Iterator[Request]:
    """Yield what is asked for, of a programme that was filled."""
    calendars = [f"{path.rstrip('/')}.ics" for path in filled["events"]]
    root = filled["root"].rstrip("/")
    searches = [f"/search/?q={each.replace(' ', '+')}" for each in filled["words"]]
    unchanged = {"If-None-Match": server.entity_tag("/index.ics")}
    yield Request("event page", filled["events"], 0.05)
    yield Request("page of a host", filled["hosts"], 0.1)
    yield Request("what is on", ["/"], 0.1)
    yield Request("an event as .ics", calendars, 0.05)
    yield Request("feed of a host, at most 500 to come and 500 past", [f"{root}.ics"], 2.5)
    yield Request("what is on as .ics", ["/index.ics"], 15)
    yield Request("an unchanged feed (304)", ["/index.ics"], 0.05, unchanged, 304)
    yield Request("search over titles, people and texts", searches, 2, is_kept=False)


def measured(
    request: Request, server: Server, floor: Server | None, seconds: float
) -> dict[str, Any]:
    """Return what a kind of request costs: kept, made anew, and as a file of nginx."""
    anew_seconds = seconds if request.expected == 200 else 0.0
    found: dict[str, Any] = {"goal": request.goal}
    if request.is_kept:
        kept = server.cost(
            request.paths,
            seconds=seconds,
            expected=request.expected,
            headers=request.headers,
            warming=len(request.paths) + 5,
        )
        found |= {"kept": kept.milliseconds, "kept_times": kept.times, "size": kept.size}
    if anew_seconds:
        anew = server.cost(request.paths, seconds=seconds, headers=ANEW, warming=2)
        found |= {"anew": anew.milliseconds, "anew_times": anew.times, "size": anew.size}
    if floor is not None and anew_seconds:
        nginx = floor.cost(["/" + file_name(request.name)], seconds=seconds / 2)
        found["nginx"] = nginx.milliseconds
    return found


def file_name(name: str) -> str:
    """Return the name under which nginx serves the bytes of a kind of request."""
    return "".join(each if each.isalnum() else "-" for each in name)

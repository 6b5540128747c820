"""Runs every measurement, prints the table and writes it into the reference."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import calendars
from benchmarks.server import Cost, Server, serving

PAGE = Path(__file__).resolve().parent.parent / "docs" / "reference" / "performance.md"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    goal: str = ""
    also: str = ""


def main() -> None:
    """Measure, print and write."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="termcard-bench-") as name:
        home = Path(name)
        _say(f"Announcing {options.events:,} events…")
        filled = _filled(home, options.events)
        rows = [
            Row(
                "announcing in batches, events a second of processor",
                f"{filled['a_second']:,.0f}",
                "≥ 2,000",
            )
        ]
        _say("Asking for pages…")
        with serving(home):
            pass  # the first start collects static files
        with serving(home) as server:
            rows += _pages(server, filled, options.seconds)
    _say("Writing and reading calendars…")
    rows += _calendars()
    page = _page(rows, options.events)
    sys.stdout.write(page)
    if not options.keep:
        PAGE.write_text(page, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    events = int(os.environ.get("EVENTS") or 2000)
    parser.add_argument("--events", type=int, default=events, help="how many (2,000)")
    parser.add_argument("--seconds", type=float, default=4, help="for each page (4)")
    parser.add_argument("--keep", action="store_true", help="leave the reference page as it is")
    return parser


def _filled(home: Path, events: int) -> dict[str, Any]:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.programme", str(events)],
        env={**os.environ, "TERMCARD_HOME": str(home)},
        stdout=subprocess.PIPE,
        check=True,
    )
    filled: dict[str, Any] = json.loads(made.stdout)
    return filled


def _pages(server: Server, filled: dict[str, Any], seconds: float) -> Iterator[Row]:
    events, hosts = filled["events"], filled["hosts"]
    calendar = [f"{path.rstrip('/')}.ics" for path in events]
    unchanged = {"If-None-Match": server.entity_tag(calendar[0])}
    yield Row("from starting to the first answer, s", f"{server.started_in:.1f}", "≤ 1")
    for what, paths, goal, more in (
        ("event page", events, "≤ 0.05", {}),
        ("what is on", ["/"], "≤ 0.1", {}),
        ("page of a host", hosts, "≤ 0.1", {}),
        ("an event as .ics", calendar, "≤ 0.05", {}),
        (
            "an unchanged .ics (304)",
            calendar[:1],
            "≤ 0.05",
            {"headers": unchanged, "expected": 304},
        ),
    ):
        yield _row(what, server.cost(paths, seconds=seconds, **more), goal)  # type: ignore[arg-type]
    yield Row("memory of a web worker (PSS), MB", f"{server.megabytes():.0f}", "≤ 80")


def _row(what: str, cost: Cost, goal: str) -> Row:
    also = f"{cost.size / 1024:.1f} kB, {cost.waited:.1f} ms waited, {cost.times:,} times"
    return Row(f"{what}, ms", f"{cost.milliseconds:.2f}", goal, also)


def _calendars() -> Iterator[Row]:
    some = calendars.some()
    yield Row("writing an event as iCalendar, ms", f"{calendars.ours(some):.3f}")
    yield Row("the same by the icalendar library, ms", f"{calendars.library(some):.3f}")
    yield Row("reading the saved page of the demonstration, ms", f"{calendars.seed():.1f}")


def _page(rows: list[Row], events: int) -> str:
    machine = f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the end"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return "\n".join(
        [
            "# Performance",
            "<!-- Measured and written by `make bench`. -->",
            "",
            f"Measured on {datetime.now(UTC):%Y-%m-%d} with {events:,} events; {versions};",
            f"{machine}. A request's cost is processor time, user and system, of the whole server",
            "tree with one web worker; other work on the machine disturbs it less than it does the",
            "waiting. The goal is what we build towards, and stands where we have one.",
            "",
            "| | measured | goal | |",
            "|---|--:|--:|---|",
            *(f"| {row.what} | {row.measured} | {row.goal} | {row.also} |" for row in rows),
            "",
        ]
    )


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

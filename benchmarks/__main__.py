"""Runs every measurement of one size of programme, and writes the reference of all sizes."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks import calendars, weights
from benchmarks.floor import nginx
from benchmarks.measures import file_name, measured, requests
from benchmarks.page import write_page
from benchmarks.server import Server, serving

RESULTS = Path(__file__).resolve().parent / "results"
STARTS = 3
# A new server follows what changed before it began, and lets all answers go once more after a
# minute.
REST = 65.0


def main() -> None:
    """Measure, print and write."""
    options = _parser().parse_args()
    with tempfile.TemporaryDirectory(prefix="termcard-bench-") as name:
        home = Path(name)
        _say(f"Bringing {options.events:,} events…")
        filled = _filled(home, options.events)
        result = {"events": options.events, **_conditions(), "filled": _figures(filled, home)}
        with serving(home):
            pass  # the first start collects static files
        result["starts"] = [_started(home) for _ in range(STARTS)]
        with serving(home) as server:
            result["requests"] = _requests(server, filled, home, options.seconds)
            result["megabytes"] = server.megabytes()
        result["weights"] = weights.kilobytes(home)
    _say("Writing and reading calendars…")
    some = calendars.some()
    result["calendars"] = {
        "writing an event as iCalendar, ms": calendars.ours(some),
        "the same by the icalendar library, ms": calendars.library(some),
        "reading the saved page of the demonstration, ms": calendars.seed(),
    }
    result["load"] = os.getloadavg()[0]
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{options.events}.json"
    file.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    if not options.keep:
        write_page(RESULTS)
    sys.stdout.write(f"{json.dumps(result, indent=1)}\n")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    events = int(os.environ.get("EVENTS") or 2000)
    parser.add_argument("--events", type=int, default=events, help="how many (2,000)")
    parser.add_argument("--seconds", type=float, default=4, help="for each kind of request (4)")
    parser.add_argument("--keep", action="store_true", help="leave the reference page as it is")
    return parser


def _conditions() -> dict[str, Any]:
    return {
        "on": f"{datetime.now(UTC):%Y-%m-%d}",
        "processors": os.cpu_count(),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def _filled(home: Path, events: int) -> dict[str, Any]:
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.programme", str(events)],
        env={**os.environ, "TERMCARD_HOME": str(home)},
        stdout=subprocess.PIPE,
        check=True,
    )
    filled: dict[str, Any] = json.loads(made.stdout)
    return filled


def _figures(filled: dict[str, Any], home: Path) -> dict[str, float]:
    names = ("a_second", "a_second_waited", "filling_megabytes", "asking")
    size = sum(file.stat().st_size for file in home.rglob("*.sqlite3"))
    return {**{name: filled[name] for name in names}, "database_megabytes": size / 2**20}


def _started(home: Path) -> float:
    with serving(home) as server:
        return server.started_in


def _requests(
    server: Server, filled: dict[str, Any], home: Path, seconds: float
) -> dict[str, dict[str, Any]]:
    kinds = list(requests(filled, server))
    server.rest(REST)
    contents = {file_name(each.name): server.content(each.paths[0]) for each in kinds}
    found = {}
    with nginx(home / "nginx", contents) as floor:
        for each in kinds:
            _say(f"Asking: {each.name}…")
            found[each.name] = measured(each, server, floor, seconds)
    return found


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

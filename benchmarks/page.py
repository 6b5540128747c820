"""Writes the reference page of what was measured, with the figures of others beside ours."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.chart import chart

DOCS = Path(__file__).resolve().parent.parent / "docs"
PAGE, PICTURE = DOCS / "reference" / "performance.md", DOCS / "pictures" / "performance.svg"
Result = dict[str, Any]

# Milliseconds of processor that others take for the like, as in the table of the page.
PEERS = {
    "event page": (39.6, 52.6, 21.1),
    "page of a host": (59.8, 947, 80.6),
    "what is on": (233, None, 96.5),
    "an event as .ics": (18.0, 34.2, 9.3),
    "feed of a host, at most 500 to come and 500 past": (112, 698, 2698),
    "what is on as .ics": (2445, None, 14065),
    "search over titles, people and texts": (48, 52, None),
}
_WHAT = """\
What a request costs is processor time, user and system, of the whole server tree with one web
worker, in milliseconds, less what that uses at rest. **Kept** is an answer from the store of
answers, as readers get nearly all of them; **anew** is the same made from the database; **nginx**
is nginx sending the same bytes as a file. The goal is for kept answers, save for the search, which
is seldom asked for twice: its goal is for the question alone.
"""
_OTHERS = """\
Measured in November 2026 on a machine of the same kind, with 20,000 lectures in 40 hosts, abstracts
of 1,200 characters, one in seven to come; one worker; server, database and cache on one processor
and the load on the other. These figures are not measured anew.
"""
_YOURSELF = """\
`make bench` measures 2,000 events in a few minutes, `make bench EVENTS=20000` more. With nginx
installed (`WITH_NGINX=yes scripts/setup_services.sh`) it measures that too."""
_PEERS_TABLE = """\
| ms of processor | Indico 3.3.14 | pretalx 2026.1 | Oxford Talks |
|---|--:|--:|--:|
| event page | 39.6 | 52.6 | 21.1 |
| page of a host or category | 59.8 | 947 | 80.6 |
| what is on | 233 | – | 96.5 |
| an event as .ics | 18.0 | 34.2 | 9.3 |
| feed of a host, 500 events | 112 (68 events) | 698 | 2,698 |
| everything to come as .ics, 2,822 events | 2,445 | – | 14,065 |
| an unchanged feed (304) | never answered so | never | never |
| search | 48 (titles alone) | 52 (inside one host) | needs Solr |
| from starting to the first answer, s | 5.3 | 1.3 | 0.7–1.1 |
| memory of a worker, MB | 329 (and 272 beside) | 195 | 104 |
| bulk load, events a second | 17–22 | 4 | 490–730 |
"""


def write_page(results: Path) -> None:
    """Write the page and the chart from the result of each size that was measured."""
    found = [json.loads(file.read_text(encoding="utf-8")) for file in results.glob("*.json")]
    found.sort(key=lambda result: int(result["events"]))
    PAGE.write_text("\n".join(_lines(found)) + "\n", encoding="utf-8")
    nearest = min(found, key=lambda result: abs(int(result["events"]) - 20_000))
    PICTURE.write_text(chart(nearest, PEERS), encoding="utf-8")


def _lines(results: Sequence[Result]) -> Iterator[str]:
    yield "# Performance"
    yield "<!-- Measured and written by `make bench`. -->"
    yield ""
    yield _WHAT
    yield "![What a request costs, beside other programs](../pictures/performance.svg)"
    for result in results:
        yield ""
        yield from _size(result)
    yield ""
    yield "## Growth"
    yield from _growth(results)
    yield ""
    yield "## Others"
    yield _OTHERS
    yield _PEERS_TABLE.rstrip()
    yield ""
    yield "## Measure it yourself"
    yield _YOURSELF


def _size(result: Result) -> Iterator[str]:
    yield f"## {result['events']:,} events"
    yield f"On {result['on']}; {result['processors']} processors with other work on them, load"
    yield f"{result['load']:.1f} at the end, which makes figures higher; Python {result['python']},"
    yield f"SQLite {result['sqlite']}. {result.get('note', '')}".rstrip()
    yield ""
    yield "| | kept | anew | nginx | goal | kB |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, each in result["requests"].items():
        cells = [_number(each.get(column)) for column in ("kept", "anew", "nginx")]
        size = f"{each['size'] / 1024:.1f}"
        yield f"| {name} | {' | '.join(cells)} | ≤ {each['goal']:g} | {size} |"
    filled, weights = result["filled"], result["weights"]
    if not any("nginx" in each for each in result["requests"].values()):
        yield ""
        yield "nginx was not installed, so its column is empty."
    yield ""
    yield "| | measured | goal |"
    yield "|---|--:|--:|"
    yield f"| search, the question alone, ms | {filled['asking']:.2f} | ≤ 2 |"
    yield f"| bulk load, events a second of processor | {filled['a_second']:,.0f} | ≥ 2,000 |"
    yield f"| bulk load, events a second by the clock | {filled['a_second_waited']:,.0f} | |"
    yield f"| memory of the bulk load, MB | {filled['filling_megabytes']:.0f} | |"
    yield f"| the database, MB | {filled['database_megabytes']:.0f} | |"
    yield f"| from starting to the first answer, s | {min(result['starts']):.1f} | ≤ 1 |"
    yield f"| memory of a web worker (PSS), MB | {result['megabytes']:.0f} | ≤ 80 |"
    yield f"| styles and scripts, gzipped, kB | {weights['texts']:.0f} | |"
    yield f"| with fonts, kB | {weights['texts'] + weights['fonts']:.0f} | ≤ 60 |"
    for what, milliseconds in result["calendars"].items():
        yield f"| {what} | {milliseconds:.3f} | |"


def _growth(results: Sequence[Result]) -> Iterator[str]:
    """Yield how many times as much the largest programme costs as the smallest."""
    first, last = results[0], results[-1]
    if first is last:
        yield "Only one size has been measured."
        return
    yield f"How many times as much {last['events']:,} events cost as {first['events']:,} do. The"
    yield "goal is at most 1.5 for what is kept."
    yield ""
    yield "| | kept | anew |"
    yield "|---|--:|--:|"
    for name, each in last["requests"].items():
        before = first["requests"].get(name, {})
        cells = [_times(each.get(column), before.get(column)) for column in ("kept", "anew")]
        yield f"| {name} | {' | '.join(cells)} |"
    asked = _times(last["filled"]["asking"], first["filled"]["asking"])
    yield f"| search, the question alone | | {asked} |"


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:.3f}" if value < 1 else f"{value:,.1f}"


def _times(value: float | None, before: float | None) -> str:
    return f"{value / before:.1f}" if value and before else ""


if __name__ == "__main__":
    write_page(Path(__file__).resolve().parent / "results")

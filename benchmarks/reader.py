"""Scores the reader on every labelled text of ours, times it, and writes the reference page.

`python -m benchmarks.reader FOLDER` prints the score of one folder of labelled texts alone; so
the first reading of new texts is measured before any rule has been made with them, and its
figures are noted in `first_sight.csv`.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import platform
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import announced
from benchmarks.scoring import Score, score
from benchmarks.styles import STYLES
from termcard.announcements.labelled import as_labelled
from termcard.announcements.reading import get_ready, read

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reference" / "reader.md"
LABELLED = ROOT / "tests" / "announcements" / "fixtures"
FIRST_SIGHT = Path(__file__).parent / "first_sight.csv"
TUNED, APART = "dev", "heldout"
_HEADINGS = "| | inputs | events | events F1 | core right | fully right |"
_RULE = "|---|--:|--:|--:|--:|--:|"


@dataclass(frozen=True)
class Case:
    """A labelled text, and what was made of it."""

    style: str
    language: str
    split: str
    score: Score


def main() -> None:
    """Score, time, print, and write the page unless one folder alone is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reader", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="score its texts alone")
    options = parser.parse_args()
    if options.folder:
        cases = list(scored(options.folder))
        said = [_HEADINGS, _RULE, *_by("style", cases), _row("all", total(cases))]
        sys.stdout.write("\n".join([*said, ""]))
        return
    page = _page(list(scored(LABELLED)))
    sys.stdout.write(page)
    PAGE.write_text(page, encoding="utf-8")


def scored(folder: Path) -> Iterator[Case]:
    """Yield every labelled text below the folder, with its score."""
    for path in sorted(folder.rglob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        if "events" in label and "style" in label:
            told = told_in(path.with_suffix(".txt"), label)
            yield Case(
                style=label["style"].partition("-")[0],
                language=label.get("language") or "en",
                split=label["split"],
                score=score(label["events"], told),
            )


def told_in(text: Path, label: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the events that the reader tells of in a text, in the labels' own words."""
    words = text.read_text(encoding="utf-8")
    if words.startswith("# source:"):
        words = words.partition("\n")[2]
    document = read(
        words.encode(),
        reference_date=date.fromisoformat(label["reference_date"]),
        default_timezone=label["default_timezone"],
    )
    events: list[dict[str, Any]] = as_labelled(document)["events"]
    return events


def total(cases: Iterable[Case]) -> Score:
    """Return the score of all the cases together."""
    return sum((case.score for case in cases), Score())


def _page(cases: list[Case]) -> str:
    tuned = [case for case in cases if case.split == TUNED]
    apart = [case for case in cases if case.split == APART]
    return "\n".join(
        [
            "# How well announcements are read",
            "<!-- Measured and written by `make bench-reader`. -->",
            "",
            f"Measured on {datetime.now(UTC):%Y-%m-%d} with Python {platform.python_version()} on",
            f"{len(cases)} invented texts with {total(cases).events} events, each labelled by hand",
            "before it was read. An event is found when title, day, hour and people agree; *core",
            "right* are its title, start and speakers; *fully right* also end, place, platform and",
            "status. A part of the texts was kept apart until the reader had read them once; what",
            "that reading gave stands below, and is the fairest figure. Since then, rules may have",
            "been mended after those texts, too.",
            "",
            _HEADINGS,
            _RULE,
            _row("texts that rules were made with", total(tuned)),
            _row("texts kept apart at first", total(apart)),
            "",
            f"Of {total(cases).empty} texts that announce nothing,",
            f"{total(cases).kept_empty} gave no event.",
            "",
            "## At first sight",
            "",
            "What the texts kept apart gave when they were read for the first time, before any",
            "rule was mended after them or after others of their kind.",
            "",
            f"| read on {_HEADINGS[2:]} texts |",
            f"{_RULE[:-1]}|---|",
            *_first_sight(),
            "",
            "## By style: texts that rules were made with",
            "",
            _HEADINGS,
            _RULE,
            *_by("style", tuned),
            "",
            "## By style: texts kept apart at first",
            "",
            _HEADINGS,
            _RULE,
            *_by("style", apart),
            "",
            "## By language",
            "",
            _HEADINGS,
            _RULE,
            *_by("language", cases),
            "",
            "## How fast",
            "",
            "Processor time in process, the best of some runs; "
            f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}.",
            "",
            "| | measured | goal |",
            "|---|--:|--:|",
            *_speeds(),
            "",
        ]
    )


def _by(name: str, cases: list[Case]) -> Iterator[str]:
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups[getattr(case, name)].append(case)
    for key in sorted(groups, key=_place_of):
        yield _row(f"{key}: {STYLES[key]}" if key in STYLES else key, total(groups[key]))


def _place_of(key: str) -> tuple[str, int]:
    return (key[0], int(key[1:])) if key[1:].isdigit() else (key, 0)


def _row(what: str, found: Score) -> str:
    f1 = found.f1 if found.events else None
    shares = " | ".join(map(_percent, (f1, found.core_right, found.fully_right)))
    return f"| {what} | {found.inputs} | {found.events} | {shares} |"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"


def _first_sight() -> Iterator[str]:
    with FIRST_SIGHT.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            seen = {
                name: int(row[name]) for name in ("inputs", "found", "invented", "core", "full")
            }
            found = Score(**seen, missed=int(row["events"]) - seen["found"])
            yield f"{_row(row['on'], found)} {row['what']} |"


def _speeds() -> Iterator[str]:
    get_ready()
    for what, source, goal, times in (
        ("an announcement of one page", announced.page, "≤ 15 ms", 20),
        ("a bulletin of 100 events", announced.bulletin, "≤ 200 ms", 10),
        ("a calendar of 10,000 events", announced.calendar, "≤ 2,000 ms", 3),
    ):
        content = source()
        best = min(_milliseconds(lambda: _read(content)) for _ in range(times))  # noqa: B023
        yield f"| {what}, {len(content) / 1000:,.0f} kB | {best:,.1f} ms | {goal} |"


def _read(content: bytes) -> None:
    read(content, reference_date=announced.READ_ON, default_timezone=announced.ZONE)


def _milliseconds(work: Callable[[], None]) -> float:
    begun = process_time()
    work()
    return 1000 * (process_time() - begun)


if __name__ == "__main__":
    main()

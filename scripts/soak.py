"""Runs what only shows when it is repeated for long, and writes its figures into the reference."""

from __future__ import annotations

import argparse
import os
import platform
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUESTS_FOR_A_KILL = 100
MUTATIONS_FOR_A_KILL = 1_000
PAGE = ROOT / "docs" / "reference" / "soak.md"
_FIGURES = re.compile(r"\d+ kills .*$", re.MULTILINE)
_MUTATED = re.compile(r"^(\d+) mutated, ([\d.]+) s, (\d+) MB$", re.MULTILINE)
_SUMMARY = re.compile(r"^(?:\d+ \w+(?:, )?)+ in [\d.]+s.*$", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """What is repeated, and how."""

    what: str
    words: tuple[str, ...]


def runs() -> tuple[Run, ...]:
    """Return everything that is run."""
    return (
        Run("any text in any field", ("--hypothesis-profile", "soak", "-m", "hypothesis")),
        Run("odd requests of every address", ("-m", "torture", "tests/publishing")),
        Run("damaged inputs, read", ("-m", "mutations", "tests/announcements", "-rP")),
        Run("killed workers, writers and servers", ("-n0", "-s", "-m", "kills", "tests/operating")),
    )


def main() -> int:
    """Run all, write the page, and return 1 when anything failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000, help="how many of each (1,000)")
    parser.add_argument("--only", default="", help="run what has this in its name alone")
    parser.add_argument("--keep", action="store_true", help="leave the reference page as it is")
    options = parser.parse_args()
    rows, is_well = [], True
    for run in runs():
        if options.only not in run.what:
            continue
        code, said, minutes = _run(run, options.kills)
        is_well = is_well and code == 0
        found = [*_FIGURES.findall(said), *_mutated(said), *_SUMMARY.findall(said)[-1:]]
        verdict = "passed" if code == 0 else "FAILED"
        rows.append(f"| {run.what} | {verdict} | {minutes:.0f} | {'; '.join(found)} |")
    page = _page(rows)
    sys.stdout.write(page)
    if not options.keep:
        PAGE.write_text(page, encoding="utf-8")
    return 0 if is_well else 1


def _run(run: Run, kills: int) -> tuple[int, str, float]:
    """Return the exit code, everything said, and how many minutes it took."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *run.words],
        cwd=ROOT,
        env={
            **os.environ,
            "TERMCARD_TESTS_KILLS": str(kills),
            "TERMCARD_TESTS_MUTATIONS": str(kills * MUTATIONS_FOR_A_KILL),
            "TERMCARD_TESTS_REQUESTS": str(kills * REQUESTS_FOR_A_KILL),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        failed = max(done.stdout.find("= FAILURES ="), len(done.stdout) - 200_000, 0)
        sys.stderr.write(done.stdout[failed:][:20_000])
    return done.returncode, done.stdout, (time.monotonic() - begun) / 60


def _mutated(said: str) -> Iterator[str]:
    """Yield how many damaged inputs were read, with the slowest and the fullest of them."""
    chunks = [(int(count), float(s), int(mb)) for count, s, mb in _MUTATED.findall(said)]
    if chunks:
        counts, seconds, megabytes = zip(*chunks, strict=True)
        yield f"{sum(counts):,} read, the slowest in {max(seconds)} s, {max(megabytes)} MB at most"


def _page(rows: list[str]) -> str:
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return "\n".join(
        [
            "# What long runs found",
            "<!-- Measured and written by `make soak`. -->",
            "",
            f"Run on {datetime.now(UTC):%Y-%m-%d} with {versions}. Of killed writers, each event",
            "that was acknowledged must be there, whole; of killed workers, no letter may be lost,",
            "and at most one sent twice for each kill, with the same Message-ID. Of odd requests,",
            f"{REQUESTS_FOR_A_KILL} are sent for each kill; none may find a fault. Of damaged",
            f"inputs, {MUTATIONS_FOR_A_KILL:,} are read for each kill: none may raise what is no",
            "refusal, take over 5 s, or fill over 256 MB.",
            "",
            "| | | minutes | figures |",
            "|---|---|--:|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())

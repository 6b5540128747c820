"""Counts requests where all workers of this machine can add them up, and tells them to Prometheus.

Each worker counts in a small file of its own, mapped into memory: nobody waits for another, a
worker killed outright leaves its counts behind, and whichever worker is asked adds all of them
up. The client library of Prometheus does the same with several files a worker that are chosen
by a variable of the environment before it is imported; a fixed table of the addresses there
are needs one file a worker.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import threading
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import get_resolver

from termcard.lib.policies import declared_addresses

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
_CLASSES = 5
# A row: how many of each class of status, how many in each stretch of time, and all seconds.
_SECONDS = _CLASSES + len(BUCKETS) + 1
_ROW = _SECONDS + 1
_FLOAT = 8

Labels = Mapping[str, str]
Samples = Iterable[tuple[Labels, float]]


class _Counts:
    """The counts of one process."""

    def __init__(self, file: Path, rows: int) -> None:
        self.of = (os.getpid(), settings.ROOT_URLCONF)
        self._lock = threading.Lock()
        self._table = memoryview(_mapped(file, rows * _ROW * _FLOAT)).cast("d")

    def add(self, row: int, status: int, seconds: float) -> None:
        start = row * _ROW
        with self._lock:
            self._table[start + min(max(status // 100, 1), _CLASSES) - 1] += 1
            self._table[start + _CLASSES + bisect_left(BUCKETS, seconds)] += 1
            self._table[start + _SECONDS] += seconds

    def values(self) -> list[float]:
        return list(map(float, self._table))


_counts: _Counts | None = None
_beginning = threading.Lock()


def count_request(route: str, status: int, seconds: float) -> None:
    """Count one answer: the pattern of its address, its status, and how long it took."""
    known = _rows()
    row = known.get(route.removeprefix("/"), known["(none)"])
    _counts_of_this_process().add(row, status, seconds)


def forget_dead_workers() -> None:
    """Remove the counts of processes that are no longer there; for the start of a server."""
    for file in _folder().glob("*-*"):
        if not _is_alive(file.name.rpartition("-")[2]):
            file.unlink(missing_ok=True)


def told_requests() -> str:
    """Return the counts of all workers on this machine, in the text format of Prometheus."""
    table = _added_up()
    requests: list[tuple[Labels, float]] = []
    durations: list[str] = []
    for route, row in _rows().items():
        values = table[row * _ROW : (row + 1) * _ROW]
        if not any(values):
            continue
        shown = "/" + route if route not in ("static", "(none)") else route
        for number, times in enumerate(values[:_CLASSES], start=1):
            if times:
                requests.append(({"route": shown, "status": f"{number}xx"}, times))
        durations += _histogram({"route": shown}, values[_CLASSES:_SECONDS], values[_SECONDS])
    name = "termcard_request_duration_seconds"
    lines = [f"# HELP {name} How long answers took.", f"# TYPE {name} histogram", *durations]
    return told("termcard_requests_total", "counter", "Answers given.", requests) + _text(lines)


def told(name: str, kind: str, help_text: str, samples: Samples) -> str:
    """Return one metric with its samples, in the text format of Prometheus."""
    lines = [f"# HELP {name} {help_text}", f"# TYPE {name} {kind}"]
    return _text([*lines, *(_sample(name, labels, value) for labels, value in samples)])


def _histogram(labels: Labels, stretches: Sequence[float], seconds: float) -> list[str]:
    name, total, lines = "termcard_request_duration_seconds", 0.0, []
    for bound, times in zip((*map(str, BUCKETS), "+Inf"), stretches, strict=True):
        total += times
        lines.append(_sample(f"{name}_bucket", {**labels, "le": bound}, total))
    lines.append(_sample(f"{name}_sum", labels, seconds))
    return [*lines, _sample(f"{name}_count", labels, total)]


def _sample(name: str, labels: Labels, value: float) -> str:
    shown = ",".join(f'{label}="{_escaped(words)}"' for label, words in labels.items())
    return f"{name}{{{shown}}} {value:.16g}" if shown else f"{name} {value:.16g}"


def _escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _rows() -> dict[str, int]:
    """Return which row of the table is whose: the same in every process of the same code."""
    return _rows_of(settings.ROOT_URLCONF)


@cache
def _rows_of(urlconf: str) -> dict[str, int]:
    resolver = get_resolver(urlconf)
    addresses = (address.replace("^", "") for address, _ in declared_addresses(resolver))
    names = dict.fromkeys(["(none)", "static", *addresses])
    return {name: row for row, name in enumerate(names)}


def _folder() -> Path:
    return Path(settings.TERMCARD_HOME) / "metrics"


def _prefix() -> str:
    """Return what the files of this code begin with: another release has other rows."""
    return hashlib.sha256("\n".join(_rows()).encode()).hexdigest()[:12]


def _counts_of_this_process() -> _Counts:
    global _counts
    counts, now = _counts, (os.getpid(), settings.ROOT_URLCONF)
    if counts is None or counts.of != now:
        with _beginning:
            if _counts is None or _counts.of != now:
                _counts = _Counts(_folder() / f"{_prefix()}-{os.getpid()}", len(_rows()))
            counts = _counts
    return counts


def _mapped(file: Path, size: int) -> Any:
    """Return shared memory in a file, or memory of our own when no file can be had."""
    try:
        file.parent.mkdir(exist_ok=True)
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            # A page of the file that the disk has no room for would kill whoever writes to it.
            os.posix_fallocate(handle, 0, size)
            return mmap.mmap(handle, size)
        finally:
            os.close(handle)
    except OSError:
        return mmap.mmap(-1, size)


def _added_up() -> list[float]:
    own = _counts_of_this_process()
    total = own.values()
    for file in _folder().glob(f"{_prefix()}-*"):
        if file.name.endswith(f"-{own.of[0]}"):
            continue
        try:
            values = memoryview(file.read_bytes()).cast("d").tolist()
        except (OSError, TypeError):  # removed, or not yet as long as it will be
            continue
        if len(values) == len(total):
            total = [mine + other for mine, other in zip(total, values, strict=True)]
    return total


def _is_alive(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except (ProcessLookupError, ValueError, OverflowError):
        return False
    except PermissionError:
        return True
    return True

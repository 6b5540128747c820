"""A real server of its own, and how much processor and memory it takes."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_WARMING = 30
_WORKER = b"termcard.config.companion"


@dataclass(frozen=True)
class Cost:
    """What one kind of request took: processor and wall-clock time, and bytes of the answer."""

    milliseconds: float
    waited: float
    size: int
    times: int


class Server:
    """A running server with one web worker."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, started_in: float) -> None:
        self._process = process
        self._port = port
        self.started_in = started_in
        self._at_rest = 0.0

    def rest(self, seconds: float) -> None:
        """Let the server be, and take what it uses meanwhile off what is measured later."""
        used = self._used()
        time.sleep(seconds)
        self._at_rest = (self._used() - used) / seconds

    def cost(
        self,
        paths: Sequence[str],
        *,
        seconds: float,
        expected: int = 200,
        headers: Mapping[str, str] | None = None,
        warming: int = _WARMING,
    ) -> Cost:
        """Ask for the paths in turn over one connection; return what one request cost.

        The first `warming` requests do not count.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        turns = cycle(paths)
        sizes = [_asked(connection, next(turns), expected, headers) for _ in range(warming)]
        used, begun, times = self._used(), time.perf_counter(), 0
        while time.perf_counter() - begun < seconds:
            sizes.append(_asked(connection, next(turns), expected, headers))
            times += 1
        elapsed = time.perf_counter() - begun
        connection.close()
        cost = max(0.0, self._used() - used - self._at_rest * elapsed) / times
        waited = elapsed / times
        return Cost(1000 * cost, 1000 * waited, sum(sizes) // len(sizes), times)

    def content(self, path: str) -> bytes:
        """Return the bytes of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request("GET", path)
        content = connection.getresponse().read()
        connection.close()
        return content

    def entity_tag(self, path: str) -> str:
        """Return the entity tag of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return str(answer.headers["ETag"])

    def megabytes(self) -> float:
        """Return the memory of the largest process, shared parts counted by their share (PSS)."""
        return max(map(_megabytes, self._tree()))

    def _used(self) -> float:
        return sum(map(_seconds_of_processor, self._tree()))

    def _tree(self) -> list[int]:
        """Return the processes that answer; the one that sends mails is left out."""
        tree, waiting = [], [self._process.pid]
        while waiting:
            pid = waiting.pop()
            with suppress(OSError):
                if _WORKER not in Path(f"/proc/{pid}/cmdline").read_bytes():
                    tree.append(pid)
                    children = Path(f"/proc/{pid}/task").glob("*/children")
                    waiting += [
                        int(child) for file in children for child in file.read_text().split()
                    ]
        return tree


@contextmanager
def serving(home: Path) -> Iterator[Server]:
    """Serve what is in a home until the block ends."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = [sys.executable, "-m", "termcard.config.cli", "serve", "--workers", "1"]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*words, "--port", str(port)],
        env={**os.environ, "TERMCARD_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(port, process)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(20)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    while process.poll() is None:
        with suppress(OSError):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            if _asked(connection, "/healthz", 200, None):
                return
        time.sleep(0.02)
    raise SystemExit("The server ended before it answered.")


def _asked(
    connection: http.client.HTTPConnection,
    path: str,
    expected: int,
    headers: Mapping[str, str] | None,
) -> int:
    connection.request("GET", path, headers=dict(headers or {}))
    answer = connection.getresponse()
    size = len(answer.read())
    if answer.status != expected:
        raise SystemExit(f"{path} answered {answer.status}, not {expected}.")
    return size


def _seconds_of_processor(pid: int) -> float:
    """Return the user and system time of a process and its ended children."""
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / _TICKS
    return 0.0


def _megabytes(pid: int) -> float:
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    return 0.0

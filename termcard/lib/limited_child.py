"""The other side of `limited`: waits to be asked, and forks a child with limits for each run.

Started as a program of its own. It imports nothing but the standard library and the modules
it is asked to have ready.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import time
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Any

LARGEST_ANSWER = 150_000_000
_LONGEST_WISH = 4_096
_LENGTH = struct.Struct(">Q")
_MEGABYTE = 1_000_000


class Outcome(StrEnum):
    """How a run ended."""

    RETURNED = "returned"
    RAISED = "raised"
    TOO_LARGE = "too large"


def send(line: socket.socket, message: bytes) -> None:
    """Send a message with its length before it."""
    line.sendall(_LENGTH.pack(len(message)))
    line.sendall(message)


def receive(line: socket.socket, most: int) -> bytes:
    """Return a message; raise EOFError when the other side has gone, or sends more than fits.

    The line's timeout holds for the whole message.
    """
    deadline = time.monotonic() + line.gettimeout() if line.gettimeout() else None  # type: ignore[operator]
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size, deadline))
    if length > most:
        raise EOFError("That is more than can be taken.")
    return _exactly(line, length, deadline)


def _exactly(line: socket.socket, length: int, deadline: float | None) -> bytes:
    message = bytearray()
    while len(message) < length:
        if deadline is not None:
            line.settimeout(max(deadline - time.monotonic(), 0.001))
        piece = line.recv(min(length - len(message), 1 << 20))
        if not piece:
            raise EOFError("The other side has gone.")
        message += piece
    return bytes(message)


def main() -> None:
    """Serve the line whose number is the program's argument."""
    with socket.socket(fileno=int(sys.argv[1])) as line:
        serve(line)


def serve(line: socket.socket) -> None:
    """Fork a child for each wish on the line, until nobody is on it."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends the one that asks, and so us
    while True:
        wish, passed, _, _ = socket.recv_fds(line, _LONGEST_WISH, 1)
        if not wish:
            return
        module, seconds, megabytes = wish.decode().split(" ")
        _have_ready(module)
        if os.fork() == 0:
            try:
                line.close()
                _run(socket.socket(fileno=passed[0]), float(seconds), int(megabytes))
            finally:
                os._exit(0)  # whatever happened: the child never becomes a second helper
        for each in passed:
            os.close(each)


def _have_ready(module: str) -> None:
    """Import the module, and have it do once what every run would have to do again."""
    if module in sys.modules:
        return
    try:
        imported = import_module(module)
        getattr(imported, "get_ready", lambda: None)()
    except Exception:
        return  # the child meets the same error, and tells it


def _run(line: socket.socket, seconds: float, megabytes: int) -> None:
    """Do what the line asks for, and answer on it; too slow a run is killed on its way."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    _limit(seconds, megabytes)
    gc.disable()  # the process ends before there is anything worth collecting
    try:
        answer = pickle.dumps(_outcome(line))
    except MemoryError:
        answer = pickle.dumps((Outcome.TOO_LARGE, None))
    if len(answer) > LARGEST_ANSWER:
        answer = pickle.dumps((Outcome.TOO_LARGE, None))
    send(line, answer)


def _outcome(line: socket.socket) -> tuple[Outcome, Any]:
    function, argument = pickle.loads(receive(line, LARGEST_ANSWER))  # noqa: S301, from our parent
    try:
        return Outcome.RETURNED, function(argument)
    except MemoryError:
        return Outcome.TOO_LARGE, None
    except Exception as error:
        pickle.loads(pickle.dumps(error))  # noqa: S301, one that cannot be told is a crash
        return Outcome.RAISED, error


def _limit(seconds: float, megabytes: int) -> None:
    """Limit the memory to what is in use and what may come, the time, and writing of files."""
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()
    size, resident = (int(number) * resource.getpagesize() for number in pages[:2])
    room = max(megabytes * _MEGABYTE - resident, 0)
    for what, most in (
        (resource.RLIMIT_AS, size + room),
        (resource.RLIMIT_CPU, int(seconds) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))

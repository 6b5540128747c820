"""Runs a function in a child process that may use only so much time and memory.

A helper process is started once for each process that asks, and has the function's module
loaded; for every run it forks a child. So a run costs a few milliseconds, no child ever holds
a connection, a secret of the environment or a lock of the process that asks, and whatever a
hostile input does to its child, the one that asked is told by a typed error.
"""

from __future__ import annotations

import atexit
import os
import pickle
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from termcard.lib.limited_child import LARGEST_ANSWER, Outcome, receive, send

Argument = TypeVar("Argument")
Result = TypeVar("Result")

# The child ends itself in time; this is what its death and a busy machine may take beyond.
GRACE_SECONDS = 1.0
_PROGRAM = "from termcard.lib import limited_child; limited_child.main()"
_ROOT = Path(__file__).resolve().parents[2]


class LimitedError(Exception):
    """A run that ended without a result, through what it was given."""


class TooSlow(LimitedError):
    """It took longer than it may."""


class TooLarge(LimitedError):
    """It needed more memory than it may, or gave more than can be taken."""


class Crashed(LimitedError):
    """It ended without a word."""


class _Helper:
    """The process that forks the children, and the line on which it is asked to."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603, our own module
                [sys.executable, "-c", _PROGRAM, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "LANG": "C.UTF-8"},
            )

    def child(self, module: str, seconds: float, megabytes: int) -> socket.socket:
        """Have a child forked, and return the line to it."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        wish = f"{module} {seconds} {megabytes}".encode()
        with theirs:
            try:
                socket.send_fds(self.line, [wish], [theirs.fileno()])
            except OSError:
                ours.close()
                raise
        return ours

    def stop(self) -> None:
        """Let the helper end: it does when nobody is on its line."""
        self.line.close()
        if self.owner == os.getpid():
            self.process.wait(timeout=10)


class _Helpers:
    """The one helper of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.helper: _Helper | None = None
        atexit.register(self.stop)
        os.register_at_fork(after_in_child=self.forget)

    def child(self, module: str, seconds: float, megabytes: int) -> socket.socket:
        with self.lock:
            for is_last in (False, True):
                self.helper = self.helper or _Helper()
                try:
                    return self.helper.child(module, seconds, megabytes)
                except OSError:
                    self.helper.stop()
                    self.helper = None
                    if is_last:
                        raise
        raise Crashed("The helper process cannot be started.")

    def forget(self) -> None:
        """Leave the helper of the process that this one was forked from to that process."""
        self.lock = threading.Lock()
        self.helper = None

    def stop(self) -> None:
        if self.helper is not None:
            self.helper.stop()
            self.helper = None


_helpers = _Helpers()


def have_ready(module: str) -> None:
    """Start the helper and have it load the module, so that the first run waits for neither."""
    _helpers.child(module, 1, 1).close()


def run_limited(
    function: Callable[[Argument], Result],
    argument: Argument,
    *,
    seconds: float = 6,
    megabytes: int = 256,
) -> Result:
    """Return what the function makes of the argument, worked out in a child with limits.

    The function must be one that can be imported by name, or a `functools.partial` of one; it,
    the argument and the result are pickled. Raises what the function raises, TooSlow, TooLarge
    or Crashed.
    """
    module = getattr(function, "func", function).__module__
    began = time.monotonic()
    line = _helpers.child(module, seconds, megabytes)
    with line:
        line.settimeout(seconds + GRACE_SECONDS)
        try:
            send(line, pickle.dumps((function, argument)))
            answer = receive(line, LARGEST_ANSWER)
        except (OSError, EOFError) as error:
            if time.monotonic() - began >= seconds:
                raise TooSlow(f"It took longer than {seconds:g} seconds.") from error
            raise Crashed("It ended without a result.") from error
    outcome, value = pickle.loads(answer)  # noqa: S301, written by our own child
    if outcome is Outcome.RETURNED:
        return value  # type: ignore[no-any-return]
    if outcome is Outcome.RAISED:
        raise value
    raise TooLarge(f"It needed more than {megabytes} MB.")

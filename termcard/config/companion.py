"""Keeps one worker beside the web, as long as the web is there."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType
from typing import Self

from termcard.config.standing import stand

_COMMAND = (sys.executable, "-m", "termcard.config.companion")
_FIRST_PAUSE, _LONGEST_PAUSE, _SETTLED = 1.0, 30.0, 60.0
_MOST_SECONDS_TO_STOP = 15


class Companion:
    """A worker in a process of its own: begun anew when it dies, and gone when we leave.

    Its standard input is a pipe from us that nobody writes to: when we are killed outright the
    pipe closes, and the worker goes too.
    """

    def __init__(self, command: Sequence[str] = _COMMAND) -> None:
        self._command = command
        self._stopped = threading.Event()
        self._watch = threading.Thread(target=self._keep, daemon=True)

    def __enter__(self) -> Self:
        """Start the worker."""
        self._watch.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let the worker finish the letter in its hand, and end it."""
        self._stopped.set()
        self._watch.join()

    def _keep(self) -> None:
        pause = _FIRST_PAUSE
        while not self._stopped.is_set():
            begun = time.monotonic()
            self._run()
            pause = _FIRST_PAUSE if time.monotonic() - begun > _SETTLED else pause * 2
            self._stopped.wait(min(pause, _LONGEST_PAUSE))

    def _run(self) -> None:
        """Run one worker to its end, or to ours."""
        # With these options it is spawned, not forked: after a fork Python waits until nobody
        # holds the line on which the child would tell of a fault, and a web process that the
        # server forks in that moment holds it for as long as it lives.
        with subprocess.Popen(self._command, stdin=subprocess.PIPE, close_fds=False) as worker:  # noqa: S603
            while worker.poll() is None and not self._stopped.wait(0.2):
                pass
            worker.terminate()
            try:
                worker.wait(_MOST_SECONDS_TO_STOP)
            except subprocess.TimeoutExpired:
                worker.kill()


if __name__ == "__main__":
    os.setpgid(0, 0)  # Ctrl-C is for who started us, and it tells us
    stand()
    # By name: it can be imported only when Django stands.
    import_module("termcard.config.command_work").work_beside()

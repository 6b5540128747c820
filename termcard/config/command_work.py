"""`termcard work`: one worker, which sends the mails and does what is due beside the pages."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from types import FrameType

from termcard.operating.tasks import Worker, work_until
from termcard.records.models import Letter


def run(options: argparse.Namespace) -> None:
    """Work until told to stop, or go on only until nothing is due."""
    if not options.once:
        _work(threading.Event())
        return
    with Worker() as worker:
        worker.run_until_quiet()
    sys.stdout.write(f"Letters still waiting: {Letter.objects.waiting().count()}.\n")


def work_beside() -> None:
    """Work for as long as whoever started us holds the other end of our standard input."""
    stopped = threading.Event()

    def wait_for_the_end() -> None:
        # Not through sys.stdin, whose lock would be held while Python ends.
        while os.read(0, 1024):
            pass
        stopped.set()

    threading.Thread(target=wait_for_the_end, daemon=True).start()
    _work(stopped)


def _work(stopped: threading.Event) -> None:
    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    # The letter in hand is sent, then the worker goes.
    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    work_until(stopped)

"""`termcard serve`: the pages and one worker, from an empty folder, in one process tree."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
from importlib import import_module

from django.conf import settings
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from termcard.config.companion import Companion
from termcard.config.refusals import Refused
from termcard.config.standing import (
    bring_up_to_date,
    collect_static_files,
    let_go_of_the_database,
    stand,
)
from termcard.lib.metrics import forget_dead_workers

_MOST_USEFUL_WORKERS = 4
_EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # noqa: S104


def run(options: argparse.Namespace) -> None:
    """Prepare everything, say the address, and serve until told to stop."""
    _refuse_taken(options.host, options.port)
    shown = _EVERYWHERE.get(options.host, options.host)
    shown = f"[{shown}]" if ":" in shown and not shown.startswith("[") else shown
    # For this process and its workers: links lead to where it really answers.
    os.environ.setdefault("TERMCARD_BASE_URL", f"http://{shown}:{options.port}")
    stand()
    bring_up_to_date()
    collect_static_files()
    forget_dead_workers()
    if options.demo:
        _say(import_module("termcard.config.demonstration").put_in())
    # A shell that starts us in the background has us ignore Ctrl-C, and our workers with us.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _say(f"Termcard answers at http://{shown}:{options.port}/ — Ctrl-C stops it.")
    if not_begun := import_module("termcard.config.beginning").how_to_begin():
        _say(not_begun)
    server = Granian(
        "termcard.config.wsgi:application",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers or min(_MOST_USEFUL_WORKERS, os.cpu_count() or 1),
        blocking_threads=4,
        log_level=LogLevels.warning,
        log_dictconfig=settings.LOGGING,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
    )
    let_go_of_the_database()
    with Companion():
        server.serve()


def _refuse_taken(host: str, port: int) -> None:
    """Say now, in words, what the server would say later in a traceback."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Refused(
            f"cannot listen on {host} port {port} ({reason}); choose another with --port or --host"
        ) from None


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()

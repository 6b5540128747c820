"""Makes Django stand: settings read, tables up to date, static files collected."""

from __future__ import annotations

import fcntl
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import IO

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from termcard.config.environment import read_environment
from termcard.config.refusals import Refused

# Any number will do, so long as every process of this installation takes the same.
_ADVISORY_LOCK = 0x7E53_C42D


def settings_are_chosen() -> None:
    """Let Django read our settings; raise Refused at once, in words, when they cannot be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
    read_environment()


def stand() -> None:
    """Set Django up."""
    settings_are_chosen()
    django.setup()


@contextmanager
def alone() -> Iterator[None]:
    """Hold the right to lay the tables of this installation, or what they first hold."""
    if connection.vendor != "postgresql":
        with _holding(settings.TERMCARD_HOME / "migrate.lock"):
            yield
        return
    # Several machines may start at once: the lock must stand in the database.
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_ADVISORY_LOCK])
        try:
            yield
        finally:
            # What went wrong is to be told, not that nothing can be asked after it; the lock
            # goes with the connection.
            with suppress(DatabaseError):
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_ADVISORY_LOCK])


def bring_up_to_date() -> None:
    """Migrate the database and what rows were derived from, one process at a time.

    Does nothing when nothing is to be done. Raises Refused when the database cannot be reached
    or written.
    """
    try:
        with alone():
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
            # By name: its tables can be imported only when Django stands.
            for words in import_module("termcard.programme.actions").keep_up():
                sys.stderr.write(f"{words}\n")
    except (DatabaseError, OSError) as error:
        first = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise Refused(f"TERMCARD_DATABASE_URL: the database cannot be used ({first})") from error


def let_go_of_the_database() -> None:
    """Close every connection, and every pool with its threads, before this process is forked.

    A fork of an open SQLite file, or of a pool whose threads stayed behind, answers with faults.
    """
    connections.close_all()
    for each in connections.all(initialized_only=True):
        if each.vendor == "postgresql":
            each.close_pool()  # type: ignore[attr-defined]


def collect_static_files() -> None:
    """Collect the static files into the home, unless what is there came from the same sources."""
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    with _holding(settings.TERMCARD_HOME / "static.lock"):
        sources = _static_sources()
        if stamp.exists() and stamp.read_text(encoding="ascii") == sources:
            return
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(sources, encoding="ascii")


def _static_sources() -> str:
    """Return what stands for every static file as it now is, and for how they are stored."""
    known = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = os.stat(storage.path(path))
            known.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return known.hexdigest()


@contextmanager
def _holding(file: Path) -> Iterator[IO[str]]:
    with file.open("w") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream

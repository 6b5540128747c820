"""Copies a whole database out and in: SQLite files, and PostgreSQL with its own tools."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg.conninfo import make_conninfo

from termcard.config.refusals import Refused

_SECONDS_TO_WAIT = 60


def copy_sqlite(source: Path, target: Path) -> None:
    """Write a consistent copy of a database that others may be writing meanwhile."""
    if not source.exists():
        raise Refused(f"there is no database at {source} yet")
    try:
        with closing(sqlite3.connect(source, timeout=_SECONDS_TO_WAIT)) as database:
            # In one reading transaction: writers go on, and none of what they write is half in.
            database.execute("VACUUM INTO ?", [str(target)])
    except sqlite3.Error as error:
        raise Refused(f"the database at {source} cannot be copied ({error})") from None
    if fault := fault_of_sqlite(target):
        raise Refused(f"the database at {source} is damaged ({fault}); restore an earlier backup")


def fault_of_sqlite(file: Path) -> str:
    """Return what is wrong with a database file, or nothing."""
    try:
        with closing(sqlite3.connect(file)) as database:
            (said,) = database.execute("PRAGMA integrity_check(1)").fetchone()
            if said != "ok":
                return str(said).splitlines()[-1]
            if database.execute("PRAGMA foreign_key_check").fetchone():
                return "a row names another that is not there"
    except sqlite3.Error as error:
        return str(error)
    return ""


def migrations_of_sqlite(file: Path) -> list[str]:
    """Return the migrations that a database file has had: "records.0001_initial" and so on."""
    with closing(sqlite3.connect(file)) as database:
        rows = database.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [f"{app}.{name}" for app, name in rows]


def bring_sqlite_up_to_date(file: Path, folder: Path) -> None:
    """Migrate a database file that nobody uses, in a process of its own."""
    environment = {
        **os.environ,
        "TERMCARD_HOME": str(folder),
        "TERMCARD_DATABASE_URL": f"sqlite:///{quote(str(file.absolute()))}",
    }
    words = (sys.executable, "-m", "termcard.config.cli", "manage", "migrate", "--no-input", "-v0")
    _run([*words], environment, "its tables cannot be brought up to date")


def is_in_use(file: Path) -> bool:
    """Say whether another process has a database file open.

    Leaving the write-ahead log takes the whole file, which any open connection refuses. A file
    too damaged to tell counts as free.
    """
    if not file.exists():
        return False
    try:
        with closing(sqlite3.connect(file, timeout=0.5)) as database:
            database.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError as error:
        return "locked" in str(error) or "busy" in str(error)
    except sqlite3.Error:
        return False
    return False


def dump_postgresql(settings: dict[str, Any], target: Path) -> None:
    """Write a consistent copy of a database that others may be writing meanwhile."""
    words = ["--format=custom", "--no-owner", "--no-privileges", f"--file={target}"]
    _run_tool("pg_dump", words, settings, "the database cannot be copied")
    target.chmod(0o600)


def require_dump(file: Path, settings: dict[str, Any]) -> None:
    """Raise Refused unless PostgreSQL's own tool can read the copy."""
    words = [_tool("pg_restore"), "--list", str(file)]
    _run(words, _environment(settings), "PostgreSQL cannot read the copy")


def load_postgresql(settings: dict[str, Any], file: Path) -> None:
    """Put a copy in the place of what the database holds, all of it or nothing."""
    words = ["--clean", "--if-exists", "--no-owner", "--no-privileges"]
    words += ["--single-transaction", "--exit-on-error", str(file)]
    _run_tool("pg_restore", words, settings, "nothing was changed")


def others_on_postgresql(settings: dict[str, Any]) -> int:
    """Return how many others are connected to the database."""
    with psycopg.connect(_conninfo(settings), password=settings["PASSWORD"] or None) as database:
        row = database.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        ).fetchone()
    return int(row[0]) if row else 0


def _run_tool(name: str, words: list[str], settings: dict[str, Any], refusal: str) -> None:
    command = [_tool(name), f"--dbname={_conninfo(settings)}", *words]
    _run(command, _environment(settings), refusal)


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refused(
            f"{name} is absent: install PostgreSQL's client programs here, "
            "or back the database up where it runs"
        )
    return found


def _conninfo(settings: dict[str, Any]) -> str:
    """Return how libpq connects, without the password, which everybody on a machine would see."""
    options = {name: value for name, value in settings["OPTIONS"].items() if name != "pool"}
    names = {"host": "HOST", "port": "PORT", "user": "USER", "dbname": "NAME"}
    where = {name: settings[key] for name, key in names.items() if settings[key]}
    return make_conninfo("", **options, **where)


def _environment(settings: dict[str, Any]) -> dict[str, str]:
    password = {"PGPASSWORD": settings["PASSWORD"]} if settings["PASSWORD"] else {}
    return {**os.environ, **password}


def _run(words: list[str], environment: dict[str, str], refusal: str) -> None:
    done = subprocess.run(  # noqa: S603
        words,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        first = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[0]
        raise Refused(f"{refusal} ({first})")

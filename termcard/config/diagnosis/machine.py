"""Looks at the machine: its folders, its disk, its libraries."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import tempfile
from pathlib import Path

import tzdata  # type: ignore[import-untyped]

from termcard.config.diagnosis.finding import Finding, look, well, wrong

_MB = 1024 * 1024
_LITTLE, _TOO_LITTLE = 1024 * _MB, 100 * _MB
_SYSTEM_ZONES = Path("/usr/share/zoneinfo/tzdata.zi")
_VERSION = re.compile(r"(?:# version |\+VERSION=)?(20\d\d[a-z]+)")


def home(folder: Path) -> Finding:
    """Try to write into the home."""
    try:
        with tempfile.TemporaryFile(dir=folder) as trial:
            trial.write(b"\0" * 4096)
            trial.flush()
            os.fsync(trial.fileno())
    except OSError as error:
        return wrong(
            "home",
            f"{folder} cannot be written ({error.strerror or error})",
            "give the account that runs Termcard the folder, or set TERMCARD_HOME to another",
        )
    return well("home", f"{folder} can be written")


def secret_key(file: Path) -> Finding:
    """Look at who may read the secret key."""
    name = "secret-key"
    try:
        mode = stat.S_IMODE(file.stat().st_mode)
    except FileNotFoundError:
        return well(name, "no key is kept in a file")
    except OSError as error:
        return wrong(name, f"{file} cannot be looked at ({error.strerror})", "mend its folder")
    if mode & 0o077:
        return wrong(
            name,
            f"others on this machine may read {file} (mode {mode:o})",
            f"chmod 600 {file}; who may have read it can sign in as anybody: delete the file and "
            "start again for a new key, which ends all sessions and closes sealed links",
        )
    return well(name, f"{file} is for its owner alone")


def disk(folder: Path) -> Finding:
    """Look at what is left on the disk of a folder."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return wrong("disk", f"{folder} cannot be measured ({error.strerror})", "mend the folder")
    return judged_disk(free)


def judged_disk(free: int) -> Finding:
    """Judge how many bytes are left."""
    seen, mend = f"{free // _MB:,} MB are free", "make room, or move TERMCARD_HOME to another disk"
    if free < _TOO_LITTLE:
        return wrong("disk", seen, mend)
    return look("disk", seen, mend) if free < _LITTLE else well("disk", seen)


def sqlite_library() -> Finding:
    """Look at the version of SQLite in this process."""
    return judged_sqlite(sqlite3.sqlite_version_info)


def judged_sqlite(version: tuple[int, ...]) -> Finding:
    """Judge a version: those from 3.7.0 to 3.51.2 can corrupt a file with a write-ahead log.

    The race, between a checkpoint and a writer that begins the log anew, is mended in 3.51.3,
    and in 3.44.6 and 3.50.7.
    """
    seen = f"SQLite {'.'.join(map(str, version))}"
    is_mended_early = version[:2] in ((3, 44), (3, 50)) and version >= (
        (3, 44, 6) if version[:2] == (3, 44) else (3, 50, 7)
    )
    if (3, 7, 0) <= version < (3, 51, 3) and not is_mended_early:
        return look(
            "sqlite",
            f"{seen} can, very rarely, corrupt a database that several processes write",
            "run a Python whose SQLite is 3.51.3 or newer (or 3.50.7, or 3.44.6), or PostgreSQL; "
            "until then make backups often",
        )
    return well("sqlite", seen)


def zones(system: Path = _SYSTEM_ZONES) -> Finding:
    """Compare the time-zone rules that Termcard brings with those of the system."""
    try:
        with system.open(encoding="ascii", errors="replace") as stream:
            found = _VERSION.match(stream.readline())
    except OSError:
        found = None
    return judged_zones(tzdata.IANA_VERSION, found[1] if found else "")


def judged_zones(ours: str, of_system: str) -> Finding:
    """Judge two versions of the tz database, such as 2026a and 2025c."""
    if of_system > ours:
        return look(
            "time-zones",
            f"Termcard's rules of time zones are {ours}, the system has {of_system}",
            "install the newest tzdata where Termcard is: pip install --upgrade tzdata",
        )
    return well("time-zones", f"the rules of time zones are {ours}")

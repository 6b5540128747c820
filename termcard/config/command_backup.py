"""`termcard backup`: one file that holds everything, made while others write."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from termcard import __version__
from termcard.config.archive import Member, write_archive
from termcard.config.copies import copy_sqlite, dump_postgresql, migrations_of_sqlite
from termcard.config.refusals import Refused
from termcard.config.standing import stand

SQLITE, POSTGRESQL, KEY, FILES = "database.sqlite3", "database.pgdump", "secret-key", "files"


def run(options: argparse.Namespace) -> None:
    """Write the backup, and say how large it is."""
    stand()
    file = Path(options.file).absolute()
    if file.exists():
        raise Refused(f"{file} is there already; name a file that is not")
    try:
        back_up(file)
    except OSError as error:
        raise Refused(f"{file}: cannot be written ({error.strerror or error})") from None
    size = file.stat().st_size
    sys.stdout.write(f"{file}: {size / 1024 / 1024:,.1f} MB. It holds the secret key: guard it.\n")


def back_up(file: Path) -> None:
    """Write a consistent copy of the database, the files kept and the secret key into one file."""
    # Beside the backup: where there is room for one there should be room for the other.
    with tempfile.TemporaryDirectory(prefix=".termcard-backup-", dir=file.parent) as name:
        folder = Path(name)
        database, migrations = _copied_database(folder)
        key = folder / KEY
        key.touch(mode=0o600)
        key.write_text(f"{settings.SECRET_KEY}\n", encoding="ascii")
        told = {
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "termcard": __version__,
            "database": connection.vendor,
            "migrations": migrations,
        }
        members = [Member(database.name, database), Member(KEY, key), *_kept_files()]
        write_archive(file, members, told)


def _copied_database(folder: Path) -> tuple[Path, list[str]]:
    """Copy the database into a folder; return the copy and the migrations it has had."""
    described = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        copy = folder / SQLITE
        copy_sqlite(Path(described["NAME"]), copy)
        return copy, migrations_of_sqlite(copy)
    copy = folder / POSTGRESQL
    applied = MigrationLoader(connection).applied_migrations
    dump_postgresql(described, copy)
    return copy, sorted(f"{app}.{name}" for app, name in applied)


def _kept_files() -> Iterator[Member]:
    kept = Path(settings.TERMCARD_HOME) / FILES
    for path in sorted(kept.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield Member(f"{FILES}/{path.relative_to(kept).as_posix()}", path)

"""`termcard restore`: puts a backup in the place of what is there, once it has proved whole."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from termcard.config import copies
from termcard.config.archive import unpack, verified_manifest
from termcard.config.command_backup import FILES, KEY, POSTGRESQL, SQLITE
from termcard.config.refusals import Refused
from termcard.config.standing import alone, bring_up_to_date, let_go_of_the_database, stand


def run(options: argparse.Namespace) -> None:
    """Verify the backup, replace what is there, and say where that was put."""
    stand()
    file = Path(options.file).absolute()
    manifest = verified_manifest(file)
    _require_ours(file, manifest)
    try:
        aside = _restore(file, manifest)
    except OSError as error:
        raise Refused(f"{file}: cannot be put in place ({error.strerror or error})") from None
    sys.stdout.write(
        f"Restored what was there at {manifest['made_at']}. What it replaced is in {aside}.\n"
    )


def _require_ours(file: Path, manifest: dict[str, Any]) -> None:
    """Raise Refused when the backup is of another database or of a newer Termcard."""
    if manifest["database"] != connection.vendor:
        raise Refused(
            f"{file}: is of {manifest['database']}, and TERMCARD_DATABASE_URL names "
            f"{connection.vendor}"
        )
    needed = {KEY, SQLITE if connection.vendor == "sqlite" else POSTGRESQL}
    if lacking := sorted(needed - manifest["members"].keys()):
        raise Refused(f"{file}: lacks {', '.join(lacking)}")
    unknown = sorted(set(manifest["migrations"]) - _known_migrations())
    if unknown or not manifest["migrations"]:
        first = unknown[0] if unknown else "none"
        raise Refused(
            f"{file}: its tables are of another Termcard than this one ({first}); "
            f"it was made by Termcard {manifest['termcard']}"
        )


def _known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations or {}}


def _restore(file: Path, manifest: dict[str, Any]) -> Path:
    """Unpack, look at everything, and only then replace; return where the old is kept."""
    home = Path(settings.TERMCARD_HOME)
    is_file = connection.vendor == "sqlite"
    # On the disk where the database will be: putting it in place is then one rename.
    beside = Path(settings.DATABASES["default"]["NAME"]).parent if is_file else home
    with tempfile.TemporaryDirectory(prefix="restoring-", dir=beside) as name:
        unpacked = Path(name)
        unpack(file, manifest, unpacked)
        _require_key(unpacked / KEY)
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S-%f")
        aside = home / f"before-restore-{stamp}"
        (_replace_sqlite if is_file else _replace_postgresql)(unpacked, aside)
    return aside


def _require_key(unpacked: Path) -> None:
    """Raise Refused when the key that is set is not the one the backup was made with."""
    own = settings.ENVIRONMENT.secret_key
    if own and unpacked.read_text(encoding="ascii").strip() != own:
        raise Refused(
            "TERMCARD_SECRET_KEY is not the key that the backup was made with, and could not "
            "open the links sealed in it; unset it, and the backup's own is put in place"
        )


def _replace_sqlite(unpacked: Path, aside: Path) -> None:
    database = Path(settings.DATABASES["default"]["NAME"])
    new = unpacked / SQLITE
    if fault := copies.fault_of_sqlite(new):
        raise Refused(f"the database in the backup is damaged ({fault})")
    if set(copies.migrations_of_sqlite(new)) != _known_migrations():
        copies.bring_sqlite_up_to_date(new, unpacked / "migrating")
        if fault := copies.fault_of_sqlite(new):
            raise Refused(f"the database in the backup cannot be brought up to date ({fault})")
    let_go_of_the_database()
    with alone():  # whoever starts now waits
        if copies.is_in_use(database):
            raise Refused(f"{database} is in use; stop `termcard serve` and `termcard work` first")
        logs = [database.with_name(database.name + end) for end in ("-wal", "-shm")]
        _exchange([(new, database), *_others(unpacked)], logs, aside)


def _replace_postgresql(unpacked: Path, aside: Path) -> None:
    described = settings.DATABASES["default"]
    copies.require_dump(unpacked / POSTGRESQL, described)
    let_go_of_the_database()
    if others := copies.others_on_postgresql(described):
        raise Refused(
            f"{others} others are connected to the database; stop `termcard serve` and "
            "`termcard work` everywhere first"
        )
    aside.mkdir(mode=0o700)
    copies.dump_postgresql(described, aside / POSTGRESQL)
    copies.load_postgresql(described, unpacked / POSTGRESQL)
    _exchange(_others(unpacked), [], aside)
    bring_up_to_date()


def _others(unpacked: Path) -> list[tuple[Path, Path]]:
    """Return (new, place) of what is kept beside the database."""
    home = Path(settings.TERMCARD_HOME)
    (unpacked / FILES).mkdir(exist_ok=True)
    key = [] if settings.ENVIRONMENT.secret_key else [(unpacked / KEY, home / KEY)]
    return [*key, (unpacked / FILES, home / FILES)]


def _exchange(new: list[tuple[Path, Path]], gone: Iterable[Path], aside: Path) -> None:
    """Put the old aside and the new in its place; when that fails, put the old back."""
    aside.mkdir(mode=0o700, exist_ok=True)
    done: list[tuple[Path, Path]] = []
    moves = [(place, aside / place.name) for place in (*(each[1] for each in new), *gone)]
    try:
        for source, target in (*moves, *new):
            if source.exists():
                shutil.move(source, target)
                done.append((source, target))
    except OSError:
        for source, target in reversed(done):
            shutil.move(target, source)
        raise
    for folder in {place.parent for _, place in new}:
        handle = os.open(folder, os.O_RDONLY)
        os.fsync(handle)
        os.close(handle)

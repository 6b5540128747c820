"""Remembers the last good answers of one machine, for when there is nothing to make new ones of.

They stand in one SQLite file that belongs to nothing else: not in a backup, bounded in size, and
deleted at any moment without harm. What goes wrong with it is never the reader's trouble.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

FILE = "answers.sqlite3"
MOST_BYTES = 100 * 1024 * 1024
DAYS_UNASKED = 30
PATIENCE_SECONDS = 1.0
_DAY = 24 * 3600
# A moment that lies further ahead was written by a clock that has since gone back.
_CLOCKS_DIFFER = 60
_Said = TypeVar("_Said")
_TABLE = """
CREATE TABLE IF NOT EXISTS answer (
    address TEXT PRIMARY KEY,
    tag TEXT NOT NULL,
    since INTEGER NOT NULL,
    asked_on INTEGER NOT NULL,
    size INTEGER NOT NULL,
    content BLOB NOT NULL
)
"""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """An answer as it was last given, and since when it has been the same."""

    content: bytes
    since: datetime


def keep(folder: Path, address: str, tag: str, content: bytes, now: datetime) -> datetime | None:
    """Keep what an address answers; return since when it has answered so, in whole seconds.

    `tag` tells one content from another. No two contents of an address have the same second, so
    it may lie ahead of `now` for a moment. Returns None when nothing can be kept.
    """
    moment = int(now.timestamp())

    def kept(store: sqlite3.Connection) -> datetime:
        row = _stamps(store, address)
        if row is None or row[0] != tag or row[2] != moment // _DAY:
            store.execute("BEGIN IMMEDIATE")
            since = _written(store, address, tag, content, moment)
            store.execute("COMMIT")
        else:
            since = row[1]
        return datetime.fromtimestamp(since, UTC)

    return _asked(folder, kept)


def recall(folder: Path, address: str) -> Answer | None:
    """Return what an address answered last, if that is known."""

    def recalled(store: sqlite3.Connection) -> Answer | None:
        question = "SELECT content, since FROM answer WHERE address = ?"
        row = store.execute(question, (address,)).fetchone()
        if row is None:
            return None
        since = datetime.fromtimestamp(row[1], UTC)
        return Answer(content=zlib.decompress(row[0]), since=since)

    return _asked(folder, recalled)


def _asked(folder: Path, question: Callable[[sqlite3.Connection], _Said]) -> _Said | None:
    """Ask the file, made if it is not there; None when it cannot be asked."""
    file = folder / FILE
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(
            sqlite3.connect(file, timeout=PATIENCE_SECONDS, isolation_level=None)
        ) as store:
            store.execute("PRAGMA synchronous=OFF")
            store.execute("PRAGMA journal_mode=WAL")
            store.execute(_TABLE)
            return question(store)
    except (sqlite3.OperationalError, OSError):
        return None
    except (sqlite3.DatabaseError, zlib.error):
        for ending in ("", "-wal", "-shm"):  # it is broken, and a new one is as good
            file.with_name(FILE + ending).unlink(missing_ok=True)
        return None


def _stamps(store: sqlite3.Connection, address: str) -> tuple[str, int, int] | None:
    question = "SELECT tag, since, asked_on FROM answer WHERE address = ?"
    row: tuple[str, int, int] | None = store.execute(question, (address,)).fetchone()
    return row


def _written(store: sqlite3.Connection, address: str, tag: str, content: bytes, moment: int) -> int:
    """Write what changed, inside a transaction; return since when the content is this one."""
    row = _stamps(store, address)
    if row is not None and row[0] == tag:
        today = (moment // _DAY, address)
        store.execute("UPDATE answer SET asked_on = ? WHERE address = ?", today)
        return row[1]
    # Whoever holds the earlier content of the same second must see that this one is later.
    since = moment if row is None or row[1] > moment + _CLOCKS_DIFFER else max(moment, row[1] + 1)
    packed = zlib.compress(content, 1)
    _make_room(store, len(packed), moment // _DAY)
    store.execute(
        "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?)",
        (address, tag, since, moment // _DAY, len(packed), packed),
    )
    return since


def _make_room(store: sqlite3.Connection, wanted: int, today: int) -> None:
    """Delete what nobody asks for, then answers to questions, then others, the oldest first."""
    store.execute("DELETE FROM answer WHERE asked_on < ?", (today - DAYS_UNASKED,))
    (used,) = store.execute("SELECT COALESCE(SUM(size), 0) FROM answer").fetchone()
    if used + wanted <= MOST_BYTES:
        return
    oldest_first = "SELECT address, size FROM answer ORDER BY INSTR(address, '?') = 0, asked_on"
    for address, size in store.execute(f"{oldest_first}, since").fetchall():
        if used + wanted <= MOST_BYTES:
            return
        store.execute("DELETE FROM answer WHERE address = ?", (address,))
        used -= size

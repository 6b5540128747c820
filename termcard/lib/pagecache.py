"""Keeps public answers in a file of this machine until something that they show changes.

The file belongs to nothing else: not in a backup, bounded in size, and deleted at any moment
without harm. What goes wrong with it is never the reader's trouble: then there is no stored
answer, and one is made.
"""

from __future__ import annotations

import logging
import os
import secrets
import shutil
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from django.conf import settings

FILE = "answers.sqlite3"
KEEPING = "termcard.keeping"
EVERYTHING = "*"
LISTINGS = "listing"
MOST_BYTES = 256 * 1024 * 1024
LARGEST_BYTES = 8 * 1024 * 1024
STALE_SECONDS = 24 * 3600
PATIENCE_SECONDS = 1.0
_REMEMBERED_CHANGES_SECONDS = 15 * 60
_TABLES = """
CREATE TABLE IF NOT EXISTS state (token TEXT NOT NULL, serial INTEGER NOT NULL, bytes INTEGER);
CREATE TABLE IF NOT EXISTS answer (
    id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE, stored_at REAL NOT NULL,
    good_until REAL NOT NULL, status TEXT NOT NULL, tag TEXT NOT NULL, modified TEXT NOT NULL,
    route TEXT NOT NULL, size INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS body (
    id INTEGER NOT NULL, packed INTEGER NOT NULL, headers TEXT NOT NULL, content BLOB NOT NULL,
    PRIMARY KEY (id, packed)
);
CREATE TABLE IF NOT EXISTS shown (
    subject TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (subject, id)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shown_by_answer ON shown (id);
CREATE INDEX IF NOT EXISTS answer_by_age ON answer (stored_at);
CREATE TABLE IF NOT EXISTS followed (change INTEGER PRIMARY KEY, at REAL NOT NULL);
"""
_Said = TypeVar("_Said")

logger = logging.getLogger(__name__)


@dataclass
class Keeping:
    """What the maker of an answer says about keeping it; nothing is kept that says nothing.

    `subjects` are what it shows ("event:9", "listing"), `until` when time alone changes it,
    `begun` when it began to be made.
    """

    subjects: frozenset[str] = frozenset()
    until: datetime | None = None
    begun: datetime = field(default_factory=lambda: datetime.now(UTC))


@dataclass(frozen=True, kw_only=True)
class Stored:
    """An answer as it is kept, with all of its headers; packed with gzip where that is said."""

    status: str
    tag: str
    modified: str
    route: str
    headers: list[tuple[str, str]]
    content: bytes = b""
    is_packed: bool = False
    good_until: float = 0.0
    stored_at: float = 0.0


@dataclass(frozen=True)
class Mark:
    """A point in the life of one file: what was dropped later is known by it."""

    token: str
    serial: int


@dataclass
class _Line:
    """One thread's connection to the file, and which file it is."""

    store: sqlite3.Connection | None = None
    inode: tuple[int, int] = (0, 0)
    process: int = field(default_factory=os.getpid)


class Store:
    """The stored answers of one machine."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / FILE
        self._name = str(self.file)
        self._local = threading.local()

    def find(self, address: str, *, is_packed: bool = False) -> Stored | None:
        """Return what is kept of an address, with its bytes, be it good still or not."""
        asked = (address, is_packed)
        row = self._asked(lambda store: store.execute(_FOUND, asked).fetchone())
        return _told(*row) if row else None

    def stamps(self, address: str, *, is_packed: bool = False) -> Stored | None:
        """Return what is kept of an address, without its bytes."""
        asked = (address, is_packed)
        row = self._asked(lambda store: store.execute(_STAMPS, asked).fetchone())
        return _told(*row) if row else None

    def mark(self) -> Mark | None:
        """Return the present point; ask for it before an answer is made that is to be kept."""
        row = self._asked(lambda store: store.execute("SELECT token, serial FROM state").fetchone())
        return Mark(*row) if row else None

    def keep(self, address: str, answers: Sequence[Stored], keeping: Keeping, since: Mark) -> bool:
        """Keep an answer, plain and packed, unless anything was dropped while it was made.

        What it shows may have changed after it was read and before it is kept. Returns whether
        it is kept.
        """
        if keeping.until is None or len(answers[0].content) > LARGEST_BYTES:
            return False

        def kept(store: sqlite3.Connection) -> bool:
            store.execute("BEGIN IMMEDIATE")
            with store:
                if store.execute("SELECT token, serial FROM state").fetchone() != (
                    since.token,
                    since.serial,
                ):
                    return False
                _delete(store, "address = ?", address)
                _write(store, address, answers, keeping)
                return True

        return bool(self._asked(kept))

    def drop(self, subjects: Iterable[str], *, changes: Iterable[int] = ()) -> None:
        """Let no answer stand that shows one of the subjects; EVERYTHING is all there are.

        `changes` are the keys of the Changes that say so: what was done for all of them
        already is not done again.
        """
        touched, keys = set(subjects), list(changes)

        def dropped(store: sqlite3.Connection) -> bool:
            now = time.time()
            store.execute("BEGIN IMMEDIATE")
            with store:
                if keys and not _are_new(store, keys, now):
                    return True
                store.execute("UPDATE state SET serial = serial + 1")
                if EVERYTHING in touched:
                    store.execute("UPDATE answer SET good_until = 0 WHERE good_until > 0")
                    return True
                store.executemany(_DROPPED, [(subject,) for subject in touched])
                return True

        if touched and not self._asked(dropped):
            self.begin_anew()  # what cannot be told that it is stale may not stay

    def sweep(self) -> None:
        """Delete what is too old to be shown even when nothing new can be made."""
        oldest = time.time() - STALE_SECONDS

        def swept(store: sqlite3.Connection) -> None:
            store.execute("BEGIN IMMEDIATE")
            with store:
                _delete(store, "stored_at < ?", oldest)

        self._asked(swept)

    def _asked(self, question: Callable[[sqlite3.Connection], _Said]) -> _Said | None:
        """Ask the file, made if it is not there; None when it cannot be asked."""
        try:
            return question(self._store())
        except (sqlite3.OperationalError, OSError) as error:
            logger.info("The stored answers cannot be asked: %s", type(error).__name__)
            return None
        except sqlite3.DatabaseError:
            logger.warning("The stored answers were broken, and begin anew.")
            self.begin_anew()
            return None

    def begin_anew(self) -> None:
        """Delete the folder with the file, at once for every process."""
        aside = self.file.parent.with_name(f"{self.file.parent.name}-{secrets.token_hex(4)}")
        with suppress(OSError):
            self.file.parent.rename(aside)
            shutil.rmtree(aside, ignore_errors=True)

    def _store(self) -> sqlite3.Connection:
        """Return this thread's connection to the file that stands there now."""
        line: _Line = self._local.__dict__.setdefault("line", _Line())
        try:
            status = os.stat(self._name)
            inode = (status.st_dev, status.st_ino)
        except FileNotFoundError:
            inode = (0, 0)
        if line.store is None or line.inode != inode or line.process != os.getpid():
            if line.store is not None and line.process == os.getpid():
                line.store.close()
            line.store = None
            self._local.line = line = _Line(*self._opened())
        assert line.store is not None  # noqa: S101
        return line.store

    def _opened(self) -> tuple[sqlite3.Connection, tuple[int, int]]:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        store = sqlite3.connect(self._name, timeout=PATIENCE_SECONDS, isolation_level=None)
        try:
            store.execute("PRAGMA synchronous=OFF")
            store.execute("PRAGMA journal_mode=WAL")
            with closing(store.execute("BEGIN IMMEDIATE")), store:
                for table in _TABLES.split(";"):
                    store.execute(table)
                if store.execute("SELECT 1 FROM state").fetchone() is None:
                    store.execute("INSERT INTO state VALUES (?, 0, 0)", (secrets.token_hex(8),))
            status = os.stat(self._name)
        except BaseException:
            store.close()
            raise
        return store, (status.st_dev, status.st_ino)


_COLUMNS = "good_until, stored_at, status, tag, modified, route, packed, headers"
_STAMPS = f"""
SELECT {_COLUMNS}, x'' FROM answer JOIN body USING (id)
WHERE address = ? AND packed <= ? ORDER BY packed DESC LIMIT 1
"""  # noqa: S608 (words of our own)
_FOUND = _STAMPS.replace("x''", "content")
_DROPPED = """
UPDATE answer SET good_until = 0 WHERE id IN (SELECT id FROM shown WHERE subject = ?)
"""


def touch(subjects: Iterable[str], changes: Iterable[int] = ()) -> None:
    """Let no answer of this machine stand that shows one of the subjects."""
    if settings.ANSWERS:
        Store(settings.ANSWERS).drop(subjects, changes=changes)


def _told(
    until: float,
    stored_at: float,
    status: str,
    tag: str,
    modified: str,
    route: str,
    packed: int,
    headers: str,
    content: bytes,
) -> Stored:
    lines = headers.split("\n")
    return Stored(
        status=status,
        tag=tag,
        modified=modified,
        route=route,
        headers=list(zip(lines[::2], lines[1::2], strict=True)),
        content=content,
        is_packed=packed == 1,
        good_until=until,
        stored_at=stored_at,
    )


def _write(
    store: sqlite3.Connection, address: str, answers: Sequence[Stored], keeping: Keeping
) -> None:
    size = sum(len(each.content) for each in answers) + 500
    _make_room(store, size)
    first, until = answers[0], keeping.until
    key = store.execute(
        "INSERT INTO answer VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            address,
            time.time(),
            until.timestamp() if until else 0,
            first.status,
            first.tag,
            first.modified,
            first.route,
            size,
        ),
    ).lastrowid
    for each in answers:
        lines = "\n".join(word for header in each.headers for word in header)
        row = (key, each.is_packed, lines, each.content)
        store.execute("INSERT INTO body VALUES (?, ?, ?, ?)", row)
    store.executemany("INSERT INTO shown VALUES (?, ?)", [(each, key) for each in keeping.subjects])
    store.execute("UPDATE state SET bytes = bytes + ?", (size,))


def _are_new(store: sqlite3.Connection, changes: Sequence[int], now: float) -> bool:
    """Write down that these changes are known, and say whether any was not yet."""
    store.execute("DELETE FROM followed WHERE at < ?", (now - _REMEMBERED_CHANGES_SECONDS,))
    before = store.total_changes
    rows = [(change, now) for change in changes]
    store.executemany("INSERT OR IGNORE INTO followed VALUES (?, ?)", rows)
    return store.total_changes > before


def _delete(store: sqlite3.Connection, condition: str, value: object) -> None:
    found = f"SELECT id, size FROM answer WHERE {condition}"  # noqa: S608 (words of our own)
    rows = store.execute(found, (value,)).fetchall()
    for key, size in rows:
        for table in ("answer", "body", "shown"):
            store.execute(f"DELETE FROM {table} WHERE id = ?", (key,))  # noqa: S608
        store.execute("UPDATE state SET bytes = bytes - ?", (size,))


def _make_room(store: sqlite3.Connection, wanted: int) -> None:
    """Delete a tenth of the room when it is full: what is no longer good, then the oldest."""
    (used,) = store.execute("SELECT bytes FROM state").fetchone()
    if used + wanted <= MOST_BYTES:
        return
    free = MOST_BYTES * 9 // 10 - wanted
    order = "SELECT id, size FROM answer ORDER BY good_until > 0, INSTR(address, '?') = 0"
    for key, size in store.execute(f"{order}, stored_at").fetchall():
        if used <= free:
            return
        _delete(store, "id = ?", key)
        used -= size

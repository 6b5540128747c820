"""Tells whether a worker is still alive, wherever it runs and whatever the clocks say.

Each worker holds a lock under its own number for as long as it lives, and its end, also by
`kill -9`, releases it: an advisory lock of its own session in PostgreSQL, else a file beside
the embedded database.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.db import DatabaseError, Error, connection

# Any number will do, so long as every worker of this installation takes the same.
_LOCKS_OF_WORKERS = 0x7E53_C430
_HIGHEST = 2**31 - 1
_LOCK = "SELECT pg_try_advisory_lock(%s, %s)"
_UNLOCK = "SELECT pg_advisory_unlock(%s, %s)"
_LIVING = (
    "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objsubid = 2 "
    "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)
# A machine that lost its power says no goodbye: ask whether it is there after half a minute.
_KEEPALIVES = (
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)


class Life:
    """The life of one worker, from entering to leaving; `number` is its own alone."""

    def __init__(self) -> None:
        self.number = secrets.randbelow(_HIGHEST) + 1
        self._lock: _SessionLock | _FileLock = (
            _SessionLock(self.number)
            if connection.vendor == "postgresql"
            else _FileLock(self.number)
        )

    def __enter__(self) -> Self:
        """Begin to live."""
        self._lock.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Die in order."""
        self._lock.release()

    def require_held(self) -> None:
        """Raise DatabaseError when others hold us for dead, since our session has ended."""
        self._lock.require_held()


def dead_among(workers: Iterable[int]) -> set[int]:
    """Return those of these workers that live no more."""
    wanted = set(workers)
    if not wanted:
        return set()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_LIVING, [_LOCKS_OF_WORKERS])
            return wanted - {number for (number,) in cursor.fetchall()}
    return {number for number in wanted if _FileLock(number).is_free()}


class _SessionLock:
    """A lock in PostgreSQL, in a session that does nothing else."""

    def __init__(self, number: int) -> None:
        self._key = (_LOCKS_OF_WORKERS, number)
        self._session: Any = connection.copy()

    def take(self) -> None:
        for words in _KEEPALIVES:
            self._answer(words)
        if not self._answer(_LOCK, *self._key):
            raise DatabaseError("Another worker has drawn the same number.")

    def require_held(self) -> None:
        if not self._session.is_usable():
            raise DatabaseError("The session that holds this worker's lock has ended.")

    def release(self) -> None:
        # Unlocked by name: a pool would keep the session, and the lock with it.
        with suppress(Error):
            self._answer(_UNLOCK, *self._key)
        self._session.close()

    def _answer(self, words: str, *numbers: int) -> Any:
        with self._session.cursor() as cursor:
            cursor.execute(words, numbers)
            return cursor.fetchone()[0] if cursor.description else None


class _FileLock:
    """A lock on a file beside the embedded database, which lives on one machine."""

    def __init__(self, number: int) -> None:
        self._file = _folder_of_locks() / str(number)
        self._handle: int | None = None

    def take(self) -> None:
        self._file.parent.mkdir(exist_ok=True)
        self._handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        fcntl.flock(self._handle, fcntl.LOCK_EX)

    def require_held(self) -> None:
        """Do nothing: the system takes such a lock from nobody."""

    def release(self) -> None:
        if self._handle is not None:
            self._file.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = None

    def is_free(self) -> bool:
        """Say whether nobody holds it, and if so clear what a dead worker left."""
        try:
            handle = os.open(self._file, os.O_RDWR)
        except FileNotFoundError:
            return True
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._file.unlink(missing_ok=True)
        except BlockingIOError:
            return False
        finally:
            os.close(handle)
        return True


def _folder_of_locks() -> Path:
    name = str(connection.settings_dict["NAME"])
    if name.startswith(("file:", ":")):  # a database in memory, of tests
        return Path(settings.TERMCARD_HOME) / "workers"
    return Path(f"{name}-workers")

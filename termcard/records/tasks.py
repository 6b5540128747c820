"""Follows changes that were made elsewhere, so that no stored answer outlives what it shows."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable

from django.db import Error, close_old_connections

from termcard.lib.pagecache import EVERYTHING, Store
from termcard.records.models import Change

SECONDS_BETWEEN = 2.0
# The database may show a change after one with a higher number: so long is it looked out for.
LATE_SECONDS = 60.0
MOST_AT_ONCE = 1_000

logger = logging.getLogger(__name__)


class Follower:
    """Reads which Changes there are, and drops the stored answers that show what they touched."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        self._store = store
        self._clock = clock
        self._floor: int | None = None
        self._seen: deque[tuple[float, int]] = deque()
        self._drops_all_at: float | None = None

    def begin(self) -> None:
        """Let nothing stand that was stored before: what changed meanwhile was not followed."""
        self._pass_many(self._clock())

    def look(self) -> None:
        """Look once."""
        if self._floor is None:
            self.begin()
            return
        now = self._clock()
        self._let_old_ones_pass(now)
        rows = Change.objects.numbered_after(self._floor).touches()[: MOST_AT_ONCE + 1]
        known = {key for _, key in self._seen}
        fresh = [(key, touched) for key, touched in rows if key not in known]
        if len(rows) > MOST_AT_ONCE:
            self._pass_many(now)
        elif fresh:
            touched = {subject for _, each in fresh for subject in each.split()}
            if touched:
                self._store.drop(touched, changes=[key for key, _ in fresh])
            self._seen.extend((now, key) for key, _ in fresh)

    def _let_old_ones_pass(self, now: float) -> None:
        """Move the floor up to what was seen long ago."""
        while self._seen and self._seen[0][0] < now - LATE_SECONDS:
            self._floor = max(self._floor or 0, self._seen.popleft()[1])
        if self._drops_all_at is not None and now >= self._drops_all_at:
            self._drops_all_at = None
            self._store.drop({EVERYTHING})

    def _pass_many(self, now: float) -> None:
        """Drop everything, now and once more when what came late is there too."""
        self._floor = Change.objects.last_key()
        self._store.drop({EVERYTHING})
        self._seen.clear()
        self._drops_all_at = now + LATE_SECONDS


def follow(store: Store, is_stopped: threading.Event, seconds: float = SECONDS_BETWEEN) -> None:
    """Look again and again until stopped; while the database is away, what is stored stands."""
    follower, swept_at = Follower(store), time.monotonic()
    while True:
        try:
            follower.look()
        except Error as error:
            logger.info("Changes cannot be followed: %s", type(error).__name__)
        except Exception:
            logger.exception("Changes cannot be followed")
        finally:
            close_old_connections()
        if time.monotonic() - swept_at > 3600:
            store.sweep()
            swept_at = time.monotonic()
        if is_stopped.wait(seconds):
            return

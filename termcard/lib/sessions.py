"""Keeps sessions in the database, and asks it for none that a key of ours could not name."""

from __future__ import annotations

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore


class SessionStore(DatabaseSessionStore):
    """Django's sessions of the database; a cookie with NUL in it would break PostgreSQL."""

    def _validate_session_key(self, key: str | None) -> bool:
        return bool(key) and len(key or "") >= 8 and set(key or "") <= set(VALID_KEY_CHARS)

"""Reads a database's address into Django's settings, with nothing acknowledged ever lost."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL, since with NORMAL a power cut takes acknowledged writes along.
_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    "PRAGMA cache_size=-20000; PRAGMA temp_store=MEMORY"
)
_LIBPQ_OPTIONS = {
    "application_name",
    "channel_binding",
    "connect_timeout",
    "gssencmode",
    "sslcert",
    "sslcrl",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "target_session_attrs",
}
_WAYS = "write sqlite:///folder/file or postgres://user:password@host:port/name"


def database_settings(url: str) -> dict[str, Any]:
    """Return one entry of Django's DATABASES for a `sqlite:` or `postgres:` address.

    `sqlite:///x` is a path from the working folder, `sqlite:////x` an absolute one.
    Raises ValueError, in words for whoever wrote the address.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"is no address of a database; {_WAYS}") from None
    if parts.scheme == "sqlite":
        return _sqlite(parts.netloc, unquote(parts.path), parts.query)
    if parts.scheme in ("postgres", "postgresql"):
        options = dict(parse_qsl(parts.query))
        return _postgresql(
            name=unquote(parts.path).removeprefix("/"),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=options.pop("host", "") or unquote(parts.hostname or ""),
            port=str(options.pop("port", "") or port or ""),
            options=options,
        )
    raise ValueError(f"names neither SQLite nor PostgreSQL; {_WAYS}")


def _sqlite(netloc: str, path: str, query: str) -> dict[str, Any]:
    name = path.removeprefix("/")
    if netloc or query or not name or name.endswith("/"):
        raise ValueError("names no SQLite file; write sqlite:///folder/file")
    return sqlite_settings(Path(name))


def sqlite_settings(file: Path) -> dict[str, Any]:
    """Return one entry of Django's DATABASES for an SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file.absolute(),
        # Whoever closes the last connection folds the log into the file: not after each page.
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"timeout": 10, "transaction_mode": "IMMEDIATE", "init_command": _PRAGMAS},
    }


def _postgresql(
    *, name: str, user: str, password: str, host: str, port: str, options: dict[str, str]
) -> dict[str, Any]:
    if not name:
        raise ValueError("names no database; write postgres://user:password@host:port/name")
    unknown = sorted(set(options) - _LIBPQ_OPTIONS)
    if unknown:
        raise ValueError(f"has an unknown option: {', '.join(unknown)}")
    # A waiter gives up after five seconds: an answer of "busy" beats a page that hangs.
    pool = {"min_size": 1, "max_size": 8, "timeout": 5}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "OPTIONS": {**options, "pool": pool},
    }

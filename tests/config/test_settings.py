import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError, transaction
from django.db.utils import ConnectionHandler

from termcard.config.databases import database_settings


@pytest.fixture
def connections(tmp_path, django_db_blocker):
    """Two handlers of one SQLite file, as two processes would have."""
    entry = database_settings(f"sqlite:///{tmp_path}/a.sqlite3")
    entry["OPTIONS"]["timeout"] = 0.1
    with django_db_blocker.unblock():
        first, second = (ConnectionHandler({"default": entry})["default"] for _ in range(2))
        yield first, second
        first.close()
        second.close()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_nothing_acknowledged_is_lost_on_sqlite(connections, pragma, value):
    with connections[0].cursor() as cursor:
        cursor.execute(f"PRAGMA {pragma}")

        assert cursor.fetchone() == (value,)


def test_a_transaction_on_sqlite_takes_the_right_to_write_at_once(connections):
    first, second = connections
    first.ensure_connection()
    second.ensure_connection()
    first.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    with pytest.raises(OperationalError, match="locked"):
        second.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)

    first.rollback()


@pytest.mark.django_db
def test_the_database_of_the_tests_is_the_one_asked_for():
    asked = os.environ.get("TERMCARD_DATABASE_URL", "sqlite")
    with transaction.atomic():
        assert transaction.get_connection().vendor == (
            "postgresql" if asked.startswith("postgres") else "sqlite"
        )


def deployed(tmp_path, *words, **variables):
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "termcard.config.cli", "manage", *words],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**kept, "TERMCARD_HOME": str(tmp_path), **variables},
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("proxies", ["", "10.0.0.1"])
def test_a_deployment_gives_django_nothing_to_warn_about(tmp_path, proxies):
    checked = deployed(
        tmp_path,
        *("check", "--deploy", "--fail-level", "WARNING"),
        TERMCARD_BASE_URL="https://events.example",
        TERMCARD_TRUSTED_PROXIES=proxies,
    )

    assert checked.returncode == 0, checked.stderr


def test_wrong_settings_are_said_in_lines_and_never_in_a_traceback(tmp_path):
    checked = deployed(tmp_path, "check", TERMCARD_TIME_ZONE="x", TERMCARD_LANGUAGE="y")

    assert checked.returncode == 2
    assert len(checked.stderr.splitlines()) == 2
    assert all(line.startswith("termcard: TERMCARD_") for line in checked.stderr.splitlines())


def test_browsers_are_told_to_run_nothing_but_ours(client):
    told = client.get("/nowhere-at-all/").headers

    policy = dict(part.strip().split(" ", 1) for part in told["Content-Security-Policy"].split(";"))
    assert policy == {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "font-src": "'self'",
        "frame-src": "'none'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'self'",
        "base-uri": "'none'",
    }
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Referrer-Policy"] == "same-origin"


def test_cookies_are_for_the_server_alone():
    assert settings.SESSION_COOKIE_HTTPONLY
    assert settings.CSRF_COOKIE_HTTPONLY
    assert settings.SESSION_COOKIE_SAMESITE == settings.CSRF_COOKIE_SAMESITE == "Lax"

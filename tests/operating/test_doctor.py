import datetime
import json
import os
import socket
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from termcard.config.diagnosis import database, machine, surroundings
from termcard.config.environment import Environment
from termcard.records.actions import Happening, queue_letter, record_changes
from termcard.records.models import Change, Letter

PUBLIC = "https://events.university.ac.uk"


def looked(folder, *words, **variables):
    """What the command prints and its exit code, in an installation of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return subprocess.run(
        [sys.executable, "-m", "termcard.config.cli", *words],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**kept, **variables},
        timeout=120,
        check=False,
    )


def test_an_installation_with_its_tables_has_nothing_wrong(tmp_path):
    assert looked(tmp_path, "user", "add", "olive@education.example", "--admin").returncode == 0

    done = looked(tmp_path, "doctor")

    lines = done.stdout.splitlines()
    assert done.returncode == 0
    assert done.stderr == ""
    assert all(line.split()[0] in ("ok", "look") for line in lines)
    assert all("—" in line for line in lines if line.startswith("look"))
    assert "migrations: the tables are up to date" in done.stdout


def test_what_is_wrong_is_all_said_and_exits_with_1(tmp_path):
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "secret-key").write_text("k" * 60)
    (tmp_path / "var" / "secret-key").chmod(0o644)

    done = looked(
        tmp_path,
        *("doctor", "--format", "json"),
        TERMCARD_BASE_URL=PUBLIC,
        TERMCARD_DEBUG="yes",
        TERMCARD_DATABASE_URL="postgres://a@127.0.0.1:1/a",
        TERMCARD_EMAIL_URL="smtp://127.0.0.1:1",
    )

    found = {each["name"]: each for each in json.loads(done.stdout)}
    assert done.returncode == 1
    assert done.stderr == ""
    for name in ("secret-key", "debug", "database", "mail", "trusted-proxies"):
        assert found[name]["verdict"] == "wrong"
        assert found[name]["mend"]


def test_settings_that_cannot_be_are_each_a_finding(tmp_path):
    done = looked(tmp_path, "doctor", TERMCARD_TIME_ZONE="x", TERMCARD_LANGUAGE="y")

    assert done.returncode == 1
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["wrong", "wrong"]
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("http://127.0.0.1:8000", "look"),
        ("https://events.internal", "look"),
        ("http://events.university.ac.uk", "wrong"),
        (PUBLIC, "ok"),
    ],
)
def test_the_address_of_the_installation(url, verdict):
    assert surroundings.base_url(Environment(base_url=url)).verdict == verdict


@pytest.mark.parametrize(
    ("proxies", "verdict"), [("", "wrong"), ("0.0.0.0/0", "look"), ("127.0.0.1", "ok")]
)
def test_the_proxy_that_speaks_https(proxies, verdict):
    environment = Environment(base_url=PUBLIC, trusted_proxies=proxies or ())

    assert surroundings.proxies(environment).verdict == verdict


@pytest.mark.parametrize(("is_on", "verdict"), [(True, "wrong"), (False, "ok")])
def test_faults_shown_to_everybody(is_on, verdict):
    assert surroundings.debug(Environment(debug=is_on)).verdict == verdict


@pytest.fixture
def mail_port(settings):
    """A port that settings have mail sent to."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.getsockname()
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = ""
        yield server


def test_a_mail_server_that_answers(mail_port):
    def answer():
        with mail_port.accept()[0] as called:
            called.sendall(b"220 here\r\n")
            while words := called.recv(1024):
                called.sendall(b"221 bye\r\n" if words.startswith(b"quit") else b"250 yes\r\n")

    mail_port.listen()
    threading.Thread(target=answer, daemon=True).start()

    found = surroundings.mail_server(Environment(email_url="smtp://mail.example"))
    assert found.verdict == "ok"


def test_a_mail_server_that_is_away(mail_port):
    found = surroundings.mail_server(Environment(email_url="smtp://mail.example"))

    assert found.verdict == "wrong"


def test_a_mail_server_that_says_nothing(mail_port, monkeypatch):
    monkeypatch.setattr(surroundings, "_SECONDS", 0.2)
    mail_port.listen()

    found = surroundings.mail_server(Environment(email_url="smtp://mail.example"))
    assert found.verdict == "wrong"


def test_mail_that_is_printed():
    assert surroundings.mail_server(Environment(email_url="console:")).verdict == "look"


@pytest.mark.parametrize("domain", ["localhost", "10.0.0.1", "events.example"])
def test_a_sender_that_receives_nothing(domain):
    environment = Environment(base_url=f"http://{domain}")

    assert surroundings.sender(environment).verdict == "look"


def test_a_sender_whose_host_nobody_knows(monkeypatch):
    monkeypatch.setattr(surroundings, "_SECONDS", 2)
    environment = Environment(mail_from=f"a@{'x' * 63}.{'y' * 63}.nowhere-at-all")

    assert surroundings.sender(environment).verdict == "wrong"


def test_statements_that_are_not_filled_in():
    empty = surroundings.statements(Environment())
    filled = surroundings.statements(
        Environment(
            privacy_contact="The registry",
            accessibility_contact="The web team",
            accessibility_tested_on=datetime.date(2026, 11, 24),
        )
    )

    assert [each.verdict for each in empty] == ["look"] * 3
    assert [each.verdict for each in filled] == ["ok"] * 3


def test_a_home_that_cannot_be_written(tmp_path):
    assert machine.home(tmp_path).verdict == "ok"
    assert machine.home(tmp_path / "away").verdict == "wrong"


def test_a_key_that_others_may_read(tmp_path):
    key = tmp_path / "secret-key"
    assert machine.secret_key(key).verdict == "ok"

    key.write_text("k")
    key.chmod(0o640)
    assert machine.secret_key(key).verdict == "wrong"

    key.chmod(0o600)
    assert machine.secret_key(key).verdict == "ok"


@pytest.mark.parametrize(("megabytes", "verdict"), [(50, "wrong"), (500, "look"), (50_000, "ok")])
def test_what_is_left_of_the_disk(megabytes, verdict):
    assert machine.judged_disk(megabytes * 1024 * 1024).verdict == verdict


@pytest.mark.parametrize(
    ("version", "verdict"),
    [
        ((3, 6, 23), "ok"),
        ((3, 7, 0), "look"),
        ((3, 40, 1), "look"),
        ((3, 44, 5), "look"),
        ((3, 44, 6), "ok"),
        ((3, 45, 0), "look"),
        ((3, 50, 6), "look"),
        ((3, 50, 7), "ok"),
        ((3, 51, 2), "look"),
        ((3, 51, 3), "ok"),
        ((3, 53, 0), "ok"),
    ],
)
def test_versions_of_sqlite_that_can_corrupt(version, verdict):
    assert machine.judged_sqlite(version).verdict == verdict


def test_rules_of_time_zones_that_are_old(tmp_path):
    assert machine.judged_zones("2026a", "2026b").verdict == "look"
    assert machine.judged_zones("2026b", "2026a").verdict == "ok"

    newer = tmp_path / "tzdata.zi"
    newer.write_text("# version 2099a\n")
    assert machine.zones(newer).verdict == "look"
    assert machine.zones(tmp_path / "away").verdict == "ok"


@pytest.mark.parametrize(("mode", "verdict"), [("delete", "wrong"), ("wal", "ok")])
def test_how_sqlite_writes(mode, verdict):
    assert database.judged_journal(mode).verdict == verdict


@pytest.mark.parametrize(("level", "verdict"), [(0, "wrong"), (1, "wrong"), (2, "ok"), (3, "ok")])
def test_when_sqlite_acknowledges(level, verdict):
    assert database.judged_synchronous(level).verdict == verdict


@pytest.mark.parametrize(("seconds", "verdict"), [(0, "ok"), (90, "wrong"), (-90, "wrong")])
def test_clocks_that_are_apart(seconds, verdict):
    assert database.judged_clock(timedelta(seconds=seconds)).verdict == verdict


@pytest.mark.django_db
def test_the_clock_of_the_database_is_asked():
    assert database.clock().verdict == "ok"


@pytest.mark.django_db
def test_migrations_that_are_not_applied():
    assert database.migrations().verdict == "ok"

    applied = MigrationRecorder(connection).migration_qs
    applied.filter(app="records").order_by("-pk").first().delete()
    assert database.migrations().verdict == "wrong"


@pytest.fixture
def letter(db):
    return queue_letter(key="a", purpose="trial", to="rita@a.example", subject="A", text="B")


@pytest.mark.parametrize(("hours", "verdict"), [(0, "ok"), (2, "look"), (25, "wrong")])
def test_letters_that_wait(letter, hours, verdict):
    now = timezone.now() + timedelta(hours=hours)

    assert database.letters(now).verdict == verdict


@pytest.mark.parametrize(("days", "verdict"), [(1, "look"), (9, "ok")])
def test_letters_that_were_given_up(letter, days, verdict):
    now = timezone.now()
    Letter.objects.filter(pk=letter.pk).update(given_up_at=now - timedelta(days=days))

    assert database.letters(now).verdict == verdict


@pytest.mark.django_db
def test_nobody_who_organises(university, operator, request):
    from termcard.people.actions import add_account

    assert "operator" in database.organisers().seen
    add_account("stan@education.example", by=operator, is_operator=True)
    assert "organises" in database.organisers().seen
    request.getfixturevalue("olive")
    assert database.organisers().verdict == "ok"


@pytest.mark.django_db
def test_no_institution():
    assert database.organisers().verdict == "look"


@pytest.mark.django_db
def test_something_recorded_in_the_future(operator):
    now = timezone.now()
    assert database.newest_change(now + timedelta(seconds=1)).verdict == "ok"

    (change,) = record_changes([Happening("event", 9, "announced")], by=operator)
    Change.objects.filter(pk=change.pk).update(made_at=now + timedelta(hours=1))
    assert database.newest_change(now).verdict == "look"


@pytest.mark.django_db
def test_the_database_is_looked_at_in_one_go():
    assert {each.name for each in database.look_at_database()} >= {
        "migrations",
        "clock",
        "letters",
        "organisers",
        "past",
    }


def test_series_that_nobody_looks_after(series, host, olive, operator):
    from termcard.people.actions import revoke_role

    assert database.orphaned_series().verdict == "ok"
    revoke_role(olive, host, by=operator)
    found = database.orphaned_series()
    assert found.verdict == "look" and series.slug in found.seen

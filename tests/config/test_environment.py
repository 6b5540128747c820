import os
import stat
import subprocess
import sys

import pytest

from termcard.config.environment import (
    Environment,
    Misconfigured,
    kept_secret_key,
    read_environment,
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch, tmp_path):
    for name in [name for name in os.environ if name.startswith("TERMCARD_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set(tmp_path):
    environment = read_environment()

    assert environment.home.is_dir()
    assert environment.database()["NAME"] == tmp_path / "var" / "termcard.sqlite3"
    assert environment.hosts == ["127.0.0.1", "localhost", "[::1]"]
    assert environment.sender == "termcard@127.0.0.1"


def test_every_error_is_said_at_once_in_words(monkeypatch):
    wrong = {
        "BASE_URL": "events.example/termcard",
        "SECRET_KEY": "short",
        "DATABASE_URL": "mysql://x/y",
        "EMAIL_URL": "pigeon:",
        "TIME_ZONE": "Europe/Atlantis",
        "LANGUAGE": "tlh",
        "MAIL_FROM": "Olive <olive@a.example>, sam@b.example",
        "TRUSTED_PROXIES": "the one in front",
        "DEBUG": "perhaps",
    }
    for name, value in wrong.items():
        monkeypatch.setenv(f"TERMCARD_{name}", value)

    with pytest.raises(Misconfigured) as refusal:
        read_environment()

    lines = str(refusal.value).splitlines()
    assert {line.split(":")[0] for line in lines} == {f"TERMCARD_{name}" for name in wrong}
    assert len(lines) == len(wrong)


@pytest.mark.parametrize(
    "url",
    [
        "https://events.example/path",
        "https://",
        "ftp://events.example",
        "https://[::1",
        "https://events.example:port",
        "https://user@events.example",
    ],
)
def test_a_base_url_is_an_origin(monkeypatch, url):
    monkeypatch.setenv("TERMCARD_BASE_URL", url)

    with pytest.raises(Misconfigured, match="TERMCARD_BASE_URL"):
        read_environment()


def test_a_slash_behind_the_base_url_is_taken_away(monkeypatch):
    monkeypatch.setenv("TERMCARD_BASE_URL", "https://events.example/")

    environment = read_environment()

    assert environment.base_url == "https://events.example"
    assert environment.is_https
    assert environment.sender == "termcard@events.example"


def test_a_sender_cannot_carry_a_second_header(monkeypatch):
    monkeypatch.setenv("TERMCARD_MAIL_FROM", "events@a.example\nBcc: all@a.example")

    with pytest.raises(Misconfigured, match="TERMCARD_MAIL_FROM"):
        read_environment()


def test_the_secret_key_is_made_once_for_its_owner_alone():
    environment = read_environment()

    first, second = kept_secret_key(environment), kept_secret_key(environment)

    kept = environment.home / "secret-key"
    assert first == second == kept.read_text().strip()
    assert len(first) >= 50
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(environment.home.iterdir()) == [kept]


def test_two_processes_that_start_together_keep_one_key():
    words = (
        "from termcard.config.environment import kept_secret_key, read_environment\n"
        "print(kept_secret_key(read_environment()))"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE) for _ in range(4)
    ]
    keys = {process.communicate(timeout=60)[0] for process in started}

    assert len(keys) == 1
    assert len(keys.pop().strip()) >= 50


def test_a_key_that_is_set_is_not_kept(monkeypatch):
    monkeypatch.setenv("TERMCARD_SECRET_KEY", "k" * 50)
    environment = read_environment()

    assert kept_secret_key(environment) == "k" * 50
    assert list(environment.home.iterdir()) == []


def test_a_damaged_key_is_refused():
    environment = read_environment()
    (environment.home / "secret-key").write_text("")

    with pytest.raises(Misconfigured, match="secret-key"):
        kept_secret_key(environment)


def test_a_home_that_cannot_be_made_is_said(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("TERMCARD_HOME", str(tmp_path / "file" / "home"))

    with pytest.raises(Misconfigured, match="TERMCARD_HOME"):
        read_environment()


def test_secrets_do_not_show_in_a_printed_environment(monkeypatch):
    monkeypatch.setenv("TERMCARD_SECRET_KEY", "k" * 50)
    monkeypatch.setenv("TERMCARD_DATABASE_URL", "postgres://a:geheim@db.example/x")
    monkeypatch.setenv("TERMCARD_EMAIL_URL", "smtp://a:geheim@mail.example")

    shown = repr(Environment())

    assert "geheim" not in shown
    assert "kkkk" not in shown


def test_keys_of_before_still_open_what_they_sealed(monkeypatch):
    from termcard.lib.secrets import Sealer

    monkeypatch.setenv("TERMCARD_SECRET_KEY", "n" * 60)
    monkeypatch.setenv("TERMCARD_OLD_SECRET_KEYS", f"{'o' * 60}, {'p' * 60}")
    environment = Environment()
    sealed = Sealer(["p" * 60]).seal("https://zoom.example/j/1")
    keys = [environment.secret_key, *environment.old_secret_keys]
    assert Sealer(keys).unseal(sealed) == "https://zoom.example/j/1"

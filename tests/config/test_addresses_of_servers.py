import pytest

from termcard.config.databases import database_settings
from termcard.config.mail import mail_settings


def test_an_sqlite_path_may_be_absolute_or_not(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    assert database_settings("sqlite:////srv/a.sqlite3")["NAME"].as_posix() == "/srv/a.sqlite3"
    assert database_settings("sqlite:///a.sqlite3")["NAME"] == tmp_path / "a.sqlite3"


def test_postgresql_takes_its_parts_from_the_address():
    found = database_settings("postgres://o%40x:p%2Fw@db.example:5433/termcard?sslmode=require")

    assert found["USER"] == "o@x"
    assert found["PASSWORD"] == "p/w"
    assert (found["HOST"], found["PORT"], found["NAME"]) == ("db.example", "5433", "termcard")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_postgresql_can_be_reached_through_a_socket():
    assert database_settings("postgres://o@/termcard?host=/run/pg")["HOST"] == "/run/pg"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "nonsense",
        "sqlite:",
        "sqlite://a.sqlite3",
        "sqlite:///folder/",
        "sqlite:///a?mode=ro",
        "postgres://host",
        "postgres://host:port/x",
        "postgres://[::1/x",
        "postgres://host/x?pool=9",
    ],
)
def test_other_addresses_of_databases_are_refused_in_words(url):
    with pytest.raises(ValueError, match=r"^(names|is|has) "):
        database_settings(url)


@pytest.mark.parametrize(
    ("url", "port", "starttls", "tls"),
    [
        ("smtp://mail.example", 587, True, False),
        ("smtp://mail.example:25", 25, True, False),
        ("smtp://mail.example:465", 465, False, True),
        ("smtp://mail.example?tls=tls", 465, False, True),
        ("smtp://mail.example?tls=none", 25, False, False),
        ("smtp://127.0.0.1:2525", 2525, False, False),
        ("smtp://localhost:2525?tls=starttls", 2525, True, False),
    ],
)
def test_mail_is_encrypted_unless_it_stays_here(url, port, starttls, tls):
    found = mail_settings(url)

    assert found["EMAIL_PORT"] == port
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (starttls, tls)


def test_the_mail_server_is_told_who_we_are():
    found = mail_settings("smtp://olive%40x:p%3Aw@mail.example")

    assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("olive@x", "p:w")


@pytest.mark.parametrize(
    "url", ["", "smtp:", "smtp://", "smtp://a:b", "http://a", "smtp://a?tls=maybe", "smtp://a?x=1"]
)
def test_other_addresses_of_mail_servers_are_refused_in_words(url):
    with pytest.raises(ValueError, match="write console: or smtp://"):
        mail_settings(url)

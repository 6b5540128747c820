import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing

import psycopg
import pytest

from termcard.config.archive import Member, verified_manifest, write_archive
from termcard.config.refusals import Refused

COMMAND = [sys.executable, "-m", "termcard.config.cli"]


def termcard(folder, *words, **variables):
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def done(folder, *words, **variables):
    ended = termcard(folder, *words, **variables)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def refused(folder, *words, **variables):
    """The one line that says why not."""
    ended = termcard(folder, *words, **variables)
    assert ended.returncode == 2, ended.stderr
    (line,) = ended.stderr.splitlines()
    return line


def asked(file, question):
    with closing(sqlite3.connect(file)) as database:
        return database.execute(question).fetchall()


def accounts(folder):
    return [
        row[0] for row in asked(folder / "var" / "termcard.sqlite3", "SELECT email FROM account")
    ]


def everything_in(folder):
    """Every file of a home with its bytes, locks and what is collected anew left out."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.suffix not in (".lock", "") or path.name == "secret-key"
    }


@pytest.fixture(scope="module")
def origin(tmp_path_factory):
    """An installation with an account and a file that is kept."""
    folder = tmp_path_factory.mktemp("origin")
    done(folder, "user", "add", "olive@education.example")
    kept = folder / "var" / "files" / "posters"
    kept.mkdir(parents=True)
    (kept / "bells.txt").write_text("Bells and ropes")
    return folder


@pytest.fixture(scope="module")
def backup(origin, tmp_path_factory):
    file = tmp_path_factory.mktemp("backups") / "a.tar"
    done(origin, "backup", file)
    return file


@pytest.fixture(scope="module")
def another(tmp_path_factory):
    """Another installation, with another account and another key."""
    folder = tmp_path_factory.mktemp("another")
    done(folder, "user", "add", "renamed@elsewhere.example")
    return folder


@pytest.fixture
def target(another, tmp_path):
    """A copy of the other installation, to do with as a test likes."""
    return shutil.copytree(another, tmp_path / "target")


def test_everything_comes_back_and_what_was_there_is_kept(origin, backup, target):
    before = (target / "var" / "secret-key").read_text()

    said = done(target, "restore", backup)

    assert "olive@education.example" in accounts(target)
    assert "renamed@elsewhere.example" not in accounts(target)
    assert (target / "var/files/posters/bells.txt").read_text() == "Bells and ropes"
    key = target / "var" / "secret-key"
    assert key.read_text() == (origin / "var" / "secret-key").read_text() != before
    assert key.stat().st_mode & 0o077 == 0
    (aside,) = (target / "var").glob("before-restore-*")
    assert str(aside) in said
    assert (aside / "secret-key").read_text() == before
    old = asked(aside / "termcard.sqlite3", "SELECT email FROM account")
    assert ("renamed@elsewhere.example",) in old


def test_an_empty_folder_takes_a_backup(backup, tmp_path):
    done(tmp_path, "restore", backup)

    assert "olive@education.example" in accounts(tmp_path)
    done(tmp_path, "user", "add", "sam@education.example")


def test_a_backup_is_for_its_owner_alone_and_can_be_read_by_tar(backup):
    assert backup.stat().st_mode & 0o077 == 0
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    assert {"database.sqlite3", "secret-key", "files/posters/bells.txt", "manifest.json"} == set(
        names
    )
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


def test_a_file_that_is_there_is_not_written_over(origin, backup):
    before = backup.read_bytes()

    assert str(backup) in refused(origin, "backup", backup)
    assert backup.read_bytes() == before


def test_a_folder_that_is_not_there_is_said(origin, tmp_path):
    assert "cannot be written" in refused(origin, "backup", tmp_path / "away" / "a.tar")


def test_no_database_is_no_backup(tmp_path):
    assert "no database" in refused(tmp_path, "backup", "a.tar")
    assert not (tmp_path / "a.tar").exists()


def test_a_backup_made_while_others_write_is_consistent(origin, tmp_path):
    """What is taken from one row is given to another: no copy may hold one without the other."""
    folder = shutil.copytree(origin, tmp_path / "busy")
    file = folder / "var" / "termcard.sqlite3"
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE purse (id INTEGER PRIMARY KEY, coins INTEGER, note TEXT)")
        rows = [(number, 100, "x" * 500) for number in range(200)]
        database.executemany("INSERT INTO purse VALUES (?, ?, ?)", rows)
        database.commit()
    stopped, payments = threading.Event(), []

    def pay():
        with closing(sqlite3.connect(file, timeout=30)) as database:
            while not stopped.is_set():
                number = len(payments)
                give, take = number % 200, (number * 7 + 3) % 200
                database.execute("UPDATE purse SET coins = coins - 1 WHERE id = ?", [give])
                database.execute("UPDATE purse SET coins = coins + 1 WHERE id = ?", [take])
                database.commit()
                payments.append(number)

    payer = threading.Thread(target=pay)
    payer.start()
    try:
        for number in range(3):
            before = len(payments)
            done(folder, "backup", tmp_path / f"{number}.tar")
            assert len(payments) > before, "nobody wrote meanwhile"
    finally:
        stopped.set()
        payer.join()

    for number in range(3):
        verified_manifest(tmp_path / f"{number}.tar")
        with tarfile.open(tmp_path / f"{number}.tar") as tar:
            tar.extract("database.sqlite3", tmp_path / str(number), filter="data")
        copy = tmp_path / str(number) / "database.sqlite3"
        assert asked(copy, "SELECT sum(coins) FROM purse") == [(20_000,)]
        assert asked(copy, "PRAGMA integrity_check") == [("ok",)]


def test_no_changed_bit_and_no_cut_escapes(backup, tmp_path):
    whole = backup.read_bytes()
    damaged = tmp_path / "damaged.tar"
    step = len(whole) // 60
    for place in [*range(0, len(whole), step), *range(len(whole) - 512, len(whole), 32)]:
        bent = bytearray(whole)
        bent[place] ^= 1 << place % 8
        damaged.write_bytes(bent)
        with pytest.raises(Refused):
            verified_manifest(damaged)
    for length in (0, 1, 511, 512, 1024, len(whole) // 2, len(whole) - 512, len(whole) - 1):
        damaged.write_bytes(whole[:length])
        with pytest.raises(Refused):
            verified_manifest(damaged)
    damaged.write_bytes(whole + b"\0")
    with pytest.raises(Refused):
        verified_manifest(damaged)


@pytest.mark.parametrize("name", ["../outside", "/outside", "files/../../outside", "other/a"])
def test_a_name_that_leads_outside_is_refused(tmp_path, name):
    source = tmp_path / "a"
    source.write_text("a")
    write_archive(tmp_path / "a.tar", [Member(name, source)], {})

    with pytest.raises(Refused):
        verified_manifest(tmp_path / "a.tar")


def sealed_anew(backup, folder, *, database=None, migrations=None, without=()):
    """A backup whose seal is right, and whose content is not."""
    with tarfile.open(backup) as tar:
        tar.extractall(folder / "content", filter="data")
    if database is not None:
        (folder / "content" / "database.sqlite3").write_bytes(database)
    told = verified_manifest(backup)
    told["migrations"] = [*told["migrations"], *(migrations or ())]
    del told["members"], told["format"]
    names = {"database.sqlite3", "secret-key"} - set(without)
    file = folder / "anew.tar"
    write_archive(file, [Member(name, folder / "content" / name) for name in sorted(names)], told)
    return file


def damage_cut(backup, folder):
    (folder / "cut.tar").write_bytes(backup.read_bytes()[:-5000])
    return folder / "cut.tar"


def damage_bit(backup, folder):
    bent = bytearray(backup.read_bytes())
    bent[len(bent) // 2] ^= 4
    (folder / "bent.tar").write_bytes(bent)
    return folder / "bent.tar"


def damage_newer(backup, folder):
    return sealed_anew(backup, folder, migrations=["records.9999_later"])


def damage_database(backup, folder):
    with tarfile.open(backup) as tar:
        stream = tar.extractfile("database.sqlite3")
        database = bytearray(stream.read())
    database[4096 * 3 : 4096 * 9] = b"\xff" * 4096 * 6
    return sealed_anew(backup, folder, database=bytes(database))


def damage_orphan(backup, folder):
    """A row that names another that is not there."""
    with tarfile.open(backup) as tar:
        tar.extract("database.sqlite3", folder, filter="data")
    with closing(sqlite3.connect(folder / "database.sqlite3")) as database:
        database.execute(
            "INSERT INTO role (kind, account_id, organisation_id) VALUES ('a', 99, 99)"
        )
        database.commit()
    return sealed_anew(backup, folder, database=(folder / "database.sqlite3").read_bytes())


def damage_lacking(backup, folder):
    return sealed_anew(backup, folder, without=["database.sqlite3"])


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (damage_cut, "cut short"),
        (damage_bit, "changed"),
        (damage_newer, "another Termcard"),
        (damage_database, "damaged"),
        (damage_orphan, "damaged"),
        (damage_lacking, "lacks"),
    ],
)
def test_what_is_damaged_is_refused_and_replaces_nothing(backup, target, damage, reason):
    (target / "damaged").mkdir()
    file = damage(backup, target / "damaged")
    before = everything_in(target / "var")

    assert reason in refused(target, "restore", file)

    assert everything_in(target / "var") == before


@pytest.mark.parametrize("words", [("restore", "away.tar"), ("restore", ".")])
def test_what_is_no_file_is_said(origin, words):
    assert "cannot be read" in refused(origin, *words)


def test_nothing_is_replaced_under_a_running_server(backup, target):
    file = target / "var" / "termcard.sqlite3"
    before = everything_in(target / "var")
    with closing(sqlite3.connect(file)) as database:
        database.execute("SELECT count(*) FROM account").fetchall()

        assert "in use" in refused(target, "restore", backup)

    assert "renamed@elsewhere.example" in accounts(target)
    assert before.keys() <= everything_in(target / "var").keys()
    assert list((target / "var").glob("before-restore-*")) == []


def test_a_damaged_database_can_be_replaced(backup, target):
    file = target / "var" / "termcard.sqlite3"
    file.write_bytes(b"no database at all" * 1000)

    done(target, "restore", backup)

    assert "olive@education.example" in accounts(target)
    (aside,) = (target / "var").glob("before-restore-*")
    assert (aside / "termcard.sqlite3").read_bytes().startswith(b"no database")


def test_a_key_that_would_not_open_what_is_sealed_is_refused(backup, target):
    line = refused(target, "restore", backup, TERMCARD_SECRET_KEY="k" * 60)

    assert "TERMCARD_SECRET_KEY" in line
    assert "renamed@elsewhere.example" in accounts(target)


def test_tables_of_an_earlier_time_are_brought_up_to_date_first(origin, tmp_path):
    folder = shutil.copytree(origin, tmp_path / "old")
    done(folder, "manage", "migrate", "sessions", "zero", "-v0")
    done(folder, "backup", tmp_path / "old.tar")

    done(tmp_path, "restore", tmp_path / "old.tar")

    assert asked(tmp_path / "var" / "termcard.sqlite3", "SELECT * FROM django_session") == []


def test_a_backup_of_the_other_database_is_refused(backup, tmp_path):
    line = refused(tmp_path, "restore", backup, TERMCARD_DATABASE_URL="postgres://a@127.0.0.1:1/a")

    assert "is of sqlite" in line


@pytest.mark.postgresql
def test_postgresql_comes_back_too_once_nobody_else_is_there(tmp_path, postgresql_url):
    url = {"TERMCARD_DATABASE_URL": postgresql_url}
    done(tmp_path, "user", "add", "olive@education.example", **url)
    done(tmp_path, "backup", "a.tar", **url)
    with psycopg.connect(postgresql_url) as database:
        database.execute(
            "UPDATE account SET email = 'renamed@elsewhere.example'"
            " WHERE email = 'olive@education.example'"
        )
        database.commit()
        assert "others are connected" in refused(tmp_path, "restore", "a.tar", **url)

    done(tmp_path, "restore", "a.tar", **url)

    with psycopg.connect(postgresql_url) as database:
        emails = {email for (email,) in database.execute("SELECT email FROM account")}
    assert "olive@education.example" in emails
    assert "renamed@elsewhere.example" not in emails
    (aside,) = (tmp_path / "var").glob("before-restore-*")
    assert (aside / "database.pgdump").stat().st_size > 1000


@pytest.mark.postgresql
def test_without_the_tools_of_postgresql_it_says_so(tmp_path, postgresql_url):
    url = {"TERMCARD_DATABASE_URL": postgresql_url, "PATH": str(tmp_path)}
    done(tmp_path, "user", "add", "olive@education.example", **url)

    assert "pg_dump is absent" in refused(tmp_path, "backup", "a.tar", **url)
    assert not (tmp_path / "a.tar").exists()

"""Kills what writes, outright: all that was acknowledged is there afterwards."""

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("TERMCARD_TESTS_KILLS", "20"))
LONGEST_RESTART = 15 if os.environ.get("CI") == "true" else 60

pytestmark = pytest.mark.kills


def environment(folder, database_url):
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(REPOSITORY),
        "TERMCARD_HOME": str(folder),
        "TERMCARD_DATABASE_URL": database_url,
    }


@contextmanager
def started(*words, folder, database_url):
    with subprocess.Popen(
        [sys.executable, "-m", *words],
        env=environment(folder, database_url),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)


@contextmanager
def writers(folder, database_url):
    """Yield what gives commands to a process that forks real writers."""
    words = ["tests.operating.writer_process"]
    with started(*words, folder=folder, database_url=database_url) as process:
        assert process.stdout.readline() == "ready\n"

        def tell(*words):
            process.stdin.write(" ".join(map(str, words)) + "\n")
            process.stdin.flush()
            return int(process.stdout.readline())

        yield tell


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)],
)
def database_url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")


def noted(file):
    return file.read_bytes().count(b"\n") if file.exists() else 0


def wait_for_more(file, known, seconds=20):
    """Wait until a writer has noted something new."""
    end = time.monotonic() + seconds
    while noted(file) <= known:
        assert time.monotonic() < end, "nobody writes"
        time.sleep(0.002)


def kill(tell, writer):
    os.kill(writer, signal.SIGKILL)
    tell("wait", writer)


def require_sound(folder):
    """SQLite's own word that the file is whole."""
    file = folder / "termcard.sqlite3"
    if file.exists():
        with closing(sqlite3.connect(file)) as database:
            assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_writers_killed_outright_lose_nothing_that_was_acknowledged(tmp_path, database_url):
    notes = tmp_path / "notes"
    with writers(tmp_path, database_url) as tell:
        for _ in range(KILLS):
            known = noted(notes)
            two = [tell("write", notes) for _ in range(2)]
            wait_for_more(notes, known)
            time.sleep(random.uniform(0, 0.05))
            for writer in two:
                kill(tell, writer)
            require_sound(tmp_path)

        assert noted(notes) >= KILLS
        assert tell("lost", notes) == 0
        assert tell("halves") == 0
    sys.stdout.write(f"{KILLS} kills of two writers, {noted(notes)} acknowledged, 0 lost\n")


@contextmanager
def serving(folder, database_url):
    """Yield a server once it answers, and within how many seconds it did."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    words = ["termcard.config.cli", "serve", "--port", str(port), "--workers", "2"]
    begun = time.monotonic()
    with started(*words, folder=folder, database_url=database_url) as process:
        while True:
            with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/") as answer:
                assert answer.status == 200
                break
            assert process.poll() is None
            assert time.monotonic() - begun < LONGEST_RESTART
            time.sleep(0.05)
        yield process


def test_a_server_killed_outright_while_others_write_serves_again(tmp_path, database_url):
    notes = tmp_path / "notes"
    with writers(tmp_path, database_url) as tell:
        for _ in range(max(KILLS // 20, 1)):
            with serving(tmp_path, database_url) as server:
                known = noted(notes)
                writer = tell("write", notes)
                wait_for_more(notes, known)
                os.killpg(server.pid, signal.SIGKILL)
                kill(tell, writer)
            require_sound(tmp_path)
        with serving(tmp_path, database_url):
            assert tell("lost", notes) == 0
            assert tell("halves") == 0

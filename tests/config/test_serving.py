import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

import pytest

COMMAND = [sys.executable, "-m", "termcard.config.cli"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Empty for the first of these tests, kept for the next: both ways of starting are tried."""
    return tmp_path_factory.mktemp("serving")


def environment(**variables):
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, **variables}


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


@contextmanager
def serving(folder, port, *words, **variables):
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), "--workers", "2", *words],
        cwd=folder,
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def fetched(process, port, path="/"):
    """The answer of a server that may still be starting."""
    end = time.monotonic() + 60
    while True:
        assert process.poll() is None, process.communicate()
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10)
        except (ConnectionError, urllib.error.URLError) as error:
            if isinstance(error, urllib.error.HTTPError) or time.monotonic() > end:
                raise
            time.sleep(0.1)


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_from_an_empty_folder_and_stops_cleanly(folder, stop):
    port = free_port()
    # One worker, which has answered: a second that still begins would not hear the signal.
    with serving(folder, port, "--workers", "1") as process:
        assert fetched(process, port).status == 200
        icon = fetched(process, port, "/static/design/icon.svg")
        assert icon.headers["Content-Type"] == "image/svg+xml"

        process.send_signal(stop)
        said, complained = process.communicate(timeout=30)

    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}/" in said.decode()
    # A machine that is busy makes the first page slow, and that is said.
    assert [line for line in complained.splitlines() if b": Slow [" not in line] == []
    assert (folder / "var" / "termcard.sqlite3").exists()


def answered_at_once(process, port, *, times, at_once):
    """The status of each of many requests, several at a time."""

    def ask(number):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{port}/?page=1", timeout=30).status
        except urllib.error.HTTPError as error:
            return error.code

    fetched(process, port).close()
    with ThreadPoolExecutor(at_once) as several:
        return list(several.map(ask, range(times)))


def test_many_readers_at_once_are_all_answered(folder):
    port = free_port()
    with serving(folder, port) as process:
        assert answered_at_once(process, port, times=80, at_once=16) == [200] * 80


@pytest.mark.postgresql
def test_many_readers_at_once_are_all_answered_from_postgresql(folder, postgresql_url):
    port = free_port()
    with serving(folder, port, TERMCARD_DATABASE_URL=postgresql_url) as process:
        assert answered_at_once(process, port, times=80, at_once=16) == [200] * 80


def test_a_server_killed_outright_leaves_its_port_free(folder):
    port = free_port()
    with serving(folder, port) as process:
        fetched(process, port).close()
        process.kill()
        process.wait(timeout=10)

        end = time.monotonic() + 15
        while time.monotonic() < end:
            try:
                os.killpg(process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.1)
    pytest.fail("workers are left behind")


def test_a_port_that_is_taken_is_said_in_one_line(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = subprocess.run(
            [*COMMAND, "serve", "--port", str(port)],
            cwd=tmp_path,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert str(port) in done.stderr
    assert list(tmp_path.iterdir()) == []


def added_together(folder, **variables):
    """Three first commands at once on an empty database; what each says and its exit code."""
    started = [
        subprocess.Popen(
            [*COMMAND, "user", "add", f"{name}@a.example"],
            cwd=folder,
            env=environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in ("olive", "rita", "sam")
    ]
    said = [process.communicate(timeout=120) for process in started]
    assert [process.returncode for process in started] == [0, 0, 0], said
    return "".join(out for out, _ in said)


def test_processes_that_start_together_make_the_tables_once(tmp_path):
    said = added_together(tmp_path)

    assert all(f"{name}@a.example" in said for name in ("olive", "rita", "sam"))


@pytest.mark.postgresql
def test_machines_that_start_together_make_the_tables_once(tmp_path, postgresql_url):
    said = added_together(tmp_path, TERMCARD_DATABASE_URL=postgresql_url)

    assert all(f"{name}@a.example" in said for name in ("olive", "rita", "sam"))


def test_a_database_that_cannot_be_reached_is_said_in_one_line(tmp_path):
    done = subprocess.run(
        [*COMMAND, "user", "add", "olive@a.example"],
        cwd=tmp_path,
        env=environment(TERMCARD_DATABASE_URL="postgres://a@127.0.0.1:1/a"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.startswith("termcard: TERMCARD_DATABASE_URL")

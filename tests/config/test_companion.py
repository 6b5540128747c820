import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.operating.mailserver import MailServer

COMMAND = [sys.executable, "-m", "termcard.config.cli"]
OLIVE = "olive@education.example"


def environment(**variables):
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    return {**kept, **variables}


@contextmanager
def serving(folder, **variables):
    """An installation where Olive has an account; yield its process, address and words."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    how = {"cwd": folder, "env": environment(**variables)}
    subprocess.run([*COMMAND, "user", "add", OLIVE], check=True, timeout=60, **how)
    process = subprocess.Popen(
        [*COMMAND, "serve", "--port", str(port), "--workers", "1"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **how,
    )
    said = []
    listening = threading.Thread(target=lambda: said.extend(process.stdout), daemon=True)
    try:
        listening.start()
        yield process, f"http://127.0.0.1:{port}", said
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        listening.join(10)


def waited_for(answer, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with suppress(OSError):
            if found := answer():
                return found
        time.sleep(0.1)
    pytest.fail("waited in vain")


def ask_for_a_code(address):
    browser = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    )
    page = waited_for(lambda: browser.open(f"{address}/signin/", timeout=10)).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = urllib.parse.urlencode({"csrfmiddlewaretoken": token, "email": OLIVE})
    browser.open(f"{address}/signin/", form.encode(), timeout=10).close()


def companions(process):
    """The workers beside the web: its children that are ours."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError):
            parent = int(folder.joinpath("stat").read_text().rsplit(")", 1)[1].split()[1])
            words = folder.joinpath("cmdline").read_bytes()
            if parent == process.pid and b"termcard.config.companion" in words:
                yield int(folder.name)


def test_without_a_mail_server_the_code_is_printed_where_it_was_started(tmp_path):
    with serving(tmp_path) as (process, address, said):
        ask_for_a_code(address)

        assert waited_for(lambda: [line for line in said if "is your sign-in code" in line])
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0

    assert list(companions(process)) == []


def test_a_worker_that_dies_is_begun_anew(tmp_path):
    with MailServer() as server:
        url = f"smtp://127.0.0.1:{server.port}"
        with serving(tmp_path, TERMCARD_EMAIL_URL=url) as (process, address, _):
            first = waited_for(lambda: list(companions(process)))
            os.kill(first[0], signal.SIGKILL)
            ask_for_a_code(address)

            assert waited_for(lambda: server.received)[0]["To"] == OLIVE
            assert len(server.received) == 1


FORKING = """
import os, sys, threading, time
from termcard.config.companion import Companion

def fork_for_a_while():
    end = time.monotonic() + 0.5
    while time.monotonic() < end:
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        time.sleep(0.001)

threading.Thread(target=fork_for_a_while).start()
with Companion(["/bin/sh", "-c", "echo begun >> begun.txt"]):
    sys.stdin.read()
"""


def test_a_worker_is_begun_anew_whatever_was_forked_while_it_began(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", FORKING],
        stdin=subprocess.PIPE,
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(Path(__file__).parents[2])),
        start_new_session=True,
    )
    begun = tmp_path / "begun.txt"
    try:
        waited_for(lambda: begun.exists() and begun.read_text().count("begun") >= 2, seconds=20)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def test_a_worker_does_not_outlive_the_web(tmp_path):
    with serving(tmp_path) as (process, address, _):
        waited_for(lambda: urllib.request.urlopen(f"{address}/healthz", timeout=10)).close()
        (worker,) = waited_for(lambda: list(companions(process)))
        process.kill()
        process.wait(10)

        def is_gone():
            try:
                return b"companion" not in Path(f"/proc/{worker}/cmdline").read_bytes()
            except FileNotFoundError:
                return True

        assert waited_for(is_gone, seconds=30)


def test_one_worker_alone_sends_what_is_due_and_ends(tmp_path):
    with MailServer() as server:
        url = f"smtp://127.0.0.1:{server.port}"
        done = subprocess.run(
            [*COMMAND, "work", "--once"],
            cwd=tmp_path,
            env=environment(TERMCARD_EMAIL_URL=url),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "Letters still waiting: 0.\n"

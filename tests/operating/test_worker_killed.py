import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.operating.mailserver import MailServer

REPOSITORY = Path(__file__).parent.parent.parent
KILLS = int(os.environ.get("TERMCARD_TESTS_KILLS", "100"))

pytestmark = pytest.mark.kills


@contextmanager
def workers(folder, port, database_url):
    """Yield what gives commands to a process that forks real workers."""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(REPOSITORY),
        "TERMCARD_HOME": str(folder),
        "TERMCARD_DATABASE_URL": database_url,
        "TERMCARD_EMAIL_URL": f"smtp://127.0.0.1:{port}",
        "TERMCARD_MAIL_FROM": "termcard@events.example",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "tests.operating.worker_process"],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        try:
            assert process.stdout.readline() == "ready\n"

            def tell(*words):
                process.stdin.write(" ".join(map(str, words)) + "\n")
                process.stdin.flush()
                return int(process.stdout.readline())

            yield tell
        finally:
            os.killpg(process.pid, signal.SIGKILL)


def databases():
    return [
        pytest.param("sqlite", id="sqlite"),
        pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgresql),
    ]


@pytest.fixture(params=databases())
def database_url(request):
    return "" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")


@pytest.fixture
def prefix():
    return f"letter{random.randrange(10**9)}"


def told(server, prefix):
    """How often each letter came, after checking that a letter is known by its Message-ID."""
    came = [message for message in server.received if message["Subject"].startswith(prefix)]
    names = {(message["Subject"], message["Message-ID"]) for message in came}
    assert len({name for name, _ in names}) == len({mid for _, mid in names}) == len(names)
    return Counter(message["Subject"] for message in came)


def wait_until(is_so, seconds=5):
    end = time.monotonic() + seconds
    while not is_so() and time.monotonic() < end:
        time.sleep(0.002)


def test_workers_killed_outright_lose_nothing_and_repeat_at_most_one_letter_each(
    tmp_path, database_url, prefix
):
    count = KILLS * 5
    with MailServer() as server, workers(tmp_path, server.port, database_url) as tell:
        writer = tell("write", prefix, count, KILLS * 0.05)
        for _ in range(KILLS):
            before = len(server.received)
            worker = tell("work")
            wait_until(lambda known=before: len(server.received) > known, seconds=2)
            time.sleep(random.uniform(0, 0.04))
            os.kill(worker, signal.SIGKILL)
            tell("wait", worker)
        while_killing = len(server.received)
        assert tell("wait", writer) == 0
        assert tell("finish") == 0

        came = told(server, prefix)

    assert set(came) == {f"{prefix} {number}" for number in range(count)}
    repeated = sum(came.values()) - count
    assert while_killing >= KILLS
    assert repeated <= KILLS, f"{repeated} of {count} repeated"


def test_several_workers_at_once_send_each_letter_once(tmp_path, database_url, prefix):
    count = 150
    with MailServer() as server, workers(tmp_path, server.port, database_url) as tell:
        server.seconds_to_think = 0.002
        crew = [tell("work") for _ in range(3)]
        writer = tell("write", prefix, count, 0.5)
        assert tell("wait", writer) == 0
        wait_until(lambda: len(server.received) >= count, seconds=30)
        for worker in crew:
            os.kill(worker, signal.SIGTERM)
            tell("wait", worker)
        assert tell("finish") == 0

        came = told(server, prefix)
        conversations = server.conversations

    assert came == {f"{prefix} {number}": 1 for number in range(count)}
    assert conversations > 1

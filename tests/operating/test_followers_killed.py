import os
import random
import signal
import time
from collections import Counter

import pytest

from tests.operating.mailserver import MailServer
from tests.operating.test_worker_killed import KILLS, database_url, wait_until, workers

__all__ = ["database_url"]
pytestmark = pytest.mark.kills

READERS, SOME = KILLS // 5, KILLS // 10
MOVES = (9, 10, 11)


def heard(server):
    """Return {reader: the subjects they were told, each letter once}, and how many repeats."""
    letters = Counter(
        (message["To"], message["Subject"], message["Message-ID"]) for message in server.received
    )
    subjects = {}
    for reader, subject, _ in letters:
        subjects.setdefault(reader, []).append(subject)
    return subjects, sum(letters.values()) - len(letters)


def require_told_once(subjects, readers):
    assert len(subjects) == readers
    for reader, told in subjects.items():
        assert len(told) == len(set(told)), f"{reader} was told twice: {told}"
        assert any(f"{MOVES[-1]}:00" in subject for subject in told), reader


def test_workers_killed_outright_let_nobody_miss_a_change(tmp_path, database_url):
    with MailServer() as server, workers(tmp_path, server.port, database_url) as tell:
        assert tell("audience", READERS) == 0
        moves = dict(zip(range(0, SOME, SOME // len(MOVES)), MOVES, strict=False))
        for number in range(SOME):
            if number in moves:
                assert tell("wait", tell("move", moves[number])) == 0
            before, worker = len(server.received), tell("work")
            wait_until(lambda known=before: len(server.received) > known, seconds=1)
            time.sleep(random.uniform(0, 0.08))
            os.kill(worker, signal.SIGKILL)
            tell("wait", worker)
        assert tell("finish") == 0
        subjects, repeated = heard(server)

    require_told_once(subjects, READERS)
    assert repeated <= SOME


def test_two_workers_tell_each_follower_once(tmp_path, database_url):
    with MailServer() as server, workers(tmp_path, server.port, database_url) as tell:
        assert tell("audience", READERS) == 0
        crew = [tell("work") for _ in range(2)]
        for hour in MOVES:
            assert tell("wait", tell("move", hour)) == 0
        wait_until(lambda: len(server.received) >= READERS, seconds=30)
        for worker in crew:
            os.kill(worker, signal.SIGTERM)
            tell("wait", worker)
        assert tell("finish") == 0
        subjects, repeated = heard(server)

    require_told_once(subjects, READERS)
    # A worker that SQLite let wait for ten seconds begins anew, as if it had been killed.
    assert repeated <= (0 if database_url else len(crew))

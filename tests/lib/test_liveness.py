import subprocess
import sys

import pytest
from django.db import DatabaseError, connection

from termcard.lib.liveness import Life, dead_among

pytestmark = pytest.mark.django_db


def test_a_worker_is_alive_from_its_beginning_to_its_end():
    with Life() as one, Life() as other:
        assert one.number != other.number
        assert dead_among([one.number, other.number, 7]) == {7}
        one.require_held()

    assert dead_among([one.number, other.number]) == {one.number, other.number}


def test_nobody_is_asked_about_without_need(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert dead_among([]) == set()


@pytest.mark.only_on("postgresql", reason="a lock on a file is taken from nobody")
def test_a_worker_whose_session_was_ended_knows_that_it_counts_as_dead():
    with Life() as life:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' "
                "AND objid = %s",
                [life.number],
            )
        with pytest.raises(DatabaseError):
            life.require_held()

    assert dead_among([life.number]) == {life.number}


@pytest.mark.only_on("sqlite", reason="the server ends the session of a killed process")
def test_a_lock_that_a_killed_process_left_is_free(tmp_path):
    with Life() as life:
        name = life.number
    folder = next(path for path in _folders() if path.exists())
    left = folder / str(name)
    holding = "import fcntl, sys; f = open(sys.argv[1], 'w'); fcntl.flock(f, 2); print(); input()"
    with subprocess.Popen(
        [sys.executable, "-c", holding, left], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        process.stdout.readline()
        assert dead_among([name]) == set()
        process.kill()

    assert left.exists()
    assert dead_among([name]) == {name}
    assert not left.exists()


def _folders():
    from pathlib import Path

    from django.conf import settings

    return [
        Path(settings.TERMCARD_HOME) / "workers",
        Path(f"{connection.settings_dict['NAME']}-workers"),
    ]

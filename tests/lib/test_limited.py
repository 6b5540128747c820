import functools
import os
import signal
import threading
import time

import pytest

from termcard.lib.limited import Crashed, TooLarge, TooSlow, have_ready, run_limited
from tests.lib import limited_work as work


def test_what_a_function_returns_comes_back():
    assert run_limited(work.doubled, "ab") == "abab"
    assert run_limited(functools.partial(work.joined, mark="-"), ["a", "b"]) == "a-b"


def test_what_a_function_raises_is_raised():
    with pytest.raises(ValueError, match="no number"):
        run_limited(work.refuse, "no number")


def test_it_runs_in_another_process_without_our_environment(monkeypatch):
    monkeypatch.setenv("TERMCARD_TRIAL", "a secret")
    number, environment = run_limited(work.surroundings, None)
    assert number != os.getpid()
    assert "a secret" not in environment.values()


@pytest.mark.parametrize("slow", [work.sleep, work.spin, work.search_for_ever])
def test_a_run_that_takes_too_long_is_ended(slow):
    began = time.monotonic()
    with pytest.raises(TooSlow):
        run_limited(slow, None, seconds=0.5)
    assert time.monotonic() - began < 2.5


def test_a_run_that_needs_too_much_memory_is_ended():
    with pytest.raises(TooLarge):
        run_limited(work.fill, 10_000_000_000)
    with pytest.raises(TooLarge):
        run_limited(work.fill, 80_000_000, megabytes=64)
    assert run_limited(work.fill, 30_000_000) == 30_000_000


@pytest.mark.parametrize("death", [work.kill_itself, work.leave, work.raise_what_cannot_be_told])
def test_a_run_that_dies_is_told(death):
    with pytest.raises(Crashed):
        run_limited(death, None)
    assert run_limited(work.doubled, "b") == "bb"


def test_nothing_can_be_written(tmp_path):
    with pytest.raises((OSError, Crashed)):
        run_limited(work.write_a_file, str(tmp_path / "file"))
    assert not any(file.stat().st_size for file in tmp_path.iterdir())


def test_runs_at_the_same_time_do_not_mix():
    found = {}

    def one(number):
        found[number] = run_limited(work.doubled, f"{number},")

    threads = [threading.Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {number: f"{number},{number}," for number in range(8)}


def test_a_slow_run_holds_no_other_up():
    slow = threading.Thread(
        target=lambda: pytest.raises(TooSlow, run_limited, work.sleep, None, seconds=2)
    )
    slow.start()
    began = time.monotonic()
    assert run_limited(work.doubled, "a") == "aa"
    assert time.monotonic() - began < 1.5
    slow.join()


def test_a_module_can_be_made_ready_before_anything_runs():
    have_ready(work.__name__)
    assert run_limited(work.made_ready, None) == 1


def test_a_helper_that_was_killed_is_started_again():
    helper, _ = run_limited(work.family, None)
    os.kill(helper, signal.SIGKILL)
    time.sleep(0.2)
    assert run_limited(work.doubled, "a") == "aa"


def test_a_process_that_was_forked_has_a_helper_of_its_own():
    ours, _ = run_limited(work.family, None)
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            theirs, _ = run_limited(work.family, None)
            os.write(write, str(theirs).encode())
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        assert int(told.read()) != ours
    assert run_limited(work.family, None)[0] == ours

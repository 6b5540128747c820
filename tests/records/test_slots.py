from datetime import UTC, datetime, timedelta

import pytest

from termcard.lib.liveness import Life
from termcard.operating.tasks import SetClock, Worker
from termcard.operating.tasks.periodic import PERIODIC, Periodic
from termcard.records.actions import claim_slot, sweep_slots
from termcard.records.models import Slot

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 9, 12, 20, tzinfo=UTC)


@pytest.fixture
def clock():
    return SetClock(NOON)


@pytest.fixture
def runs():
    return []


@pytest.fixture
def hourly(runs):
    return Periodic("remind", timedelta(hours=1), runs.append)


def test_a_task_is_run_once_for_each_moment_of_its_rhythm(clock, runs, hourly):
    with Worker(clock, [hourly]) as one, Worker(clock, [hourly]) as other:
        for _ in range(12):
            one.run_until_quiet()
            other.run_until_quiet()
            clock.move(timedelta(minutes=10))

    assert runs == [datetime(2026, 12, 9, hour, tzinfo=UTC) for hour in (12, 13, 14)]


@pytest.mark.parametrize(
    "jump", [timedelta(hours=1), timedelta(hours=-1), timedelta(days=365)], ids=str
)
def test_a_clock_that_jumps_and_returns_runs_no_moment_twice(clock, runs, hourly, jump):
    with Worker(clock, [hourly]) as worker:
        for step in (timedelta(0), jump, -jump, timedelta(hours=1), timedelta(hours=1)):
            clock.move(step)
            worker.run_until_quiet()
            sweep_slots(clock())

    assert len(runs) == len(set(runs)) >= 3


def test_runs_that_were_missed_are_made_up_for_once(clock, runs, hourly):
    with Worker(clock, [hourly]) as worker:
        worker.run_until_quiet()
        clock.move(timedelta(days=3))
        worker.run_until_quiet()

    assert len(runs) == 2


def test_a_run_that_failed_is_tried_again_and_stops_no_other(clock, runs):
    def fail(moment):
        runs.append("failed")
        raise RuntimeError

    tasks = [
        Periodic("fail", timedelta(hours=1), fail),
        Periodic("remind", timedelta(hours=1), lambda moment: runs.append("reminded")),
    ]
    with Worker(clock, tasks) as worker:
        worker.run_until_quiet()
        assert runs == ["failed", "reminded"]
        clock.move(timedelta(minutes=6))
        worker.run_until_quiet()

    assert runs == ["failed", "reminded", "failed"]


def test_a_run_is_left_to_the_worker_that_has_it_until_that_is_dead(clock, runs, hourly):
    with Worker(clock, [hourly]) as worker:
        with Life() as another:
            assert claim_slot("remind", hourly.moment(NOON), another.number, now=NOON)
            worker.run_until_quiet()
            assert runs == []

        worker.run_until_quiet()

    assert runs == [hourly.moment(NOON)]


def test_every_task_of_the_installation_runs(clock):
    with Worker(clock) as worker:
        worker.run_until_quiet()

    done = Slot.objects.exclude(done_at=None).values_list("name", flat=True)
    assert sorted(done) == sorted(task.name for task in PERIODIC)

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from termcard.records.actions import spend_limit, sweep_limits
from termcard.records.models import Limit

NOON = datetime(2026, 12, 9, 12, tzinfo=UTC)


def spent(moment, key="rita@elsewhere.example", most=3):
    return spend_limit("asking", key, most=most, seconds=3600, now=moment)


@pytest.mark.django_db
def test_no_more_than_the_most_within_any_stretch_of_time():
    taken = [
        moment
        for moment in (NOON + timedelta(minutes=minutes) for minutes in range(0, 300, 2))
        if spent(moment)
    ]

    assert len(taken) >= 12
    for moment in taken:
        assert sum(moment <= other < moment + timedelta(hours=1) for other in taken) <= 3


@pytest.mark.django_db
def test_each_key_and_each_name_has_its_own():
    assert [spent(NOON) for _ in range(5)] == [True, True, True, False, False]
    assert spent(NOON, key="olive@education.example")
    assert spend_limit("telling", "rita@elsewhere.example", most=1, seconds=60, now=NOON)


@pytest.mark.django_db
@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(hours=-1)])
def test_a_clock_that_jumps_locks_nobody_out_for_long(jump):
    for _ in range(3):
        spent(NOON + jump)

    assert spent(NOON + timedelta(hours=1, minutes=10))


@pytest.mark.django_db
def test_it_holds_nobody_s_address_and_is_swept():
    spent(NOON)

    (limit,) = Limit.objects.all()
    assert "rita" not in limit.key
    assert sweep_limits(NOON + timedelta(days=7)) == 0
    assert sweep_limits(NOON + timedelta(days=9)) == 1


@pytest.mark.only_on("postgresql", reason="SQLite has one writer at a time")
@pytest.mark.django_db(transaction=True)
def test_those_who_ask_at_the_same_moment_share_one_limit():
    start, answers = threading.Barrier(8), []

    def ask():
        start.wait()
        answers.append(spent(NOON))
        connection.close()

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()

    assert sorted(answers) == [False] * 5 + [True] * 3

"""Two connections at once. On SQLite one writer waits for the other's end before it reads."""

import dataclasses
import threading
import time

import pytest
from django.db import connection, transaction

from termcard.announcements.announcement import Place
from termcard.institutions.actions import add_venue
from termcard.programme import actions
from termcard.programme.models import Event

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on(
        "postgresql",
        reason="On SQLite every transaction that writes begins by taking the one write lock.",
    ),
]
ROOM, NEW_ROOM = "Room 4, Elvet Hall", "Room 4, New Hall"


def is_anybody_waiting():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def beside(first, second):
    """Let `second` begin on a connection of its own after `first` wrote and before it ends."""
    faults = []

    def run():
        try:
            second()
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    other = threading.Thread(target=run)
    with transaction.atomic():
        first()
        other.start()
        until = time.monotonic() + 10
        while not is_anybody_waiting():
            assert time.monotonic() < until, "the second waits for nothing"
            time.sleep(0.01)
    other.join(timeout=10)
    assert not other.is_alive()
    assert faults == []


@pytest.fixture
def held(in_person, university, host, series, olive, operator):
    """An event in a venue, of a series that says nothing."""
    add_venue(organisation=university, name=ROOM, by=operator)
    return actions.announce_event(in_person, host=host, series=series, by=olive)


@pytest.fixture
def amend(held, olive, told):
    wanted = dataclasses.replace(told(held), title="On clocks", place=Place(name="The Forge"))
    return lambda: actions.amend_event(held, wanted, by=olive)


def test_a_renamed_venue_beside_an_amendment_loses_nothing(held, amend, operator, told):
    beside(amend, lambda: actions.rename_venue(held.venue, by=operator, name=NEW_ROOM))
    assert (told(held).title, told(held).place.name) == ("On clocks", "The Forge")
    assert told(held).revision == 1


def test_a_renamed_host_beside_an_amendment_loses_nothing(held, amend, host, operator, told):
    beside(amend, lambda: actions.rename_organisation(host, by=operator, name="Learning"))
    assert (told(held).title, told(held).host.name) == ("On clocks", "Learning")
    assert told(held).revision == 2


def test_a_renamed_series_beside_an_amendment_loses_nothing(held, amend, series, olive, told):
    beside(amend, lambda: actions.amend_series(series, by=olive, title="Seminar", place="Room 9"))
    after = told(held)
    assert (after.title, after.place.name) == ("On clocks", "The Forge")
    assert (after.series.name, after.revision) == ("Seminar", 2)


def test_an_amendment_sees_the_series_as_it_became_meanwhile(
    announcement, host, series, olive, told
):
    silent = dataclasses.replace(announcement, platform="")
    event = actions.announce_event(silent, host=host, series=series, by=olive)
    wanted = dataclasses.replace(told(event), title="On clocks", platform="Teams")
    beside(
        lambda: actions.amend_series(series, by=olive, platform="Teams"),
        lambda: actions.amend_event(event, wanted, by=olive),
    )
    assert (told(event).title, told(event).platform) == ("On clocks", "Teams")
    assert Event.objects.get(pk=event.pk).platform == ""

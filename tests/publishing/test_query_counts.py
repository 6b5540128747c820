"""Lists take as many queries for three events as for one."""

import dataclasses
from datetime import date, time

import pytest

from termcard.announcements.announcement import Material
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.programme import actions
from tests.publishing.addresses import SHAPES, shape_of


def sitting(day):
    talks = (Talk(title="First", parts=(Part(name="Ann One"),)), Talk(title="Second"))
    return Session(
        starts_on=day, starts_time=time(9), ends_time=time(12), zone="Europe/London", talks=talks
    )


@pytest.fixture
def announced(announcement, host, other_host, series, olive):
    """Announce so many events with everything an event can have, to come and over."""

    def announce(number):
        events = []
        for turn in range(number):
            for year, month in ((2026, 10), (2026, 12), (2027, 2)):
                days = [date(year, month, 1 + 3 * turn + more) for more in range(2)]
                told = dataclasses.replace(
                    announcement,
                    title=f"No. {turn}",
                    sessions=tuple(sitting(day) for day in days),
                    topics=(f"Topic {turn}", "Bells"),
                    materials=(Material(title="Slides", url="https://slides.example/1"),),
                )
                events.append(
                    actions.Announcing(
                        announcement=told, host=host, series=series, co_hosts=[other_host]
                    )
                )
        return actions.announce_events(events, by=olive)

    return announce


QUERIES = {
    "/": 15,
    "/past/": 12,
    "/hosts/": 3,
    "/hosts/education/": 25,
    "/series/": 3,
    "/series/education-seminar/": 22,
}


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("address", QUERIES)
def test_a_list_takes_a_fixed_number_of_queries(
    address, number, announced, client, django_assert_num_queries
):
    announced(number)
    with django_assert_num_queries(QUERIES[address]):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("shape", "queries"), list(zip(SHAPES, [23, 9, 9, 9], strict=True)))
def test_an_event_takes_a_fixed_number_of_queries(
    shape, queries, number, announced, client, django_assert_num_queries
):
    event = announced(number)[1]
    with django_assert_num_queries(queries):
        assert client.get(shape_of(event, shape)).status_code == 200

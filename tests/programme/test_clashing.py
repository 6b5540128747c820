import dataclasses
from datetime import date, time

import pytest

from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.institutions.actions import close_days
from termcard.people.actions import grant_role
from termcard.programme.actions import announce_event, cancel_event
from termcard.programme.models import Event
from termcard.programme.models.clashing import Plan, clashes_of

SAM = (Part(name="Sam Speaks"),)


def at(hour, day=9):
    return (Session(starts_on=date(2026, 12, day), starts_time=time(hour), zone="Europe/London"),)


@pytest.fixture
def bells(in_person, other_host, operator):
    """A lecture of another department in Room 4, Wednesday 9 December, 13:00."""
    return announce_event(in_person, host=other_host, by=operator)


def found(plan, reader):
    return [(each.kind, bool(each.url)) for each in clashes_of([plan], reader=reader)[0]]


def test_the_same_room_at_that_time_is_taken(bells, host, olive):
    plan = Plan(host=host, sessions=at(13), place="room 4,  Elvet Hall")
    ((clash,),) = clashes_of([plan], reader=olive)
    assert (clash.kind, clash.url) == ("room", bells.url)
    assert clash.words == "The room is taken by “On bells”, 13:00."
    assert found(dataclasses.replace(plan, sessions=at(14)), olive) == []
    assert found(dataclasses.replace(plan, sessions=at(13, 10)), olive) == []
    assert found(dataclasses.replace(plan, event=bells.pk), olive) == []


def test_the_room_of_a_series_counts_for_its_silent_events(announcement, host, olive):
    from termcard.programme.actions import add_series

    usual = add_series(title="Bells", slug="bells", host=host, by=olive, place="The Forge")
    silent = dataclasses.replace(announcement, mode=None)
    announce_event(silent, host=host, series=usual, by=olive)
    plan = Plan(host=host, sessions=at(13), place="The Forge")
    assert ("room", True) in found(plan, olive)


def test_a_speaker_is_found_at_that_time_and_on_that_day(bells, host, olive):
    plan = Plan(host=host, sessions=at(17), speakers=("sam speaks", "Ann One"))
    ((clash,),) = clashes_of([plan], reader=olive)
    assert clash.words == "sam speaks also speaks that day: “On bells”, 13:00."
    ((clash,),) = clashes_of([dataclasses.replace(plan, sessions=at(13))], reader=olive)
    assert clash.words.startswith("sam speaks also speaks then")
    assert found(dataclasses.replace(plan, sessions=at(17, 10)), olive) == []


def test_an_event_for_the_same_people_is_of_the_host_or_a_unit_above(
    announcement, bells, host, university, olive, operator
):
    plan = Plan(host=host, sessions=at(13))
    assert found(plan, olive) == []
    announce_event(announcement, host=university, by=operator)
    assert found(plan, olive) == [("audience", True)]
    assert found(Plan(host=host, sessions=at(15)), olive) == []


def test_a_topic_and_a_closed_day_are_told(bells, host, university, olive, operator):
    topics = frozenset(topic.pk for topic in bells.topics.all())
    assert found(Plan(host=host, sessions=at(17), topics=topics), olive) == [("topic", True)]
    day = date(2026, 12, 9)
    close_days(university, starts_on=day, ends_on=day, words="Snow", by=operator)
    (clashes,) = clashes_of([Plan(host=host, sessions=at(17))], reader=olive)
    assert [each.words for each in clashes] == ["That day is closed: Snow."]


def test_what_will_not_take_place_clashes_with_nothing(bells, host, olive, operator):
    cancel_event(bells, by=operator)
    assert found(Plan(host=host, sessions=at(13), place="Room 4, Elvet Hall"), olive) == []


@pytest.mark.parametrize("visibility", ["draft", "unlisted"])
def test_of_what_one_may_not_see_only_the_taken_room_is_told(
    visibility, in_person, host, other_host, olive, operator
):
    hidden = announce_event(in_person, host=other_host, by=operator, visibility=visibility)
    plan = Plan(
        host=host, sessions=at(13), place="Room 4, Elvet Hall", speakers=("Sam Speaks",),
        topics=frozenset(topic.pk for topic in hidden.topics.all()),
    )  # fmt: skip
    ((clash,),) = clashes_of([plan], reader=olive)
    assert (clash.words, clash.url) == ("Something is planned there at that time.", "")
    assert found(dataclasses.replace(plan, place=""), olive) == []
    grant_role(olive, other_host, by=operator)
    assert found(plan, olive) == [("room", True), ("speaker", True)]


def test_an_event_is_a_plan(bells, host, olive, operator, in_person):
    announce_event(in_person, host=host, by=olive)
    event = Event.objects.visible_to(None).with_announcement().get(pk=bells.pk)
    assert found(Plan.of(event), olive) == [("room", True), ("speaker", True)]


@pytest.mark.parametrize("number", [1, 3, 50])
def test_the_number_of_questions_is_the_same(number, bells, host, olive, django_assert_num_queries):
    plans = [
        Plan(host=host, sessions=at(13, 9 + each % 20), speakers=("Sam Speaks",))
        for each in range(number)
    ]
    with django_assert_num_queries(8):
        clashes_of(plans, reader=olive)

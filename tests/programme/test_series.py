import dataclasses
from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.announcements.announcement import Mode, Place
from termcard.announcements.sessions import Session
from termcard.institutions.actions import add_organisation, add_venue
from termcard.people.actions import grant_role
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.records.models import Change

LONG_AGO = Session(
    starts_on=date(2020, 1, 8), starts_time=time(13), ends_time=time(14), zone="Europe/London"
)


@pytest.fixture
def silent(announcement):
    """An announcement that leaves place, platform and the way to take part to its series."""
    return dataclasses.replace(announcement, attendance="", platform="", mode=None)


@pytest.fixture
def series(host, olive):
    return actions.add_series(
        title="Education Seminar",
        slug="education-seminar",
        host=host,
        by=olive,
        place="Room 4",
        platform="Zoom",
        attendance="Come.",
    )


@pytest.fixture
def to_come(silent, host, series, olive):
    return actions.announce_event(silent, host=host, series=series, by=olive)


@pytest.fixture
def over(silent, host, series, olive):
    past = dataclasses.replace(silent, sessions=(LONG_AGO,))
    return actions.announce_event(past, host=host, series=series, by=olive)


def verbs(event):
    return [change.verb for change in Change.objects.of("event", event.pk).order_by("pk")]


def test_a_new_room_or_platform_is_told_aloud_with_what_it_was(to_come, series, olive, told):
    actions.amend_series(series, by=olive, place="Room 9", platform="Teams")
    after = told(to_come)
    assert (after.place.name, after.platform) == ("Room 9", "Teams")
    assert [each.place for each in after.earlier] == ["Room 4"]
    to_come.refresh_from_db()
    assert (to_come.revision, to_come.itip_sequence) == (1, 1)
    change = Change.objects.of("event", to_come.pk).first()
    assert (change.verb, change.is_loud) == ("amended", True)
    assert change.details["platform"] == ["Zoom", "Teams"]
    assert [place["name"] for place in change.details["place"]] == ["Room 4", "Room 9"]


def test_other_words_are_brought_to_silent_events_quietly(to_come, series, olive, told):
    actions.amend_series(series, by=olive, attendance="Write first.", open_to="members")
    assert told(to_come).attendance == "Write first."
    assert told(to_come).earlier == ()
    to_come.refresh_from_db()
    assert (to_come.revision, to_come.itip_sequence) == (1, 0)
    change = Change.objects.of("event", to_come.pk).first()
    assert (change.verb, change.is_loud) == ("reworded", False)


def test_an_event_with_words_of_its_own_is_not_touched(silent, host, series, olive, told):
    own = dataclasses.replace(
        silent, place=Place(name="The Forge"), platform="Webex", attendance="Knock."
    )
    event = actions.announce_event(own, host=host, series=series, by=olive)
    before = told(event)
    actions.amend_series(series, by=olive, place="Room 9", platform="Teams", attendance="No.")
    assert told(event) == before
    assert verbs(event) == ["announced"]


def test_an_online_event_is_not_touched_by_a_new_room(silent, host, series, olive, told):
    online = dataclasses.replace(silent, mode=Mode.ONLINE)
    event = actions.announce_event(online, host=host, series=series, by=olive)
    actions.amend_series(series, by=olive, place="Room 9")
    assert (told(event).place, told(event).revision) == (None, 0)


def test_what_is_over_keeps_what_it_said_without_a_sound(over, series, olive, told):
    before = told(over)
    actions.amend_series(
        series, by=olive, place="Room 9", platform="Teams", attendance="No.", open_to="invited"
    )
    assert told(over) == before
    assert verbs(over) == ["announced"]
    actions.amend_series(series, by=olive, place="Room 10", platform="")
    assert told(over) == before


def test_what_is_over_does_not_say_what_its_series_never_said_then(over, series, olive, told):
    assert told(over).open_to is None
    actions.amend_series(series, by=olive, open_to="invited")
    assert told(over).open_to is None
    assert not Event.objects.visible_to(None).open_to("invited").exists()


def test_a_new_title_of_the_series_shows_in_all_its_events(over, to_come, series, olive, told):
    actions.amend_series(series, by=olive, title="Seminar of Education", place="Room 9")
    assert told(over).series.name == told(to_come).series.name == "Seminar of Education"
    assert told(over).place.name == "Room 4"
    assert (told(over).revision, told(to_come).revision) == (1, 1)


def test_nothing_new_is_no_change(to_come, series, olive):
    actions.amend_series(series, by=olive, place=" Room 4", title=series.title)
    actions.amend_series(series, by=olive, description="About.")
    assert verbs(to_come) == ["announced"]
    series_verbs = [change.verb for change in Change.objects.of("series", series.pk)]
    assert series_verbs == ["amended", "added"]


def test_the_usual_place_is_the_venue_of_that_name(
    to_come, university, series, olive, operator, told
):
    new = add_venue(
        organisation=university, name="Room 9", street_address="1 New Street", by=operator
    )
    other = add_venue(organisation=university, name="Room 10", by=operator)
    amended = actions.amend_series(series, by=olive, place="Room 9")
    assert amended.venue == new
    assert told(to_come).place.street_address == "1 New Street"
    assert actions.amend_series(series, by=olive, venue=other).place == ""
    assert told(to_come).place.name == "Room 10"
    assert actions.amend_series(series, by=olive, place="The Forge").venue is None
    assert told(to_come).place == Place(name="The Forge")


def test_a_series_goes_to_another_host_only_by_organisers_of_both(
    series, other_host, olive, rita, operator
):
    grant_role(rita, other_host, by=operator)
    for account in (olive, rita):
        with pytest.raises(PermissionDenied):
            actions.amend_series(series, by=account, host=other_host)
    grant_role(olive, other_host, by=operator)
    assert actions.amend_series(series, by=olive, host=other_host).host == other_host


def test_a_series_stays_in_its_institution(series, operator):
    away = add_organisation(name="Northport", slug="northport", kind="institution", by=operator)
    with pytest.raises(ValidationError) as refused:
        actions.amend_series(series, by=operator, host=away)
    assert "host" in refused.value.message_dict


def test_a_zone_that_there_is_not_is_refused(series, olive):
    with pytest.raises(ValidationError) as refused:
        actions.amend_series(series, by=olive, zone="Europe/Nowhere")
    assert "zone" in refused.value.message_dict


@pytest.mark.parametrize("number", [1, 3])
def test_a_new_default_is_brought_to_many_in_as_many_queries_as_to_one(
    number, silent, host, series, olive, django_assert_num_queries
):
    for _ in range(number):
        actions.announce_event(silent, host=host, series=series, by=olive)
    with django_assert_num_queries(40):
        actions.amend_series(series, by=olive, place="Room 9")

import dataclasses
from datetime import date

import pytest

from termcard.institutions.models import Organisation
from termcard.programme import actions


@pytest.fixture
def endless(announcement):
    session = dataclasses.replace(announcement.sessions[0], ends_time=None)
    return dataclasses.replace(announcement, sessions=(session,))


def set_minutes(organisation, minutes):
    Organisation.objects.filter(pk=organisation.pk).update(usual_minutes=minutes)


def test_without_anybody_s_word_it_is_an_hour(endless, host, olive, told):
    event = actions.announce_event(endless, host=host, by=olive)
    assert told(event).sessions[0].usual_minutes == 60


def test_the_nearest_word_counts(endless, university, host, series, olive, told):
    for who, minutes in ((university, 50), (host, 90)):
        set_minutes(who, minutes)
        event = actions.announce_event(endless, host=host, series=series, by=olive)
        assert told(event).sessions[0].usual_minutes == minutes
    series = actions.amend_series(series, by=olive, usual_minutes=120)
    event = actions.announce_event(endless, host=host, series=series, by=olive)
    assert told(event).sessions[0].usual_minutes == 120
    assert (event.ends_at - event.starts_at).total_seconds() == 120 * 60


def test_a_length_that_was_stated_stays(endless, host, olive, told):
    set_minutes(host, 90)
    stated = dataclasses.replace(endless.sessions[0], usual_minutes=45)
    event = actions.announce_event(
        dataclasses.replace(endless, sessions=(stated,)), host=host, by=olive
    )
    assert told(event).sessions[0].usual_minutes == 45


def test_a_new_habit_does_not_lengthen_what_was_announced(endless, host, olive, told):
    event = actions.announce_event(endless, host=host, by=olive)
    set_minutes(host, 90)
    was = told(event).sessions[0]
    added = dataclasses.replace(was, starts_on=date(2026, 12, 16), uid="", usual_minutes=60)
    actions.reschedule_event(event, [was, added], by=olive)
    assert [session.usual_minutes for session in told(event).sessions] == [60, 90]

"""Bulletins come in the morning where their readers live, once, and only if there is anything."""

import dataclasses
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from termcard.announcements.announcement import Place
from termcard.audiences.actions import ask_to_follow, confirm
from termcard.audiences.models import Follower
from termcard.audiences.models.subject import find_subject
from termcard.operating.tasks import SetClock
from termcard.programme.actions import announce_event, cancel_event, reschedule_event

RITA = "rita@elsewhere.example"
LONDON = ZoneInfo("Europe/London")
FRIDAY = datetime(2026, 12, 4, 12, 0, tzinfo=LONDON)


@pytest.fixture(autouse=True)
def now(postbox):
    """It is noon on a Friday."""
    with time_machine.travel(FRIDAY, tick=False) as traveller:
        postbox.clock = SetClock(FRIDAY)
        yield traveller


WORKS_AT = ((6, 30), (7, 0), (11, 30), (13, 0))


def moments(start, span, zone):
    """Yield the moments at which the worker looks: before, at and after breakfast."""
    day = start.astimezone(zone).date()
    for number in range(span.days + 2):
        for hour, minute in WORKS_AT:
            at = datetime.combine(day + timedelta(days=number), time(hour, minute), zone)
            if start < at <= start + span:
                yield at


@pytest.fixture
def passing(postbox, now):
    """Let days pass; return (when, subject, words) of each mail that came."""

    def go(span, zone=LONDON):
        came, start = [], postbox.clock()
        for at in moments(start, span, zone):
            postbox.clock.move(at - postbox.clock())
            now.move_to(at)
            came += [(at.astimezone(zone), *each[1:]) for each in postbox.texts()]
        postbox.clock.move(start + span - postbox.clock())
        return came

    return go


def wish(rhythm, kind="series", words="education-seminar", address=RITA):
    subject = find_subject(kind, words)
    confirm(ask_to_follow(subject, address=address, place="192.0.2.1", rhythm=rhythm)[0])


@pytest.fixture
def announce(in_person, series, host, olive):
    """Announce a talk of the series for a day and an hour."""

    def one(title, day, hour=time(13), zone="Europe/London"):
        session = dataclasses.replace(
            in_person.sessions[0],
            starts_on=day,
            starts_time=hour,
            ends_time=time(hour.hour + 1),
            zone=zone,
        )
        told = dataclasses.replace(in_person, title=title, sessions=(session,))
        return announce_event(told, host=host, series=series, by=olive)

    return one


def test_a_week_is_told_on_monday_morning_day_by_day_with_what_changed(
    announce, passing, postbox, in_person, olive
):
    thursday = announce("On ropes", date(2026, 12, 10))
    announce("On bells", date(2026, 12, 9), time(16))
    announce("On towers", date(2026, 12, 9), time(9))
    far = announce("On change", date(2027, 2, 3))
    postbox.come()
    wish("weekly")
    cancel_event(thursday, by=olive, note="Sam is ill.")
    later = dataclasses.replace(in_person.sessions[0], starts_on=date(2027, 2, 4))
    reschedule_event(far, [later], by=olive)
    ((when, subject, words),) = passing(timedelta(days=6))

    assert when.strftime("%a %H:%M") == "Mon 07:00"
    assert subject == "Week of Monday 7 December 2026: 3 events, 1 new or changed"
    order = [
        "THIS WEEK",
        "Wednesday 9 December 2026",
        "09:00–10:00  On towers",
        "16:00–17:00  On bells",
        "Thursday 10 December 2026",
        "CANCELLED: 13:00–14:00  On ropes",
        "Sam is ill.",
        "NEW AND CHANGED",
        "Thursday 4 February 2027",
        "MOVED: 13:00–14:00  On change",
        "Was: Wednesday 3 February 2027, 13:00",
    ]
    places = [words.find(each) for each in order]
    assert -1 not in places, list(zip(order, places, strict=True))
    assert places == sorted(places)


def test_nothing_comes_when_there_is_nothing(passing, series):
    wish("weekly")
    wish("daily", "host", "education")
    assert passing(timedelta(days=10)) == []


def test_a_day_is_told_in_the_morning(announce, passing, postbox):
    announce("On bells", date(2026, 12, 9))
    postbox.come()
    wish("daily")
    came = passing(timedelta(days=7))
    mornings = [when.strftime("%a %H:%M") for when, _, _ in came]
    assert mornings == ["Tue 07:00", "Wed 07:00"]
    assert all("On bells" in words for _, _, words in came)


def test_a_change_is_told_in_the_next_bulletin_and_in_no_later_one(announce, passing, postbox):
    wish("daily")
    announce("On bells", date(2027, 1, 20))
    ((when, subject, words),) = passing(timedelta(days=5))
    assert when.strftime("%a") == "Sat"
    assert "NEW: 13:00–14:00  On bells" in words


def test_what_was_told_at_once_is_not_told_again(announce, passing, postbox):
    wish("each")
    wish("daily", "host", "education")
    announce("On bells", date(2027, 1, 20))
    came = passing(timedelta(days=3))
    assert [subject[:3] for _, subject, _ in came] == ["New"]


def test_morning_is_where_the_reader_lives(announce, passing, postbox):
    announce("On bells", date(2026, 12, 5))
    postbox.come()
    wish("daily")
    Follower.objects.update(zone="Asia/Tokyo")
    (first, *_) = passing(timedelta(days=1), ZoneInfo("Asia/Tokyo"))
    assert first[0].strftime("%H:%M") == "07:00"
    assert "13:00–14:00 (Europe/London, GMT)  On bells" in first[2]
    assert "For you: Saturday 5 December 2026, 22:00–23:00 (Asia/Tokyo, JST)" in first[2]


def test_a_worker_that_was_away_in_the_morning_writes_it_before_noon(announce, passing, postbox):
    announce("On bells", date(2026, 12, 5))
    postbox.come()
    wish("daily")
    postbox.clock.move(timedelta(hours=22))
    came = passing(timedelta(hours=8))
    assert len(came) == 1


@pytest.mark.parametrize("jump", [timedelta(hours=-1), timedelta(hours=2), timedelta(days=365)])
def test_clocks_that_jump_write_no_bulletin_twice(jump, announce, passing, postbox):
    announce("On bells", date(2026, 12, 9))
    postbox.come()
    wish("weekly")
    came = passing(timedelta(days=2, hours=20))
    for back in (jump, -jump):
        postbox.clock.move(back)
        came += [(0, *each[1:]) for each in postbox.texts()]
    came += passing(timedelta(hours=30))
    weeks = [subject.partition(":")[0] for _, subject, _ in came]
    assert weeks == ["Week of Monday 7 December 2026"]


def test_the_night_the_clocks_change_keeps_the_hour(announce, passing, postbox, now):
    postbox.clock = SetClock(datetime(2027, 3, 27, 12, tzinfo=LONDON))
    now.move_to(postbox.clock())
    announce("On bells", date(2027, 3, 29), time(13))
    postbox.come()
    wish("daily")
    came = passing(timedelta(days=2))
    assert [when.strftime("%a %H:%M") for when, _, _ in came] == [
        "Sun 07:00",
        "Mon 07:00",
    ]


def test_each_reader_is_told_of_their_own(
    announce, passing, postbox, in_person, other_host, operator
):
    announce("On bells", date(2026, 12, 8))
    session = dataclasses.replace(in_person.sessions[0], starts_on=date(2026, 12, 8))
    place = Place(name="Hall 2")
    told = dataclasses.replace(in_person, title="On kings", sessions=(session,), place=place)
    announce_event(told, host=other_host, by=operator)
    postbox.come()
    wish("weekly")
    wish("weekly", "host", "history", "sam@elsewhere.example")
    first, second = passing(timedelta(days=4))
    assert ["On bells" in first[2], "On kings" in first[2]] == [True, False]
    assert ["On bells" in second[2], "On kings" in second[2]] == [False, True]

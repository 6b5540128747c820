from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given

from termcard.announcements.announcement import Earlier, Mode
from termcard.announcements.sessions import Session
from termcard.announcements.wording import (
    day_words,
    moved_line,
    time_range,
    when_line,
    where_line,
    zone_words,
)
from tests.announcements import drawn

LONDON = {"starts_on": date(2020, 10, 14), "zone": "Europe/London"}


def test_a_day_in_full():
    assert day_words(date(2020, 10, 14)) == "Wednesday 14 October 2020"


@pytest.mark.parametrize(
    ("session", "words"),
    [
        (
            {"starts_time": time(13), "ends_time": time(14)},
            "Wednesday 14 October 2020, 13:00–14:00 (Europe/London, BST)",
        ),
        ({"starts_time": time(13)}, "Wednesday 14 October 2020, 13:00 (Europe/London, BST)"),
        ({}, "Wednesday 14 October 2020"),
        ({"ends_on": date(2020, 10, 16)}, "Wednesday 14 to Friday 16 October 2020"),
        ({"ends_on": date(2020, 11, 2)}, "Wednesday 14 October to Monday 2 November 2020"),
        (
            {"ends_on": date(2021, 1, 4)},
            "Wednesday 14 October 2020 to Monday 4 January 2021",
        ),
        (
            {"starts_time": time(22), "ends_on": date(2020, 10, 15), "ends_time": time(1)},
            "Wednesday 14 October 2020, 22:00, to Thursday 15 October 2020, 01:00"
            " (Europe/London, BST)",
        ),
        (
            {"starts_on": date(2020, 10, 25), "starts_time": time(0, 30), "ends_time": time(3)},
            "Sunday 25 October 2020, 00:30–03:00 (Europe/London, BST to GMT)",
        ),
        (
            {"starts_time": time(13), "zone": "Asia/Kathmandu"},
            "Wednesday 14 October 2020, 13:00 (Asia/Kathmandu, UTC+05:45)",
        ),
        ({"starts_time": time(13), "zone": "UTC"}, "Wednesday 14 October 2020, 13:00 (UTC)"),
        (
            {"starts_time": time(13), "zone": "America/Sao_Paulo"},
            "Wednesday 14 October 2020, 13:00 (America/Sao_Paulo, UTC-03:00)",
        ),
    ],
)
def test_when(session, words):
    assert when_line(Session(**(LONDON | session))) == words


def test_the_second_of_two_equal_hours_is_in_winter_time():
    night = {"starts_on": date(2020, 10, 25), "starts_time": time(1, 30), "zone": "Europe/London"}

    assert "BST" in when_line(Session(**night))
    assert "GMT" in when_line(Session(**night, starts_fold=1))


@pytest.mark.parametrize(
    ("zone", "month", "words"),
    [
        ("Europe/London", 7, "British Summer Time (Europe/London)"),
        ("Europe/London", 1, "Greenwich Mean Time (Europe/London)"),
        ("Europe/Dublin", 7, "Irish Standard Time (Europe/Dublin)"),
        ("Europe/Dublin", 1, "Greenwich Mean Time (Europe/Dublin)"),
        ("Australia/Sydney", 1, "Australian Eastern Daylight Time (Australia/Sydney)"),
        ("Asia/Kathmandu", 7, "Nepal Time (Asia/Kathmandu)"),
        ("Etc/GMT-1", 7, "UTC+01:00 (Etc/GMT-1)"),
        ("UTC", 7, "Coordinated Universal Time (UTC)"),
    ],
)
def test_a_zone_by_its_name(zone, month, words):
    session = Session(starts_on=date(2020, month, 14), starts_time=time(13), zone=zone)

    assert zone_words(session) == words


@given(drawn.sessions())
def test_every_session_can_be_said_and_no_assumed_end_is(session):
    line = when_line(session)

    assert day_words(session.starts_on).split(" ")[0] in line
    assert time_range(session) == "" or f"{session.starts_time:%H:%M}" in line
    if session.is_end_assumed:
        assert "–" not in line
        assert " to " not in line
    assert zone_words(session)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Room 4, Elvet Hall, Durham, DH1 1AA"),
        ({"place": None}, "To be announced"),
        ({"place": None, "mode": None}, "To be announced"),
        ({"place": None, "mode": Mode.ONLINE}, "Online"),
        ({"place": None, "mode": Mode.ONLINE, "platform": "Zoom"}, "Online (Zoom)"),
        ({"place": None, "mode": Mode.HYBRID}, "To be announced, and online"),
        (
            {"mode": Mode.HYBRID, "platform": "Zoom"},
            "Room 4, Elvet Hall, Durham, DH1 1AA, and online (Zoom)",
        ),
    ],
)
def test_where(changes, words):
    assert where_line(drawn.plain_seminar(**changes)) == words


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (Earlier(starts=date(2020, 10, 7)), "Moved from Wednesday 7 October 2020"),
        (
            Earlier(starts=datetime(2020, 10, 7, 12, tzinfo=UTC), place="Room 1"),
            "Moved from Wednesday 7 October 2020, 13:00, Room 1",
        ),
        (Earlier(place="Room 1"), "Moved from Room 1"),
        (Earlier(), ""),
    ],
)
def test_moved(earlier, words):
    assert moved_line(earlier, "Europe/London") == words

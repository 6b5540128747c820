from datetime import date, time

import pytest

from termcard.announcements import digest
from termcard.announcements.announcement import Announcement, Earlier, Place, Status
from termcard.announcements.changes import Weight, in_zone, say
from termcard.announcements.icalendar import invitations
from termcard.announcements.sessions import Session

SITTING = Session(
    starts_on=date(2026, 12, 10), starts_time=time(14), ends_time=time(15), zone="Europe/London"
)
TALK = Announcement(uid="bells", title="On bells", sessions=(SITTING,), place=Place(name="Room 9"))


def moved(was, now="2026-12-10T14:00:00+00:00"):
    return "rescheduled", {"from": [was], "to": [now]}


def amended(**fields):
    return "amended", fields


def test_a_start_without_an_hour_is_said_without_one():
    told = Announcement(sessions=(SITTING,), earlier=(Earlier(starts=date(2026, 12, 9)),))
    said = say([moved("2026-12-09T00:00:00+00:00")], told)
    assert said.lines == ("Was: Wednesday 9 December 2026",)


def test_a_start_is_said_in_the_zone_of_the_event():
    said = say([moved("2026-07-01T12:00:00+00:00")], TALK)
    assert said.lines == ("Was: Wednesday 1 July 2026, 13:00 (Europe/London, BST)",)


@pytest.mark.parametrize(
    ("happened", "word", "weight"),
    [
        ([("announced", {}), amended(abstract=["a", "b"])], "New", Weight.ALL),
        ([moved("2026-12-09T13:00:00+00:00")], "Moved", Weight.ALL),
        ([moved("2026-12-10T14:00:00+00:00")], "New hours", Weight.KEPT),
        ([amended(place=[{"name": "Room 4"}, {"name": "Room 9"}])], "New room", Weight.ALL),
        ([amended(place=[None, {"name": "Room 9"}])], "New place", Weight.ALL),
        ([amended(platform=["Zoom", "Teams"])], "How to attend", Weight.ALL),
        ([amended(title=[None, "On bells"])], "Title announced", Weight.ALL),
        ([amended(title=["On bels", "On bells"])], "Changed", Weight.SMALL),
        ([amended(materials=[[], [{"title": "S", "url": "u"}]])], "New material", Weight.KEPT),
        ([amended(materials=[[{"title": "S", "url": "u"}], []])], "Changed", Weight.SMALL),
        ([("cancelled", {"status": ["confirmed", "cancelled"]})], "Cancelled", Weight.ALL),
        ([], "Changed", Weight.NONE),
    ],
)
def test_what_matters_is_told_and_to_whom(happened, word, weight):
    said = say(happened, TALK)
    assert (said.word, said.weight) == (word, weight)


def test_what_was_undone_is_not_said():
    there_and_back = [
        moved("2026-12-10T14:00:00+00:00", "2026-12-11T14:00:00+00:00"),
        moved("2026-12-11T14:00:00+00:00"),
        ("cancelled", {"status": ["confirmed", "cancelled"]}),
        ("restored", {"status": ["cancelled", "confirmed"]}),
    ]
    assert say(there_and_back, TALK).weight == Weight.SMALL


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("Asia/Tokyo", "Thursday 10 December 2026, 23:00, to Friday 11 December 2026, 00:00"),
        ("America/New_York", "Thursday 10 December 2026, 09:00–10:00"),
        ("Europe/Dublin", ""),
        ("Europe/London", ""),
        ("", ""),
    ],
)
def test_the_reader_is_told_their_own_hour_where_it_differs(zone, words):
    assert in_zone(SITTING, zone).partition(" (")[0] == words


def test_an_hour_that_comes_twice_where_the_reader_lives_is_said_right():
    night = Session(starts_on=date(2026, 11, 1), starts_time=time(6, 30), zone="UTC")
    assert in_zone(night, "America/New_York").startswith("Sunday 1 November 2026, 01:30 (")
    assert "EST" in in_zone(night, "America/New_York")


def test_a_bulletin_puts_what_has_no_day_last_and_nothing_for_nothing():
    lines = [
        digest.Line(announcement=Announcement(title="Some day")),
        digest.Line(announcement=TALK, session=SITTING),
    ]
    written = digest.write([("Coming", lines), ("Other", [])], zone="Europe/London")
    assert written.index("On bells") < written.index("Day to be announced")
    assert "OTHER" not in written
    assert digest.write([("Coming", [])], zone="UTC") == ""


def test_names_of_organisers_cannot_break_a_calendar():
    written = invitations.write(
        TALK,
        sequence=3,
        attendee="rita@elsewhere.example",
        organiser='A "B"\r\nATTENDEE:mailto:stan@elsewhere.example',
        sender="termcard@events.example",
    )
    lines = written.replace("\r\n ", "").split("\r\n")
    assert [line.count("mailto:") for line in lines if line.startswith("ATTENDEE")] == [1]
    assert "SEQUENCE:3" in lines
    assert not [line for line in lines if line.startswith("X-TERMCARD")]


def test_what_is_off_is_taken_out_and_what_has_no_day_is_not_written():
    people = {"attendee": "r@e.example", "organiser": "O", "sender": "t@e.example"}
    off = Announcement(uid="bells", sessions=(SITTING,), status=Status.CANCELLED)
    assert "METHOD:CANCEL" in invitations.write(off, sequence=1, **people)
    assert invitations.write(Announcement(uid="bells"), sequence=1, **people) == ""

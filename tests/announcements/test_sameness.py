import dataclasses
from datetime import date, time

import pytest

from termcard.announcements.announcement import Announcement, Place, Status
from termcard.announcements.parts import Part
from termcard.announcements.sameness import keys, most_alike, same_event
from termcard.announcements.sessions import Session

TALK = Announcement(
    uid="a@x.example",
    url="https://events.example/1",
    title="Tides of the North Sea",
    sessions=(
        Session(
            starts_on=date(2026, 10, 14),
            starts_time=time(13),
            ends_time=time(14),
            zone="Europe/London",
        ),
    ),
    place=Place(name="Room 4"),
    parts=(Part(name="Sam Sprecher"),),
)


def other(**changes):
    """The talk as another announcement has it: without our UID and address."""
    return dataclasses.replace(TALK, **{"uid": "", "url": "", **changes})


def on(day, hour=13):
    return (Session(starts_on=day, starts_time=time(hour), zone="Europe/London"),)


@pytest.mark.parametrize(
    "said",
    [
        other(uid="a@x.example", title="Quite another title", parts=()),
        other(url="https://events.example/1", sessions=on(date(2026, 11, 1))),
        other(),
        other(title="TIDES of the North-Sea!"),
        other(title="Tides of the North Sea: a history", parts=()),
        other(place=Place(name="Room 9")),
        other(sessions=on(date(2026, 10, 14), 15)),
        other(sessions=on(date(2026, 10, 21))),
        other(title=None),
        other(title="Of tides in the North Sea"),
    ],
)
def test_the_same_event_is_known_again(said):
    assert same_event(TALK, said).is_sure


@pytest.mark.parametrize(
    "said",
    [
        other(title="Bells of the North", parts=(Part(name="Rita Reader"),)),
        other(parts=(Part(name="Rita Reader"),), sessions=on(date(2026, 10, 21))),
        other(parts=(), sessions=on(date(2026, 10, 21))),
        other(sessions=on(date(2028, 10, 14))),
        other(title=None, parts=()),
        other(url="https://events.example/1", title="Bells", sessions=on(date(2026, 11, 1))),
        other(title="Wind over the Baltic", parts=()),
        other(sessions=(), title="Bells"),
    ],
)
def test_another_event_is_not(said):
    assert not same_event(TALK, said).is_sure


def test_what_differs_is_said_in_words():
    said = other(
        place=Place(name="Room 9"), sessions=on(date(2026, 10, 21), 15), status=Status.CANCELLED
    )
    assert same_event(TALK, said).differs == {
        "Day": ("Wednesday 14 October 2026", "Wednesday 21 October 2026"),
        "Time": ("13:00–14:00", "15:00"),
        "Place": ("Room 4", "Room 9"),
        "Status": ("Confirmed", "Cancelled"),
    }


def test_what_is_left_open_differs_in_nothing():
    said = other(place=None, parts=(), sessions=(Session(starts_on=date(2026, 10, 14)),))
    assert same_event(TALK, said).differs == {}


def test_of_several_the_most_alike_is_taken():
    known = [other(title="Bells"), other(title="Tides of the North Sea, again"), TALK]
    position, sameness = most_alike(TALK, known)
    assert (position, sameness.score) == (2, 1.0)
    assert most_alike(other(title="Unlike", parts=()), known[:1]) is None


def test_one_event_shares_a_mark_with_itself_moved():
    assert keys(TALK) & keys(other(sessions=on(date(2026, 10, 21))))
    assert keys(TALK) & keys(other(title="Bells"))
    assert not keys(TALK) & keys(other(title="Bells", sessions=on(date(2026, 10, 21))))

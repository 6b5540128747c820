import dataclasses
import json
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcard.announcements import documented
from termcard.announcements.announcement import (
    Announcement,
    Earlier,
    Material,
    Place,
    Provenance,
    Reference,
)
from termcard.announcements.sessions import Session, Talk
from tests.announcements import drawn

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "event-json.md"


def keys_of(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@given(drawn.announcements)
def test_everything_comes_back(announcement):
    assert documented.read(json.loads(json.dumps(documented.write(announcement)))) == announcement


def test_every_field_of_an_announcement_is_kept():
    assert {field.name for field in dataclasses.fields(Announcement)} == documented.KEEPS
    assert documented.write(Announcement()).keys() == documented.KEEPS


def test_every_key_is_documented():
    full = drawn.plain_seminar(
        sessions=(Session(starts_on=date(2020, 10, 14), talks=(Talk(title="Trios"),)),),
        earlier=(Earlier(place="Room 1"),),
        references=(Reference(cited="Greaney and Higham, 2018"),),
        materials=(Material(title="Slides", url="https://maths.example/slides"),),
        provenance=Provenance(name="A list"),
        place=Place(name="Elvet Hall"),
    )
    page = PAGE.read_text()

    assert [key for key in keys_of(documented.write(full)) if f"`{key}`" not in page] == []


def test_a_session_states_its_moments_in_utc():
    (session,) = documented.write(drawn.plain_seminar())["sessions"]

    assert session["starts_time"] == "13:00:00"
    assert session["starts_at"] == "2020-10-14T12:00:00Z"
    assert session["ends_at"] == "2020-10-14T13:00:00Z"
    assert session["is_end_assumed"] is False


def test_keys_of_a_later_version_are_passed_over():
    source = documented.write(drawn.plain_seminar()) | {"colour": "teal"}
    source["sessions"][0]["mood"] = {"calm": True}

    assert documented.read(source) == drawn.plain_seminar()


def test_what_is_missing_is_not_known():
    assert documented.read({"title": "Tea"}) == Announcement(title="Tea")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", 5),
        ("kind", "rodeo"),
        ("revision", "1"),
        ("revision", True),
        ("is_full", 1),
        ("topics", "tea"),
        ("topics", [None]),
        ("abstract", None),
        ("host", "Maths"),
        ("created_at", "yesterday"),
        ("created_at", "2020-10-14T13:00:00"),
        ("url", "javascript:alert(1)"),
        ("uid", "é"),
    ],
)
def test_a_wrong_value_is_refused_by_name(key, value):
    with pytest.raises(ValueError, match=f"^{key}: "):
        documented.read({key: value})


@pytest.mark.parametrize(
    ("session", "key"),
    [
        ({}, "sessions"),
        ({"starts_on": "2020-02-30"}, "starts_on"),
        ({"starts_on": "2020-10-14", "starts_time": "25:00"}, "starts_time"),
        ({"starts_on": "2020-10-14", "zone": "Europe/Elvet"}, "zone"),
    ],
)
def test_a_wrong_session_is_refused_by_name(session, key):
    with pytest.raises(ValueError, match=f"^{key}: "):
        documented.read({"sessions": [session]})


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=10) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(sorted(documented.KEEPS)), inner)
        ),
        max_leaves=8,
    )
)
def test_junk_is_read_or_refused(source):
    try:
        documented.read(source)
    except ValueError as refusal:
        assert str(refusal)


def test_seconds_survive():
    session = Session(starts_on=date(2020, 10, 14), starts_time=time(13, 0, 5, 7))

    assert documented.read(documented.write(Announcement(sessions=(session,)))).sessions == (
        session,
    )

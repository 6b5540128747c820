from datetime import date, time

import pytest
from django.core.exceptions import ValidationError

from termcard.organising.forms import cells

NEAR = date(2026, 11, 1)


@pytest.mark.parametrize(
    "words",
    ["2026-10-08", "Thu 8 Oct 2026", "8/10/2026", "8.10.26", "Thursday, 8th October", "Oct 8"],
)
def test_a_day_is_read_as_people_write_it(words):
    assert cells.day_of(words, near=NEAR) == date(2026, 10, 8)


def test_a_day_without_a_year_is_the_nearest():
    assert cells.day_of("14 Jan", near=NEAR) == date(2027, 1, 14)
    assert cells.day_of("", near=NEAR) is None


@pytest.mark.parametrize("words", ["soon", "31 Feb", "2026-13-01", "9999999999"])
def test_what_is_no_day_is_refused(words):
    with pytest.raises(ValidationError):
        cells.day_of(words, near=NEAR)


@pytest.mark.parametrize(
    ("words", "hours"),
    [
        ("13:00", (time(13), None)),
        ("1pm", (time(13), None)),
        ("13.00 – 14.30", (time(13), time(14, 30))),
        ("1-2pm", (time(13), time(14))),
        ("11-1pm", (time(11), time(13))),
        ("12am", (time(0), None)),
        ("", (None, None)),
    ],
)
def test_hours_are_read_as_people_write_them(words, hours):
    assert cells.hours_of(words) == hours


@pytest.mark.parametrize("words", ["noonish", "25:00", "13:75"])
def test_what_is_no_hour_is_refused(words):
    with pytest.raises(ValidationError):
        cells.hours_of(words)


def test_speakers_are_read_with_titles_and_affiliations():
    words = "Dr Ann One (Example University); Bo Two, University of Northport\nCy Three; TBA"
    parts = cells.speakers_of(words)
    assert [(each.honorific, each.name, each.affiliation) for each in parts] == [
        ("Dr", "Ann One", "Example University"),
        ("", "Bo Two", "University of Northport"),
        ("", "Cy Three", ""),
    ]
    assert cells.speakers_of(cells.speakers_cell(parts)) == parts


@pytest.mark.parametrize(
    ("note", "held"),
    [
        ("No seminar: reading week", ("none", "No seminar: reading week")),
        ("TBA", ("tba", "")),
        ("Guest from Kyoto", ("tba", "Guest from Kyoto")),
    ],
)
def test_a_note_says_how_a_date_is_held(note, held):
    assert cells.held_of(note) == held

from datetime import time

import pytest

from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.times import HourFound, find_hours


def hours_in(text: str, *, is_expected: bool = False) -> list[HourFound]:
    return find_hours(text, Span(0, len(text)), taken=[], is_expected=is_expected)


def at(words: str | None) -> time | None:
    return time.fromisoformat(words) if words else None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("13:00 to 14:00", "13:00", "14:00"),
        ("5:30pm to 6:30pm", "17:30", "18:30"),
        ("5-6.30pm", "17:00", "18:30"),
        ("6.15-8pm", "18:15", "20:00"),
        ("12.30 to 1.15pm", "12:30", "13:15"),
        ("11-1pm", "11:00", "13:00"),
        ("10 to 2 p.m.", "10:00", "14:00"),
        ("11am to 1", "11:00", "13:00"),
        ("2 - 3 pm", "14:00", "15:00"),
        ("9am.-10am", "09:00", "10:00"),
        ("Noon - 1pm", "12:00", "13:00"),
        ("12 noon", "12:00", None),
        ("4.10 p.m.", "16:10", None),
        ("4:45 to 6:00", "16:45", "18:00"),
        ("8:30–9.15", "08:30", "09:15"),
        ("at 6.10", "18:10", None),
        ("7:00-13:00", "07:00", "13:00"),
        ("between 2 and 3.30pm", "14:00", "15:30"),
        ("16 Uhr", "16:00", None),
        ("18-20 Uhr", "18:00", "20:00"),
        ("16 Uhr c.t.", "16:15", None),
        ("17h à 18h30", "17:00", "18:30"),
        ("9h30", "09:30", None),
        ("ore 16", "16:00", None),
        ("ore 14.00 – 14.45", "14:00", "14:45"),
        ("a las 12 horas", "12:00", None),
        ("aanvang 20:00 uur", "20:00", None),
        ("6.30pm for 7pm", "19:00", None),
    ],
)
def test_an_hour_is_read_as_people_write_it(text: str, start: str, end: str | None) -> None:
    (hour,) = hours_in(text)
    assert (hour.start, hour.end, hour.warnings) == (at(start), at(end), ())
    assert not hour.aside


def test_an_evening_may_end_after_midnight() -> None:
    (hour,) = hours_in("22:45 – 00:30")
    assert (hour.start, hour.end, hour.ends_next_day) == (time(22, 45), time(0, 30), True)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("14:00-15:00 pm", "14:00", "15:00"),
        ("10:00-12:30 am", "10:00", "12:30"),
        ("12am - 1pm", "12:00", "13:00"),
    ],
)
def test_an_impossible_mark_is_dropped_and_said(text: str, start: str, end: str) -> None:
    (hour,) = hours_in(text)
    assert (hour.start, hour.end) == (at(start), at(end))
    assert hour.warnings == (f"“{text}” cannot be, so am and pm were left aside",)


def test_an_end_before_its_start_is_left_out_and_said() -> None:
    (hour,) = hours_in("16:00 - 15:00")
    assert (hour.start, hour.end) == (time(16), None)
    assert hour.warnings == ("“16:00 - 15:00” ends before it starts",)


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("8pm (tea/coffee from 7.30pm)", "20:00"),
        ("19:30 (Einlass: 18:30)", "19:30"),
        ("doors 6.30pm, lecture 7pm", "19:00"),
        ("7pm, register by 5pm", "19:00"),
        ("Registration from 9:00, 10:00 start", "10:00"),
    ],
)
def test_doors_tea_and_deadlines_are_not_the_start(text: str, start: str) -> None:
    starts = [hour.start for hour in hours_in(text) if not hour.aside]
    assert starts == [at(start)]


def test_one_start_in_several_zones_is_one_start() -> None:
    (hour,) = hours_in("11:00 EDT / 16:00 BST / 17:00 CEST")
    assert hour.start == time(11)


@pytest.mark.parametrize(
    "text", ["Lecture 2, QLM 2.07", "room 3-114", "£7.50", "4.5%", "1810-1840", "Open 24 doors"]
)
def test_what_is_no_hour_is_not_read_as_one(text: str) -> None:
    assert hours_in(text) == []


def test_behind_a_label_a_bare_number_is_an_hour() -> None:
    assert [hour.start for hour in hours_in("5", is_expected=True)] == [time(17)]

"""Foyer screens and year planners."""

import dataclasses
import re
from datetime import date, time, timedelta

import pytest

from termcard.announcements.sessions import Session
from termcard.institutions.actions import close_days, plan_term
from termcard.programme import actions

TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)
SCREEN, PLANNER = "/screen/education/", "/termcard/education/year/"


@pytest.fixture
def announced(announcement, host, olive):
    """Announce an event of a title on a day."""

    def announce(title, day, hour=time(13)):
        sitting = Session(starts_on=day, starts_time=hour, zone="Europe/London")
        told = dataclasses.replace(announcement, title=title, sessions=(sitting,))
        return actions.announce_event(told, host=host, by=olive)

    return announce


@pytest.fixture
def term(university, operator):
    return plan_term(
        university,
        name="Michaelmas Term",
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 12, 11),
        by=operator,
    )


def tag_of(page):
    return re.search(r'data-tag="(\w+)"', page.content.decode())[1]


def test_a_screen_shows_what_is_not_over(client, announced, noon, term):
    announced("This morning", TODAY, time(9))
    announced("This afternoon", TODAY, time(15))
    announced("Tomorrow", TODAY + DAY)
    page = client.get(SCREEN).content.decode()
    assert "This morning" not in page and "This afternoon" in page and "Tomorrow" in page
    assert "Week 8, Michaelmas Term 2026" in page
    assert 'data-zone="Europe/London"' in page and "http-equiv" in page
    assert "Nothing more today" not in page
    noon.shift(timedelta(hours=6))
    page = client.get(SCREEN).content.decode()
    assert "This afternoon" not in page and "Nothing more today" in page


def test_a_screen_says_only_by_its_tag_whether_it_changed(client, announced, noon, olive):
    event = announced("Tomorrow", TODAY + DAY)
    first = client.get(SCREEN)
    noon.shift(timedelta(minutes=5))
    assert client.get(SCREEN).content == first.content
    actions.cancel_event(event, by=olive)
    assert tag_of(client.get(SCREEN)) != tag_of(first)


def test_a_screen_shows_no_more_than_it_has_room_for(client, announced):
    for number in range(12):
        announced(f"Event {number} " + "of many words " * 6, TODAY + DAY)
    page = client.get(SCREEN).content.decode()
    # One line of the room says that today is free.
    assert page.count('class="screen-entry"') == 3


@pytest.mark.parametrize("state", ["draft", "private", "embargoed", "unlisted", "withdrawn"])
def test_what_stands_in_no_list_stands_neither_on_screens_nor_planners(
    state, in_state, reading_as, olive, host
):
    in_state(state)
    for reader in (None, olive):
        browser = reading_as(reader)
        assert "On bells" not in browser.get(SCREEN).content.decode()
        assert (
            "event" not in browser.get(PLANNER).content.decode().split('class="planner"')[1][:9999]
        )
        empty = browser.get("/termcard/education/year.pdf")
        assert (empty.status_code, empty["Cache-Control"]) == (200, "public, no-cache")


def test_a_planner_shows_the_academic_year_with_its_terms(client, announced, term, host, olive):
    announced("On ropes", date(2026, 12, 9))
    announced("On bells", date(2026, 12, 9))
    close_days(host, words="Reading week", starts_on=TODAY, ends_on=TODAY + DAY, by=olive)
    page = client.get(PLANNER).content.decode()
    assert "2026–27" in page
    assert page.index("October 2026") < page.index("September 2027")
    assert 'aria-label="Wednesday 9 December 2026: 2 events"' in page
    assert 'href="/?host=education&amp;from=2026-12-09&amp;to=2026-12-09"' in page
    assert page.count('title="Reading week"') == 2
    assert 'href="/termcard/education/?term=michaelmas-term-2026"' in page
    assert "2025–26" in client.get(f"{PLANNER}?year=2025").content.decode()
    assert client.get(f"{PLANNER}?year=20000").status_code == 404
    # Whoever follows every link comes to an end.
    assert "?year=" not in client.get(f"{PLANNER}?year=2040").content.decode().split("<main")[
        1
    ].split("PDF for the wall")[0].replace("year.pdf?year=", "")


def test_without_terms_a_planner_shows_the_year_of_the_calendar(client, host):
    page = client.get(PLANNER).content.decode()
    assert page.index("January 2026") < page.index("December 2026")


def test_a_planner_for_the_wall_changes_with_what_it_shows(client, announced, term, noon):
    sheet = "/termcard/education/year.pdf"
    first = client.get(sheet)
    assert first.content.startswith(b"%PDF") and b"pdfuaid" in first.content
    noon.shift(DAY)
    assert client.get(sheet).content == first.content
    announced("On ropes", date(2026, 12, 9))
    assert client.get(sheet).content != first.content
    assert client.get(f"{sheet}?paper=a4").content != client.get(sheet).content
    assert client.get("/termcard/none/year.pdf").status_code == 404

"""Term cards: which weeks and days they show, and what stands in each square."""

import dataclasses
import re
from datetime import date, time, timedelta
from html import unescape

import pytest

from termcard.announcements.announcement import Mode, Place
from termcard.announcements.sessions import Session
from termcard.institutions.actions import close_days, plan_term
from termcard.programme import actions
from termcard.programme.models import Placeholder

MONDAY = date(2026, 10, 5)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
CARD = "/termcard/education/"


@pytest.fixture
def michaelmas(host, university, operator):
    return plan_term(
        university,
        name="Michaelmas Term",
        starts_on=MONDAY,
        ends_on=date(2026, 12, 11),
        by=operator,
    )


@pytest.fixture
def announced(announcement, host, olive):
    """Announce an event of a title on a day."""

    def announce(title, day, *, hour=time(13), **details):
        place = details.pop("place", None)
        told = dataclasses.replace(
            announcement,
            title=title,
            sessions=(Session(starts_on=day, starts_time=hour, zone="Europe/London"),),
            **(
                {"mode": Mode.IN_PERSON, "place": Place(name=place), "platform": ""}
                if place
                else {}
            ),
        )
        return actions.announce_event(told, host=host, by=olive, **details)

    return announce


def rows_of(page):
    """Return the words of each week's row."""
    body = page.content.decode().split("<tbody")[1].split("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", row)).split()) for row in rows]


def heads_of(page):
    head = page.content.decode().split("<thead")[1].split("</thead>")[0]
    cells = re.findall(r"<th.*?</th>", head, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split()) for cell in cells]


def test_each_week_of_the_term_is_a_row_with_its_number(client, michaelmas, announced):
    announced("On ropes", MONDAY + WEEK + 2 * DAY)
    page = client.get(CARD)
    rows = rows_of(page)
    assert [row.split(" ")[1] for row in rows] == [str(number) for number in range(1, 11)]
    assert [("On ropes" in row) for row in rows] == [False, True] + [False] * 8
    assert "Dr Sam Speaks , Example University" in rows[1]
    assert "This week" in rows[7]  # it is Tuesday of week 8
    assert "Michaelmas Term 2026" in page.content.decode()


def test_a_column_says_what_is_usual_and_a_square_only_what_is_not(
    client, michaelmas, announced, series
):
    tuesday = MONDAY + DAY
    for week in range(3):
        announced(f"No. {week}", tuesday + week * WEEK, series=series, place="Room 4")
    announced("Late", tuesday + 3 * WEEK, series=series, hour=time(16, 30), place="Dun Cow Hall")
    page = client.get(CARD)
    heads = heads_of(page)
    assert heads == ["Week", "Tuesday Education Seminar 13:00, Room 4"]  # it needs no other day
    rows = rows_of(page)
    assert "13:00" not in rows[0] and "Room 4" not in rows[0]
    assert "16:30, Dun Cow Hall" in rows[3]
    alone = client.get("/termcard/education-seminar/")
    assert heads_of(alone) == ["Week", "Tuesday 13:00, Room 4"]


def test_days_of_a_weekend_have_a_column_when_something_is_on(client, michaelmas, announced):
    announced("Open day", MONDAY + 5 * DAY)
    assert heads_of(client.get(CARD))[1:] == ["Saturday"]
    for day in (0, 1):
        announced("Talk", MONDAY + day * DAY)
    names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
    assert [head.split()[0] for head in heads_of(client.get(CARD))[1:]] == names


def test_closed_days_and_dates_without_an_event_are_shown(
    client, michaelmas, announced, series, host, olive
):
    days = {"starts_on": MONDAY + 5 * WEEK, "ends_on": MONDAY + 5 * WEEK + 4 * DAY}
    close_days(host, words="Reading week", by=olive, **days)
    close_days(host, words="May Day", starts_on=MONDAY, ends_on=MONDAY, by=olive)
    actions.hold_date(series, on=MONDAY + DAY, by=olive)
    no_meeting = Placeholder.Kind.NO_MEETING
    actions.hold_date(series, on=MONDAY + WEEK, kind=no_meeting, words="No seminar", by=olive)
    announced("Talk", MONDAY + 2 * DAY)
    rows = rows_of(client.get(CARD))
    assert "Mon 5 May Day" in rows[0] and "To be announced Education Seminar" in rows[0]
    assert "No seminar Education Seminar" in rows[1]
    assert rows[5] == "Week 6 9 Nov Reading week"
    # What was to be announced is announced.
    announced("Here it is", MONDAY + DAY, series=series)
    told = rows_of(client.get(CARD))[0]
    assert "Here it is" in told and "To be announced" not in told


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (actions.cancel_event, "Cancelled"),
        (actions.postpone_event, "Postponed"),
        (
            lambda event, by: actions.reschedule_event(
                event, [Session(starts_on=MONDAY + 3 * DAY, zone="Europe/London")], by=by
            ),
            "Moved",
        ),
    ],
)
def test_states_are_said(change, word, client, michaelmas, announced, olive):
    change(announced("On ropes", MONDAY), by=olive)
    assert f"{word} On ropes" in rows_of(client.get(CARD))[0]


@pytest.mark.parametrize("state", ["draft", "private", "embargoed", "unlisted", "withdrawn"])
def test_what_stands_in_no_list_stands_on_no_card_whoever_asks(
    state, in_state, michaelmas, series, reading_as, olive
):
    event = in_state(state, series=series)
    for reader in (None, olive):
        for slug in ("education", series.slug):
            page = reading_as(reader).get(f"/termcard/{slug}/")
            assert page["Cache-Control"] == "public, no-cache"
            assert "On bells" not in page.content.decode()
            assert event.short_id not in page.content.decode()


def test_several_series_are_one_card(client, michaelmas, announced, series, host, olive):
    other = actions.add_series(title="Policy Forum", slug="policy-forum", host=host, by=olive)
    announced("In the seminar", MONDAY, series=series)
    announced("In the forum", MONDAY, series=other)
    announced("In neither", MONDAY)
    for address in (
        "/termcard/education/?series=education-seminar&series=policy-forum",
        "/termcard/education-seminar/?series=policy-forum",
    ):
        page = client.get(address)
        (row, *_) = rows_of(page)
        assert "In the seminar" in row and "In the forum" in row and "In neither" not in row
        assert "Education Seminar and Policy Forum" in page.content.decode()
    assert client.get("/termcard/education/?series=none").status_code == 404


def test_the_term_stands_in_the_address(client, michaelmas, university, operator):
    plan_term(
        university,
        name="Epiphany Term",
        starts_on=date(2027, 1, 11),
        ends_on=date(2027, 3, 19),
        first_week=11,
        by=operator,
    )
    page = client.get(CARD)
    assert 'href="/termcard/education/?term=epiphany-term-2027"' in page.content.decode()
    later = client.get(f"{CARD}?term=epiphany-term-2027")
    assert rows_of(later)[0].startswith("Week 11 11 Jan")
    assert client.get(f"{CARD}?term=easter-term-2027").status_code == 404


def test_without_terms_quarters_of_the_year_stand_for_them(client, announced):
    announced("On ropes", date(2026, 12, 30))
    page = client.get(CARD)
    assert "October to December 2026" in page.content.decode()
    assert "On ropes" in rows_of(page)[-1]
    assert client.get(f"{CARD}?term=january-to-march-2027").status_code == 200
    assert client.get(f"{CARD}?term=january-to-march-9999").status_code == 404
    # Whoever follows every link comes to an end.
    far = client.get(f"{CARD}?term=january-to-march-2031").content.decode()
    assert "january-to-march-2031" in far and "april-to-june-2031" not in far


def test_after_the_last_term_that_is_shown(client, michaelmas, noon):
    noon.shift(timedelta(days=365))
    assert "Michaelmas Term 2026" in client.get(CARD).content.decode()


def test_a_card_follows_its_host_to_another_name(client, michaelmas, series, olive):
    actions.amend_series(series, slug="seminar", by=olive)
    moved = client.get("/termcard/education-seminar/?term=michaelmas-term-2026")
    assert moved.status_code == 301
    assert moved["Location"] == "/termcard/seminar/?term=michaelmas-term-2026"
    assert client.get("/termcard/none/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_a_card_takes_a_fixed_number_of_queries(
    number, client, michaelmas, announced, series, django_assert_num_queries
):
    for week in range(number):
        announced(f"No. {week}", MONDAY + week * WEEK, series=series)
    with django_assert_num_queries(14):
        assert client.get(CARD).status_code == 200


def test_a_card_is_given_typeset_as_it_stands(client, michaelmas, announced, noon, olive):
    event = announced("On ropes", MONDAY)
    sheet = "/termcard/education.pdf"
    first = client.get(sheet)
    assert (first.status_code, first["Content-Type"]) == (200, "application/pdf")
    assert first.content.startswith(b"%PDF") and b"pdfuaid" in first.content
    assert first["Cache-Control"] == "public, no-cache"
    noon.shift(timedelta(days=1))
    assert client.get(sheet).content == first.content  # it says nothing of what day it is
    assert client.get(f"{sheet}?paper=a3").content != first.content
    assert client.get(f"{sheet}?paper=a5").status_code == 404
    actions.cancel_event(event, by=olive)
    assert client.get(sheet).content != first.content
    page = client.get(CARD).content.decode()
    assert 'href="/termcard/education.pdf?term=michaelmas-term-2026&amp;paper=a3"' in page

import dataclasses
import re
from datetime import date

import pytest

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session
from termcard.programme import actions
from tests.publishing.test_filters import on
from tests.publishing.test_finding import titles


def days_of(text):
    """Return (day, titles) as a page of a week lists them."""
    return [
        (day, re.findall(r'class="entry-title">\s*<a[^>]*>([^<]*)</a>', entries))
        for day, entries in re.findall(
            r'<time[^>]* datetime="(\d{4}-\d\d-\d\d)"><span class="n">(.*?)</section>',
            text,
            re.DOTALL,
        )
    ]


def test_a_week_shows_each_day_and_leads_to_the_next_that_has_any(announced, host, olive, client):
    announced("Early", date(2026, 8, 31))
    announced("Sunday before", date(2026, 11, 29))
    announced("Twice", date(2026, 12, 1), date(2026, 12, 6))
    announced("Monday after", date(2026, 12, 7))
    announced("Hidden", date(2026, 12, 2), visibility="draft")
    long = Session(starts_on=date(2026, 11, 28), ends_on=date(2026, 12, 1), zone="Europe/London")
    actions.announce_event(Announcement(title="Show", sessions=(long,)), host=host, by=olive)
    text = client.get("/calendar/2026-W49/").content.decode()
    assert days_of(text) == [
        ("2026-11-30", ["Show"]),
        ("2026-12-01", ["Show", "Twice"]),
        ("2026-12-06", ["Twice"]),
    ]
    assert "<h1>30 November to 6 December 2026</h1>" in text
    assert re.findall(r'href="(/calendar/[^"]+)" rel="(\w+)"', text) == [
        ("/calendar/2026-W48/", "prev"),
        ("/calendar/2026-W50/", "next"),
    ]
    assert 'href="/index.ics?from=2026-11-30&amp;to=2026-12-06"' in text
    for month in ("/calendar/2026/11/", "/calendar/2026/12/"):
        assert f'href="{month}"' in text
        assert 'href="/calendar/2026-W49/"' in client.get(month).content.decode()
    assert 'href="/calendar/2026-W49/"' in client.get("/calendar/2026-12-01/").content.decode()


def test_a_full_day_of_a_week_leads_to_its_page(announcement, host, olive, client):
    told = dataclasses.replace(announcement, sessions=on(date(2026, 12, 1)))
    many = [actions.Announcing(announcement=told, host=host)] * 42
    actions.announce_events(many, by=olive)
    text = client.get("/calendar/2026-W49/").content.decode()
    assert text.count('class="entry-title"') == 40
    assert ">2 more<" in text


def test_an_empty_week_says_so(client, db):
    text = client.get("/calendar/2026-W49/").content.decode()
    assert "Nothing is announced for this week." in text


@pytest.mark.parametrize("week", ["1000-W01", "9001-W01", "2026-W53", "2026-W01", "9000-W52"])
def test_weeks_at_the_ends_are_there(week, client, db):
    assert client.get(f"/calendar/{week}/").status_code == 200


@pytest.mark.parametrize(
    "week", ["0999-W52", "9001-W02", "2025-W53", "2026-W00", "2026-W54", "2026-W1", "2026-w48"]
)
def test_there_is_no_such_week(week, client, db):
    assert client.get(f"/calendar/{week}/").status_code == 404


ZONED = ["/calendar/2026-W50/", "/calendar/2026/12/", "/calendar/2026-12-09/", "/search/?q=towers"]


@pytest.mark.parametrize("address", ZONED)
def test_every_list_shows_the_readers_time_too_and_leads_on_with_it(address, announced, client):
    event = announced("Towers", date(2026, 12, 9))
    announced("Later towers", date(2026, 12, 21))
    announced("Next year", date(2027, 2, 1))
    joined = "&" if "?" in address else "?"
    text = client.get(f"{address}{joined}zone=Asia/Tokyo").content.decode()
    assert '<small class="also">22:00 JST</small>' in text
    assert f'href="{event.url}?zone=Asia%2FTokyo"' in text
    for link in re.findall(r'href="(/calendar/\d[^"]*)"', text):
        assert link.endswith("?zone=Asia%2FTokyo")


def test_the_archive_keeps_the_zone_over_years_and_pages(announced, client):
    event = announced("Towers", date(2026, 11, 2))
    announced("Older", date(2025, 11, 3))
    text = client.get("/past/?year=2026&zone=Asia/Tokyo").content.decode()
    assert '<small class="also">22:00 JST</small>' in text
    assert f'href="{event.url}?zone=Asia%2FTokyo"' in text
    assert 'href="?year=2025&amp;zone=Asia%2FTokyo"' in text
    assert '<input type="hidden" name="year" value="2026">' in text


def test_a_search_keeps_the_zone_and_the_zone_keeps_the_search(announced, client):
    announced("Towers", date(2026, 12, 9))
    text = client.get("/search/?q=towers&zone=Asia/Tokyo").content.decode()
    assert '<input type="hidden" name="zone" value="Asia/Tokyo">' in text
    assert '<input type="hidden" name="q" value="towers">' in text
    assert titles(client, "/search/?q=towers&zone=Asia/Tokyo") == ["Towers"]


def test_pages_of_a_long_list_keep_the_zone(announcement, host, olive, client):
    told = [
        dataclasses.replace(announcement, sessions=on(date(2027, 1, 1 + number % 28)))
        for number in range(51)
    ]
    actions.announce_events(
        [actions.Announcing(announcement=each, host=host) for each in told], by=olive
    )
    for address in ("/?kind=seminar", "/search/?q=bells"):
        text = client.get(f"{address}&zone=Asia/Tokyo").content.decode()
        (more,) = re.findall(r'href="\?([^"]+)" rel="next"', text)
        assert "zone=Asia%2FTokyo" in more and "page=2" in more


@pytest.mark.parametrize("address", [*ZONED, "/past/"])
@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "\x00", "Europe"])
def test_a_zone_that_there_is_not_is_said(address, zone, event, client):
    answer = client.get(address, {"zone": zone} | ({"q": "bells"} if "search" in address else {}))
    assert answer.status_code == 400
    assert "Show times also in: " in answer.content.decode()


def test_the_form_for_another_zone_is_shown_to_who_asks_for_it(event, client):
    for address in (event.url, "/calendar/2026-W50/", "/search/?q=bells"):
        text = client.get(address).content.decode()
        assert "<select" not in text
        link = re.search(r'<a href="(\?[^"]*)#zone" rel="nofollow">', text)[1].replace("&amp;", "&")
        shown = client.get(address.partition("?")[0] + link).content.decode()
        assert '<details class="zone" id="zone" open>' in shown and "<select" in shown
        assert ("q=bells" in link) == ("search" in address)

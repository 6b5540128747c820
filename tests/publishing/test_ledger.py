"""Under which date a sitting stands in a list."""

import dataclasses
import re
from datetime import UTC, date, datetime, time

import pytest

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import Session
from termcard.programme import actions


def sitting(day, *hours, zone="Europe/London", last=None, **details):
    starts, ends = (time.fromisoformat(hour) for hour in hours) if hours else (None, None)
    return Session(
        starts_on=date.fromisoformat(day),
        ends_on=date.fromisoformat(last) if last else None,
        starts_time=starts,
        ends_time=ends,
        zone=zone,
        **details,
    )


@pytest.fixture
def announced(announcement, host, olive):
    """Announce an event of these sittings."""

    def announce(title, *sittings, **details):
        told = dataclasses.replace(announcement, title=title, sessions=sittings)
        return actions.announce_event(told, host=host, by=olive, **details)

    return announce


def ledger(client, address="/"):
    """Return [(date, [titles])] as the page shows them."""
    text = client.get(address).content.decode().split("What has been")[0]
    days = []
    line = r"<h3[^>]*>\s*(?:<span[^>]*>[^<]*</span>\s*)?<a[^>]*>([^<]*)</a></h3>"
    for found in re.finditer(rf'id="\w+-(\d{{4}}-\d\d-\d\d)"|{line}', text):
        if found[1]:
            days.append((found[1], []))
        else:
            days[-1][1].append(found[2])
    return days


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Pacific/Auckland", "2026-11-26", ("08:00", "09:00")),  # still the 25th in London
        ("Pacific/Kiritimati", "2026-11-25", ("13:00", "14:00")),
        ("Pacific/Honolulu", "2026-11-24", ("20:00", "21:00")),  # already the 25th in London
        ("Pacific/Pago_Pago", "2026-11-24", ("23:00", "23:59")),
        ("America/New_York", "2026-11-30", ("23:30", "23:59")),
        ("Asia/Kolkata", "2026-12-01", ("00:15", "01:00")),
    ],
)
def test_it_stands_under_the_date_where_it_takes_place(zone, day, hours, announced, client):
    announced("Far away", sitting(day, *hours, zone=zone))
    assert ledger(client) == [(day, ["Far away"])]


def test_it_stands_there_still_when_the_date_has_changed_here(announced, client, noon):
    announced("Far away", sitting("2026-11-24", "20:00", "21:00", zone="Pacific/Honolulu"))
    noon.move_to(datetime(2026, 11, 25, 3, tzinfo=UTC))  # 17:00 on the 24th in Honolulu
    assert ledger(client) == [("2026-11-24", ["Far away"])]
    assert ledger(client, "/hosts/education/") == [("2026-11-24", ["Far away"])]


@pytest.mark.parametrize(
    ("hours", "last"),
    [
        (("00:00", "01:00"), None),
        (("23:00", "00:00"), "2026-11-26"),
        (("23:30", "00:30"), "2026-11-26"),
    ],
)
def test_midnight_belongs_to_the_day_it_is_written_with(hours, last, announced, client):
    announced("Late", sitting("2026-11-25", *hours, last=last))
    assert ledger(client) == [("2026-11-25", ["Late"])]


def test_what_began_before_and_goes_on_stands_under_today(announced, client, noon):
    announced("Exhibition", sitting("2026-11-20", last="2026-11-27"))
    announced("Congress", sitting("2026-11-23", "09:00", "17:00", last="2026-11-25"))
    announced("Today", sitting("2026-11-24", "15:00", "16:00"))
    (today,) = ledger(client)
    assert today[0] == "2026-11-24" and sorted(today[1]) == ["Congress", "Exhibition", "Today"]
    assert today[1][-1] == "Today"
    noon.move_to(datetime(2026, 11, 27, 23, 59, tzinfo=UTC))
    assert ledger(client) == [("2026-11-27", ["Exhibition"])]
    noon.move_to(datetime(2026, 11, 28, 0, 0, tzinfo=UTC))
    assert ledger(client) == []
    assert "Exhibition" in client.get("/past/").content.decode()


def test_what_goes_on_when_a_list_begins_stands_under_its_first_day(announced, client):
    announced("Exhibition", sitting("2026-12-01", last="2026-12-09"))
    assert ledger(client, "/?from=2026-12-05") == [("2026-12-05", ["Exhibition"])]
    assert ledger(client, "/?to=2026-12-05") == [("2026-12-01", ["Exhibition"])]
    assert ledger(client, "/?from=2026-12-10") == []


def test_each_sitting_stands_on_its_day(announced, client, noon):
    days = [sitting(f"2026-11-{day}", "09:30", "12:00") for day in (23, 25, 26)]
    event = announced("Workshop", *days)
    assert ledger(client) == [("2026-11-25", ["Workshop"]), ("2026-11-26", ["Workshop"])]
    text = client.get("/hosts/education/").content.decode()
    assert text.count("Workshop</a>") == 3
    # Not over as a whole, so it is not in the archive yet.
    assert "Workshop" not in client.get("/past/").content.decode()
    noon.move_to(datetime(2026, 11, 27, tzinfo=UTC))
    assert client.get("/past/").content.decode().count("Workshop</a>") == 3
    assert client.get(event.url).status_code == 200


def test_two_sittings_of_a_day_are_two_lines_in_order(announced, client):
    announced(
        "Two", sitting("2026-11-25", "09:00", "10:00"), sitting("2026-11-25", "14:00", "15:00")
    )
    announced("Between", sitting("2026-11-25", "11:00", "12:00"))
    assert ledger(client) == [("2026-11-25", ["Two", "Between", "Two"])]


def test_an_event_without_a_day_stands_last_in_lists(host, series, olive, client, announced):
    event = actions.announce_event(
        Announcement(title="Some day"), host=host, series=series, by=olive
    )
    announced("Tomorrow", sitting("2026-11-25", "09:00", "10:00"), series=series)
    for address in ("/", "/hosts/education/", series.url, "/?host=education"):
        text = client.get(address).content.decode()
        last = text.index("Date to be announced")
        assert text.index("Tomorrow</a>") < last < text.index("Some day</a>"), address
    assert "<strong>2 events</strong>" in client.get("/").content.decode()
    for shape in (event.url, *(event.url[:-1] + end for end in (".ics", ".json", ".txt"))):
        assert client.get(shape).status_code == 200, shape


@pytest.mark.parametrize("address", ["/past/", "/?from=2026-11-01", "/?to=2027-01-01"])
def test_what_has_no_day_is_on_none_that_is_asked_for(address, host, olive, client, event):
    actions.announce_event(Announcement(title="Some day"), host=host, by=olive)
    assert "Some day" not in client.get(address).content.decode()


def test_an_index_counts_what_the_host_page_lists(announcement, host, other_host, olive, client):
    """A co-host's events and those without a day are listed, so they count; each counts once."""
    from tests.publishing.test_filters import on

    both = dataclasses.replace(announcement, title="Both", sessions=on(date(2026, 12, 1)) * 2)
    announcing = [
        actions.Announcing(announcement=both, host=host, co_hosts=[other_host]),
        actions.Announcing(announcement=Announcement(title="Some day"), host=host),
    ]
    shared, _ = actions.announce_events(announcing, by=olive)
    shared.hostings.filter(organisation=other_host).update(accepted_at=shared.created_at)
    text = client.get("/hosts/").content.decode()
    counts = dict(
        re.findall(r'href="/hosts/([\w-]+)/">.*?<span class="soft">(\w+) event', text, re.DOTALL)
    )
    assert counts == {"university": "2", "education": "2", "history": "1"}


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Pacific/Auckland", "2026-12-05", ("08:00", "09:00")),  # still the 4th in London
        ("Pacific/Kiritimati", "2026-12-05", ("00:00", "01:00")),
        ("Pacific/Pago_Pago", "2026-12-05", ("23:00", "23:59")),  # already the 6th in London
        ("Europe/London", "2026-12-05", ("00:00", "01:00")),
        ("Europe/London", "2026-12-05", ()),
    ],
)
def test_days_asked_for_are_those_where_it_takes_place(zone, day, hours, announced, client):
    announced("Far away", sitting(day, *hours, zone=zone))
    assert ledger(client, f"/?from={day}&to={day}") == [(day, ["Far away"])]
    assert ledger(client, "/?to=2026-12-04") == ledger(client, "/?from=2026-12-06") == []


def test_what_ends_at_midnight_was_over_the_day_before(announced, client):
    announced("Late", sitting("2026-12-05", "22:00", "00:00", last="2026-12-06"))
    announced("Later", sitting("2026-12-05", "22:00", "00:01", last="2026-12-06"))
    assert ledger(client, "/?from=2026-12-06") == [("2026-12-06", ["Later"])]


def test_the_archive_counts_the_years_in_which_it_shows_it(announced, client):
    """New Year's Day begins in Auckland while it is still the old year in London."""
    announced("New Year", sitting("2026-01-01", "08:00", "09:00", zone="Pacific/Auckland"))
    text = client.get("/past/").content.decode()
    assert re.findall(r'href="\?year=(\d+)"', text) == ["2026"]
    assert ledger(client, "/past/") == [("2026-01-01", ["New Year"])]


def test_the_archive_goes_back_year_by_year(announced, client):
    announced("Last year", sitting("2025-03-01", "09:00", "10:00"))
    announced("In spring", sitting("2026-03-01", "09:00", "10:00"))
    announced("In summer", sitting("2026-07-01", "09:00", "10:00"))
    announced("Coming", sitting("2026-12-01", "09:00", "10:00"))
    this_year = [("2026-07-01", ["In summer"]), ("2026-03-01", ["In spring"])]
    assert ledger(client, "/past/") == ledger(client, "/past/?year=2026") == this_year
    assert ledger(client, "/past/?year=2025") == [("2025-03-01", ["Last year"])]
    assert ledger(client, "/past/?year=1999") == []
    text = client.get("/past/").content.decode()
    assert re.findall(r'href="\?year=(\d+)"', text) == ["2026", "2025"]


def test_neighbours_of_a_series_are_those_before_and_after(announced, series, client):
    names = ["First", "Second", "Third"]
    events = [
        announced(name, sitting(f"2026-12-0{number}", "09:00", "10:00"), series=series)
        for number, name in enumerate(names, start=1)
    ]
    found = [
        re.findall(r'href="([^"]+)" rel="(prev|next)"', client.get(event.url).content.decode())
        for event in events
    ]
    assert found == [
        [(events[1].url, "next")],
        [(events[0].url, "prev"), (events[2].url, "next")],
        [(events[1].url, "prev")],
    ]


def test_a_hidden_neighbour_is_passed_over(announced, series, client):
    first = announced("First", sitting("2026-12-01", "09:00", "10:00"), series=series)
    announced("Hidden", sitting("2026-12-02", "09:00", "10:00"), series=series, visibility="draft")
    announced("Third", sitting("2026-12-03", "09:00", "10:00"), series=series)
    text = client.get(first.url).content.decode()
    assert "Hidden" not in text and "Third" in text


def test_a_day_reads_by_the_hours_it_shows(client, announced):
    """Noon in Auckland lies before nine in London, and is read after it."""
    announced("In Auckland", sitting("2099-03-04", "12:00", "13:00", zone="Pacific/Auckland"))
    announced("In London", sitting("2099-03-04", "09:00", "10:00"))
    assert ledger(client)[-1][1] == ["In London", "In Auckland"]

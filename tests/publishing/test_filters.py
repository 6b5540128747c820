"""What the filters in an address ask for, and what they say to nonsense."""

import dataclasses
from datetime import date, time

import pytest

from termcard.announcements.announcement import Kind, Mode, OpenTo
from termcard.announcements.sessions import Session
from termcard.institutions.actions import add_organisation
from termcard.programme import actions


def on(day, **hours):
    hours = {"starts_time": time(13), "ends_time": time(14), **hours}
    return (Session(starts_on=day, zone="Europe/London", **hours),)


@pytest.fixture
def programme(announcement, university, host, other_host, series, olive, operator):
    """Four events, each alone in one respect; return {title: event}."""
    unit = add_organisation(name="Reading Room", slug="reading", parent=host, by=operator)
    details = {
        "bells": ({"kind": Kind.SEMINAR, "mode": Mode.ONLINE, "topics": ("Bells",)}, host),
        "clocks": ({"kind": Kind.LECTURE, "mode": Mode.HYBRID, "topics": ("Time",)}, unit),
        "ropes": ({"mode": Mode.IN_PERSON, "open_to": OpenTo.MEMBERS, "platform": ""}, other_host),
        "towers": ({"sessions": on(date(2026, 12, 20)), "open_to": OpenTo.ANYONE}, university),
    }
    events = {}
    for title, (changes, holder) in details.items():
        told = dataclasses.replace(announcement, title=title, **changes)
        events[title] = actions.announce_event(
            told, host=holder, by=operator, series=series if title == "bells" else None
        )
    return events


ALL = ["bells", "clocks", "ropes", "towers"]


def shown(client, query):
    answer = client.get(f"/?{query}")
    assert answer.status_code == 200, query
    text = answer.content.decode()
    titles = [name for name in ALL if f">{name}</a>" in text]
    assert f"<strong>{len(titles)} event" in text
    return titles


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ALL),
        ("host=university", ALL),
        ("host=education", ["bells", "clocks"]),
        ("host=reading", ["clocks"]),
        ("host=history", ["ropes"]),
        ("series=education-seminar", ["bells"]),
        ("kind=lecture", ["clocks"]),
        ("kind=seminar", ["bells", "ropes", "towers"]),
        ("kind=tour", []),
        ("topic=time", ["clocks"]),
        ("mode=online", ["bells", "clocks", "towers"]),
        ("mode=in-person", ["clocks", "ropes"]),
        ("mode=hybrid", ["clocks"]),
        ("audience=members", ["ropes"]),
        ("audience=anyone", ["towers"]),
        ("audience=invited", []),
        ("from=2026-12-10", ["towers"]),
        ("from=2026-12-09", ALL),
        ("to=2026-12-09", ["bells", "clocks", "ropes"]),
        ("to=2026-12-08", []),
        ("from=2026-12-20&to=2026-12-20", ["towers"]),
        ("page=1", ALL),
        ("host=education&mode=online&kind=lecture", ["clocks"]),
        ("host=&series=&kind=&topic=&mode=&audience=&from=&to=&page=", ALL),
        ("nothing=known&utm_source=mail", ALL),
        ("kind=tour&kind=lecture", ["clocks"]),
    ],
)
def test_each_filter_asks_for_what_it_says(query, titles, programme, client):
    assert shown(client, query) == titles


def test_a_series_says_who_may_come_for_its_events(programme, series, olive, client):
    actions.amend_series(series, by=olive, open_to="invited")
    assert shown(client, "audience=invited") == ["bells"]


def test_a_co_host_shows_it_once_it_has_accepted(announcement, host, other_host, olive, client):
    told = dataclasses.replace(announcement, title="bells")
    announcing = actions.Announcing(announcement=told, host=host, co_hosts=[other_host])
    (event,) = actions.announce_events([announcing], by=olive)
    assert shown(client, "host=history") == []
    event.hostings.filter(organisation=other_host).update(accepted_at=event.created_at)
    assert shown(client, "host=history") == ["bells"]
    assert event.url in client.get("/hosts/history/").content.decode()


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("host=nobody", "Department"),
        ("series=nobody", "Series"),
        ("topic=nobody", "Topic"),
        ("kind=opera", "Kind of event"),
        ("mode=telepathy", "How to attend"),
        ("audience=cats", "Who may come"),
        ("from=yesterday", "From"),
        ("from=2026-02-30", "From"),
        ("to=9999-12-31", "To"),
        ("from=0001-01-01", "From"),
        ("from=2026-12-02&to=2026-12-01", "To"),
        ("to=2026-12-01T25:00", "To"),
        ("page=-1", "Page"),
        ("page=0", "Page"),
        ("page=abc", "Page"),
        ("page=1e309", "Page"),
        ("page=NaN", "Page"),
        ("page=100000000000000000000", "Page"),
        ("page=" + "9" * 3000, "Page"),
        ("page=1.5", "Page"),
    ],
)
def test_a_value_that_cannot_be_is_refused_under_its_name(query, label, event, client):
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    text = answer.content.decode()
    assert f'<p class="trouble" id="filter-{query.split("=")[0]}' in text or "trouble" in text
    assert f">{label}: " in text


@pytest.mark.parametrize("path", ["/", "/past/"])
def test_a_page_past_the_last_is_not_found(path, event, client):
    assert client.get(f"{path}?page=2").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["year=-1", "year=0", "year=99999", "year=abc", "year=1e3", "page=-1", "page=0", "page=x"]
    + ["page=NaN", "page=100000000000000000000", "year=999", "year=9001", "year=%00"],
)
def test_the_archive_says_which_word_it_does_not_understand(query, event, client):
    answer = client.get(f"/past/?{query}")
    assert answer.status_code == 400
    label = query.partition("=")[0].capitalize()
    assert f'<p class="trouble">{label}: ' in answer.content.decode()


@pytest.mark.parametrize("year", [1000, 2026, 9000])
def test_the_archive_has_years_at_both_ends(year, event, client):
    assert client.get(f"/past/?year={year}").status_code == 200


@pytest.mark.parametrize(
    "query",
    ["from=1000-01-01", "to=9000-12-31", "from=1000-01-01&to=9000-12-31", "from=9000-12-31"],
)
def test_days_at_both_ends_are_days(query, event, client):
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize(
    "name", ["host", "series", "topic", "kind", "mode", "audience", "from", "to"]
)
@pytest.mark.parametrize(
    "value", ["%00", "'", "%25", "_", "%5C", "x" * 3000, "%FF", "%ED%A0%80", "1)--", "%F0%9F%94%94"]
)
def test_what_is_no_value_is_refused_and_never_breaks(name, value, event, client):
    answer = client.get(f"/?{name}={value}")
    assert answer.status_code == 400
    assert "trouble" in answer.content.decode()


def test_marks_of_patterns_match_nothing(programme, client):
    for value in ("%25", "_ducation", "educatio_", "e%25n"):
        assert client.get(f"/?host={value}").status_code == 400


def test_what_was_typed_is_shown_as_text(event, client):
    answer = client.get("/?kind=%3Cscript%3Ealert(1)%3C/script%3E&from=%22%3E%3Cb%3E")
    assert b"<script>alert" not in answer.content and b'"><b>' not in answer.content


@pytest.fixture
def many(announcement, host, olive):
    """Fifty-one events on as many days, and one that is over."""
    days = [date(2027, 1 + number // 28, 1 + number % 28) for number in range(51)]
    told = [
        dataclasses.replace(announcement, title=f"No. {number} of many", sessions=on(day))
        for number, day in enumerate([*days, date(2026, 10, 1)])
    ]
    return actions.announce_events(
        [actions.Announcing(announcement=each, host=host) for each in told], by=olive
    )


def test_a_long_list_is_cut_into_pages_that_keep_the_filters(many, client):
    first = client.get("/?host=education&kind=seminar").content.decode()
    assert first.count(" of many</a>") == 50
    assert "<strong>51 events</strong>" in first
    assert 'href="?host=education&amp;kind=seminar&amp;page=2"' in first
    second = client.get("/?host=education&kind=seminar&page=2").content.decode()
    assert "No. 50 of many</a>" in second and second.count(" of many</a>") == 1
    assert 'href="?host=education&amp;kind=seminar&amp;page=1"' in second
    assert client.get("/?page=3").status_code == 404


def test_a_host_page_is_no_longer_than_a_list(many, client):
    text = client.get("/hosts/education/").content.decode()
    to_come, past = text.split("What has been")
    assert to_come.count(" of many</a>") == 50
    assert past.count(" of many</a>") == 1

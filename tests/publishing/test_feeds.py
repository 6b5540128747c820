"""Every listing as a calendar, RSS, Atom and JSON: what it holds, and to whom it answers what."""

import dataclasses
import json
import re
from datetime import UTC, date, datetime, time, timedelta
from urllib.parse import urlsplit
from xml.etree import ElementTree

import icalendar
import pytest
from django.db import OperationalError, connection
from django.utils.http import http_date, parse_http_date

from termcard.announcements.announcement import Kind
from termcard.announcements.sessions import Session
from termcard.programme import actions
from termcard.programme.models import Event

SHAPES = ["ics", "rss", "atom", "json"]
TYPES = {
    "ics": "text/calendar; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
ATOM = "{http://www.w3.org/2005/Atom}"
LISTINGS = ["/index", "/hosts/education", "/series/education-seminar"]


@pytest.fixture
def last_good(settings, tmp_path):
    """The folder of last good answers."""
    settings.LAST_GOOD = tmp_path / "last-good"
    return settings.LAST_GOOD


def titles_in(answer, shape):
    """The titles of a feed, in order."""
    if shape == "ics":
        calendar = icalendar.Calendar.from_ical(answer.content)
        return [str(entry["SUMMARY"]).partition(" (")[0] for entry in calendar.events]
    if shape == "json":
        return [item["title"] for item in json.loads(answer.content)["items"]]
    root = ElementTree.fromstring(answer.content)
    if shape == "rss":
        return [item.findtext("title") for item in root.findall("channel/item")]
    return [entry.findtext(f"{ATOM}title") for entry in root.findall(f"{ATOM}entry")]


def at_hour(moment):
    """A sitting of an hour that begins then."""
    return Session(
        starts_on=moment.date(),
        starts_time=moment.time(),
        ends_on=(moment + timedelta(hours=1)).date(),
        ends_time=(moment + timedelta(hours=1)).time(),
        zone="UTC",
    )


@pytest.fixture
def announce(announcement, host, olive):
    """Announce an event of a title that begins so far from now."""

    def announced(title, away, **details):
        moment = (datetime.now(UTC) + away).replace(second=0, microsecond=0)
        told = dataclasses.replace(announcement, title=title, sessions=(at_hour(moment),))
        return actions.announce_event(told, host=host, by=olive, **details)

    return announced


def everywhere(shape):
    return [f"{listing}.{shape}" for listing in LISTINGS]


@pytest.mark.parametrize("shape", SHAPES)
def test_every_listing_is_there_in_every_shape(shape, announce, series, client):
    announce("Ropes", timedelta(days=2), series=series)
    announce("Bells", timedelta(days=1), series=series)
    announce("Towers", timedelta(days=-1), series=series)
    for address in everywhere(shape):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == TYPES[shape]
        assert titles_in(answer, shape) == ["Towers", "Bells", "Ropes"], address


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(
    ("state", "title"),
    [
        ("draft", None),
        ("private", None),
        ("embargoed", None),
        ("unlisted", None),
        ("public", "On bells"),
        ("cancelled", "Cancelled: On bells"),
        ("postponed", "Postponed: On bells"),
        ("withdrawn", "Cancelled: Event withdrawn"),
        ("erased", "Cancelled: Event withdrawn"),
    ],
)
def test_each_state_stands_in_feeds_as_it_may(shape, state, title, in_state, series, client):
    in_state(state, series=series)
    for address in everywhere(shape):
        assert titles_in(client.get(address), shape) == ([title] if title else []), address


@pytest.mark.parametrize("shape", SHAPES)
def test_of_two_merged_events_the_survivor_stands_in_feeds(shape, in_state, client):
    merged = in_state("merged")
    answer = client.get(f"/index.{shape}")
    assert titles_in(answer, shape) == ["On bells"]
    assert merged.uid.encode() not in answer.content


def test_a_signed_in_reader_gets_what_a_stranger_gets(in_state, reading_as, olive):
    for state in ("draft", "private", "embargoed", "unlisted"):
        in_state(state)
    answer = reading_as(olive).get("/index.ics")
    assert titles_in(answer, "ics") == []
    assert answer["Cache-Control"] == "public, no-cache"
    assert answer.content == reading_as(None).get("/index.ics").content


@pytest.mark.parametrize("state", ["cancelled", "postponed", "public"])
def test_what_was_stays_for_ninety_days_after_its_date(state, in_state, client, noon):
    in_state(state)
    noon.move_to(datetime(2027, 3, 9, 13, tzinfo=UTC))
    assert len(titles_in(client.get("/index.ics"), "ics")) == 1
    noon.move_to(datetime(2027, 3, 9, 15, tzinfo=UTC))
    assert titles_in(client.get("/index.ics"), "ics") == []


@pytest.mark.parametrize("state", ["withdrawn", "erased"])
def test_a_tombstone_stays_for_thirty_days(state, in_state, client, noon):
    event = in_state(state)
    calendar = icalendar.Calendar.from_ical(client.get("/index.ics").content)
    (entry,) = calendar.events
    assert (str(entry["UID"]), str(entry["STATUS"])) == (event.uid, "CANCELLED")
    assert "ropes" not in str(entry).lower() and "Zoom" not in str(entry)
    noon.move_to(datetime(2026, 12, 24, 11, tzinfo=UTC))
    assert len(titles_in(client.get("/index.ics"), "ics")) == 1
    noon.move_to(datetime(2026, 12, 24, 13, tzinfo=UTC))
    assert titles_in(client.get("/index.ics"), "ics") == []


@pytest.fixture
def many(announcement, host, olive):
    """Announce so many events, an hour apart, from a moment on."""

    def announced(number, begins):
        told = [
            dataclasses.replace(
                announcement,
                title=f"No. {turn}",
                sessions=(at_hour(begins + timedelta(hours=turn)),),
            )
            for turn in range(number)
        ]
        return actions.announce_events(
            [actions.Announcing(announcement=each, host=host) for each in told], by=olive
        )

    return announced


def test_a_calendar_holds_the_soonest_five_hundred_and_more_when_asked(many, client):
    many(503, datetime(2026, 12, 1, tzinfo=UTC))
    titles = titles_in(client.get("/index.ics"), "ics")
    assert titles == [f"No. {turn}" for turn in range(500)]
    asked = client.get("/index.ics?from=2026-12-01&to=2026-12-31")
    assert len(titles_in(asked, "ics")) == 503
    assert titles_in(client.get("/index.ics?from=2026-12-21"), "ics")[-1] == "No. 502"


def test_days_asked_for_are_those_that_come(announce, client):
    for days in (-200, -100, 1, 30):
        announce(f"In {days} days", timedelta(days=days))
    wanted = {
        "": ["In 1 days", "In 30 days"],
        "from=2026-01-01": ["In -200 days", "In -100 days", "In 1 days", "In 30 days"],
        "to=2026-11-30": ["In 1 days"],
        "from=2026-08-01&to=2026-11-30": ["In -100 days", "In 1 days"],
        "from=2026-11-25&to=2026-11-25": ["In 1 days"],
    }
    for query, titles in wanted.items():
        assert titles_in(client.get(f"/index.ics?{query}"), "ics") == titles, query


def test_a_day_asked_for_is_that_of_the_place(announcement, host, olive, client):
    sitting = Session(starts_on=date(2026, 12, 9), starts_time=time(1), zone="Pacific/Auckland")
    told = dataclasses.replace(announcement, sessions=(sitting,))
    actions.announce_event(told, host=host, by=olive)
    for day, titles in (("2026-12-08", []), ("2026-12-09", ["On bells"]), ("2026-12-10", [])):
        for listing in ("/index", "/hosts/education"):
            answer = client.get(f"{listing}.ics?from={day}&to={day}")
            assert titles_in(answer, "ics") == titles, day


def test_an_event_without_a_day_is_told_where_no_day_is_needed(announcement, host, olive, client):
    told = dataclasses.replace(announcement, title="Some day", sessions=())
    actions.announce_event(told, host=host, by=olive)
    actions.announce_event(announcement, host=host, by=olive)
    assert titles_in(client.get("/index.ics"), "ics") == ["On bells"]
    assert titles_in(client.get("/index.rss"), "rss") == ["On bells", "Some day"]


def test_filters_are_those_of_what_is_on(announcement, host, other_host, operator, client):
    for kind, holder in ((Kind.SEMINAR, host), (Kind.LECTURE, host), (Kind.LECTURE, other_host)):
        told = dataclasses.replace(announcement, title=f"{kind} {holder.slug}", kind=kind)
        actions.announce_event(told, host=holder, by=operator)
    wanted = {
        "/index.json?kind=lecture": ["lecture education", "lecture history"],
        "/index.json?host=education": ["seminar education", "lecture education"],
        "/index.json?host=education&kind=lecture": ["lecture education"],
        "/hosts/education.json?kind=lecture&mode=online": ["lecture education"],
        "/hosts/education.json?kind=tour": [],
        "/hosts/university.json?page=7&unknown=1": [
            "seminar education",
            "lecture education",
            "lecture history",
        ],
    }
    for address, titles in wanted.items():
        assert titles_in(client.get(address), "json") == titles, address


def test_a_question_stands_in_what_a_feed_says_of_itself(event, client):
    feed = json.loads(client.get("/index.json?mode=online&kind=seminar&page=2&x=1").content)
    assert feed["title"] == "What is on: Example University: Seminar, online"
    assert feed["feed_url"] == "http://events.example/index.json?kind=seminar&mode=online"
    assert feed["home_page_url"] == "http://events.example/?kind=seminar&mode=online"
    feed = json.loads(client.get("/hosts/education.json?from=2026-12-01").content)
    assert feed["title"] == "School of Education: from 2026-12-01"
    assert feed["home_page_url"] == "http://events.example/hosts/education/"


def test_a_question_that_cannot_be_is_refused_in_plain_words(event, client):
    answer = client.get("/index.ics?kind=opera&to=yesterday")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().startswith("Kind of event: ")
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_listing_without_events_is_a_whole_feed(shape, series, client):
    for address in everywhere(shape):
        answer = client.get(address)
        assert (answer.status_code, titles_in(answer, shape)) == (200, []), address
        if shape == "ics":
            assert b"\r\nBEGIN:VTIMEZONE\r\n" in answer.content


def test_a_calendar_says_what_it_is_and_where(event, client):
    calendar = icalendar.Calendar.from_ical(client.get("/hosts/education.ics").content)
    assert str(calendar["X-WR-CALNAME"]) == "School of Education"
    assert str(calendar["SOURCE"]) == "http://events.example/hosts/education.ics"
    assert str(calendar["URL"]) == "http://events.example/hosts/education/"
    assert "METHOD" not in calendar and "UID" not in calendar
    assert [str(entry["TRANSP"]) for entry in calendar.events] == ["TRANSPARENT"]


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_renamed_leads_to_its_new_words(shape, event, series, olive, client):
    actions.amend_series(series, by=olive, slug="bells")
    answer = client.get(f"/series/education-seminar.{shape}?kind=seminar")
    assert answer.status_code == 301
    assert answer["Location"] == f"/series/bells.{shape}?kind=seminar"
    assert answer["Access-Control-Allow-Origin"] == "*"
    answer = client.get(f"/index.{shape}?series=education-seminar&kind=seminar&page=3")
    assert answer.status_code == 301
    where = urlsplit(answer["Location"])
    assert where.path == f"/index.{shape}"
    assert "series=bells" in where.query and "kind=seminar" in where.query
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/hosts/nobody.ics", "/series/nobody.rss", "/series/education.ics", "/hosts/education.exe"],
)
def test_what_is_not_there_is_not_found(address, event, client):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("shape", SHAPES)
def test_a_feed_may_be_held_and_read_by_anybody(shape, event, series, client):
    for address in everywhere(shape):
        answer = client.get(address)
        assert answer["Cache-Control"] == "public, no-cache"
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Cookie" not in answer.get("Vary", "") and not answer.cookies
        page = address.partition(".")[0].replace("/index", "")
        link = f'<http://events.example{page}/>; rel="alternate"; type="text/html"'
        assert answer["Link"] == link


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_changed_means_nothing_is_sent(shape, event, last_good, client, noon):
    address = f"/hosts/education.{shape}"
    full = client.get(address)
    noon.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))
    again, head = client.get(address), client.head(address)
    assert again.content == full.content
    assert dict(full.headers) == dict(again.headers) == dict(head.headers)
    assert head.content == b""
    for condition in (
        {"If-None-Match": full["ETag"]},
        {"If-None-Match": f"W/{full['ETag']}"},
        {"If-Modified-Since": full["Last-Modified"]},
    ):
        short = client.get(address, headers=condition)
        assert (short.status_code, short.content) == (304, b""), condition
        assert short["ETag"] == full["ETag"]
        assert short["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nobody_writes_to_a_feed(method, event, client):
    answer = getattr(client, method)("/index.ics")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    answer = client.generic("PROPFIND", "/hosts/education.ics", headers={"Depth": "0"})
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")


def test_a_feed_says_since_when_its_bytes_are_the_same(announce, last_good, olive, client, noon):
    event = announce("Bells", timedelta(hours=2))
    stamps = [parse_http_date(client.get("/index.ics")["Last-Modified"])]
    changes = {
        datetime(2026, 11, 24, 18, tzinfo=UTC): lambda: actions.cancel_event(event, by=olive),
        datetime(2026, 11, 25, 18, tzinfo=UTC): lambda: actions.restore_event(event, by=olive),
        datetime(2027, 2, 24, 18, tzinfo=UTC): lambda: None,  # it leaves: nothing else changes
    }
    for moment, change in changes.items():
        noon.move_to(moment)
        change()
        condition = {"If-Modified-Since": http_date(stamps[-1])}
        answer = client.get("/index.ics", headers=condition)
        assert answer.status_code == 200, moment
        stamps.append(parse_http_date(answer["Last-Modified"]))
        assert stamps[-1] >= moment.timestamp()
    assert titles_in(answer, "ics") == []
    assert stamps == sorted(set(stamps))


def test_two_contents_of_one_second_have_two_stamps(event, last_good, olive, client, noon):
    moment = datetime(2026, 11, 24, 12, 0, 30, tzinfo=UTC)
    noon.move_to(moment)
    first = client.get("/index.ics")
    assert parse_http_date(first["Last-Modified"]) == moment.timestamp()
    actions.cancel_event(event, by=olive)
    noon.move_to(moment)
    second = client.get("/index.ics", headers={"If-Modified-Since": first["Last-Modified"]})
    assert second.status_code == 200
    assert "Last-Modified" not in second
    noon.move_to(moment + timedelta(seconds=2))
    third = client.get("/index.ics", headers={"If-Modified-Since": first["Last-Modified"]})
    assert third.status_code == 200
    assert parse_http_date(third["Last-Modified"]) == moment.timestamp() + 1


def test_without_a_place_to_keep_answers_there_is_no_stamp(event, client):
    answer = client.get("/index.ics")
    assert answer.status_code == 200 and "Last-Modified" not in answer


@pytest.fixture
def no_database(db):
    """Let the database refuse every question inside it."""

    def refuse(execute, sql, params, many, context):
        raise OperationalError("the database is away")

    return lambda: connection.execute_wrapper(refuse)


@pytest.mark.parametrize("shape", SHAPES)
def test_without_a_database_the_last_good_bytes_are_served(
    shape, event, series, last_good, no_database, reading_as, olive
):
    browser = reading_as(olive)
    for address in [*everywhere(shape), f"/index.{shape}?mode=online&kind=seminar"]:
        good = browser.get(address)
        with no_database():
            kept = browser.get(address)
            tagged = browser.get(address, headers={"If-None-Match": good["ETag"]})
            head = browser.head(address)
        assert (kept.status_code, kept.content) == (200, good.content), address
        for name in ("ETag", "Last-Modified", "Content-Type", "Access-Control-Allow-Origin"):
            assert kept[name] == good[name] == head[name], name
        assert tagged.status_code == 304
    with no_database():
        other_spelling = browser.get(f"/index.{shape}?kind=seminar&x=1&mode=online&page=2")
    assert other_spelling.content == good.content


@pytest.mark.parametrize("shape", SHAPES)
def test_without_a_database_and_an_answer_nothing_is_called_broken(
    shape, event, last_good, no_database, client
):
    with no_database():
        fresh = client.get(f"/index.{shape}")
        held = client.get(f"/index.{shape}", headers={"If-None-Match": '"some"'})
    assert (fresh.status_code, titles_in(fresh, shape)) == (200, [])
    assert fresh["Content-Type"] == TYPES[shape]
    assert held.status_code == 304
    for answer in (fresh, held):
        assert answer["Cache-Control"] == "no-store"
        assert "ETag" not in answer and "Last-Modified" not in answer
    assert titles_in(client.get(f"/index.{shape}"), shape) == ["On bells"]


def test_a_fault_that_no_reader_sees_is_written_down(event, no_database, client, caplog):
    with no_database():
        client.get("/index.ics?kind=seminar")
    assert "without the database: OperationalError" in caplog.text
    assert "index" not in caplog.text and "seminar" not in caplog.text


def test_the_kept_answers_may_vanish_or_break_at_any_moment(event, last_good, client):
    good = client.get("/index.ics")
    (file,) = [path for path in last_good.iterdir() if path.suffix == ".sqlite3"]
    file.unlink()
    assert client.get("/index.ics").content == good.content
    file.write_bytes(b"this is no database at all" * 999)
    assert client.get("/index.ics").content == good.content
    assert "Last-Modified" in client.get("/index.ics")


def test_a_folder_that_cannot_be_written_harms_nobody(event, settings, tmp_path, client):
    (tmp_path / "file").write_text("a file stands where the folder would")
    settings.LAST_GOOD = tmp_path / "file"
    answer = client.get("/index.ics")
    assert answer.status_code == 200 and "Last-Modified" not in answer


@pytest.mark.parametrize("number", [1, 4])
@pytest.mark.parametrize(
    ("address", "queries"), [("/index", 13), ("/hosts/education", 13), ("/series/seminar", 13)]
)
def test_a_feed_takes_a_fixed_number_of_queries(
    address, queries, number, many, host, olive, client, django_assert_num_queries
):
    series = actions.add_series(title="Seminar", slug="seminar", host=host, by=olive)
    events = many(number, datetime(2026, 12, 1, tzinfo=UTC))
    Event.objects.filter(pk__in=[event.pk for event in events]).update(series=series)
    for shape in SHAPES:
        with django_assert_num_queries(queries):
            assert len(titles_in(client.get(f"{address}.{shape}"), shape)) == number


@pytest.mark.parametrize("page", ["/", "/hosts/education/", "/series/education-seminar/", "/past/"])
def test_a_listing_names_its_shapes(page, event, series, client):
    text = client.get(page).content.decode()
    links = re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)" title="[^"]+">', text)
    assert [kind for kind, _ in links] == [TYPES[shape].partition(";")[0] for shape in SHAPES]
    for _, address in links:
        assert client.get(address.replace("&amp;", "&")).status_code == 200
        assert f'<a href="{address}"' in text
    assert 'href="/follow/' in text


def test_the_shapes_of_a_question_ask_the_same_question(event, client):
    text = client.get("/?kind=seminar&mode=online&page=1").content.decode()
    assert 'href="/index.ics?kind=seminar&amp;mode=online"' in text
    assert 'href="/follow/?kind=seminar&amp;mode=online"' in text
    assert titles_in(client.get("/index.ics?kind=seminar&mode=online"), "ics") == ["On bells"]


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("", "/index.{}"),
        ("host=education", "/hosts/education.{}"),
        ("host=education&kind=seminar", "/hosts/education.{}?kind=seminar"),
        ("series=education-seminar&mode=online", "/series/education-seminar.{}?mode=online"),
        ("audience=anyone&kind=lecture", "/index.{}?audience=anyone&kind=lecture"),
    ],
)
def test_the_follow_page_makes_addresses_that_answer(query, path, event, series, client):
    answer = client.get(f"/follow/?{query}")
    assert answer.status_code == 200
    text = answer.content.decode().replace("&amp;", "&")
    for shape in SHAPES:
        address = path.format(shape)
        assert f'value="http://events.example{address}"' in text
        assert client.get(address).status_code == 200
    assert f'href="webcal://events.example{path.format("ics")}"' in text
    for program in ("Google", "Outlook", "Apple", "Thunderbird", "Evolution", "ICSx"):
        assert program in text
    assert "onclick" not in text and text.count("<script") == 1  # the search field's


def test_the_follow_page_says_what_it_does_not_understand(event, client):
    answer = client.get("/follow/?kind=opera")
    assert answer.status_code == 400
    assert b"Kind of event: " in answer.content and b"webcal:" not in answer.content


def test_robots_may_read_feeds(client):
    import urllib.robotparser

    rules = urllib.robotparser.RobotFileParser()
    rules.parse(client.get("/robots.txt").content.decode().splitlines())
    for robot in ("Googlebot", "Google-Calendar-Importer", "bingbot"):
        assert all(rules.can_fetch(robot, f"/hosts/education.{shape}") for shape in SHAPES)
        assert rules.can_fetch(robot, "/index.ics?kind=seminar")

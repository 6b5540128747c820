import dataclasses
import re
from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied

from termcard.announcements.announcement import AccessProvision, Announcement
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.programme import actions
from tests.programme.test_search import HOSTILE
from tests.publishing.addresses import is_feed, public_addresses
from tests.publishing.test_filters import on


def titles(client, address, status=200):
    """Return the titles in the order in which a page lists them."""
    answer = client.get(address)
    assert answer.status_code == status, address
    text = answer.content.decode()
    return re.findall(
        r'class="entry-title">\s*(?:<span[^>]*>[^<]*</span>\s*)?<a[^>]*>([^<]*)</a>', text
    )


def test_a_search_shows_what_is_to_come_before_what_was_and_titles_before_texts(announced, client):
    announced("Past", date(2026, 10, 2), abstract="Towers.")
    announced("Towers that were", date(2026, 9, 2))
    announced("Late towers", date(2027, 3, 2))
    announced("Soon", date(2026, 12, 1), abstract="Towers.")
    announced("Early towers", date(2026, 12, 2))
    announced("Some day, towers")
    assert titles(client, "/search/?q=tower") == [
        *("Early towers", "Late towers", "Soon", "Some day, towers"),
        *("Towers that were", "Past"),
    ]
    text = client.get("/search/?q=tower").content.decode()
    assert "<strong>6 events</strong>" in text and 'value="tower"' in text
    assert text.index("To come") < text.index("What has been")
    assert '<meta name="robots" content="noindex">' in text


def test_a_search_without_words_finds_nothing_and_says_so(event, client):
    for address in ("/search/", "/search/?q=", "/search/?q=%20", "/search/?q=..."):
        assert titles(client, address) == []
    assert "No event has these words" in client.get("/search/?q=unheard").content.decode()


@pytest.mark.parametrize("visibility", ["draft", "private", "unlisted"])
def test_a_search_never_shows_what_is_hidden(visibility, announced, client, reading_as, olive):
    announced("Xenolith", date(2026, 12, 1), visibility=visibility)
    for address in ("/search/?q=xenolith", "/?q=xenolith", "/search.ics?q=xenolith"):
        for browser in (client, reading_as(olive)):
            said = browser.get(address).content.decode()
            assert (
                "On" not in titles(client, address.replace(".ics", "/")) and "Xenolith<" not in said
            )


def test_a_long_search_is_cut_into_pages(announcement, host, olive, client):
    told = [
        dataclasses.replace(announcement, title=f"No. {n}", sessions=on(date(2027, 1, n + 1)))
        for n in range(26)
    ]
    announcings = [actions.Announcing(announcement=each, host=host) for each in told]
    actions.announce_events(announcings, by=olive)
    assert titles(client, "/search/?q=bells") == [f"No. {n}" for n in range(25)]
    assert titles(client, "/search/?q=bells&page=2") == ["No. 25"]
    assert client.get("/search/?q=bells&page=3").status_code == 404
    assert "Page: " in client.get("/search/?q=bells&page=x").content.decode()


@pytest.mark.parametrize("path", ["/search/", "/", "/search.ics"])
def test_whatever_is_typed_gives_a_page(path, event, client):
    for text in HOSTILE:
        assert client.get(path, {"q": text}).status_code == 200, text
    assert client.get(f"{path}?q=%ff%ed%a0%80").status_code == 200


def test_words_filter_what_is_on_and_its_feeds(announced, client):
    announced("Towers", date(2026, 12, 1))
    announced("Ropes", date(2026, 12, 2))
    announced("Past towers", date(2026, 10, 1))
    assert titles(client, "/?q=towers") == ["Towers"]
    assert titles(client, "/?q=towres&kind=seminar") == ["Towers"]
    assert titles(client, "/?q=towers&kind=lecture") == []
    told = client.get("/search.ics?q=towers").content.decode()
    assert "Ropes" not in told and told.count("SUMMARY:") == 2


@pytest.mark.parametrize(
    ("query", "expected"),
    [("step_free", ["Both", "Ramp"]), ("captions", ["Both"]), ("quiet_space", [])],
)
def test_access_is_asked_for_by_what_is_provided(query, expected, announced, client):
    announced(
        "Both", date(2026, 12, 1), access=tuple(map(AccessProvision, ("captions", "step_free")))
    )
    announced("Ramp", date(2026, 12, 2), access=(AccessProvision.STEP_FREE,))
    announced("Neither", date(2026, 12, 3))
    assert titles(client, f"/?access={query}") == expected


def test_a_venue_says_what_it_provides_for_its_events(found_everywhere, client):
    assert titles(client, "/?access=step_free") == ["On bells"]
    assert titles(client, "/?access=captions") == []


def test_every_page_by_which_it_is_found_shows_it_and_can_be_followed(found_everywhere, client):
    event, slugs = found_everywhere
    for name, slug in slugs:
        page = public_addresses([], [(name, slug)])
        for address in page:
            if slug not in address or address.startswith("/screen/") or "/year" in address:
                continue  # nobody presses on a link there
            assert event.url in client.get(address).content.decode(), address
        assert sum(is_feed(address) and slug in address for address in page) == 4


def test_an_event_leads_to_its_place_topics_and_speakers(found_everywhere, client):
    event, _ = found_everywhere
    text = client.get(event.url).content.decode()
    for link in ("/venues/elvet-hall/", "/topics/bells/", "/search/?q=%22Sam%20Speaks%22"):
        assert f'href="{link}"' in text
    assert titles(client, "/search/?q=%22Sam%20Speaks%22") == ["On bells"]


def test_a_venue_tells_the_way_and_how_one_gets_in(found_everywhere, client):
    text = client.get("/venues/elvet-hall/").content.decode()
    for words in ("1 Church Street", "Ring the bell.", "Step-free access"):
        assert words in text


def test_a_person_has_the_affiliation_of_each_talk(announced, operator, client):
    then = (Part(name="Ann One", affiliation="Old College"),)
    now = (Part(name="A. One", affiliation="New College"),)
    events = [
        announced("Then", date(2026, 10, 1), parts=then),
        announced("Now", date(2026, 12, 1), parts=now),
    ]
    names = [name for event in events for name in event.appearances.all()]
    assert client.get("/people/").content.decode().count("Ann One") == 0
    person = actions.link_appearances("Ann One", names, by=operator)
    text = client.get("/people/ann-one/").content.decode()
    assert "Old College" in text and "New College" in text
    assert ">Ann One</a>" in client.get("/people/").content.decode()
    again = actions.link_appearances("Ann One", names[:1], by=operator)
    assert again.slug == "ann-one-2"
    actions.part_appearances(names, by=operator)
    for slug in (person.slug, again.slug):
        assert client.get(f"/people/{slug}/").status_code == 404


def test_only_operators_say_who_is_whom(event, olive):
    with pytest.raises(PermissionDenied):
        actions.link_appearances("Sam", list(event.appearances.all()), by=olive)
    with pytest.raises(PermissionDenied):
        actions.part_appearances(list(event.appearances.all()), by=olive)


def test_what_only_hidden_events_have_has_no_page(announced, operator, client):
    parts = (Part(name="Ann One"),)
    hidden = announced(
        "Hidden", date(2026, 12, 1), topics=("Xenoliths",), parts=parts, visibility="draft"
    )
    actions.link_appearances("Ann One", list(hidden.appearances.all()), by=operator)
    for address in ("/people/ann-one/", "/topics/xenoliths/", "/topics/xenoliths.ics"):
        assert client.get(address).status_code == 404
    for address in ("/people/", "/topics/"):
        text = client.get(address).content.decode()
        assert "Ann One" not in text and "Xenoliths" not in text


def test_a_topic_counts_what_is_to_come(announced, client):
    announced("Past", date(2026, 10, 1), topics=("Bells", "Ropes"))
    announced("Coming", date(2026, 12, 1), topics=("Bells",))
    text = client.get("/topics/").content.decode()
    found = re.findall(r'/topics/(\w+)/">\w+</a></span><span class="soft">(\w+) event', text)
    assert found == [("bells", "1"), ("ropes", "no")]


def test_an_event_without_a_day_is_found(host, olive, client):
    actions.announce_event(Announcement(title="Some towers"), host=host, by=olive)
    assert titles(client, "/search/?q=towers") == ["Some towers"]


def sitting(day, starts, zone, **details):
    return Session(
        starts_on=day, starts_time=starts, ends_time=time(starts.hour + 1), zone=zone, **details
    )


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("America/New_York", "Wednesday 9 December 2026, 08:00–09:00 (America/New_York, EST)"),
        ("Pacific/Auckland", "Thursday 10 December 2026, 02:00–03:00 (Pacific/Auckland, NZDT)"),
        ("Asia/Kathmandu", "Wednesday 9 December 2026, 18:45–19:45 (Asia/Kathmandu, UTC+05:45)"),
    ],
)
def test_times_are_shown_also_where_the_reader_is(zone, words, event, client):
    text = client.get(event.url, {"zone": zone}).content.decode()
    assert f'<p class="also">{words}</p>' in text
    assert "13:00–14:00" in text and "Europe/London" in text
    assert f'<option value="{zone}" selected>' in text


@pytest.mark.parametrize("zone", ["", "Europe/London", "Europe/Dublin", "UTC"])
def test_a_zone_whose_clocks_say_the_same_adds_nothing(zone, event, client):
    assert 'class="also"' not in client.get(event.url, {"zone": zone}).content.decode()


@pytest.mark.parametrize("page", ["{event}", "/", "{series}", "{host}", "/calendar/2026-12-09/"])
@pytest.mark.parametrize("zone", ["Mars/Olympus", "../../etc/passwd", "\x00", "x" * 3000, "Europe"])
def test_a_zone_that_there_is_not_is_said(page, zone, event, series, host, client):
    address = page.format(event=event.url, series=series.url, host=host.url)
    answer = client.get(address, {"zone": zone})
    assert answer.status_code == 400
    assert "Show times also in: " in answer.content.decode()


def test_lists_show_both_times_and_lead_on_with_the_zone(announced, host, client):
    event = announced("Towers", date(2026, 12, 9))
    for address in ("/", host.url, "/calendar/2026-12-09/"):
        text = client.get(f"{address}?zone=Asia/Tokyo").content.decode()
        assert '<small class="also">22:00 JST</small>' in text, address
        assert f'href="{event.url}?zone=Asia%2FTokyo"' in text
    assert not client.get(f"{event.url}?zone=Asia/Tokyo").cookies


def test_another_day_there_is_named(announced, client):
    announced("Towers", date(2026, 12, 9))
    text = client.get("/?zone=Pacific/Auckland").content.decode()
    assert '<small class="also">Thu 02:00 NZDT</small>' in text


def test_a_month_shows_each_day_and_leads_to_the_next_that_has_any(announced, host, olive, client):
    announced("Early", date(2026, 8, 31))
    announced("Twice", date(2026, 12, 1), date(2026, 12, 3))
    announced("Far", date(2027, 3, 1))
    announced("Hidden", date(2027, 1, 1), visibility="draft")
    long = Session(starts_on=date(2026, 11, 29), ends_on=date(2026, 12, 2), zone="Europe/London")
    actions.announce_event(Announcement(title="Show", sessions=(long,)), host=host, by=olive)
    text = client.get("/calendar/2026/12/").content.decode()
    assert re.findall(r'href="(/calendar/[^"]+)" rel="(\w+)"', text) == [
        ("/calendar/2026/11/", "prev"),
        ("/calendar/2027/03/", "next"),
    ]
    days = [
        (cell[0][-2:], re.findall(r'class="what">([^<]+)', cell[1]))
        for cell in re.findall(r'href="/calendar/(2026-12-\d\d)/"(.*?)</td>', text, re.DOTALL)
    ]
    assert days == [("01", ["Show", "Twice"]), ("02", ["Show"]), ("03", ["Twice"])]
    assert text.count("<th ") == 7 and text.count("<tr>") == 6
    assert titles(client, "/calendar/2026-12-02/") == ["Show"]
    assert client.get("/calendar/2027/01/").content.decode().count("Hidden") == 0


def test_a_cell_reads_by_the_hours_it_shows(announcement, host, olive, client):
    for title, zone, hour in (
        ("In London", "Europe/London", time(9)),
        ("In Auckland", "Pacific/Auckland", time(12)),
    ):
        told = dataclasses.replace(
            announcement, title=title, sessions=(sitting(date(2026, 12, 1), hour, zone),)
        )
        actions.announce_event(told, host=host, by=olive)
    text = client.get("/calendar/2026/12/").content.decode()
    assert re.findall(r'class="what">([^<]+)', text) == ["In London", "In Auckland"]


def test_a_full_day_leads_to_its_page(announced, client):
    for number in range(7):
        announced(f"No. {number}", date(2026, 12, 1))
    text = client.get("/calendar/2026/12/").content.decode()
    assert text.count('class="what"') == 5 and "2 more" in text
    assert len(titles(client, "/calendar/2026-12-01/")) == 7


def test_the_calendar_begins_with_this_month(client, db):
    answer = client.get("/calendar/")
    assert (answer.status_code, answer["Location"]) == (302, "/calendar/2026/11/")


@pytest.mark.parametrize(
    "address",
    ["2026/13", "2026/00", "2026/1", "0999/01", "9001/01", "2026-02-30", "2026-13-01", "0001-01-01"]
    + ["26-01-01", "9999-12-31", "2026-1-1"],
)
def test_there_is_no_such_day(address, db, client):
    assert client.get(f"/calendar/{address}/").status_code == 404


QUERIES = {
    "/search/?q=bells": 11,
    "/calendar/2026/12/": 11,
    "/calendar/2026-12-09/": 10,
    "/topics/": 3,
    "/topics/bells/": 12,
    "/venues/elvet-hall/": 12,
    "/people/sam-speaks/": 13,
    "/people/": 3,
}


@pytest.mark.parametrize("number", [1, 3])
def test_pages_take_as_many_queries_for_three_events_as_for_one(
    number, found_everywhere, operator, client, django_assert_num_queries
):
    event, _ = found_everywhere
    told = dataclasses.replace(event.announcement(), uid="")
    for extra in range(number - 1):
        again = dataclasses.replace(
            told, sessions=on(date(2026, 12, 9 + extra), starts_time=time(9))
        )
        hosted = event.hostings.get().organisation
        more = actions.announce_event(again, host=hosted, by=operator)
        person = event.appearances.first().person
        actions.link_appearances("", list(more.appearances.all()), by=operator, person=person)
    for address, queries in QUERIES.items():
        with django_assert_num_queries(queries, info=address):
            assert client.get(address).status_code == 200

import re
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from termcard.programme import actions

SITE = "http://events.example"


def asked(client, address, **more):
    question = "".join(f"&{name}={value}" for name, value in more.items())
    return client.get(f"/oembed?url={quote(SITE + address)}{question}")


def test_each_page_leads_to_what_is_told_of_it(event, host, series, client):
    for address in (event.get_absolute_url(), "/hosts/education/", series.url):
        link = re.fullmatch(
            r'<([^>]+)>; rel="alternate"; type="application/json\+oembed"',
            client.get(address)["Link"],
        )[1]
        assert parse_qs(urlsplit(link).query) == {"url": [SITE + address]}
        answer = client.get(link.removeprefix(SITE))
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
        assert answer["Access-Control-Allow-Origin"] == "*"
        told = answer.json()
        assert (told["version"], told["type"]) == ("1.0", "rich")
        assert told["provider_name"] == "Example University"


def test_each_page_says_of_itself_what_open_graph_asks_for(event, host, series, client):
    for address in (event.get_absolute_url(), "/hosts/education/", series.url):
        page = client.get(address).content.decode()
        said = dict(re.findall(r'property="og:([a-z_]+)" content="([^"]*)"', page))
        assert {"title", "type", "image", "site_name"} <= set(said)
        assert said["url"] == SITE + address
        assert f'<link rel="canonical" href="{SITE}{address}">' in page
    assert (
        "Dr Sam Speaks"
        in re.search(
            r'property="og:description" content="([^"]*)"',
            client.get(event.get_absolute_url()).content.decode(),
        )[1]
    )


def test_an_event_is_told_with_its_state_and_its_picture(event, olive, client):
    actions.cancel_event(event, by=olive)
    told = asked(client, event.get_absolute_url()).json()
    assert told["title"] == "On bells"
    assert f'<a href="{SITE}{event.get_absolute_url()}">On bells</a>' in told["html"]
    assert "Cancelled. Wednesday 9 December 2026, 13:00" in told["html"]
    assert told["thumbnail_url"] == f"{SITE}/events/{event.address}.png"


def test_a_list_is_told_as_a_frame_in_the_room_there_is(host, client):
    told = asked(client, "/hosts/education/", maxwidth=300, maxheight=5000).json()
    assert (told["width"], told["height"]) == (300, 640)
    assert f'<iframe src="{SITE}/embed/list/?host=education" title="School of Educ' in told["html"]
    assert 'width="300" height="640"' in told["html"]


def test_words_of_a_title_are_no_markup(announcement, host, olive, client):
    import dataclasses

    told = dataclasses.replace(announcement, title="<script>alert(1)</script>")
    event = actions.announce_event(told, host=host, by=olive)
    html = asked(client, event.get_absolute_url()).json()["html"]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("state", ["draft", "private", "embargoed", "withdrawn"])
def test_of_what_is_hidden_nothing_is_told(state, in_state, client):
    assert asked(client, in_state(state).get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    "question",
    [
        *("", "?url=", "?url=x", "?url=http://elsewhere.example/hosts/education/"),
        *("?url=http://events.example/nowhere/", "?url=http://events.example/"),
        *("?url=http://events.example/hosts/none/", "?url=http://events.example/series/none/"),
        "?url=http://events.example/hosts/education/&maxwidth=0",
        *("?url=http://[", "?url=%00", "?url=%ff%fe", "?url=http://events.example/%00"),
        *("?url=http://events.example//hosts/education/", "?url=http://events.example:99999/"),
    ],
)
def test_of_other_addresses_nothing_is_told(question, host, client):
    assert client.get(f"/oembed{question}").status_code == 404


def test_only_json_is_given(host, client):
    assert asked(client, "/hosts/education/", format="json").status_code == 200
    assert asked(client, "/hosts/education/", format="xml").status_code == 501

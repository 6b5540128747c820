from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest

from termcard.programme import actions

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(client, path):
    """Return {address: when it changed} of one file."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    return {each.findtext(f"{SPACE}loc"): each.findtext(f"{SPACE}lastmod") for each in root}


def everything(client):
    """Return {path: when it changed} of all that the files list."""
    files = places(client, "/sitemap.xml")
    listed = {}
    for file in files:
        listed |= places(client, urlsplit(file).path)
    assert all(address.startswith("http://events.example/") for address in listed)
    return {urlsplit(address).path: changed for address, changed in listed.items()}


@pytest.mark.parametrize(
    ("state", "is_there"),
    [
        ("draft", False),
        ("private", False),
        ("embargoed", False),
        ("unlisted", False),
        ("public", True),
        ("cancelled", True),
        ("postponed", True),
        ("withdrawn", False),
        ("erased", False),
        ("merged", False),
    ],
)
def test_what_stands_in_lists_stands_in_the_sitemap(state, is_there, in_state, client):
    event = in_state(state)
    assert (event.get_absolute_url() in everything(client)) == is_there


def test_the_pages_that_gather_events_are_there_too(series, client):
    listed = everything(client)
    for path in ("/", "/past/", "/hosts/", "/series/", "/hosts/education/", series.url):
        assert path in listed
        assert client.get(path).status_code == 200


def test_a_change_moves_the_date(event, olive, client):
    before = datetime.fromisoformat(everything(client)[event.url])
    assert before == event.changed_at
    actions.cancel_event(event, by=olive)
    assert datetime.fromisoformat(everything(client)[event.url]) > before


def test_files_hold_a_stretch_of_events_each(event, client):
    assert list(places(client, "/sitemap-events-0.xml")) != []
    beyond = event.pk // 10_000 + 1
    assert client.get(f"/sitemap-events-{beyond}.xml").status_code == 404
    assert client.get(f"/sitemap-events-{'9' * 30}.xml").status_code == 404


def test_robots_are_told_where_it_is(client):
    assert (
        "Sitemap: http://events.example/sitemap.xml" in client.get("/robots.txt").content.decode()
    )

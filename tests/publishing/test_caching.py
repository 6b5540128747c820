"""What caches may hold, and for whom."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session as Visit
from django.utils.http import http_date, parse_http_date

from termcard.programme import actions
from tests.publishing.addresses import SHAPES, is_for_all, public_addresses, shape_of

PLAIN = {"/healthz", "/readyz", "/robots.txt"}
LISTINGS = ["/", "/past/", "/hosts/", "/series/"]
REFUSED = ["POST", "PUT", "PATCH", "DELETE", "PROPFIND", "OPTIONS", "TRACE", "BREW"]


@pytest.fixture
def everywhere(in_state, series):
    """Every public address: each state of an event, a host, a series, and some that are not."""
    states = ["draft", "embargoed", "unlisted", "public", "withdrawn"]
    events = [in_state(state, series=series) for state in states]
    events.append(in_state("merged", series=series))
    units = [("host_page", "education"), ("host_page", "none"), ("series_page", series.slug)]
    return public_addresses(events, units)


@pytest.fixture
def pages(event, series):
    """Each public address once."""
    return public_addresses([event], [("host_page", "education"), ("series_page", series.slug)])


@pytest.fixture
def kept(event, series):
    """The addresses whose answers caches may hold."""
    shapes = [shape_of(event, shape) for shape in SHAPES]
    return [*LISTINGS, "/hosts/education/", series.url, *shapes]


def test_the_same_question_gets_the_same_bytes_and_tag_twice(kept, client):
    for address in kept:
        first, second = client.get(address), client.get(address)
        assert first.status_code == 200, address
        assert first.content == second.content
        assert dict(first.headers) == dict(second.headers)
        assert first["ETag"].startswith('"')
        assert first["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("spelling", ["{tag}", "W/{tag}", '"other", {tag}', '"a",W/{tag},"b"', "*"])
def test_whoever_has_the_bytes_is_not_sent_them_again(spelling, kept, client):
    for address in kept:
        full = client.get(address)
        headers = {"If-None-Match": spelling.format(tag=full["ETag"])}
        short = client.get(address, headers=headers)
        assert (short.status_code, short.content) == (304, b""), address
        for name in ("ETag", "Cache-Control", "Vary", "Last-Modified", "X-Robots-Tag"):
            assert short.get(name) == full.get(name), (address, name)
        assert not short.cookies


@pytest.mark.parametrize("spelling", ['"other"', "{bare}", "", '"a", "b"'])
def test_whoever_has_other_bytes_is_sent_them(spelling, kept, client):
    for address in kept:
        full = client.get(address)
        headers = {"If-None-Match": spelling.format(bare=full["ETag"].strip('"'))}
        assert client.get(address, headers=headers).status_code == 200, address


def test_a_change_changes_the_tag(event, olive, told, client):
    import dataclasses

    addresses = ["/", "/hosts/education/", *(shape_of(event, shape) for shape in SHAPES)]
    tags = {address: client.get(address)["ETag"] for address in addresses}
    actions.amend_event(event, dataclasses.replace(told(), platform="Teams"), by=olive)
    for address, tag in tags.items():
        answer = client.get(address, headers={"If-None-Match": tag})
        assert (answer.status_code, answer["ETag"] != tag) == (200, True), address


@pytest.mark.parametrize("shape", [".ics", ".json", ".txt"])
def test_shapes_say_when_they_changed_and_answer_to_it(shape, event, olive, client):
    address = shape_of(event, shape)
    stamp = client.get(address)["Last-Modified"]
    assert parse_http_date(stamp) == int(event.changed_at.timestamp())
    same = client.get(address, headers={"If-Modified-Since": stamp})
    assert (same.status_code, same.content, same["Last-Modified"]) == (304, b"", stamp)
    before = http_date((event.changed_at - timedelta(seconds=1)).timestamp())
    assert client.get(address, headers={"If-Modified-Since": before}).status_code == 200
    actions.cancel_event(event, by=olive)
    assert client.get(address, headers={"If-Modified-Since": stamp}).status_code == 200


def test_a_tag_outweighs_a_stamp(event, client):
    address = shape_of(event, ".ics")
    headers = {
        "If-None-Match": '"other"',
        "If-Modified-Since": client.get(address)["Last-Modified"],
    }
    assert client.get(address, headers=headers).status_code == 200


def test_pages_and_listings_say_no_time_of_change(kept, client):
    # What they show changes with the day and with other events too.
    for address in kept:
        if not address.endswith((".ics", ".json", ".txt")):
            assert "Last-Modified" not in client.get(address), address
            stamp = {"If-Modified-Since": "Fri, 31 Dec 2100 00:00:00 GMT"}
            assert client.get(address, headers=stamp).status_code == 200, address


@pytest.mark.parametrize("stamp", ["x", "", "Tue, 99 Nov 2026 12:00:00 GMT", "0", "-1", "\xff"])
def test_a_stamp_that_is_none_is_none(stamp, kept, client):
    for address in kept:
        answer = client.get(address, headers={"If-Modified-Since": stamp, "If-None-Match": stamp})
        assert answer.status_code == 200, address


def test_head_tells_what_get_would_without_the_body(everywhere, client):
    for address in everywhere:
        whole, head = client.get(address), client.head(address)
        assert head.status_code == whole.status_code, address
        assert dict(head.headers) == dict(whole.headers), address
        assert head.content == b""


@pytest.mark.parametrize("method", REFUSED)
def test_nothing_but_reading_is_allowed(method, pages, client):
    for address in pages:
        answer = client.generic(method, address, b"a=b", "application/x-www-form-urlencoded")
        assert answer.status_code == 405, address
        assert answer["Allow"] == "GET, HEAD"
        assert not answer.cookies


def test_strangers_get_no_cookie_and_no_session(everywhere, client):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    for address in everywhere:
        for browser in (client, strict):
            answer = browser.get(address, headers={"Accept-Language": "de", "Cookie": "zone=UTC"})
            assert not answer.cookies and "Set-Cookie" not in answer.headers, address
    assert Visit.objects.count() == 0


def test_every_answer_says_what_browsers_may_do(everywhere, client):
    for address in everywhere:
        answer = client.get(address)
        policy = answer["Content-Security-Policy"]
        may_be_framed = address == "/embed/list/"
        anywhere = "frame-ancestors *"
        assert (anywhere in policy) == may_be_framed, address
        policy = policy.replace(anywhere, "frame-ancestors 'self'")
        assert "unsafe" not in policy and "*" not in policy and "http:" not in policy
        assert "default-src 'none'" in policy and "base-uri 'none'" in policy
        assert "frame-ancestors 'self'" in policy and "form-action 'self'" in policy
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Referrer-Policy"] == "same-origin"
        of_bytes = ("application/pdf", "image/png", "application/json")
        kind = answer["Content-Type"]
        assert "charset=utf-8" in kind or kind.startswith(of_bytes) or "json" in kind


def test_pages_have_nothing_that_their_policy_forbids(pages, client):
    import re

    inline = re.compile(
        r'<style|\sstyle=|\son\w+=|<script(?![^>]*ld\+json| src="/static/)|javascript:', re.I
    )
    for address in pages:
        answer = client.get(address)
        if "html" in answer["Content-Type"]:
            assert not inline.search(answer.content.decode()), address


def test_what_somebody_signed_in_sees_is_held_by_no_cache(everywhere, reading_as, olive):
    browser = reading_as(olive)
    for address in everywhere:
        if is_for_all(address):  # it tells everybody what a stranger may know
            continue
        held = browser.get(address)["Cache-Control"]
        plain = address in PLAIN and held == "no-store"
        assert plain or held in ("private, no-store", "no-store"), address


def test_a_session_that_is_over_reads_as_a_stranger(everywhere, client):
    for address in everywhere:
        fresh = client.get(address)
        answer = client.get(
            address, headers={"Cookie": "sessionid=0123456789abcdefghijklmnopqrstuv"}
        )
        assert answer.status_code == fresh.status_code
        assert answer.content == fresh.content


@pytest.mark.parametrize("olive_first", [True, False])
def test_nothing_of_what_olive_sees_reaches_stan(olive_first, everywhere, reading_as, olive):
    mine, theirs, untouched = reading_as(olive), reading_as(None), {}
    if not olive_first:
        untouched = {address: theirs.get(address) for address in everywhere}
    for address in everywhere:
        before = mine.get(address)
        seen = theirs.get(address)
        if address in untouched:
            assert seen.content == untouched[address].content
        for_one = "Cookie" in seen.get("Vary", "") or seen["Cache-Control"] == "no-store"
        known = (200, 410) if address.startswith("/api/") else (200,)
        assert for_one != (is_for_all(address) and seen.status_code in known), address
        if before.status_code == 200 and seen.status_code == 404:
            assert before["Cache-Control"] == "private, no-store"
            assert b"On bells" in before.content and b"On bells" not in seen.content
            tagged = theirs.get(address, headers={"If-None-Match": before["ETag"]})
            assert tagged.status_code == 404
        elif before.status_code == 200:
            # What both may see are the same bytes, whoever looks.
            assert before.content == seen.content, address

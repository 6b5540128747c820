"""Requests that no browser sends: none breaks anything, none is believed."""

import re
import time

import pytest
from django.test import Client

from tests.publishing.addresses import public_addresses

DECLARED = {
    "/": ["host", "series", "kind", "topic", "mode", "audience", "from", "to", "page"]
    + ["q", "access", "zone"],
    "/search/": ["q", "page"],
    "/past/": ["year", "page"],
}
UNKNOWN = ["limit", "sort", "next", "lang", "preview", "callback", "host[]", "pk__in"]
VALUES = {
    "nothing": "",
    "nul": "%00",
    "quote": "'%22`",
    "pattern": "%25_%5C",
    "not UTF-8": "%ff%fe%c0%80",
    "half a character": "%ed%a0%80",
    "long": "x" * 3000,
    "number": "1e309",
    "not a number": "NaN",
    "below": "-1",
    "huge": "9" * 400,
    "first day": "0001-01-01T00:00%2B14:00",
    "last day": "9999-12-31T23:59-14:00",
    "other digits": "%D9%A1%D9%A2",
    "script": "%3Cscript%3Ealert(1)%3C/script%3E",
    "line end": "%0d%0aSet-Cookie:%20a=b",
    "turned round": "%e2%80%ae",
    "JSON": "%7B%22%24gt%22:%5B%5D%7D",
    "path": "../../../etc/passwd",
    "template": "%7B%7B7*7%7D%7D$%7B7*7%7D",
}


@pytest.fixture
def everywhere(found_everywhere):
    """Every declared public address; two shapes of each listing stand for all four."""
    event, slugs = found_everywhere
    addresses = public_addresses([event], slugs)
    return [each for each in addresses if not each.endswith((".rss", ".atom"))]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
def test_no_query_breaks_a_public_address(value, everywhere, client):
    client.raise_request_exception = False
    unknown = "&".join(f"{name}={value}" for name in UNKNOWN)
    for address in everywhere:
        declared = [f"{name}={value}" for name in DECLARED.get(address, [])]
        everything = "&".join([*declared, unknown, value, f"{value}={value}", "&=;page=1"])
        for query in [*declared, everything]:
            began = time.monotonic()
            answer = client.get(f"{address}?{query}")
            assert answer.status_code < 500, (address, query)
            assert time.monotonic() - began < 10  # a machine may be busy
            assert not answer.cookies and "\n" not in str(answer.headers.values())
            assert b"<script>alert" not in answer.content
        assert declared or answer.status_code == 200, address


def test_five_thousand_fields_are_refused_or_read_quickly(everywhere, client):
    client.raise_request_exception = False
    for address in everywhere:
        began = time.monotonic()
        answer = client.get(f"{address}?" + "&".join(f"a{n}=1" for n in range(5000)))
        assert answer.status_code in (200, 400), address
        assert time.monotonic() - began < 10  # a machine may be busy


@pytest.mark.parametrize("page", ["/", "/past/"])
def test_a_query_is_never_led_off_the_site(page, event, client):
    other = client.get(f"{event.url[:-3]}/?next=//elsewhere.example&a=%0d%0aX:y")
    assert other.status_code == 301
    assert re.fullmatch(r"/events/[\w-]+/\?[\w=%&.]+", other["Location"])


@pytest.mark.parametrize(
    "spelling",
    [
        "elsewhere.example",
        "events.example.elsewhere.example",
        "elsewhere.example:80",
        "events.example@elsewhere.example",
        "events.example, elsewhere.example",
        "events.example/x",
        "events.example:port",
        "[::1",
        " ",
        "-.example",
        "127.0.0.1:8000",
        "events.example\x00",
    ],
)
def test_another_host_is_refused_and_never_repeated(spelling, everywhere, settings):
    settings.ALLOWED_HOSTS = ["events.example"]
    browser = Client(raise_request_exception=False)
    for address in (*everywhere, "/signin/", "/nothing/"):
        answer = browser.get(address, HTTP_HOST=spelling)
        assert answer.status_code == 400, address
        assert "elsewhere" not in answer.content.decode()
        assert "makes no sense" in answer.content.decode()
        assert not answer.cookies


@pytest.mark.parametrize("spelling", ["events.example", "events.example:80", "EVENTS.example"])
def test_our_own_host_is_believed_and_stands_in_no_address(spelling, event, settings):
    settings.ALLOWED_HOSTS = ["events.example"]
    browser = Client(
        headers={"X-Forwarded-Host": "elsewhere.example", "Forwarded": "host=e.example"}
    )
    answer = browser.get(event.url, HTTP_HOST=spelling)
    assert answer.status_code == 200
    assert f'href="http://events.example{event.url}"' in answer.content.decode()
    assert b"elsewhere.example" not in answer.content


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/events/%00/",
        "/events/a%00b/",
        "/%ff",
        "/events/%ff%fe/",
        "/hosts/%ed%a0%80/",
        "/events/..%2f..%2fetc/passwd/",
        "/events/..%2f/",
        "/hosts/../../etc/passwd",
        "/static/..%2f..%2fsettings.py",
        "/static/%00",
        "/static/../../../../etc/passwd",
        "//elsewhere.example/",
        "//elsewhere.example",
        "//",
        "///hosts",
        "/hosts//",
        "/hosts/education./",
        "/hosts/education/.",
        "/events/" + "x" * 40_000 + "/",
        "/hosts/" + "x" * 40_000,
        "/events/" + "2" * 3000 + ".ics",
        "/events/a.ics.ics",
        "/events/a.exe",
        "/events/a.ICS",
        "/hosts/edu%20cation/",
        "/hosts/%F0%9F%94%94/",
        "/hosts/education%0d%0aSet-Cookie:a=b/",
        "/events/-/",
        "/events/_/",
        "/events/%E2%80%AE/",
        "/%2e%2e/%2e%2e/",
        "/.git/config",
        "/\\elsewhere.example/",
        "/;/hosts/",
        "/hosts/education;x=1/",
    ],
    ids=lambda path: path[:40],
)
@pytest.mark.django_db
def test_no_path_breaks_anything_or_leads_off_the_site(path, host, client):
    client.raise_request_exception = False
    answer = client.generic("GET", "/", PATH_INFO=_as_wsgi(path))
    assert answer.status_code in (301, 400, 404), answer.status_code
    assert not answer.cookies
    if answer.status_code == 301:
        assert re.match(r"/[^/\\]", answer["Location"]), answer["Location"][:60]
        assert "\n" not in answer["Location"]


def _as_wsgi(path):
    """Return a path as WSGI servers hand it on (PEP 3333)."""
    from urllib.parse import unquote_to_bytes

    return unquote_to_bytes(path).decode("latin-1")


@pytest.mark.parametrize(
    "cookie",
    [
        "sessionid=",
        "sessionid=x",
        'sessionid="\\000aaaaaaaaaaaa"',
        "sessionid=" + "y" * 3000,
        "sessionid=%00%00%00%00%00%00%00%00",
        "sessionid='; DROP TABLE event; --",
        "csrftoken=\xff; sessionid=\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        "=;;;=",
        "messages=\x01; sessionid=12345678; sessionid=abcdefgh",
    ],
    ids=lambda cookie: ascii(cookie[:40]),
)
def test_no_cookie_breaks_anything(cookie, event, client):
    client.raise_request_exception = False
    for address in ("/", event.url, "/signin/", "/organise/"):
        answer = client.get(address, headers={"Cookie": cookie})
        assert answer.status_code in (200, 302), address


@pytest.mark.parametrize(
    "header",
    [
        {"Accept": "text/calendar"},
        {"Accept": "*/*;q=" + "9" * 5000},
        {"Accept-Language": "../../../etc/passwd"},
        {"Accept-Language": "x" * 5000},
        {"HX-Request": "true"},
        {"Range": "bytes=0-1,0-1,0-1"},
        {"If-None-Match": '"' * 5000},
        {"If-None-Match": "W/" * 5000},
        {"If-Match": '"x"'},
        {"If-Unmodified-Since": "Fri, 01 Jan 1971 00:00:00 GMT"},
        {"X-HTTP-Method-Override": "DELETE"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Original-URL": "/operate/"},
        {"Content-Length": "-1"},
        {"Content-Type": "multipart/form-data"},
        {"Origin": "null"},
        {"Expect": "200-ok"},
    ],
    ids=lambda header: str(header)[:40],
)
def test_no_header_changes_what_is_shown(header, event, client):
    client.raise_request_exception = False
    for address in ("/", event.url, f"/events/{event.address}.ics"):
        plain, answer = client.get(address), client.get(address, headers=header)
        assert answer.status_code in (200, 412), address
        if answer.status_code == 200:
            assert answer.content == plain.content


def test_a_page_that_breaks_says_so_and_nothing_else(event, client, monkeypatch, caplog):
    from termcard.programme.models import Event

    client.raise_request_exception = False
    monkeypatch.setattr(Event, "announcement", lambda self: 1 / 0)
    answer = client.get(event.url)
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "<h1>" in text
    assert "ZeroDivision" not in text and "Traceback" not in text and "On bells" not in text
    assert answer["Cache-Control"] == "no-store"
    assert answer["Content-Security-Policy"]

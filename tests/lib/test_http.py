from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory

from termcard.lib.http import kept_answer, led_to, public_page, reader_of
from termcard.lib.policies import Policy

STAMP = datetime(2026, 11, 24, 12, 0, 0, 900_000, tzinfo=UTC)


class Reader:
    is_authenticated = True


@pytest.fixture
def asking():
    """Return a request, by a stranger or by somebody signed in."""

    def ask(path="/", user=None, method="GET", **headers):
        request = RequestFactory().generic(method, path, headers=headers)
        request.user = user or AnonymousUser()
        if user is not None:
            request.COOKIES["sessionid"] = "0123456789"
        return request

    return ask


class Untouchable:
    """A request whose session must not be looked at."""

    COOKIES = {"zone": "UTC"}

    @property
    def user(self):
        raise AssertionError("a stranger's session was opened")


def test_a_stranger_is_known_without_opening_a_session():
    assert reader_of(Untouchable()) is None


def test_whoever_is_signed_in_is_the_reader(asking):
    reader = Reader()
    assert reader_of(asking(user=reader)) is reader


def test_a_session_of_nobody_is_a_stranger(asking):
    request = asking()
    request.COOKIES["sessionid"] = "0123456789"
    assert reader_of(request) is None


def test_the_tag_is_of_the_bytes_and_strong(asking):
    tags = [kept_answer(asking(), words)["ETag"] for words in ("a", "a", "b", b"a")]
    assert tags[0] == tags[1] == tags[3] != tags[2]
    assert tags[0].startswith('"') and tags[0].endswith('"')


@pytest.mark.parametrize(
    ("user", "held"), [(None, "public, no-cache"), (Reader(), "private, no-store")]
)
def test_who_may_keep_it_follows_who_reads(user, held, asking):
    for answer in (kept_answer(asking(user=user), "a"), led_to(asking(user=user), "/b/")):
        assert answer["Cache-Control"] == held
        assert answer["Vary"] == "Cookie"


def test_a_full_answer_holds_what_was_given(asking):
    answer = kept_answer(asking(), "ä", content_type="text/plain; charset=utf-8", changed_at=STAMP)
    assert (answer.status_code, answer.content) == (200, "ä".encode())
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Last-Modified"] == "Tue, 24 Nov 2026 12:00:00 GMT"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_part_of_a_second_does_not_hide_that_nothing_changed(method, asking):
    stamp = {"If-Modified-Since": "Tue, 24 Nov 2026 12:00:00 GMT"}
    assert kept_answer(asking(method=method, **stamp), "a", changed_at=STAMP).status_code == 304
    sooner = {"If-Modified-Since": "Tue, 24 Nov 2026 11:59:59 GMT"}
    assert kept_answer(asking(method=method, **sooner), "a", changed_at=STAMP).status_code == 200


def test_a_short_answer_carries_what_a_full_one_would(asking):
    full = kept_answer(asking(), "a", changed_at=STAMP)
    short = kept_answer(asking(**{"If-None-Match": full["ETag"]}), "a", changed_at=STAMP)
    assert (short.status_code, short.content) == (304, b"")
    for name in ("ETag", "Last-Modified", "Cache-Control", "Vary"):
        assert short[name] == full[name]


def test_somebody_signed_in_gets_a_short_answer_that_nobody_keeps(asking):
    tag = kept_answer(asking(), "a")["ETag"]
    short = kept_answer(asking(user=Reader(), **{"If-None-Match": tag}), "a")
    assert (short.status_code, short["Cache-Control"]) == (304, "private, no-store")


@pytest.mark.parametrize("status", [400, 404, 410])
def test_what_is_refused_or_gone_is_always_said_in_full(status, asking):
    tag = kept_answer(asking(), "a")["ETag"]
    answer = kept_answer(asking(**{"If-None-Match": tag}), "a", status=status)
    assert (answer.status_code, answer.content) == (status, b"a")


def test_what_moved_keeps_the_question(asking):
    led = led_to(asking("/a/?x=1&y=%26%0d%0a&x=2"), "/b/")
    assert (led.status_code, led["Location"]) == (301, "/b/?x=1&x=2&y=%26%0D%0A")
    assert led_to(asking("/a/?"), "/b/")["Location"] == "/b/"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_a_public_page_is_read_and_nothing_else(method, asking):
    view = public_page(lambda request: HttpResponse("a"))
    assert view.policy is Policy.ANYONE
    assert view(asking()).status_code == view(asking(method="HEAD")).status_code == 200
    refused = view(asking(method=method))
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD")

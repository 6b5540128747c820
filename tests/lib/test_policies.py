"""Who may call what: every address declares it, and is held to it."""

import sys
import types
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client
from django.urls import include, path

from termcard.lib.policies import (
    Policy,
    allowing,
    allows,
    check_policies,
    declared_addresses,
)

MATRIX = {
    # who: (what a SIGNED_IN address answers, what an OPERATOR address answers)
    "stan": ("sign in", "sign in"),
    "rita": ("let in", 403),
    "olive": ("let in", 403),
    "operator": ("let in", "let in"),
}


def say(request, **kwargs):
    return HttpResponse("said")


def undeclared(request):
    return HttpResponse("never said")


@pytest.fixture
def addresses(settings):
    """Take these patterns as the addresses of the installation."""

    def take(*patterns):
        module = types.ModuleType("addresses_of_a_test")
        module.urlpatterns = list(patterns)
        module.handler403 = "termcard.publishing.views.forbidden_page"
        sys.modules[module.__name__] = module
        settings.ROOT_URLCONF = module.__name__

    yield take
    sys.modules.pop("addresses_of_a_test", None)


@pytest.fixture
def who(rita, olive, operator):
    """Return a browser in which somebody is signed in, or nobody."""
    from termcard.people.actions import add_account

    boss = add_account("boss@education.example", by=operator, is_operator=True)
    accounts = {"stan": None, "rita": rita, "olive": olive, "operator": boss}

    def browser(name):
        client = Client()
        if accounts[name] is not None:
            client.force_login(accounts[name])
        return client

    return browser


def test_every_address_declares_a_policy():
    assert check_policies(None) == []
    declared = list(declared_addresses())
    assert len(declared) > 30
    assert {type(pattern.callback.policy) for _, pattern in declared} == {Policy}


def test_an_address_that_declares_none_is_found_however_deep(addresses):
    inner = [path("open/", allows(Policy.ANYONE)(say)), path("shut/", undeclared)]
    addresses(path("a/", include([path("b/", include(inner))])))
    (error,) = check_policies(None)
    assert (error.id, "a/b/shut/" in error.msg) == ("termcard.E001", True)


def test_the_check_is_one_that_every_start_makes(addresses, db):
    from django.core.checks import run_checks

    addresses(path("shut/", undeclared))
    assert "termcard.E001" in [message.id for message in run_checks()]


def test_an_address_that_declares_none_answers_nobody(addresses, who):
    addresses(path("shut/", undeclared))
    for name in MATRIX:
        with pytest.raises(ImproperlyConfigured, match="/shut/"):
            who(name).get("/shut/")


@pytest.mark.parametrize("name", MATRIX)
def test_a_policy_lets_in_whom_it_says(name, addresses, who):
    patterns = [
        path("anyone/", allows(Policy.ANYONE)(lambda request: HttpResponse("said"))),
        path("members/", allows(Policy.SIGNED_IN)(lambda request: HttpResponse("said"))),
        *allowing(Policy.OPERATOR, [path("desk/", include([path("<int:key>/", say)]))]),
    ]
    addresses(*patterns)
    browser = who(name)
    assert browser.get("/anyone/").content == b"said"
    for address, wanted in zip(("/members/", "/desk/7/"), MATRIX[name], strict=True):
        for answer in (browser.get(address), browser.post(address), browser.delete(address)):
            if wanted == "sign in":
                assert answer.status_code == 302
                assert answer["Location"].startswith("/signin/?next=%2F")
            elif wanted == "let in":
                assert answer.content == b"said"
            else:
                assert answer.status_code == wanted
                assert "not open to you" in answer.content.decode()


def test_somebody_whose_account_was_closed_is_a_stranger_at_once(addresses, who, olive):
    addresses(path("members/", allows(Policy.SIGNED_IN)(say)))
    browser = who("olive")
    olive.is_active = False
    olive.save()
    assert browser.get("/members/").status_code == 302


def test_signing_in_leads_back_to_what_was_asked_for(client, db):
    answer = client.get("/organise/read/?a=1&b=%26")
    led = urlsplit(answer["Location"])
    assert (led.scheme, led.netloc, led.path) == ("", "", "/signin/")
    assert parse_qs(led.query) == {"next": ["/organise/read/?a=1&b=%26"]}


def test_another_library_is_declared_as_a_whole_and_keeps_its_names():
    def say(request, **kwargs):
        return HttpResponse("said")

    inner = [path("x/<int:key>/", say, {"more": 1}, name="x"), path("y/", say, name="y")]
    (declared,) = allowing(Policy.OPERATOR, [path("in/", include((inner, "app"), namespace="n"))])
    assert (declared.app_name, declared.namespace) == ("app", "n")
    assert [pattern.callback.policy for pattern in declared.url_patterns] == [Policy.OPERATOR] * 2
    # The view itself is left as it was, for others who use it.
    assert not hasattr(say, "policy")
    match = declared.resolve("in/x/7/")
    assert (match.view_name, match.kwargs) == ("n:x", {"key": 7, "more": 1})
    assert match.func(None, **match.kwargs).content == b"said"


# Every address there is, with made-up words in it, for everybody.

WORDS = {
    **dict.fromkeys(("slug", "str", "path"), "zzzzzzzz"),
    "int": "1",
    "uuid": "0" * 32,
    "day": "2031-05-01",
    "month": "2031/05",
    "week": "2031-W18",
}


def filled(pattern_text):
    import re

    text = re.sub(r"<(\w+):\w+>", lambda found: WORDS[found[1]], pattern_text)
    text = re.sub(r"<\w+>", "zzzzzzzz", text)
    text = re.sub(r"\(\?P<\w+>[^)]*\)|\(\?:[^)]*\)", "zzzzzzzz", text)
    return "/" + text.replace("^", "").replace("$", "").replace("\\Z", "").replace(".*", "x")


@pytest.mark.parametrize("name", MATRIX)
def test_every_address_answers_by_its_policy(name, who):
    browser = who(name)
    browser.raise_request_exception = False
    for text, pattern in declared_addresses():
        address, policy = filled(text), pattern.callback.policy
        answer = browser.get(address)
        assert answer.status_code < 500, address
        if policy is Policy.ANYONE:
            assert answer.status_code != 403, address
            continue
        if policy is Policy.PROGRAM:
            assert answer.status_code == 401, address
            continue
        wanted = MATRIX[name][policy is Policy.OPERATOR]
        led_to_sign_in = answer.get("Location", "").startswith("/signin/")
        assert led_to_sign_in is (wanted == "sign in"), address
        if wanted == 403:
            assert answer.status_code == 403, address
        if answer.status_code == 200:
            held = answer.get("Cache-Control", "")
            assert "no-store" in held or "private" in held, (address, held)

"""Coming in by a real provider, which runs in a process of its own."""

import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest
from django.core.cache import cache
from django.test import Client

from termcard.config.single_sign_on import PROVIDER, SingleSignOn, providers
from termcard.people.actions import deactivate_account
from termcard.people.models import Account, Role

WAY = f"/account/with/{PROVIDER}/"
PEOPLE = [
    {"sub": "olive", "email": "Olive@Education.example", "email_verified": True},
    {"sub": "false", "email": "olive@education.example", "email_verified": False},
    {"sub": "word", "email": "olive@education.example", "email_verified": "false"},
    {"sub": "silent", "email": "olive@education.example"},
    {"sub": "new", "email": "new@education.example", "email_verified": True},
    {"sub": "outside", "email": "boss@elsewhere.example", "email_verified": True},
    {"sub": "machine", "email": "operator@termcard.invalid", "email_verified": True},
]


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args):
        return None


_STAY = urllib.request.build_opener(_Stay)


@pytest.fixture(scope="module")
def issuer():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [word for one in PEOPLE for word in ("--user-claims", json.dumps(one))]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *told]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def configured(settings, issuer):
    """Take the provider as the institution's, with these settings besides."""
    cache.clear()

    def take(**more):
        told = {"oidc_issuer": issuer, "oidc_client_id": "us", "oidc_client_secret": "s", **more}
        settings.SOCIALACCOUNT_PROVIDERS = providers(SingleSignOn(**told))

    take()
    return take


def leave(client, way=WAY):
    """Press the button; return where the browser is led to."""
    page = client.post(way)
    assert page.status_code == 200, page.content
    return page["Refresh"].partition("url=")[2]


def agree(address, sub):
    """Sign in at the provider; return the path to which it sends the browser back."""
    form = urllib.parse.urlencode({"sub": sub}).encode()
    try:
        _STAY.open(address, form, timeout=10)
    except urllib.error.HTTPError as answer:
        where = urllib.parse.urlsplit(answer.headers["Location"])
    return f"{where.path}?{where.query}"


def come_in(client, sub, way=WAY):
    return client.get(agree(leave(client, way), sub))


def who(client):
    key = client.session.get("_auth_user_id")
    return Account.objects.get(pk=key) if key else None


def test_the_button_is_there_only_where_there_is_a_provider(client, db, configured, settings):
    configured(oidc_name="Example University")
    page = client.get("/signin/?next=/organise/read/").content.decode()
    assert "Sign in with Example University" in page
    assert f'action="{WAY}?next=%2Forganise%2Fread%2F"' in page
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with" not in client.get("/signin/").content.decode()
    assert client.post(WAY).status_code == 404


def test_one_comes_in_to_the_account_with_the_address_and_where_one_wished(
    client, olive, configured
):
    before = Account.objects.count()
    address = leave(client, f"{WAY}?next=/organise/read/")
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"] and asked["state"]
    done = client.get(agree(address, "olive"))
    assert (done.status_code, done["Location"]) == (302, "/organise/read/")
    assert who(client) == olive and Account.objects.count() == before
    again = Client()
    assert come_in(again, "olive")["Location"] == "/organise/" and who(again) == olive


@pytest.mark.parametrize("sub", ["false", "word", "silent"])
def test_an_address_that_is_not_verified_takes_no_account_over(sub, client, olive, configured):
    page = come_in(client, sub)
    assert page.status_code == 403 and "does not vouch" in page.content.decode()
    assert who(client) is None


def test_whoever_is_new_is_given_an_account_without_a_role(client, operator, configured):
    come_in(client, "new")
    account = who(client)
    assert account.email == "new@education.example"
    assert not account.is_staff and not account.has_usable_password()
    assert not Role.objects.of(account).exists()


def test_whoever_is_new_stays_out_where_accounts_are_made_by_others(client, operator, configured):
    configured(oidc_signup=False)
    page = come_in(client, "new")
    assert page.status_code == 403 and "no account here yet" in page.content.decode()
    assert who(client) is None and not Account.objects.called("new@education.example").exists()


def test_only_addresses_of_its_domains_are_taken_from_a_provider(client, operator, configured):
    configured(oidc_domains="education.example")
    assert come_in(client, "outside").status_code == 403 and who(client) is None
    come_in(client, "new")
    assert who(client).email == "new@education.example"


def test_a_provider_that_never_says_verified_can_be_trusted_for_its_domain(
    client, olive, configured
):
    configured(oidc_domains="education.example", oidc_vouches=True)
    come_in(client, "silent")
    assert who(client) == olive


def test_nobody_comes_in_to_an_account_that_is_closed(client, olive, operator, configured):
    come_in(client, "olive")
    deactivate_account(olive, by=operator)
    for sub in ("olive", "machine"):
        browser = Client()
        come_in(browser, sub)
        assert who(browser) is None


def test_a_way_back_serves_once_and_only_the_browser_that_left(client, olive, configured):
    back = agree(leave(client), "olive")
    forged = re.sub(r"state=\w+", "state=made-up", back)
    assert client.get(forged).status_code == 401 and who(client) is None
    other = Client()
    assert other.get(back).status_code == 401 and who(other) is None
    client.get(back)
    assert who(client) == olive
    client.post("/account/signout/")
    assert client.get(back).status_code == 401 and who(client) is None


def test_a_code_of_old_lets_nobody_in(client, olive, configured):
    back = agree(leave(client), "olive")
    client.get(back)
    client.post("/account/signout/")
    used = urllib.parse.parse_qs(back.partition("?")[2])
    fresh = urllib.parse.parse_qs(urllib.parse.urlsplit(leave(client)).query)
    both = {"code": used["code"][0], "state": fresh["state"][0]}
    assert client.get(f"{WAY}callback/", both).status_code == 401
    assert who(client) is None


@pytest.mark.parametrize("next_", ["https://elsewhere.example/", "//elsewhere.example"])
def test_it_never_leads_off_the_site(next_, client, olive, configured):
    done = come_in(client, "olive", f"{WAY}?{urllib.parse.urlencode({'next': next_})}")
    assert done["Location"] == "/organise/"


def test_a_provider_that_is_away_is_said_in_words(client, olive, configured):
    state = urllib.parse.parse_qs(urllib.parse.urlsplit(leave(client)).query)["state"][0]
    configured(oidc_issuer="http://127.0.0.1:9")
    for page in (client.post(WAY), client.get(f"{WAY}callback/", {"code": "a", "state": state})):
        assert page.status_code == 503
        assert "does not answer" in page.content.decode()
    assert client.get("/signin/").status_code == 200


def test_leaving_is_a_decision_of_ones_own(client, db, configured):
    assert client.get(WAY).status_code == 405
    assert Client(enforce_csrf_checks=True).post(WAY).status_code == 403


def test_turning_back_is_said_in_words(client, db, configured):
    state = urllib.parse.parse_qs(urllib.parse.urlsplit(leave(client)).query)["state"][0]
    done = client.get(f"{WAY}callback/", {"error": "access_denied", "state": state}, follow=True)
    assert "You turned back" in done.content.decode()


@pytest.mark.parametrize(
    "told",
    [
        {"oidc_issuer": "login.example"},
        {"oidc_issuer": "https://login.example"},
        {"oidc_vouches": True},
        {"oidc_domains": "a@b"},
    ],
)
def test_what_cannot_be_is_refused(told):
    with pytest.raises(ValueError, match="must be|needs"):
        SingleSignOn(**told)

import json

import pytest
from django.test import Client
from django.urls import reverse

from termcard.programme.models import Event
from termcard.reading.models import Document, Proposal
from tests.reading.conftest import TALK

pytestmark = pytest.mark.django_db

ADDRESSES = ["paste", "review"]


@pytest.fixture
def browser(olive):
    """A browser in which Olive has signed in, and whose requests are looked at closely."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(olive)
    return client


@pytest.fixture
def requests(proposal, host, filled_in):
    """What a page of ours would send."""
    text = TALK.replace("bells", "ropes")
    return {
        "paste": (reverse("paste_announcement"), {"text": text, "host": str(host.pk)}),
        "review": (proposal.url, filled_in(proposal)),
    }


def nothing_happened():
    return not Event.objects.exists() and Document.objects.count() == 1


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (None, {}),
        ("a" * 32, {}),
        ("", {}),
        ("right", {"Origin": "https://evil.example"}),
        ("right", {"Origin": "null"}),
        ("right", {"Origin": "http://testserver.evil.example"}),
    ],
    ids=["none", "wrong", "empty", "foreign origin", "null origin", "alike origin"],
)
def test_forged_forms_are_refused(address, token, headers, browser, requests):
    path, sent = requests[address]
    browser.get(path)
    if token == "right":
        token = browser.cookies["csrftoken"].value
    sent = {**sent, **({} if token is None else {"csrfmiddlewaretoken": token})}
    sent = sent if token is not None else {k: v for k, v in sent.items() if "csrf" not in k}
    answer = browser.post(path, sent, headers=headers)
    assert answer.status_code == 403
    assert nothing_happened()


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("content_type", ["text/plain", "application/json"])
def test_words_that_are_no_form_are_refused(address, content_type, browser, requests):
    path, sent = requests[address]
    browser.get(path)
    token = browser.cookies["csrftoken"].value
    words = json.dumps({**sent, "csrfmiddlewaretoken": token})
    assert browser.post(path, words, content_type=content_type).status_code == 403
    headers = {"X-CSRFToken": token}
    answer = browser.post(path, words, content_type=content_type, headers=headers)
    assert answer.status_code == 400
    assert nothing_happened()


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_our_own_page_sends_is_taken(address, browser, requests):
    path, sent = requests[address]
    browser.get(path)
    sent = {**sent, "csrfmiddlewaretoken": browser.cookies["csrftoken"].value}
    answer = browser.post(path, sent, headers={"Origin": "http://testserver"})
    assert answer.status_code == 302
    assert not nothing_happened()


def test_fields_that_are_none_of_the_form_change_nothing(
    decide, proposal, other_host, rita, imported
):
    extra = {
        "host": other_host.pk,
        "document": "0",
        "state": "dismissed",
        "event": "1",
        "uid": "evil",
        "short_id": "evil",
        "url": "https://evil.example/",
        "by": rita.pk,
        "contact": "evil@evil.example",
        "sealed_links": "evil",
        "join_links": "https://evil.example/",
        "revision": "99",
        "is_superuser": "1",
        "public_from": "2099-01-01",
        "co_hosts": other_host.pk,
        "people-0-url": "https://evil.example/",
        "people-0-biography": "evil",
        "people-0-person": "1",
        "told": "{}",
    }
    decide(proposal, **extra)
    event = Event.objects.visible_to(None).with_announcement().get()
    told = event.announcement()
    assert told.host.name == "School of Education"
    assert told.co_hosts == ()
    assert "evil" not in f"{told} {event.uid} {event.short_id} {event.contact.words}"
    assert event.public_from is None and event.revision == 0
    proposal.refresh_from_db()
    assert (proposal.event, proposal.document) == (event, imported.document)
    rita.refresh_from_db()
    assert not rita.is_superuser


@pytest.mark.parametrize(
    "spoilt",
    [
        {"people-TOTAL_FORMS": ""},
        {"people-TOTAL_FORMS": "99999999999999999999"},
        {"people-TOTAL_FORMS": "151"},
        {"people-INITIAL_FORMS": "x"},
    ],
    ids=str,
)
def test_spoilt_counts_of_people_are_refused_in_words(spoilt, decide, proposal):
    answer = decide(proposal, **spoilt)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.content.decode()
    assert not Event.objects.exists()


@pytest.mark.parametrize("address", ADDRESSES)
def test_50_000_fields_are_refused(address, desk, requests):
    path, sent = requests[address]
    answer = desk.post(path, {**sent, **{f"f{number}": "" for number in range(50_000)}})
    assert answer.status_code == 400
    assert nothing_happened()


def test_a_form_without_end_is_refused(desk, host):
    body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nDear all'
    answer = desk.post("/organise/read/", body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 400
    broken = desk.post("/organise/read/", body, content_type="multipart/form-data")
    assert broken.status_code == 400
    assert not Proposal.objects.exists()

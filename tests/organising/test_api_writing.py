import json

import pytest
from django.test import Client

from termcard.announcements import documented
from termcard.people.actions import deactivate_account, make_token
from termcard.programme.actions import discard_event
from termcard.programme.models import Event
from termcard.records.models import Change

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events/"


@pytest.fixture
def send(olive):
    _, words = make_token("A script", by=olive, may_write=True)
    return sender(words)


def sender(words):
    client = Client()

    def sent(method, address, told=None, **headers):
        return client.generic(
            method,
            address,
            json.dumps(told or {}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {words}", **headers},
        )

    return sent


@pytest.fixture
def wanted(announcement, host):
    return {"host": host.slug, "event": documented.write(announcement)}


def test_an_event_sent_is_a_draft_of_the_account_and_read_by_its_token(send, wanted, client, olive):
    answer = send("POST", EVENTS, wanted)
    told = answer.json()
    assert (answer.status_code, told["visibility"]) == (201, "draft")
    assert told["event"]["title"] == "On bells"
    assert answer["Cache-Control"] == "private, no-store"
    assert send("GET", f"{EVENTS}{told['id']}/").json() == told
    assert client.get(f"/api/v1/events/{told['id']}").status_code == 404
    event = Event.objects.at(told["id"]).get()
    assert Change.objects.of("event", event.pk).get().by_account_id == olive.pk


def test_a_key_sent_twice_makes_one_event(send, wanted):
    key = {"Idempotency-Key": "k1"}
    first, again = (send("POST", EVENTS, wanted, **key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()
    assert Event.objects.count() == 1


def test_a_key_whose_event_was_put_away_is_refused_in_words(send, wanted, olive):
    key = {"Idempotency-Key": "k1"}
    send("POST", EVENTS, wanted, **key)
    discard_event(Event.objects.editable_by(olive).get(), by=olive)
    refused = send("POST", EVENTS, wanted, **key)
    assert refused.status_code == 422
    assert "no longer here" in refused.text


def test_an_amendment_of_an_older_revision_is_refused(send, event):
    address = f"{EVENTS}{event.short_id}/"
    change = {"revision": event.revision, "event": {"title": "On ropes"}}
    told = send("PATCH", address, change).json()
    assert (told["event"]["title"], told["event"]["abstract"][:5]) == ("On ropes", "Bells")
    assert send("PATCH", address, change).status_code == 409
    assert send("PATCH", address, {"event": {}}).status_code == 422
    assert send("GET", address).json()["revision"] == told["revision"]


def test_a_verb_does_what_the_desk_does(send, event):
    address = f"{EVENTS}{event.short_id}/"
    told = send("POST", f"{address}cancel/", {"note": "Sam is ill."}).json()["event"]
    assert (told["status"], told["status_note"]) == ("cancelled", "Sam is ill.")
    assert send("POST", f"{address}restore/").json()["event"]["status"] == "confirmed"
    assert send("POST", f"{address}erase/").status_code == 404
    assert send("GET", f"{address}cancel/").status_code == 405


def test_an_event_moves_to_the_times_sent(send, event):
    address = f"{EVENTS}{event.short_id}/"
    sitting = {"starts_on": "2026-12-16", "starts_time": "15:00:00", "zone": "Europe/London"}
    answer = send("POST", f"{address}move/", {"sessions": [sitting], "revision": event.revision})
    assert answer.json()["event"]["sessions"][0]["starts_at"] == "2026-12-16T15:00:00Z"
    late = send("POST", f"{address}move/", {"sessions": [sitting], "revision": event.revision})
    assert late.status_code == 409
    assert send("POST", f"{address}move/", {"revision": 1}).status_code == 422


def test_what_is_wrong_is_told_by_its_field(send, wanted):
    for wrong, field in [
        ({"host": "nowhere"}, "host"),
        ({"series": "none-such"}, "series"),
        ({"visibility": "secret"}, "visibility"),
        ({"event": {**wanted["event"], "kind": "party"}}, "kind"),
    ]:
        answer = send("POST", EVENTS, {**wanted, **wrong})
        assert answer.status_code == 422
        assert answer.json()["detail"][0]["loc"] == ["body", field]
    assert send("POST", EVENTS, [1]).status_code == 422
    assert send("POST", EVENTS, {**wanted, "host": "a\0b"}).status_code == 422


def test_nobody_writes_without_a_good_token_of_an_open_account(
    send, wanted, client, olive, rita, operator, event
):
    client.force_login(olive)
    sent = client.post(EVENTS, wanted, content_type="application/json")
    assert (sent.status_code, sent["WWW-Authenticate"]) == (401, "Bearer")
    _, reading = make_token("Reads", by=olive)
    assert sender(reading)("POST", EVENTS, wanted).status_code == 403
    assert client.get(f"{EVENTS}{event.short_id}/?token={reading}").status_code == 401
    _, words = make_token("Of Rita", by=rita, may_write=True)
    assert sender(words)("POST", EVENTS, wanted).status_code == 403
    assert sender(words)("POST", f"{EVENTS}{event.short_id}/cancel/").status_code == 404
    deactivate_account(olive, by=operator)
    assert send("POST", EVENTS, wanted).status_code == 401
    assert Event.objects.count() == 1

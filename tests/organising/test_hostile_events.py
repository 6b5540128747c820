import json
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from termcard.people.models import Role
from termcard.programme.models import Event
from tests.organising.pages import form_shown
from tests.reading.hostile import PAYLOADS, SIGNS
from tests.reading.pages import hostile_markup, troubles
from tests.reading.test_odd_words import FORBIDDEN, ODD

pytestmark = pytest.mark.django_db
TEXTS = (
    *("title", "place", "platform", "attendance", "abstract", "references", "access_note"),
    *("contact", "topics", "people-0-honorific", "people-0-name", "people-0-role"),
    *("people-0-affiliation", "people-0-biography", "materials-0-title", "sittings-0-title"),
)
DAY = {"sittings-0-starts_on": "2026-12-09", "sittings-0-starts_time": "13:00"}
PAGES = ("event_desk", "event_history", "event_previews")


def only():
    return Event.objects.with_announcement().get()


@pytest.mark.parametrize("number", range(0, len(PAYLOADS), 4))
def test_on_the_desk_words_are_words(number, write, desk, change, host):
    words = PAYLOADS[number]
    typed = dict.fromkeys(TEXTS, words[:90])
    more = {"materials-0-url": "https://slides.example/"}
    assert write(host=host.pk, **{**typed, **DAY, **more}).status_code == 302
    event = only()
    pages = [reverse(name, args=[event.short_id]) for name in PAGES]
    pages += [reverse("own_events"), reverse("act_on_event", args=[event.short_id, "cancel"])]
    for path in pages:
        assert hostile_markup(desk.get(path).text) == [], path
    desk.post(reverse("act_on_event", args=[event.short_id, "cancel"]), {"note": words})
    history = desk.get(reverse("event_history", args=[event.short_id])).text
    assert SIGNS[number] in history
    assert hostile_markup(history) == []


@pytest.mark.parametrize("words", ODD.values(), ids=ODD)
def test_odd_signs_in_every_field_are_kept_as_plain_text(words, write, host):
    typed = {**dict.fromkeys(TEXTS, words), "materials-0-url": "https://slides.example/"}
    assert write(host=host.pk, **typed, **DAY).status_code == 302
    told = only().announcement()
    for text in (told.title, told.abstract, told.parts[0].name, told.materials[0].title):
        assert not FORBIDDEN & set(text)


@pytest.mark.parametrize("name", TEXTS)
def test_nul_is_refused_beside_its_field_and_nothing_is_stored(name, write, host):
    answer = write(host=host.pk, **{**DAY, name: "a\x00b"})
    assert answer.status_code == 400
    assert troubles(answer.text)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("name", "longest"),
    [
        ("title", 500),
        ("place", 300),
        ("platform", 100),
        ("contact", 500),
        ("access_note", 500),
        ("people-0-name", 200),
        ("people-0-role", 300),
        ("materials-0-title", 200),
        ("sittings-0-title", 300),
    ],
)
def test_one_sign_too_many_is_refused_and_what_just_fits_is_kept(name, longest, write, host):
    more = {"people-0-name": "Sam", "materials-0-url": "https://slides.example/", **DAY}
    assert write(host=host.pk, **{**more, name: "a" * (longest + 1)}).status_code == 400
    assert not Event.objects.exists()
    assert write(host=host.pk, **{**more, name: "a" * longest}).status_code == 302


@pytest.mark.parametrize("title", ["   ", "\u200b\u200b", "\u202e\ufeff\u00ad"])
def test_a_title_that_nobody_sees_is_to_be_announced(title, write, host):
    write(host=host.pk, title=title)
    assert only().announcement().title is None


REFUSED = {
    "leap second": {"sittings-0-starts_time": "23:59:60"},
    "Arabic digits": {"sittings-0-starts_time": "\u0661\u0665:\u0663\u0660"},
    "year 1": {"sittings-0-starts_on": "0001-01-01"},
    "year 9999": {"sittings-0-starts_on": "9999-12-31"},
    "end before start": {"sittings-0-ends_time": "12:00"},
    "ten years": {"sittings-0-ends_on": "2036-12-09"},
    "hour without day": {"sittings-0-starts_on": ""},
    "unknown zone": {"zone": "Europe/Durham"},
    "zone outside": {"zone": "../../etc/passwd"},
    "unknown kind": {"kind": "rave"},
    "unknown part": {"people-0-name": "Sam", "people-0-part": "bell"},
    "unknown access": {"access": ["lift", "step_free"]},
    "unknown audience": {"open_to": "everyone"},
    "script for a stream": {"stream_url": "javascript:alert(1)"},
    "file to look at": {"materials-0-url": "file:///etc/passwd"},
    "script as a join link": {"join_links": "javascript:alert(1)"},
    "eleven join links": {"join_links": "\n".join(f"https://a.example/{n}" for n in range(11))},
    "31 topics": {"topics": ",".join(f"topic {number}" for number in range(31))},
    "a language that is none": {"language": "en_GB!"},
    "no token": {"token": "mine"},
    "revision": {"revision": "-1"},
    "a name for nobody": {"people-0-role": "Reader"},
}


@pytest.mark.parametrize("typed", REFUSED.values(), ids=REFUSED)
def test_what_no_event_can_be_is_refused_in_words_and_kept(typed, write, host):
    answer = write(host=host.pk, title="Typed already", **{**DAY, **typed})
    assert answer.status_code == 400
    assert "Typed already" in answer.text
    assert 'class="trouble' in answer.text
    assert not Event.objects.exists()


@pytest.mark.parametrize("zone", ["Europe/Kiev", "Etc/GMT+5"])
def test_zones_of_old_and_odd_names_are_kept(zone, write, host):
    assert write(host=host.pk, zone=zone, **DAY).status_code == 302
    assert only().announcement().sessions[0].zone == zone


@pytest.mark.parametrize(
    "typed",
    [
        {"sittings-TOTAL_FORMS": "1000000"},
        {"sittings-TOTAL_FORMS": "-1"},
        {"sittings-TOTAL_FORMS": "x"},
        {"people-TOTAL_FORMS": ""},
        {"people-INITIAL_FORMS": "9" * 400},
        {"materials-TOTAL_FORMS": "٣"},
        {"another": "uid"},
        {"another": "sittings", "sittings-TOTAL_FORMS": "x"},
        {"another": "people", "people-TOTAL_FORMS": "9" * 400},
    ],
)
def test_odd_numbers_of_rows_are_no_fault_of_ours(typed, write, host):
    assert write(host=host.pk, title="On bells", **typed).status_code in (200, 302, 400)


def test_a_sitting_of_another_event_is_not_taken_over(write, event, host, olive):
    theirs = event.sessions.get().uid
    write(host=host.pk, **{**DAY, "sittings-0-uid": theirs})
    (mine,) = Event.objects.editable_by(olive).apart_from(event).with_announcement()
    assert mine.announcement().sessions[0].uid != theirs
    event.refresh_from_db()
    assert event.sessions.get().uid == theirs


def test_two_rows_that_name_one_sitting_are_refused(change, event, told):
    row = form_row(told().sessions[0].uid)
    answer = change(event, **{"sittings-TOTAL_FORMS": "2", **row})
    assert answer.status_code == 400
    assert len(told().sessions) == 1


def form_row(uid):
    return {"sittings-1-uid": uid, "sittings-1-starts_on": "2026-12-10"}


@pytest.fixture
def forged(olive, event):
    """A browser of Olive's whose requests are looked at closely, and forms it may send."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(olive)
    desk = reverse("event_desk", args=[event.short_id])
    act = reverse("act_on_event", args=[event.short_id, "cancel"])
    return client, {
        desk: form_shown(client.get(desk).text) | {"title": "Forged"},
        act: {"note": "Forged"},
        reverse("event_previews", args=[event.short_id]): {"days": "7"},
    }


@pytest.mark.parametrize(
    ("token", "headers"),
    [
        (None, {}),
        ("a" * 32, {}),
        ("right", {"Origin": "https://evil.example"}),
        ("right", {"Origin": "null"}),
    ],
    ids=["none", "wrong", "foreign origin", "null origin"],
)
def test_forged_forms_are_refused(token, headers, forged, told):
    client, forms = forged
    for path, typed in forms.items():
        sent = {name: value for name, value in typed.items() if name != "csrfmiddlewaretoken"}
        if token is not None:
            right = client.cookies["csrftoken"].value
            sent["csrfmiddlewaretoken"] = right if token == "right" else token
        assert client.post(path, sent, headers=headers).status_code == 403, path
        words = json.dumps(sent)
        assert client.post(path, words, content_type="text/plain").status_code == 403, path
    assert (told().title, told().status) == ("On bells", "confirmed")


def test_whoever_organises_no_longer_is_turned_away(desk, change, olive, event, told):
    path = reverse("event_desk", args=[event.short_id])
    shown = form_shown(desk.get(path).text)
    Role.objects.of(olive).delete()
    assert desk.post(path, {**shown, "title": "Mine"}).status_code == 404
    assert desk.get(path).status_code == 404
    assert told().title == "On bells"


def test_pages_of_the_desk_are_kept_by_nobody(desk, event):
    for name in PAGES:
        answer = desk.get(reverse(name, args=[event.short_id]))
        assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("key", ["0", "999999999999", "9" * 30])
def test_a_change_that_is_none_is_not_there(key, desk, event):
    path = reverse("event_history", args=[event.short_id]) + f"{key}/"
    assert desk.get(path).status_code == 404


def test_a_preview_that_is_none_is_not_revoked(desk, event):
    path = reverse("event_previews", args=[event.short_id])
    for number in ("x", "-1", "9" * 400, "٣"):
        assert desk.post(path, {"revoke": number}).status_code == 302


def test_the_moment_of_publishing_is_one_of_the_events_zone(act, write, host):
    write(host=host.pk, zone="America/New_York", **DAY)
    event = only()
    act(event, "publish", day="2099-12-01", hour="09:00")
    event.refresh_from_db()
    assert event.public_from == datetime(2099, 12, 1, 14, tzinfo=UTC)

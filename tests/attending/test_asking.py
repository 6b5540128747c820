"""A stranger asks without seeing an address, and whoever answers hears of it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from termcard.attending.models import Enquiry
from termcard.people.models import Duty
from termcard.programme.actions import announce_event, withdraw_event
from termcard.records.models import Letter

ASKED = {
    "purpose": "take_part",
    "name": "Stan Stranger",
    "address": "stan@elsewhere.example",
    "message": "How do I join? I use a wheelchair.",
}


def form_of(page):
    """Return what the page's form holds that nobody types."""
    return re.search(r'name="opened" value="([^"]+)"', page.content.decode()).group(1)


@pytest.fixture
def ask(client):
    """Ask at an address as a person does: open the form, take a while, send it."""

    def send(path, **changes):
        headers = {name: changes.pop(name) for name in list(changes) if name.startswith("HTTP_")}
        place = changes.pop("place", "192.0.2.7")
        opened = form_of(client.get(path))
        with time_machine.travel(timezone.now() + timedelta(seconds=20), tick=True):
            posted = {**ASKED, "opened": opened, **changes}
            return client.post(path, posted, REMOTE_ADDR=place, **headers)

    return send


def test_a_stranger_asks_about_an_event(event, ask, client):
    answer = ask(f"{event.url}enquire/")
    assert answer.status_code == 302
    page = client.get(answer["Location"])
    assert "on its way" in page.content.decode()
    assert ASKED["message"] in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    (letter,) = Letter.objects.all()
    assert letter.to_address == "olive@education.example"
    assert letter.reply_to == ASKED["address"]
    assert "wheelchair" in letter.text
    assert not client.cookies


def test_every_event_leads_to_its_form_and_shows_no_address(event, client):
    page = client.get(event.url).content.decode()
    assert f"{event.url}enquire/" in page
    assert "olive@" not in page
    assert "olive@" not in client.get(f"{event.url}enquire/").content.decode()


def test_it_is_a_duty_until_it_is_answered(event, ask, olive, rita):
    ask(f"{event.url}enquire/")
    assert [duty.title for duty in Duty.objects.open_for(olive)] == ["How to take part: On bells"]
    assert not Duty.objects.open_for(rita)


@pytest.mark.parametrize("kind", ["series", "host"])
def test_series_and_hosts_can_be_asked_too(kind, series, host, ask):
    subject = series if kind == "series" else host
    assert ask(f"{subject.url}enquire/").status_code == 302
    assert Enquiry.objects.get().organisation == host


def test_whoever_the_announcement_names_is_asked(announcement, host, olive, ask):
    event = announce_event(
        announcement, host=host, by=olive, contact="Sam, sam(at)speaks.example, 2nd floor"
    )
    ask(f"{event.url}enquire/")
    assert [letter.to_address for letter in Letter.objects.all()] == ["sam@speaks.example"]


def test_deputies_hear_too_and_a_unit_without_organisers_falls_to_the_one_above(
    university, host, other_host, olive, rita, operator, announcement, ask
):
    from termcard.people.actions import grant_role

    grant_role(rita, host, by=operator)
    ask(f"{host.url}enquire/")
    assert {letter.to_address for letter in Letter.objects.all()} == {olive.email, rita.email}
    Letter.objects.all().delete()
    grant_role(rita, university, by=operator)
    ask(f"{other_host.url}enquire/")
    assert [letter.to_address for letter in Letter.objects.all()] == [rita.email]


def test_what_nobody_answers_for_is_kept_all_the_same(university, ask):
    assert ask(f"{university.url}enquire/").status_code == 302
    assert Enquiry.objects.count() == 1
    assert not Letter.objects.exists()


def test_what_is_hidden_or_gone_cannot_be_asked_about(announcement, host, olive, event, client):
    draft = announce_event(announcement, host=host, by=olive, visibility="draft")
    withdraw_event(event, by=olive)
    for hidden in (draft, event):
        assert client.get(f"/events/{hidden.address}/enquire/").status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"message": ""}, "required"),
        ({"name": " "}, "required"),
        ({"address": "no address"}, "valid email"),
        ({"address": "a@b.example,c@d.example"}, "valid email"),
        ({"purpose": "whatever"}, "valid choice"),
        ({"message": "x" * 5_001}, "5000"),
    ],
)
def test_a_mistake_is_said_and_nothing_typed_is_lost(changes, words, event, ask):
    answer = ask(f"{event.url}enquire/", **changes)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    kept = {**ASKED, **changes}
    assert kept["name"].strip() in page and kept["message"][:50] in page
    assert not Enquiry.objects.exists()


def test_a_script_that_fills_every_field_is_refused(event, ask):
    assert ask(f"{event.url}enquire/", website="https://spam.example").status_code == 400
    assert not Enquiry.objects.exists()


def test_a_script_that_answers_at_once_is_asked_to_send_again_and_a_person_can(event, client):
    path = f"{event.url}enquire/"
    opened = form_of(client.get(path))
    first = client.post(path, {**ASKED, "opened": opened})
    assert first.status_code == 400
    assert ASKED["message"] in first.content.decode()
    again = form_of(first)
    with time_machine.travel(timezone.now() + timedelta(seconds=5), tick=True):
        assert client.post(path, {**ASKED, "opened": again}).status_code == 302


@pytest.mark.parametrize("opened", ["", "forged", "x" * 5_000, None])
def test_a_form_that_was_never_opened_is_refused(opened, event, ask):
    if opened is None:
        opened = "missing"
    assert ask(f"{event.url}enquire/", opened=opened).status_code == 400
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_another_site_cannot_ask_in_a_readers_name(header, event, ask):
    assert ask(f"{event.url}enquire/", **header).status_code == 403
    assert not Enquiry.objects.exists()


def test_nothing_a_stranger_types_becomes_a_link_or_a_header(event, ask):
    ask(
        f"{event.url}enquire/",
        name="Bcc: victim@evil.example\r\nX",
        message="See https://evil.example/x and www.evil.example or mail evil@evil.example",
    )
    (letter,) = Letter.objects.all()
    assert "evil.example" not in letter.text
    assert "https://evil" not in letter.text
    assert "\n" not in letter.subject and "Bcc" not in letter.subject


def test_one_place_that_asks_without_end_is_stopped_and_others_are_not(event, ask):
    from termcard.attending.actions import asking

    path = f"{event.url}enquire/"
    for number in range(asking.MOST_FROM_ONE_PLACE):
        assert ask(path, address=f"stan{number}@elsewhere.example").status_code == 302
    refused = ask(path, address="stan@elsewhere.example")
    assert refused.status_code == 400
    assert "in an hour" in refused.content.decode()
    assert ask(path, place="198.51.100.9").status_code == 302


def test_a_flood_is_kept_whole_and_mailed_in_measure(event, ask, olive):
    from termcard.attending.actions import asking

    path = f"{event.url}enquire/"
    number_asked = asking.MOST_MAILED_SINGLY + 15
    for number in range(number_asked):
        place, address = f"198.51.100.{number}", f"stan{number}@elsewhere.example"
        assert ask(path, place=place, address=address).status_code == 302
    assert Enquiry.objects.count() == number_asked
    assert len(Duty.objects.open_for(olive)) == number_asked
    assert Letter.objects.filter(purpose="enquiry").count() == asking.MOST_MAILED_SINGLY
    assert Letter.objects.filter(purpose="enquiries").count() <= 2


def test_only_who_holds_the_token_reads_the_question(event, ask, client):
    ask(f"{event.url}enquire/")
    assert client.get("/enquiries/guessed-token/").status_code == 404
    assert Enquiry.objects.get().token_hash not in str(client.get("/").content)

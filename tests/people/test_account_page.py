import pytest
from django.test import Client

from termcard.people.actions import add_account, grant_role
from termcard.people.models import Role
from termcard.records.models import Change


@pytest.fixture
def signed_in(client, olive):
    client.force_login(olive)
    return client


def test_strangers_are_asked_to_sign_in_first(client, db):
    for answer in (client.get("/account/"), client.post("/account/signout/everywhere/")):
        assert answer.status_code == 302
        assert answer["Location"].startswith("/signin/?next=%2Faccount%2F")


def test_it_says_in_words_what_one_may_do(signed_in, olive, other_host, operator):
    grant_role(olive, other_host, by=operator, kind=Role.Kind.APPROVER)
    page = signed_in.get("/account/")
    words = page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert olive.email in words
    assert 'Organiser of <a href="/hosts/education/">School of Education</a>' in words
    assert 'Approver of <a href="/hosts/history/">Department of History</a>' in words
    assert "You say which of its events may be published." in words
    assert "Steward of" not in words and "You run this installation" not in words


def test_whoever_has_no_role_and_whoever_runs_it_are_told_so(client, rita, operator):
    client.force_login(rita)
    assert "You have no role yet." in client.get("/account/").content.decode()
    client.force_login(add_account(rita.email, by=operator, is_operator=True))
    words = client.get("/account/").content.decode()
    assert "You run this installation" in words and "no role yet" not in words


def test_signing_out_everywhere_ends_every_session_and_no_other_account_s(signed_in, olive, rita):
    elsewhere, other = Client(), Client()
    elsewhere.force_login(olive)
    other.force_login(rita)
    assert elsewhere.get("/account/").status_code == 200
    done = signed_in.post("/account/signout/everywhere/")
    assert (done.status_code, done["Location"]) == (302, "/signin/")
    assert [each.get("/account/").status_code for each in (signed_in, elsewhere)] == [302, 302]
    assert other.get("/account/").status_code == 200
    assert "sessions_ended" in [each.verb for each in Change.objects.of("account", olive.pk)]


def test_signing_out_everywhere_is_a_decision(signed_in, olive):
    assert signed_in.get("/account/signout/everywhere/").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(olive)
    assert strict.post("/account/signout/everywhere/").status_code == 403
    assert strict.get("/account/").status_code == 200


def test_the_mail_of_the_morning_can_be_switched_there(signed_in, olive):
    assert "No such mail" in signed_in.get("/account/").content.decode()
    signed_in.post("/organise/morning-mail/", {"wanted": "no"})
    assert "Mail it on working days" in signed_in.get("/account/").content.decode()

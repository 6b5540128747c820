from urllib.parse import urlsplit

import pytest
from django.core import mail

from termcard.config.beginning import how_to_begin
from termcard.institutions.models import Organisation
from termcard.people.actions import add_account
from termcard.people.models import Account
from termcard.people.rules import may_steward

pytestmark = pytest.mark.django_db
BEGIN = "/organise/first-run/"
TYPED = {"name": "Example University", "zone": "Europe/Paris", "email": "olive@education.example"}


@pytest.fixture
def token(db):
    """The words that are printed where the installation is started."""
    words = how_to_begin()
    assert f"http://events.example{BEGIN}?token=" in words
    return urlsplit(words.split()[-1]).query.partition("=")[2]


@pytest.fixture
def boss(operator):
    return add_account("boss@education.example", by=operator, is_operator=True)


def test_whoever_holds_the_words_begins_and_the_page_is_gone(client, token, post):
    assert "Begin" in client.get(BEGIN, {"token": token}).content.decode()
    answer = client.post(BEGIN, {**TYPED, "token": token})
    assert (answer.status_code, answer["Location"]) == (302, "/signin/")
    institution = Organisation.objects.get()
    assert (institution.slug, institution.zone) == ("example-university", "Europe/Paris")
    assert may_steward(Account.objects.called(TYPED["email"]).get(), institution)
    (letter,) = post()
    assert letter.to == [TYPED["email"]] and "steward" in letter.body and not letter.reply_to
    assert how_to_begin() == ""
    for again in (client.get(BEGIN, {"token": token}), client.post(BEGIN, {"token": token})):
        assert again.status_code == 404


@pytest.mark.parametrize("words", ["", "guessed", "0" * 40, "\u00e9", "\x00"])
def test_it_is_not_open_to_the_world(words, client, rita, post):
    for who in (None, rita):
        if who:
            client.force_login(who)
        assert client.get(BEGIN, {"token": words}).status_code == 404
        assert client.post(BEGIN, {**TYPED, "token": words}).status_code == 404
    assert not Organisation.objects.exists() and post() == []


def test_visitors_read_that_nothing_is_here_and_an_operator_is_led_to_begin(client, boss, rita):
    assert "Nothing is here yet" in client.get("/").content.decode()
    client.force_login(rita)
    assert "Nothing is here yet" in client.get("/").content.decode()
    client.force_login(boss)
    assert client.get("/")["Location"] == BEGIN
    assert client.get(BEGIN).status_code == 200
    assert client.post(BEGIN, TYPED).status_code == 302
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "wrong", [{"zone": "Nowhere"}, {"name": " \u200b"}, {"email": "nonsense"}, {"name": "\x00"}]
)
def test_what_cannot_be_leaves_nothing(wrong, client, token, post):
    answer = client.post(BEGIN, {**TYPED, **wrong, "token": token})
    assert answer.status_code == 400 and "trouble" in answer.content.decode()
    assert not Organisation.objects.exists() and post() == []


def test_a_letter_is_sent_at_once_to_try_the_mail(client, token):
    answer = client.post(BEGIN, {"verb": "try", "to": "boss@education.example", "token": token})
    assert "took it" in answer.content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["boss@education.example"]


def test_why_mail_cannot_be_sent_is_said(client, token, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post(BEGIN, {"verb": "try", "to": "boss@education.example", "token": token})
    assert "cannot be reached (ConnectionRefusedError" in answer.content.decode()


def test_nobody_tries_the_mail_without_the_words(client, db):
    assert client.post(BEGIN, {"verb": "try", "to": "x@y.example"}).status_code == 404
    assert mail.outbox == []

import re

import pytest
from django.core import mail
from django.core.cache import cache

from termcard.records.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forget_who_asked():
    cache.clear()


def ask(client, email, address="192.0.2.1"):
    return client.post("/signin/", {"email": email}, REMOTE_ADDR=address)


def test_a_code_is_queued_and_lets_its_reader_in(client, olive, post):
    asked = ask(client, olive.email)

    assert asked.status_code == 302
    assert mail.outbox == []
    (sent,) = post()
    assert sent.to == [olive.email]
    code = re.search(r"^[A-Z0-9-]{6,}$", sent.body, re.MULTILINE)[0]
    assert sent.subject == f"{code} is your sign-in code"
    assert "http://events.example" in sent.body
    client.post(asked.url, {"code": code})
    assert client.session["_auth_user_id"] == str(olive.pk)


def test_no_page_waits_for_a_mail_server_that_is_away(client, olive, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "192.0.2.1", 25

    assert ask(client, olive.email).status_code == 302
    assert Letter.objects.waiting().get().to_address == olive.email


def test_nobody_is_flooded_with_codes(client, olive, post):
    for number in range(200):
        spelt = olive.email.upper() if number % 2 else olive.email
        ask(client, spelt, f"192.0.2.{number}")

    assert 1 <= len(post()) <= 3


def test_strangers_get_no_code_and_learn_nothing(client, olive, post):
    known, unknown = ask(client, olive.email), ask(client, "stan@nowhere.example")

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [sent.to for sent in post()] == [[olive.email]]

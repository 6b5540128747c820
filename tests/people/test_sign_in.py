"""Coming in by a code, over a real mail server; and all the ways that lead nowhere."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from termcard.operating.tasks import send_due_letters
from tests.operating.mailserver import MailServer

CODE = re.compile(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", re.MULTILINE)
HOSTILE = [
    "https://elsewhere.example/",
    "//elsewhere.example",
    "///elsewhere.example",
    "////elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "/%5celsewhere.example/..//elsewhere.example",
    "https:elsewhere.example",
    "https:/elsewhere.example",
    "http:///elsewhere.example",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "data:text/html,x",
    "\tjavascript:alert(1)",
    "/\t/elsewhere.example",
    "/\n/elsewhere.example",
    " //elsewhere.example",
    "http://testserver@elsewhere.example/",
    "http://testserver.elsewhere.example/",
    "http://[::1",
    "ftp://testserver/",
    "/organise/\r\nSet-Cookie: a=b",
    "\x00//elsewhere.example",
    "//elsewhere.example\\@testserver",
    "https://elsewhere.example#@testserver/",
    "．．//elsewhere.example",
]


@pytest.fixture(autouse=True)
def limits_forgotten():
    cache.clear()


@pytest.fixture
def mailbox(settings):
    """What a mail server has received; letters go there at once."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    with MailServer() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port

        def received():
            send_due_letters()
            return server.received

        yield received


def ask(client, email, **fields):
    return client.post("/signin/", {"email": email, **fields})


def code_in(letter):
    return CODE.search(letter.get_body().get_content())[1]


def type_code(client, code, **fields):
    return client.post("/signin/code/", {"code": code, **fields})


def is_signed_in(client):
    return client.get("/organise/proposals/").status_code == 200


def test_a_code_comes_by_mail_and_signs_in(client, olive, mailbox):
    form = client.get("/signin/?next=/organise/read/")
    assert 'value="/organise/read/"' in form.content.decode()
    asked = ask(client, "Olive@Education.example", next="/organise/read/")
    assert (asked.status_code, urlsplit(asked["Location"]).path) == (302, "/signin/code/")
    (letter,) = mailbox()
    assert letter.envelope_recipients == ["olive@education.example"]
    for name in ("From", "To", "Subject", "Message-ID"):
        assert len(letter.get_all(name)) == 1, name
    assert [one.addr_spec for one in letter["To"].addresses] == ["olive@education.example"]
    assert len(letter["From"].addresses) == 1
    assert not is_signed_in(client)
    code = code_in(letter)
    page = client.get(asked["Location"])
    assert code not in page.content.decode() + asked["Location"]
    done = type_code(client, code, next="/organise/read/")
    assert (done.status_code, done["Location"]) == (302, "/organise/read/")
    assert is_signed_in(client)


def test_without_a_wish_one_comes_to_the_desk(client, olive, mailbox):
    ask(client, olive.email)
    (letter,) = mailbox()
    assert type_code(client, code_in(letter))["Location"] == "/organise/"


def test_nobody_learns_whether_an_address_has_an_account(olive, operator, mailbox):
    answers = []
    for email in ("olive@education.example", "stan@nowhere.example", operator.email):
        browser = Client(enforce_csrf_checks=False)
        asked = ask(browser, email)
        page = browser.get("/signin/code/")
        told = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.content.decode())
        answers.append((asked.status_code, asked["Location"], told.replace(email, "")))
    assert answers[0] == answers[1] == answers[2]
    assert [letter["To"] for letter in mailbox()] == ["olive@education.example"]


def test_wrong_codes_let_nobody_in_and_run_out(client, olive, mailbox):
    ask(client, olive.email)
    (letter,) = mailbox()
    right = code_in(letter)
    for wrong in ("", "x", "AAAA-AAAA", right[:-1], right + "A", "0" * 3000, "\x00"):
        assert type_code(client, wrong).status_code in (200, 302, 400)
        assert not is_signed_in(client)
    type_code(client, right)
    assert not is_signed_in(client)


def test_a_code_serves_once_and_only_the_browser_that_asked(client, olive, mailbox):
    ask(client, olive.email)
    (letter,) = mailbox()
    other = Client()
    type_code(other, code_in(letter))
    assert not is_signed_in(other)
    type_code(client, code_in(letter))
    assert is_signed_in(client)
    client.post("/account/signout/")
    type_code(client, code_in(letter))
    assert not is_signed_in(client)


def test_a_code_is_old_after_a_quarter_of_an_hour(client, olive, mailbox):
    import time_machine
    from django.utils import timezone

    ask(client, olive.email)
    (letter,) = mailbox()
    from datetime import timedelta

    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        type_code(client, code_in(letter))
        assert not is_signed_in(client)


def test_an_account_that_is_closed_never_comes_in(client, olive, operator, mailbox):
    ask(client, olive.email)
    (letter,) = mailbox()
    olive.is_active = False
    olive.save()
    type_code(client, code_in(letter))
    assert not is_signed_in(client)
    for email in (olive.email, operator.email):
        cache.clear()
        ask(client, email)
    assert len(mailbox()) == 1


def test_who_is_signed_in_and_then_closed_is_out_at_once(client, olive):
    client.force_login(olive)
    assert is_signed_in(client)
    olive.is_active = False
    olive.save()
    assert not is_signed_in(client)


@pytest.mark.parametrize("next_", HOSTILE, ids=ascii)
def test_signing_in_never_leads_off_the_site(next_, client, olive, mailbox):
    for form in (client.get("/signin/", {"next": next_}), ask(client, olive.email, next=next_)):
        _stays_here(form)
    (letter,) = mailbox()
    _stays_here(type_code(client, code_in(letter), next=next_))
    assert is_signed_in(client)
    _stays_here(client.get("/signin/", {"next": next_}))
    _stays_here(client.post("/account/signout/", {"next": next_}))


def _stays_here(answer):
    assert answer.status_code in (200, 302), answer.status_code
    where = answer.get("Location", "/")
    assert re.fullmatch(r"(?![/\\]{2})[^\x00-\x20\\]*", where), where
    assert urljoin("http://testserver/signin/", where).startswith("http://testserver/")
    if answer.status_code == 200:
        links = re.findall(r'(?:href|action)="([^"]*)"', answer.content.decode())
        assert not [link for link in links if "elsewhere" in link.partition("?")[0]]
        assert not [link for link in links if link.lower().lstrip().startswith(("java", "data"))]


@pytest.mark.parametrize("name", ["account_signup", "account_reset_password", "account_email"])
def test_nobody_makes_an_account_or_a_password_alone(name, client):
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nothing_that_is_typed_makes_an_account(client, operator, mailbox):
    from termcard.people.models import Account

    before = Account.objects.count()
    ask(client, "new@nowhere.example")
    ask(client, "new@nowhere.example", password="x9!kLmnopq", password1="x9!kLmnopq")
    type_code(client, "AAAA-AAAA")
    assert Account.objects.count() == before
    assert mailbox() == []


@pytest.mark.parametrize(
    "email",
    [
        "",
        "x",
        "olive@education.example, stan@nowhere.example",
        "olive@education.example\nBcc: stan@nowhere.example",
        "olive@education.example\r\n\r\nWords",
        "Olive <olive@education.example>",
        "olive@education.example\x00",
        "olive@education.example\u2028stan@nowhere.example",
        "o" * 3000 + "@education.example",
        "\ud83d\udd14@education.example".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
    ids=lambda email: ascii(email[:40]),
)
def test_what_is_no_address_gets_no_letter(email, client, olive, mailbox):
    client.raise_request_exception = False
    assert ask(client, email).status_code < 500
    assert mailbox() == []


def test_signing_out_is_a_decision(client, olive):
    client.force_login(olive)
    asked = client.get("/account/signout/")
    assert asked.status_code == 200 and is_signed_in(client)
    done = client.post("/account/signout/")
    assert (done.status_code, done["Location"]) == (302, "/")
    assert not is_signed_in(client)


def test_forms_need_a_token_of_ours(olive):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(olive)
    wrong = [
        {},
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_X_CSRFTOKEN": "x" * 32},
        {"HTTP_REFERER": "https://elsewhere.example/"},
    ]
    for extra in wrong:
        for address in ("/account/signout/", "/signin/", "/signin/code/"):
            answer = strict.post(address, {"email": olive.email}, **extra)
            assert answer.status_code == 403, (address, extra)
            assert "The form was not sent" in answer.content.decode()
    assert is_signed_in(strict)


def test_pages_of_accounts_are_kept_by_nobody(client, olive, mailbox):
    asked = ask(client, olive.email)
    for address in ("/signin/", asked["Location"], "/account/inactive/"):
        assert "no-store" in client.get(address)["Cache-Control"], address
    client.force_login(olive)
    for address in ("/account/signout/", "/organise/proposals/", "/organise/read/"):
        assert "no-store" in client.get(address)["Cache-Control"], address


def test_only_signing_in_sets_cookies_and_they_are_well_kept(client, olive, mailbox):
    ask(client, olive.email)
    (letter,) = mailbox()
    answer = type_code(client, code_in(letter))
    assert set(client.cookies) <= {"sessionid", "csrftoken"}
    for name in ("sessionid",):
        cookie = answer.cookies[name]
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/"


def test_signing_in_changes_the_session(client, olive, mailbox):
    ask(client, olive.email)
    before = client.cookies["sessionid"].value
    (letter,) = mailbox()
    type_code(client, code_in(letter))
    assert client.cookies["sessionid"].value != before

"""The cookie settings: nothing is asked while nothing is optional, and refusing is as easy."""

import pytest

from termcard.config.environment import Environment
from termcard.config.statements import optional_categories, origins_of
from termcard.consenting.models import Consent
from termcard.lib.consent import agreed_to, cookie_value

SWITCHED_ON = {
    "statistics_url": "https://statistics.university.example/count.js",
    "statistics_site": "events",
    "recordings_from": ("video.university.example",),
}


@pytest.fixture
def switched_on(settings):
    """The institution counts visits and plays recordings."""
    statements = Environment(**SWITCHED_ON)
    settings.STATEMENTS = statements
    settings.OPTIONAL_CATEGORIES = optional_categories(statements)
    settings.STATISTICS = {
        "url": statements.statistics_url,
        "site": statements.statistics_site,
    }
    return settings.OPTIONAL_CATEGORIES


def test_nothing_is_asked_while_nothing_is_optional(client, db):
    page = client.get("/").content.decode()
    assert "consent-notice" not in page and "consent.js" not in page
    settings_page = client.get("/cookies/")
    assert "nothing to choose" in settings_page.content.decode()
    assert not settings_page.cookies


def test_every_page_leads_to_settings_and_statements(client, db):
    page = client.get("/").content.decode()
    for address in ("/cookies/", "/privacy/", "/accessibility/"):
        assert f'href="{address}"' in page
        assert client.get(address).status_code == 200


def test_the_notice_offers_refusing_beside_accepting(client, db, switched_on):
    page = client.get("/").content.decode()
    assert page.index("consent-notice") < page.index('class="skip"')
    notice = page[page.index("consent-notice") : page.index('class="skip"')]
    accept = notice.index('<button class="button" name="choice" value="all">')
    refuse = notice.index('<button class="button" name="choice" value="none">')
    assert accept < refuse


def test_pages_are_the_same_bytes_whatever_was_chosen(client, db, switched_on):
    before = client.get("/").content
    client.post("/cookies/", {"choice": "all"})
    assert client.get("/").content == before


@pytest.mark.parametrize(
    ("posted", "agreed"),
    [
        ({"choice": "all"}, ("statistics", "recordings")),
        ({"choice": "none"}, ()),
        ({"choice": "chosen", "allow_statistics": "yes"}, ("statistics",)),
        ({"choice": "chosen"}, ()),
    ],
)
def test_a_choice_is_kept_with_the_reader_and_counted_without_them(
    posted, agreed, client, db, switched_on
):
    answer = client.post("/cookies/", posted)
    assert answer.status_code == 302
    cookie = answer.cookies["consent"]
    assert agreed_to(cookie.value, switched_on) == agreed
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 6 * 30 * 24 * 3600
    (kept,) = Consent.objects.all()
    assert tuple(kept.agreed) == agreed
    assert {field.name for field in Consent._meta.fields} == {"id", "made_on", "asked", "agreed"}


def test_a_choice_can_be_changed(client, db, switched_on):
    client.post("/cookies/", {"choice": "all"})
    assert "You agreed to" in client.get("/cookies/").content.decode()
    client.post("/cookies/", {"choice": "none"})
    assert "You refused" in client.get("/cookies/").content.decode()


def test_an_unknown_choice_changes_nothing(client, db, switched_on):
    answer = client.post("/cookies/", {"choice": "whatever"})
    assert answer.status_code == 400
    assert not answer.cookies and not Consent.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://evil.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
    ],
)
def test_nobody_agrees_for_a_reader(headers, client, db, switched_on):
    answer = client.post("/cookies/", {"choice": "all"}, **headers)
    assert answer.status_code == 403
    assert not answer.cookies and not Consent.objects.exists()


def test_whoever_chose_is_asked_again_when_something_is_added(switched_on):
    one = switched_on[:1]
    assert agreed_to(cookie_value(one, ["statistics"]), one) == ("statistics",)
    assert agreed_to(cookie_value(one, ["statistics"]), switched_on) is None


@pytest.mark.parametrize("value", ["", ".", "x" * 5000, "12345678.statistics", "a.b.c", "é.è"])
def test_a_foreign_cookie_is_no_choice(value, switched_on):
    assert agreed_to(value, switched_on) is None


def test_only_what_was_switched_on_may_be_contacted():
    assert origins_of(Environment(), "statistics") == ()
    on = Environment(**SWITCHED_ON)
    assert origins_of(on, "statistics") == ("https://statistics.university.example",)
    assert origins_of(on, "recordings") == ("https://video.university.example",)


def test_the_accessibility_statement_says_what_the_settings_say(client, db, settings):
    settings.STATEMENTS = Environment(
        accessibility_tested_on="2026-11-24",
        accessibility_tested_by="the web team, with a keyboard",
        accessibility_faults="Old slides have no text (1.1.1)",
        accessibility_contact="the help desk",
    )
    page = client.get("/accessibility/").content.decode()
    for words in (
        "conform in part",
        "Old slides have no text (1.1.1)",
        "the help desk",
        "Last tested on 24 November 2026 by the web team",
        "Equality and Human Rights Commission",
    ):
        assert words in page

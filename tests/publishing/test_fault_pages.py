"""The pages that tell what went wrong: in the institution's name, and always the same."""

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from termcard.programme import actions
from termcard.programme.models import Event

NAME = '<p class="institution">Example University</p>'


@pytest.fixture
def browser():
    """A browser that looks at what breaks."""
    return Client(raise_request_exception=False)


def test_what_is_not_there_is_told_in_the_institutions_name(event, browser):
    addresses = ("/nowhere/", "/events/zzzzzzzz/", "/hosts/none/", "/past/?page=9", "/\x00")
    told = {browser.get(address).content for address in addresses}
    assert len(told) == 1
    assert NAME in told.pop().decode()


def test_what_is_gone_forbidden_or_broken_is_told_so_too(event, olive, browser, monkeypatch):
    strict = Client(enforce_csrf_checks=True)
    browser.force_login(olive)
    forbidden = browser.get("/operate/")
    forged = strict.post("/signin/", {"login": "x"})
    actions.withdraw_event(event, by=olive)
    gone = browser.get(event.url)
    monkeypatch.setattr(Event, "announcement", lambda self: 1 / 0)
    broken = browser.get(event.url)
    answers = {403: [forbidden, forged], 410: [gone], 500: [broken]}
    for status, each in answers.items():
        for answer in each:
            assert answer.status_code == status
            assert NAME in answer.content.decode()
            assert "Traceback" not in answer.content.decode()
    assert "The form was not sent" in forged.content.decode()


def test_a_fault_of_the_database_is_told_without_asking_it_again(event, browser):
    asked = []

    def refuse(execute, sql, params, many, context):
        asked.append(sql)
        raise OperationalError("connection to server at 10.0.0.7 failed for user secret")

    with connection.execute_wrapper(refuse):
        answer = browser.get(f"{event.url}enquire/")
    assert answer.status_code == 500
    assert "Something went wrong here" in answer.content.decode()
    assert "secret" not in answer.content.decode()
    assert len(asked) == 1


def test_nothing_is_there_even_without_the_database(browser):
    # Without the fixture of the database any question is refused.
    answer = browser.get("/nowhere/")
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()

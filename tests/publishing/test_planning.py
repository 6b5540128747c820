"""The pages at which organisers plan terms, close days and hold dates."""

import re

import pytest

from termcard.institutions.models import ClosedDay, Term
from termcard.programme.models import Placeholder

PAGE = "/organise/terms/education/"
TERM = {
    "verb": "plan",
    "name": "Michaelmas Term",
    "starts_on": "2026-10-05",
    "ends_on": "2026-12-11",
    "first_week": "1",
    "week_starts": "0",
}


@pytest.fixture
def browser(olive, reading_as):
    return reading_as(olive)


def sent(browser, address, **said):
    return browser.post(address, said)


def test_an_organiser_plans_amends_and_drops_a_term(browser, host):
    assert sent(browser, PAGE, **TERM).status_code == 302
    (term,) = Term.objects.all()
    page = browser.get(PAGE).content.decode()
    assert "Michaelmas Term 2026" in page and f"{PAGE}{term.pk}/" in page
    form = browser.get(f"{PAGE}{term.pk}/").content.decode()
    assert 'value="2026-10-05"' in form
    sent(browser, f"{PAGE}{term.pk}/", **{**TERM, "first_week": "0"})
    assert Term.objects.get().first_week == 0
    sent(browser, f"{PAGE}{term.pk}/", **{**TERM, "first_week": ""})
    assert Term.objects.get().first_week is None
    sent(browser, PAGE, term=str(term.pk))
    assert not Term.objects.exists()


def test_an_organiser_closes_days_and_holds_dates(browser, series):
    days = {"verb": "close", "words": "Reading week", "starts_on": "2026-12-07"}
    assert sent(browser, PAGE, **days, ends_on="2026-12-11").status_code == 302
    held = {"verb": "hold", "series": str(series.pk), "on": "2026-12-02", "kind": "none"}
    assert sent(browser, PAGE, **held, words="No seminar").status_code == 302
    page = browser.get(PAGE).content.decode()
    assert "Reading week" in page and "Wednesday 2 December 2026: No seminar" in page
    sent(browser, PAGE, closed_day=str(ClosedDay.objects.get().pk))
    sent(browser, PAGE, held=str(Placeholder.objects.get().pk))
    assert not ClosedDay.objects.exists() and not Placeholder.objects.exists()


def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(browser, host):
    answer = sent(browser, PAGE, **{**TERM, "ends_on": "2026-10-04"})
    told = answer.content.decode()
    assert answer.status_code == 400
    assert "It ends before it starts." in told and 'value="Michaelmas Term"' in told
    assert re.search(r'<input[^>]*aria-invalid="true"[^>]*id="term_ends_on"', told)
    assert not Term.objects.exists()


def test_nobody_reaches_the_calendar_of_others(browser, reading_as, rita, other_host, university):
    for address in ("/organise/terms/history/", "/organise/terms/university/"):
        assert browser.get(address).status_code == 404
        assert sent(browser, address, **TERM).status_code == 404
    assert reading_as(rita).get(PAGE).status_code == 404
    assert reading_as().get(PAGE).status_code == 302
    assert not Term.objects.exists()


def test_terms_of_others_are_not_dropped_from_here(browser, host, university, operator):
    from datetime import date

    from termcard.institutions.actions import plan_term

    term = plan_term(
        university,
        name="Michaelmas Term",
        starts_on=date(2026, 10, 5),
        ends_on=date(2026, 12, 11),
        by=operator,
    )
    page = browser.get(PAGE).content.decode()
    assert "goes by the terms of Example University" in page
    assert sent(browser, PAGE, term=str(term.pk)).status_code == 400
    assert browser.get(f"{PAGE}{term.pk}/").status_code == 404
    assert Term.objects.get() == term


def test_the_way_to_the_one_unit_is_short(browser, reading_as, rita, operator, host):
    from termcard.people.actions import add_account

    assert browser.get("/organise/terms/")["Location"] == PAGE
    assert (
        "organises for no department" in reading_as(rita).get("/organise/terms/").content.decode()
    )
    boss = add_account("boss@education.example", by=operator, is_operator=True)
    page = reading_as(boss).get("/organise/terms/").content.decode()
    assert "Example University" in page and "School of Education" in page

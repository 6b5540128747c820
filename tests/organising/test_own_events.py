import dataclasses
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from termcard.institutions.models import Organisation
from termcard.programme.actions import (
    announce_event,
    cancel_event,
    discard_event,
    postpone_event,
    submit_event,
    withdraw_event,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def before_it_all():
    with time_machine.travel(date(2026, 11, 25), tick=False):
        yield


def test_it_lists_drafts_of_the_own_unit_alone(
    client, olive, host, other_host, operator, announcement
):
    announce_event(announcement, host=host, by=olive, visibility="draft")
    announce_event(announcement, host=other_host, by=operator)
    client.force_login(olive)
    shown = client.get(reverse("own_events"))
    assert len(shown.context["page"].object_list) == 1
    assert "On bells" in shown.text


@pytest.mark.parametrize("number", [1, 3])
def test_it_asks_no_more_for_more_events(
    client, olive, host, announcement, number, django_assert_num_queries
):
    for _ in range(number):
        announce_event(announcement, host=host, by=olive)
    client.force_login(olive)
    with django_assert_num_queries(17):
        client.get(reverse("own_events"))


@pytest.fixture
def listed(client, olive):
    """Return the titles of what is listed for a question."""
    client.force_login(olive)

    def ask(**question):
        shown = client.get(reverse("own_events"), question)
        assert shown.status_code == 200
        return [line.event.title for line in shown.context["lines"]]

    return ask


@pytest.fixture
def several(host, olive, announcement, series):
    """An event in each state, each named after it."""

    def make(title, **more):
        told = dataclasses.replace(announcement, title=title)
        return announce_event(told, host=host, by=olive, **more)

    make("draft", visibility="draft")
    make("held", public_from=datetime(2026, 12, 1, tzinfo=UTC))
    make("unlisted", visibility="unlisted")
    make("out", series=series)
    make("", visibility="public")
    cancel_event(make("cancelled"), by=olive)
    postpone_event(make("postponed"), by=olive)
    withdraw_event(make("withdrawn"), by=olive)
    discard_event(make("discarded", visibility="draft"), by=olive)
    submitted = make("submitted", visibility="draft")
    Organisation.objects.filter(pk=host.pk).update(approval="once")
    submit_event(submitted, by=olive)


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ({"state": "draft"}, {"draft", "submitted"}),
        ({"state": "submitted"}, {"submitted"}),
        ({"state": "held"}, {"held"}),
        ({"state": "unlisted"}, {"unlisted"}),
        ({"state": "cancelled"}, {"cancelled"}),
        ({"state": "postponed"}, {"postponed"}),
        ({"state": "withdrawn"}, {"withdrawn"}),
        ({"state": "discarded"}, {"discarded"}),
        ({"series": "education-seminar"}, {"out"}),
        ({"untitled": "on"}, {""}),
        ({"q": "cancelled"}, {"cancelled"}),
        ({"past": "on"}, set()),
    ],
)
def test_it_is_narrowed(question, titles, several, listed):
    assert set(listed(**question)) == titles


def test_each_says_in_which_state_it_is(several, client, listed, olive):
    listed()
    page = client.get(reverse("own_events")).text
    for words in (
        *("Draft", "Held until 1 December 2026, 00:00", "Unlisted", "Published", "Cancelled"),
        *("Postponed", "Withdrawn", "Waiting for approval"),
    ):
        assert f">{words}</span>" in page, words


@pytest.mark.parametrize(
    "question",
    [
        {"state": "flying"},
        {"host": "nobody"},
        {"series": "\x00"},
        {"q": "\x00'%_\\"},
        {"q": "a" * 5000},
        {"page": "-1"},
        {"page": "1e309"},
    ],
)
def test_odd_questions_are_answered(question, several, listed):
    listed(**question)


def test_departments_of_others_are_no_choice(listed, client, other_host):
    listed()
    assert other_host.slug not in client.get(reverse("own_events")).text

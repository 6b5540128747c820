from datetime import date

import pytest
import time_machine
from django.urls import reverse

from termcard.programme.actions import announce_event

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
    with django_assert_num_queries(12):
        client.get(reverse("own_events"))

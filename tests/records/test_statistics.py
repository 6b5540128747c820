import pytest
from django.db import connection

from termcard.programme.actions import announce_events
from termcard.programme.actions.announcing import Announcing
from termcard.programme.models import Event
from termcard.records.actions import take_statistics

pytestmark = pytest.mark.django_db


def plan(question):
    return question.explain().lower()


@pytest.mark.only_on("sqlite")
def test_keys_are_not_sought_among_all_that_is_public_once_statistics_are_taken(
    announcement, host, olive
):
    announce_events([Announcing(announcement=announcement, host=host)] * 200, by=olive)
    asked = Event.objects.visible_to(None).listed().matching("bells").values_list("pk")
    assert "event_listed_by_start" in plan(asked)
    take_statistics()
    assert "event_listed_by_start" not in plan(asked)


def test_any_database_lets_them_be_taken():
    take_statistics()
    assert connection.is_usable()

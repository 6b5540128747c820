import pytest
from django.conf import settings as installed

from termcard.operating.tasks.followers import FOLLOWERS
from termcard.records.actions import Happening, queue_letter, record_changes
from termcard.records.models import Letter, OutboxEntry
from termcard.records.outbox import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture
def happened(settings, operator):
    """Three changes that `diary` and `post` have yet to act on."""
    settings.CHANGE_FOLLOWERS = ["diary", "post"]
    return record_changes([Happening("event", n, "announced") for n in (1, 2, 3)], by=operator)


def tell(change):
    queue_letter(
        key=f"told {change.pk}",
        purpose="notice",
        to="rita@elsewhere.example",
        subject=f"Event {change.subject_id}",
        text="Announced.",
    )


def test_each_follower_acts_on_each_change_once_and_in_order(happened):
    seen = []

    assert deliver("diary", lambda change: seen.append(change.subject_id)) == 3
    assert deliver("diary", lambda change: seen.append(change.subject_id)) == 0

    assert seen == [1, 2, 3]
    assert OutboxEntry.objects.waiting_for("post").count() == 3


def test_what_a_follower_fails_on_leaves_no_trace_and_stops_nothing(happened):
    def tell_and_fail(change):
        tell(change)
        if change.subject_id == 2:
            raise RuntimeError

    assert deliver("post", tell_and_fail) == 2
    assert Letter.objects.count() == 2

    assert deliver("post", tell) == 1
    assert [letter.subject for letter in Letter.objects.order_by("pk")] == [
        "Event 1",
        "Event 3",
        "Event 2",
    ]


def test_every_follower_of_the_settings_has_something_to_do():
    assert set(FOLLOWERS) == set(installed.CHANGE_FOLLOWERS)

import uuid
from datetime import date, time

import pytest

from termcard.programme.actions import PlannedRow, RowsRefused, plan_rows
from termcard.programme.models import Event
from tests.programme.test_locks import beside

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.only_on(
        "postgresql",
        reason="On SQLite every transaction that writes begins by taking the one write lock.",
    ),
]


def row(title, **more):
    return PlannedRow(is_event=True, on=date(2027, 1, 14), at=time(13), title=title, **more)


def test_a_grid_sent_twice_at_once_makes_one_event(series, olive):
    token = uuid.uuid4()

    def send():
        plan_rows(series, [row("On bells")], token=token, by=olive)

    beside(send, send)
    assert Event.objects.count() == 1


def test_two_who_save_the_same_line_at_once_lose_nothing(series, olive):
    (event,) = plan_rows(series, [row("On bells")], token=uuid.uuid4(), by=olive).made

    def save(title):
        seen = row(title, event=event.pk, revision=event.revision)
        plan_rows(series, [seen], token=uuid.uuid4(), by=olive)

    def refused():
        with pytest.raises(RowsRefused):
            save("Mine")

    beside(lambda: save("Theirs"), refused)
    assert [each.title for each in Event.objects.all()] == ["Theirs"]

import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.institutions.models import Organisation
from termcard.records.actions import Happening, record_changes, require_clean
from termcard.records.models import Change, OutboxEntry


def test_each_follower_is_told_of_each_change(rita, settings):
    settings.CHANGE_FOLLOWERS = ["feeds", "letters"]
    happenings = [Happening("event", key, "moved") for key in (1, 2)]
    changes = record_changes(happenings, by=rita)
    assert len({change.batch for change in changes}) == 1
    told = OutboxEntry.objects.filter(change__in=changes).values_list("change_id", "follower")
    assert sorted(told) == sorted(
        (change.pk, name) for change in changes for name in settings.CHANGE_FOLLOWERS
    )
    assert OutboxEntry.objects.filter(done_at__isnull=False).count() == 0


def test_a_batch_may_be_named(rita):
    batch = uuid.uuid4()
    for key in (1, 2):
        record_changes([Happening("event", key, "moved")], by=rita, batch=batch)
    assert Change.objects.filter(batch=batch).count() == 2


def test_what_happened_to_one_subject_comes_newest_first(rita):
    for verb in ("added", "moved", "cancelled"):
        record_changes([Happening("event", 1, verb), Happening("series", 1, verb)], by=rita)
    verbs = [change.verb for change in Change.objects.of("event", 1)]
    assert verbs == ["cancelled", "moved", "added"]


def test_a_write_that_fails_leaves_no_record(rita):
    before = Change.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        record_changes([Happening("event", 1, "moved")], by=rita)
        raise RuntimeError
    assert Change.objects.count() == before


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", "x" * 201),
        ("name", ""),
        ("slug", "x" * 101),
        ("slug", "no words"),
        ("kind", "opera"),
        ("website", "javascript:alert(1)"),
        ("website", "x"),
        ("mark", -1),
        ("mark", 40_000),  # a small integer of PostgreSQL ends at 32,767
    ],
)
def test_a_row_that_its_columns_do_not_allow_is_refused_by_name(name, value, db):
    row = Organisation(**{"name": "School", "slug": "school", name: value})
    with pytest.raises(ValidationError) as refused:
        require_clean(row)
    assert set(refused.value.message_dict) == {name}


def test_a_row_that_fits_is_let_through(db):
    require_clean(Organisation(name="x" * 200, slug="x" * 100))

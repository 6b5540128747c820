import uuid
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from django.core.exceptions import ValidationError

from termcard.institutions.models import Venue
from termcard.programme.models import Session, Topic
from termcard.records.actions.inserting import insert_rows, new_keys, require_clean_rows
from termcard.records.models import Change

COLUMNS = ("id", "subject_kind", "subject_id", "verb", "batch", "details", "by_account_id")


def test_what_is_inserted_is_what_is_read(db):
    batch = uuid.uuid4()
    first, second = new_keys(Change, 2)
    rows = [
        (first, "event", 1, "moved", batch, {"to": ["“Ålesund”", None, 2]}, 7),
        (second, "event", 2, "moved", batch, {}, 7),
    ]
    insert_rows(Change, COLUMNS, rows)
    found = [tuple(getattr(row, name) for name in COLUMNS) for row in Change.objects.order_by("pk")]
    assert found == rows


def test_a_column_that_is_not_named_takes_its_default(db):
    before = datetime.now(UTC)
    insert_rows(Change, COLUMNS, [(*new_keys(Change, 1), "event", 1, "moved", uuid.uuid4(), {}, 7)])
    first = Change.objects.get().made_at
    insert_rows(Change, COLUMNS, [(*new_keys(Change, 1), "event", 1, "moved", uuid.uuid4(), {}, 7)])
    latest = Change.objects.latest("pk").made_at
    assert before <= first < latest
    assert Change.objects.latest("pk").is_loud is True


def test_keys_are_nobody_elses(db):
    (taken,) = new_keys(Topic, 1)
    insert_rows(Topic, ("id", "name", "slug"), [(taken, "Bells", "bells")])
    later = Topic.objects.create(name="Tides", slug="tides")
    assert later.pk > taken
    assert taken not in new_keys(Topic, 5)


def test_what_is_there_may_be_passed_over(db):
    Topic.objects.create(name="Bells", slug="bells")
    insert_rows(Topic, ("name", "slug"), [("BELLS", "bells"), ("Tides", "tides")], or_ignore=True)
    assert sorted(Topic.objects.values_list("name", "slug")) == [
        ("Bells", "bells"),
        ("Tides", "tides"),
    ]


def test_days_hours_and_moments_keep_what_they_are(event):
    moment = datetime(2026, 12, 9, 19, 30, tzinfo=timezone(timedelta(hours=5, minutes=30)))
    told = {
        "id": new_keys(Session, 1)[0],
        "event_id": event.pk,
        "starts_on": date(2026, 12, 9),
        "starts_time": time(14, 0),
        "zone": "Europe/London",
        "starts_at": moment,
        "ends_at": moment + timedelta(hours=1),
    }
    insert_rows(Session, list(told), [tuple(told.values())])
    row = Session.objects.get(pk=told["id"])
    assert {name: getattr(row, name) for name in told} == told
    assert row.ends_on is None and row.usual_minutes == 60
    assert Session.objects.filter(starts_at__lt=moment + timedelta(seconds=1), pk=row.pk).exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [("name", ""), ("name", "x" * 301), ("slug", "no words"), ("country", "GBR")],
)
def test_a_row_that_its_columns_do_not_allow_is_refused_by_name(name, value):
    columns = ("name", "slug", "country", "access")
    good = ("Room 4", "room-4", "GB", [])
    require_clean_rows(Venue, columns, [good, good])
    bad = tuple(value if each == name else old for each, old in zip(columns, good, strict=True))
    with pytest.raises(ValidationError) as refused:
        require_clean_rows(Venue, columns, [good, bad])
    assert name in refused.value.message_dict


@pytest.mark.parametrize(("name", "value"), [("usual_minutes", -1), ("starts_fold", 40_000)])
def test_a_number_that_no_database_holds_is_refused(name, value):
    moment = datetime(2026, 12, 9, tzinfo=UTC)
    columns = ("starts_on", "zone", "starts_at", "ends_at", name)
    with pytest.raises(ValidationError) as refused:
        require_clean_rows(Session, columns, [(moment.date(), "UTC", moment, moment, value)])
    assert name in refused.value.message_dict

import dataclasses
import uuid
from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.announcements.parts import Part, PartKind
from termcard.programme.actions import (
    PlannedRow,
    RowsRefused,
    add_series,
    amend_event,
    announce_event,
    hold_date,
    plan_rows,
    publish_event,
    undo_plan,
)
from termcard.programme.models import Event, Placeholder
from termcard.records.models import Change

FIRST, SECOND = date(2027, 1, 14), date(2027, 1, 21)
NONE = Placeholder.Kind.NO_MEETING.value


@pytest.fixture
def plan(series, olive):
    def do(*rows, token=None, by=olive, **more):
        return plan_rows(series, rows, token=token or uuid.uuid4(), by=by, **more)

    return do


def row(on=FIRST, **more):
    return PlannedRow(**{"is_event": True, "on": on, "at": time(13), **more})


def standing(series, olive):
    return list(Event.objects.editable_by(olive).in_series(series).in_order().with_announcement())


def lines(series, olive):
    return [
        (
            str(each),
            each.sessions.all()[0].starts_on,
            [part.name for part in each.appearances.all()],
        )
        for each in standing(series, olive)
    ]


def test_rows_become_drafts_and_held_dates_in_one_batch(plan, series, olive):
    planned = plan(
        row(title="On bells", speakers=(Part(name="Sam Speaks"),), place="Room 9"),
        PlannedRow(on=SECOND, held=(NONE, "Reading week")),
    )
    (event,) = standing(series, olive)
    assert (event.visibility, event.place, event.kind) == ("draft", "Room 9", "seminar")
    assert event.sessions.get().zone == "Europe/London"
    assert [each.shown for each in Placeholder.objects.all()] == ["Reading week"]
    changes = Change.objects.in_batch(planned.batch).order_by("pk")
    assert [each.verb for each in changes] == ["date_held", "announced", "term_planned"]


def test_the_same_form_sent_twice_makes_no_event_twice(plan, series, olive):
    token = uuid.uuid4()
    assert plan(row(title="On bells"), token=token).is_new
    assert not plan(row(title="On bells"), token=token).is_new
    assert len(standing(series, olive)) == 1


def test_rows_amend_and_move_and_keep_who_else_takes_part(plan, series, host, olive, in_person):
    parts = (
        Part(name="Sam Speaks", role="Reader", biography="Long.", affiliation="Old"),
        Part(name="Ann One", part=PartKind.CHAIR),
    )
    told = dataclasses.replace(in_person, parts=parts)
    event = announce_event(told, host=host, series=series, by=olive)
    speakers = (Part(name="Sam Speaks", affiliation="New"), Part(name="Bo Two"))
    plan(
        row(event=event.pk, revision=0, title="On ropes", at=time(15), speakers=speakers)
    )  # fmt: skip
    (now,) = standing(series, olive)
    after = now.announcement()
    assert (after.title, after.place.name) == ("On ropes", "Room 4, Elvet Hall")
    assert [(each.name, each.role, each.affiliation) for each in after.parts] == [
        ("Sam Speaks", "Reader", "New"),
        ("Bo Two", "", ""),
        ("Ann One", "", ""),
    ]
    (session,) = after.sessions
    assert (session.starts_on, session.starts_time, session.ends_time) == (
        FIRST,
        time(15),
        time(16),
    )


def test_one_bad_row_is_named_and_nothing_is_saved(plan, series, olive):
    with pytest.raises(RowsRefused) as refused:
        plan(
            row(title="On bells"),
            row(on=None, title="On ropes"),
            row(on=date(2027, 3, 28), at=time(1, 30)),
        )
    assert sorted(refused.value.rows) == [1, 2]
    assert "skip 01:30" in refused.value.rows[2][0].message
    assert standing(series, olive) == []


def test_what_somebody_else_changed_meanwhile_is_refused(plan, series, host, olive, announcement):
    event = announce_event(announcement, host=host, series=series, by=olive)
    amend_event(event, dataclasses.replace(announcement, title="Theirs"), by=olive)
    with pytest.raises(RowsRefused) as refused:
        plan(row(event=event.pk, revision=0, title="Mine"), row(title="New"))
    assert list(refused.value.rows) == [0]
    assert refused.value.rows[0][0].code == "changed_meanwhile"
    assert [line[0] for line in lines(series, olive)] == ["Theirs"]


def test_a_day_or_held_date_taken_meanwhile_is_refused(plan, series, olive):
    (event,) = plan(row(title="Theirs")).made
    with pytest.raises(RowsRefused):
        plan(row(title="Mine"))
    assert len(plan(row(title="Beside it", at=time(15)), seen=[event.pk]).made) == 1
    hold_date(series, on=SECOND, by=olive)
    with pytest.raises(RowsRefused):
        plan(PlannedRow(on=SECOND, held=(NONE, "")))
    with pytest.raises(RowsRefused):
        plan(PlannedRow(on=SECOND, held_on=SECOND, held_was=(NONE, "Strike")))
    plan(PlannedRow(on=SECOND, held_on=SECOND, held_was=("tba", "")))
    assert not Placeholder.objects.exists()


def test_only_events_of_this_series_are_planned_in_it(plan, host, olive, rita, announcement):
    other = add_series(title="Other", slug="other", host=host, by=olive)
    theirs = announce_event(announcement, host=host, series=other, by=olive)
    with pytest.raises(PermissionDenied):
        plan(row(event=theirs.pk, revision=0, title="Mine"))
    with pytest.raises(PermissionDenied):
        plan(row(title="Mine"), by=rita)


def test_an_emptied_row_puts_a_draft_away_and_nothing_else(plan, series, host, olive, announcement):
    (draft,) = plan(row(title="On bells")).made
    plan(PlannedRow(event=draft.pk, revision=0))
    assert standing(series, olive) == []
    public = announce_event(announcement, host=host, series=series, by=olive)
    with pytest.raises(RowsRefused):
        plan(PlannedRow(event=public.pk, revision=0))


def test_a_batch_is_undone_as_a_batch_and_done_again(plan, series, olive):
    (first,) = plan(row(title="On bells", speakers=(Part(name="Sam", biography="Long."),))).made
    hold_date(series, on=SECOND, by=olive)
    before = lines(series, olive)
    planned = plan(
        row(SECOND, event=first.pk, revision=0, title="On ropes", at=time(9), speakers=()),
        row(FIRST, title="New"),
        PlannedRow(on=SECOND, held_on=SECOND, held_was=("tba", "")),
    )
    after = lines(series, olive)
    undone = undo_plan(series, planned.batch, by=olive)
    assert lines(series, olive) == before
    (event,) = standing(series, olive)
    assert event.appearances.get().biography == "Long."
    assert [each.on for each in Placeholder.objects.all()] == [SECOND]
    undo_plan(series, undone.batch, by=olive)
    assert lines(series, olive) == after
    assert not Placeholder.objects.exists()


def test_what_was_changed_since_is_not_undone(plan, series, olive):
    planned = plan(row(title="On bells"), row(SECOND, title="On ropes"))
    publish_event(planned.made[0], by=olive)
    with pytest.raises(ValidationError, match="On bells"):
        undo_plan(series, planned.batch, by=olive)
    assert len(standing(series, olive)) == 2
    with pytest.raises(ValidationError):
        undo_plan(series, uuid.uuid4(), by=olive)

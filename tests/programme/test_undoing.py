import dataclasses
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from termcard.announcements.announcement import Place
from termcard.programme.actions import (
    amend_event,
    announce_event,
    cancel_event,
    discard_event,
    postpone_event,
    publish_event,
    reschedule_event,
    undo_change,
    why_not_undone,
    withdraw_event,
)
from termcard.programme.models import Event
from termcard.records.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def undo(event, olive):
    """Undo the newest change of an event, or the newest of one verb."""

    def newest(one=event, by=olive, verb=None):
        changes = Change.objects.of("event", one.pk)
        change = changes.filter(verb=verb).first() if verb else changes.first()
        return undo_change(one, change, by=by)

    return newest


def test_an_amendment_is_undone_field_by_field(event, olive, told, undo):
    before = told()
    amended = dataclasses.replace(
        before, title="On ropes", place=Place(name="Room 9"), topics=("Ropes", "Bells"), parts=()
    )
    amend_event(event, amended, by=olive)
    amend_event(event, dataclasses.replace(told(), abstract="Anew."), by=olive)
    undo(verb="amended")
    undo_change(event, Change.objects.of("event", event.pk).filter(verb="amended")[2], by=olive)
    after = told()
    for name in ("title", "place", "topics", "parts", "abstract"):
        assert getattr(after, name) == getattr(before, name), name
    assert Change.objects.of("event", event.pk).count() == 5


def test_what_was_written_over_is_not_undone(event, olive, told):
    for title in ("On ropes", "On clappers"):
        amend_event(event, dataclasses.replace(told(), title=title), by=olive)
    first = Change.objects.of("event", event.pk).filter(verb="amended").last()
    stands = Event.objects.with_announcement().get(pk=event.pk)
    assert "since" in why_not_undone(stands, first)
    with pytest.raises(ValidationError):
        undo_change(event, first, by=olive)
    assert told().title == "On clappers"


def test_a_move_is_undone_with_its_hours_and_zone(event, olive, told, undo):
    before = told().sessions
    later = dataclasses.replace(before[0], starts_on=date(2026, 12, 16), ends_time=None)
    reschedule_event(event, [later], by=olive, note="Snow.")
    undo()
    assert told().sessions == before
    assert len(told().earlier) == 2


@pytest.mark.parametrize(
    ("call_off", "verb"), [(cancel_event, "cancelled"), (postpone_event, "postponed")]
)
def test_what_was_called_off_takes_place_after_all(call_off, verb, event, olive, told, undo):
    call_off(event, by=olive, note="Snow.")
    undo()
    assert (told().status, told().status_note) == ("confirmed", "")
    with pytest.raises(ValidationError):
        undo(verb=verb)


def test_what_was_withdrawn_discarded_or_held_comes_back(event, announcement, host, olive, undo):
    withdraw_event(event, by=olive)
    assert undo().withdrawn_at is None
    draft = announce_event(announcement, host=host, by=olive, visibility="draft")
    publish_event(draft, by=olive, at=timezone.now() + timedelta(days=2))
    assert undo(draft).visibility == "draft"
    discard_event(draft, by=olive)
    assert undo(draft).discarded_at is None


def test_that_it_was_announced_cannot_be_undone(undo):
    with pytest.raises(ValidationError):
        undo(verb="announced")


def test_others_undo_nothing(event, olive, rita, undo):
    cancel_event(event, by=olive)
    with pytest.raises((PermissionDenied, ValidationError)):
        undo(by=rita)

import dataclasses
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.announcements.announcement import Place, Status
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.records.models import Change

LATER = Session(
    starts_on=date(2026, 12, 16), starts_time=time(15), ends_time=time(16), zone="Europe/London"
)


def verbs(event):
    return [change.verb for change in Change.objects.of("event", event.pk).order_by("pk")]


def test_amending_moves_revision_and_stamp_and_nothing_else(event, olive, told):
    before = told()
    actions.amend_event(event, dataclasses.replace(before, title="On clocks"), by=olive)
    after = told()
    assert after == dataclasses.replace(
        before,
        title="On clocks",
        revision=before.revision + 1,
        changed_at=after.changed_at,
        url=after.url,
    )
    assert after.changed_at >= before.changed_at + timedelta(seconds=1)
    event.refresh_from_db()
    assert event.itip_sequence == 0
    (_, change) = Change.objects.of("event", event.pk).order_by("pk")
    assert change.details == {"title": ["On bells", "On clocks"]}


def test_amending_to_the_same_words_changes_nothing(event, olive, told):
    before = told()
    actions.amend_event(event, before, by=olive)
    assert told() == before
    assert verbs(event) == ["announced"]


def test_every_told_field_that_may_be_amended_is_written(event, olive, told):
    from termcard.announcements.announcement import (
        AccessProvision,
        Kind,
        Level,
        Material,
        Mode,
        OpenTo,
        Reference,
    )

    wanted = dataclasses.replace(
        told(),
        title="On clocks",
        kind=Kind.LECTURE,
        language="de",
        abstract="Other words.",
        topics=("Clocks", "Time"),
        mode=Mode.HYBRID,
        place=Place(name="Clock Tower"),
        platform="Teams",
        stream_url="https://video.example/live",
        parts=(Part(name="Sam Speaks"), Part(name="Ann Other", role="Clockmaker")),
        attendance="Come.",
        open_to=OpenTo.MEMBERS,
        level=Level.STUDENTS,
        access=(AccessProvision.CAPTIONS,),
        access_note="By the north door.",
        references=(Reference(cited="Clay, 2020", url="https://doi.example/1"),),
        materials=(Material(title="Slides", url="https://slides.example/1"),),
        notices=("Filming takes place.",),
    )
    actions.amend_event(event, wanted, by=olive)
    after = told()
    for field in dataclasses.fields(wanted):
        if field.name not in {"revision", "changed_at", "earlier", "url"}:
            assert getattr(after, field.name) == getattr(wanted, field.name), field.name


def test_a_new_place_is_an_itip_change_and_the_old_one_is_remembered(in_person, host, olive, told):
    event = actions.announce_event(in_person, host=host, by=olive)
    wanted = dataclasses.replace(told(event), place=Place(name="Room 9"))
    moved = actions.amend_event(event, wanted, by=olive)
    assert moved.itip_sequence == 1
    assert [each.place for each in told(event).earlier] == ["Room 4, Elvet Hall"]


def test_talks_are_amended_and_sessions_keep_their_uids(announcement, host, olive, told):
    talks = (Talk(title="First", parts=(Part(name="Ann One"),)), Talk(title="Second"))
    session = dataclasses.replace(announcement.sessions[0], talks=talks)
    event = actions.announce_event(
        dataclasses.replace(announcement, sessions=(session,)), host=host, by=olive
    )
    before = told(event)
    better = dataclasses.replace(before.sessions[0], talks=(*talks[:1], Talk(title="Better")))
    actions.amend_event(event, dataclasses.replace(before, sessions=(better,)), by=olive)
    assert [talk.title for talk in told(event).talks] == ["First", "Better"]
    assert told(event).talks[0].parts == (Part(name="Ann One"),)
    assert told(event).sessions[0].uid == before.sessions[0].uid


def test_two_who_save_at_once_do_not_overwrite_each_other(event, olive, told):
    seen = told()
    actions.amend_event(
        event, dataclasses.replace(seen, title="First"), by=olive, revision=seen.revision
    )
    with pytest.raises(ValidationError, match="Somebody else"):
        actions.amend_event(
            event, dataclasses.replace(seen, title="Second"), by=olive, revision=seen.revision
        )
    assert told().title == "First"


def test_rescheduling_tells_what_it_was(event, olive, told):
    was = told().sessions[0]
    actions.reschedule_event(event, [LATER], by=olive)
    after = told()
    assert after.sessions[0].starts_at() == LATER.starts_at()
    assert after.sessions[0].uid == was.uid
    assert [each.starts for each in after.earlier] == [was.starts_at()]
    assert verbs(event) == ["announced", "rescheduled"]
    event.refresh_from_db()
    assert (event.revision, event.itip_sequence) == (1, 1)
    assert event.starts_at == LATER.starts_at()


def test_rescheduling_to_the_same_time_changes_nothing(event, olive, told):
    actions.reschedule_event(event, told().sessions, by=olive)
    assert verbs(event) == ["announced"]


def test_moving_a_draft_leaves_no_trace_of_where_it_was(announcement, host, olive, operator):
    draft = actions.announce_event(announcement, host=host, by=olive, visibility="draft")
    actions.reschedule_event(draft, [LATER], by=olive)
    row = Event.objects.editable_by(olive).with_announcement().get(pk=draft.pk)
    assert row.announcement().earlier == ()


def test_a_further_session_gets_a_uid_that_it_keeps(event, olive, told):
    first = told().sessions[0]
    actions.reschedule_event(event, [first, LATER], by=olive)
    both = told().sessions
    assert both[0].uid == event.uid and both[1].uid not in {"", event.uid}
    actions.reschedule_event(event, [both[1]], by=olive)
    assert told().sessions[0].uid == both[1].uid


def test_cancelling_postponing_and_restoring_are_said(event, olive, told):
    actions.cancel_event(event, by=olive, note="Ask sam@speaks.example why")
    assert told().status is Status.CANCELLED
    assert "sam@" not in told().status_note
    actions.restore_event(event, by=olive)
    assert (told().status, told().status_note) == (Status.CONFIRMED, "")
    actions.postpone_event(event, by=olive)
    assert told().status is Status.POSTPONED
    actions.reschedule_event(event, [LATER], by=olive)
    assert told().status is Status.CONFIRMED
    assert verbs(event) == ["announced", "cancelled", "restored", "postponed", "rescheduled"]
    event.refresh_from_db()
    assert event.itip_sequence == 4


def test_a_cancelled_event_is_not_moved(event, olive):
    actions.cancel_event(event, by=olive)
    with pytest.raises(ValidationError):
        actions.reschedule_event(event, [LATER], by=olive)


def test_cancelling_twice_is_one_change(event, olive):
    actions.cancel_event(event, by=olive, note="Ill")
    actions.cancel_event(event, by=olive, note="Ill")
    assert verbs(event) == ["announced", "cancelled"]


def test_what_is_withdrawn_tells_nothing_but_its_times(event, olive, told):
    before = told()
    actions.withdraw_event(event, by=olive)
    gone = told()
    assert gone.status is Status.CANCELLED
    assert (gone.uid, gone.abstract, gone.parts) == (before.uid, "", ())
    assert gone.sessions[0].starts_at() == before.sessions[0].starts_at()
    actions.restore_event(event, by=olive)
    assert told().title == "On bells"


@pytest.mark.parametrize(
    "change",
    [
        lambda event, by: actions.amend_event(event, event.announcement(), by=by),
        lambda event, by: actions.reschedule_event(event, [LATER], by=by),
        lambda event, by: actions.cancel_event(event, by=by),
        lambda event, by: actions.postpone_event(event, by=by),
        lambda event, by: actions.restore_event(event, by=by),
        lambda event, by: actions.withdraw_event(event, by=by),
        lambda event, by: actions.publish_event(event, by=by),
    ],
)
def test_nobody_but_organisers_of_the_host_changes_an_event(change, event, rita):
    with pytest.raises(PermissionDenied):
        change(event, rita)
    assert verbs(event) == ["announced"]


def test_many_change_in_one_batch(announcement, host, olive):
    events = [actions.announce_event(announcement, host=host, by=olive) for _ in range(3)]
    actions.cancel_events(events, by=olive, note="Strike")
    changes = Change.objects.filter(verb="cancelled")
    assert len(changes) == 3
    assert len({change.batch for change in changes}) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_many_are_cancelled_in_as_many_queries_as_one(
    number, announcement, host, olive, django_assert_num_queries
):
    events = [actions.announce_event(announcement, host=host, by=olive) for _ in range(number)]
    with django_assert_num_queries(15):
        actions.cancel_events(events, by=olive)


def test_the_stamp_moves_on_by_a_second_however_fast_one_changes(event, olive, told):
    stamps = [told().changed_at]
    for title in ("One", "Two", "Three"):
        actions.amend_event(event, dataclasses.replace(told(), title=title), by=olive)
        stamps.append(told().changed_at)
    assert all(later - sooner >= timedelta(seconds=1) for sooner, later in pairwise(stamps))


def test_a_renamed_host_shows_in_its_events_and_moves_their_counters(event, host, operator, told):
    actions.rename_organisation(host, by=operator, name="School of Learning", slug="learning")
    assert told().host.name == "School of Learning"
    assert told().host.url.endswith("/hosts/learning/")
    assert told().revision == 1


def test_a_renamed_venue_shows_in_its_events(in_person, university, host, olive, operator, told):
    from termcard.institutions.actions import add_venue

    venue = add_venue(organisation=university, name="Room 4, Elvet Hall", by=operator)
    event = actions.announce_event(in_person, host=host, by=olive)
    assert event.venue == venue
    actions.rename_venue(venue, by=operator, name="Room 4, New Hall")
    assert told(event).place.name == "Room 4, New Hall"
    assert told(event).revision == 1

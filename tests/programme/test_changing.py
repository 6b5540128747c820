import dataclasses
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from termcard.announcements.announcement import Place, Status
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.institutions.actions import add_venue
from termcard.people.models import Person
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
        enquiry_url=after.enquiry_url,
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
        if field.name not in {"revision", "changed_at", "earlier", "url", "enquiry_url"}:
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


def test_a_note_on_a_move_tells_no_address_and_goes_with_the_next_move(event, olive, told):
    note = "Moved;\x07 ask sam@speaks.example or https://zoom.us/j/5550001111?pwd=secret"
    actions.reschedule_event(event, [LATER], by=olive, note=note)
    assert told().status_note.startswith("Moved; ask")
    assert not {"@", "zoom", "\x07"} & {*told().status_note, *told().status_note.split("/")}
    assert "zoom.us" not in told().status_note
    even_later = dataclasses.replace(LATER, starts_on=date(2026, 12, 17))
    actions.reschedule_event(event, [even_later], by=olive)
    assert told().status_note == ""


def test_a_sitting_added_before_another_takes_neither_its_talks_nor_its_title(event, olive, told):
    talks = (Talk(title="First"),)
    only = dataclasses.replace(told().sessions[0], title="Main", talks=talks)
    actions.reschedule_event(event, [dataclasses.replace(LATER, uid=only.uid)], by=olive)
    actions.amend_event(
        event,
        dataclasses.replace(
            told(), sessions=(dataclasses.replace(told().sessions[0], talks=talks),)
        ),
        by=olive,
    )
    sooner = dataclasses.replace(LATER, starts_on=date(2026, 12, 2))
    actions.reschedule_event(event, [sooner, told().sessions[0]], by=olive)
    assert [session.talks for session in told().sessions] == [(), talks]


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


def test_what_was_withdrawn_comes_back_with_the_status_it_had(event, olive, told):
    actions.cancel_event(event, by=olive, note="Sam is ill")
    actions.withdraw_event(event, by=olive)
    actions.restore_event(event, by=olive)
    assert (told().status, told().status_note) == (Status.CANCELLED, "Sam is ill")
    actions.restore_event(event, by=olive)
    assert (told().status, told().status_note) == (Status.CONFIRMED, "")


def test_restoring_what_only_may_take_place_does_not_confirm_it(announcement, host, olive, told):
    tentative = dataclasses.replace(announcement, status=Status.TENTATIVE)
    event = actions.announce_event(tentative, host=host, by=olive)
    actions.restore_event(event, by=olive)
    assert told(event).status is Status.TENTATIVE
    actions.withdraw_event(event, by=olive)
    actions.restore_event(event, by=olive)
    assert told(event).status is Status.TENTATIVE


def test_what_is_out_is_not_held_back(event, olive):
    with pytest.raises(ValidationError, match="out already"):
        actions.publish_event(event, by=olive, at=timezone.now() + timedelta(days=1))
    assert verbs(event) == ["announced"]


def test_publishing_what_is_public_changes_nothing(announcement, host, olive):
    a_minute_ago = timezone.now() - timedelta(minutes=1)
    event = actions.announce_event(announcement, host=host, by=olive, public_from=a_minute_ago)
    actions.publish_event(event, by=olive)
    assert verbs(event) == ["announced"]


def test_what_was_never_out_is_not_withdrawn(announcement, host, olive):
    draft = actions.announce_event(announcement, host=host, by=olive, visibility="draft")
    with pytest.raises(ValidationError, match="never out"):
        actions.withdraw_event(draft, by=olive)


def test_what_was_withdrawn_is_restored_and_not_published(event, olive):
    actions.withdraw_event(event, by=olive)
    with pytest.raises(ValidationError, match="restored"):
        actions.publish_event(event, by=olive)


def test_people_of_talks_stay_linked_when_the_event_moves_or_talks_are_amended(
    announcement, host, olive, told
):
    talks = (Talk(title="First", parts=(Part(name="Ann One"),)), Talk(title="Second"))
    session = dataclasses.replace(announcement.sessions[0], talks=talks)
    event = actions.announce_event(
        dataclasses.replace(announcement, sessions=(session,)), host=host, by=olive
    )
    ann = Person.objects.create(name="Ann One", slug="ann-one")
    event.appearances.filter(name="Ann One").update(person=ann)
    actions.reschedule_event(event, [LATER], by=olive)
    assert event.appearances.get(name="Ann One").person == ann
    better = dataclasses.replace(told(event).sessions[0], talks=(talks[1], talks[0]))
    actions.amend_event(event, dataclasses.replace(told(event), sessions=(better,)), by=olive)
    assert event.appearances.get(name="Ann One").person == ann
    assert event.appearances.get(name="Sam Speaks").person is None


def test_what_an_action_returns_tells_what_it_has_written(announcement, event, olive, host, told):
    moved = actions.reschedule_event(event, [LATER], by=olive)
    assert moved.announcement() == told()
    wanted = dataclasses.replace(
        told(), parts=(Part(name="Ann One"),), topics=("Time",), title="On clocks"
    )
    assert actions.amend_event(event, wanted, by=olive).announcement() == told()
    assert actions.cancel_event(event, by=olive).announcement() == told()
    fresh = actions.announce_event(announcement, host=host, by=olive)
    assert fresh.announcement() == told(fresh)


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
    with django_assert_num_queries(28):
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
    venue = add_venue(organisation=university, name="Room 4, Elvet Hall", by=operator)
    event = actions.announce_event(in_person, host=host, by=olive)
    assert event.venue == venue
    renamed = actions.rename_venue(venue, by=operator, name="Room 4,  New Hall ")
    assert renamed.name == told(event).place.name == "Room 4, New Hall"
    assert told(event).revision == 1
    (change,) = Change.objects.of("venue", venue.pk).filter(verb="renamed")
    assert change.details == {"name": ["Room 4, Elvet Hall", "Room 4, New Hall"]}


def test_a_renamed_venue_shows_in_series_and_their_silent_events(
    in_person, university, host, olive, operator, told
):
    name = "Room 4, Elvet Hall"
    early = actions.add_series(title="Early", slug="early", host=host, by=olive, place=name)
    venue = add_venue(organisation=university, name=name, by=operator)
    late = actions.add_series(title="Late", slug="late", host=host, by=olive, place=name)
    assert (early.venue, late.venue) == (None, venue)
    events = [
        actions.announce_event(in_person, host=host, series=series, by=olive)
        for series in (early, late)
    ]
    actions.rename_venue(venue, by=operator, name="Room 4, New Hall")
    assert [told(event).place.name for event in events] == ["Room 4, New Hall"] * 2
    assert [told(event).revision for event in events] == [1, 1]


def test_a_renamed_venue_does_not_touch_events_that_print_other_words(
    in_person, university, host, olive, operator, told
):
    venue = add_venue(organisation=university, name="Room 4, Elvet Hall", by=operator)
    event = actions.announce_event(in_person, host=host, by=olive)
    Event.objects.filter(pk=event.pk).update(place="Room 4, by the river")
    actions.rename_venue(venue, by=operator, name="Room 4, New Hall")
    assert (told(event).place.name, told(event).revision) == ("Room 4, by the river", 0)


def test_names_are_kept_fit_to_be_shown(university, host, series, olive, operator):
    note = "Hall (mail sam@speaks.example)\x07"
    venue = add_venue(organisation=university, name="Hall", by=operator)
    assert "@" not in actions.rename_venue(venue, by=operator, name=note).name
    assert "@" not in actions.rename_organisation(host, by=operator, name=note).name
    assert "@" not in actions.amend_series(series, by=olive, title=note).title

"""A change reaches everybody who asked, once, in words that say what was and what is."""

import dataclasses
from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from termcard.announcements.announcement import Material, Place
from termcard.audiences.actions import ask_to_follow, confirm
from termcard.audiences.models import Follower, Notice
from termcard.audiences.models.subject import find_subject, search_subject
from termcard.people.models import Person
from termcard.programme.actions import (
    Announcing,
    amend_event,
    announce_event,
    announce_events,
    cancel_event,
    cancel_events,
    erase_event,
    merge_events,
    postpone_event,
    publish_event,
    reschedule_event,
    restore_event,
    withdraw_event,
)
from termcard.programme.models import Event

RITA = "rita@elsewhere.example"
SERIES, HOST = "/subscribe/series/education-seminar/", "/subscribe/hosts/education/"
WAS = "Wednesday 9 December 2026, 13:00 (Europe/London, GMT)"
NOW = "Thursday 10 December 2026, 14:00–15:00 (Europe/London, GMT)"


@pytest.fixture
def talk(in_person, host, series, olive):
    """A talk of the series, in a room."""
    return announce_event(in_person, host=host, by=olive, series=series)


@pytest.fixture
def later(in_person):
    """The sitting a day and an hour later."""
    (session,) = in_person.sessions
    return [
        dataclasses.replace(
            session, starts_on=date(2026, 12, 10), starts_time=time(14), ends_time=time(15)
        )
    ]


def subjects(postbox):
    return [subject for _, subject, _ in postbox.texts()]


def test_a_move_says_what_was_and_what_is(follows, postbox, talk, later, olive):
    follows(SERIES)
    reschedule_event(talk, later, by=olive, note="Sam’s train is late.")

    ((_, subject, words),) = postbox.texts()
    assert subject == f"Moved: On bells, {NOW}"
    assert f"Was: {WAS}\n" in words
    assert f"Now: {NOW}\n" in words
    assert "Sam’s train is late." in words
    assert "For you" not in words


def test_a_reader_elsewhere_is_told_their_own_hour_too(
    follows, postbox, client, talk, later, olive
):
    own = follows(SERIES)
    (key,) = Follower.objects.get().subscriptions.values_list("pk", flat=True)
    client.post(own, {f"rhythm-{key}": "each", "zone": "Asia/Tokyo", "verb": "save"})
    reschedule_event(talk, later, by=olive)

    ((_, _, words),) = postbox.texts()
    assert f"Now: {NOW}\n" in words
    assert "For you: Thursday 10 December 2026, 23:00, to Friday 11 December 2026, 00:00" in words


def test_a_new_room_says_both(follows, postbox, talk, in_person, olive):
    follows(SERIES)
    wanted = dataclasses.replace(in_person, place=Place(name="Room 9, Elvet Hall"))
    amend_event(talk, wanted, by=olive)

    ((_, subject, words),) = postbox.texts()
    assert subject.startswith("New room: On bells")
    assert "Was in: Room 4, Elvet Hall\n" in words
    assert "Now in: Room 9, Elvet Hall\n" in words


def test_called_off_put_off_and_restored_are_told(follows, postbox, talk, olive):
    follows(SERIES)
    cancel_event(talk, by=olive, note="Sam is ill.")
    ((_, subject, words),) = postbox.texts()
    assert subject.startswith("Cancelled: On bells")
    assert "It does not take place. Sam is ill." in words
    for change, word in ((restore_event, "Takes place after all"), (postpone_event, "Postponed")):
        change(talk, by=olive)
        (subject,) = subjects(postbox)
        assert subject.startswith(f"{word}: On bells")


def test_no_mail_passes_on_an_address_or_a_join_link_that_a_note_holds(
    follows, postbox, talk, later, olive
):
    follows(SERIES)
    note = "Ask stan@elsewhere.example; https://example.zoom.us/j/123456789?pwd=abc joins us."
    for change in (
        lambda: reschedule_event(talk, later, by=olive, note=note),
        lambda: postpone_event(talk, by=olive, note=note),
        lambda: cancel_event(talk, by=olive, note=note),
    ):
        change()
        ((_, _, words),) = postbox.texts()
        assert "joins us." in words
        assert "stan@" not in words
        assert "zoom.us" not in words


def test_what_happened_before_anybody_was_told_is_told_as_it_stands(
    follows, postbox, talk, later, in_person, olive
):
    follows(SERIES)
    reschedule_event(talk, later, by=olive)
    cancel_event(talk, by=olive)
    ((_, subject, words),) = postbox.texts()
    assert subject == f"Cancelled: On bells, {NOW}"
    assert f"Was: {WAS}" in words


def test_what_was_undone_before_anybody_was_told_is_not_told(
    follows, postbox, talk, later, in_person, olive
):
    follows(SERIES)
    cancel_event(talk, by=olive)
    restore_event(talk, by=olive)
    reschedule_event(talk, later, by=olive)
    reschedule_event(talk, in_person.sessions, by=olive)
    assert postbox.texts() == []


def test_small_corrections_do_not_shout(follows, postbox, talk, in_person, olive):
    follows(SERIES)
    wanted = dataclasses.replace(in_person, abstract="Bells, ropes and people.", title="On Bells")
    amend_event(talk, wanted, by=olive)
    assert postbox.texts() == []


def test_a_title_that_was_missing_is_told(follows, postbox, in_person, host, series, olive):
    untitled = dataclasses.replace(in_person, title=None)
    event = announce_event(untitled, host=host, by=olive, series=series)
    follows(SERIES)
    amend_event(event, in_person, by=olive)
    (subject,) = subjects(postbox)
    assert subject.startswith("Title announced: On bells")


def test_material_is_told_to_whoever_keeps_the_event_also_when_it_is_over(
    follows, postbox, in_person, host, series, olive
):
    yesterday = dataclasses.replace(
        in_person.sessions[0], starts_on=timezone.now().date() - timedelta(days=1)
    )
    over = dataclasses.replace(in_person, sessions=(yesterday,))
    event = announce_event(over, host=host, by=olive, series=series)
    follows(SERIES)
    follows(f"/subscribe/events/{event.address}/", "sam@speaks.example", day_before="on")
    postbox.come()
    slides = Material(title="Slides", url="https://slides.example/bells")
    amend_event(event, dataclasses.replace(over, materials=(slides,)), by=olive)

    ((to, subject, words),) = postbox.texts()
    assert to == "sam@speaks.example"
    assert subject.startswith("New material")
    assert "Slides: https://slides.example/bells" in words
    cancel_event(event, by=olive)
    assert postbox.texts() == []


def test_one_person_hears_once_however_many_ways_they_asked(
    follows, postbox, client, talk, later, olive, operator
):
    person = Person.objects.create(name="Sam Speaks", slug="sam-speaks")
    Event.objects.get(pk=talk.pk).appearances.update(person=person)
    words = {"series": talk.series.slug, "host": "education", "topic": "bells"}
    subjects = [find_subject(kind, slug) for kind, slug in words.items()]
    subjects += [find_subject("host", "university"), search_subject("q=bells")]
    for subject in subjects:
        confirm(ask_to_follow(subject, address=RITA, place="192.0.2.1")[0])
    reschedule_event(talk, later, by=olive)

    ((_, _, words),) = postbox.texts()
    assert (
        "Education Seminar; School of Education; Bells; Example University; Search: bells" in words
    )


@pytest.mark.parametrize(
    "path",
    [
        "/subscribe/hosts/university/",
        HOST,
        SERIES,
        "/subscribe/topics/bells/",
        "/subscribe/people/sam-speaks/",
        "/subscribe/search/?q=bells&kind=seminar",
        "/subscribe/search/?host=education",
        "/subscribe/search/",
    ],
)
def test_each_way_to_follow_reaches(path, follows, postbox, talk, later, olive):
    person = Person.objects.create(name="Sam Speaks", slug="sam-speaks")
    Event.objects.get(pk=talk.pk).appearances.update(person=person)
    follows(path)
    reschedule_event(talk, later, by=olive)
    assert subjects(postbox) == [f"Moved: On bells, {NOW}"]


def test_a_venue_is_followed(follows, postbox, in_person, university, host, olive, operator):
    from termcard.institutions.actions import add_venue

    venue = add_venue(organisation=university, name="Elvet Hall", by=operator)
    follows(f"/subscribe/venues/{venue.slug}/")
    there = dataclasses.replace(in_person, place=Place(name="Elvet Hall"))
    announce_event(there, host=host, by=olive)
    assert len(postbox.texts()) == 1


@pytest.mark.parametrize(
    "path",
    ["/subscribe/hosts/history/", "/subscribe/search/?q=physics", "/subscribe/search/?kind=film"],
)
def test_who_follows_something_else_hears_nothing(
    path, follows, postbox, talk, later, olive, other_host
):
    follows(path)
    reschedule_event(talk, later, by=olive)
    assert postbox.texts() == []


def test_many_changes_of_one_batch_are_one_mail(follows, postbox, in_person, host, series, olive):
    follows(SERIES)
    announcings = [
        Announcing(
            announcement=dataclasses.replace(in_person, title=f"Talk {number}"),
            host=host,
            series=series,
        )
        for number in range(5)
    ]
    events = announce_events(announcings, by=olive)
    ((_, subject, words),) = postbox.texts()
    assert subject == "5 new events: Education Seminar"
    assert all(f"Talk {number}" in words for number in range(5))

    cancel_events(events, by=olive)
    ((_, subject, words),) = postbox.texts()
    assert subject == "5 events changed: Education Seminar"
    assert words.count("CANCELLED:") == 5


@pytest.mark.parametrize("visibility", ["draft", "private", "unlisted"])
def test_what_is_not_public_is_told_to_nobody(
    visibility, follows, postbox, in_person, later, host, series, olive
):
    follows(SERIES)
    follows("/subscribe/search/")
    event = announce_event(in_person, host=host, by=olive, series=series, visibility=visibility)
    reschedule_event(event, later, by=olive)
    cancel_event(event, by=olive)
    assert postbox.texts() == []


def test_what_is_held_back_is_new_on_the_day_it_comes_out(
    follows, postbox, clock, in_person, host, series, olive
):
    follows(SERIES)
    soon = timezone.now() + timedelta(hours=1)
    event = announce_event(in_person, host=host, by=olive, series=series, public_from=soon)
    assert postbox.texts() == []

    Event.objects.filter(pk=event.pk).update(public_from=timezone.now() - timedelta(minutes=1))
    clock.move(timedelta(minutes=10))
    assert [subject[:13] for subject in subjects(postbox)] == ["New: On bells"]
    clock.move(timedelta(minutes=10))
    assert postbox.texts() == []


def test_a_draft_is_new_when_it_is_published_and_once(
    follows, postbox, clock, in_person, host, series, olive
):
    follows(SERIES)
    event = announce_event(in_person, host=host, by=olive, series=series, visibility="draft")
    publish_event(event, by=olive)
    assert len(postbox.texts()) == 1
    clock.move(timedelta(minutes=10))
    assert postbox.texts() == []


def test_what_was_hidden_before_the_mail_is_written_is_not_told(
    follows, postbox, talk, later, olive
):
    follows(SERIES)
    reschedule_event(talk, later, by=olive)
    Event.objects.filter(pk=talk.pk).update(visibility="draft")
    assert postbox.texts() == []


@pytest.mark.parametrize("take_down", [withdraw_event, erase_event])
def test_what_was_taken_down_is_told_without_its_words(
    take_down, follows, postbox, talk, olive, operator
):
    follows(SERIES)
    take_down(talk, by=operator)
    ((_, subject, words),) = postbox.texts()
    assert subject.startswith("Withdrawn: Event withdrawn, Wednesday 9 December 2026")
    assert "bells" not in subject + words
    assert "Sam" not in words


def test_whoever_kept_a_duplicate_keeps_what_it_was_merged_into(
    follows, postbox, talk, in_person, host, olive
):
    other = announce_event(in_person, host=host, by=olive)
    follows(f"/subscribe/events/{other.address}/", day_before="on")
    postbox.come()
    merge_events(other, talk, by=olive)
    postbox.come()
    cancel_event(talk, by=olive)
    (subject,) = subjects(postbox)
    assert subject.startswith("Cancelled: On bells")


def test_no_mail_gives_away_who_else_is_told_or_who_answers(
    follows, postbox, in_person, host, series, olive
):
    follows(SERIES)
    follows(SERIES, "sam@elsewhere.example")
    announce_event(
        in_person,
        host=host,
        by=olive,
        series=series,
        contact="Canary, canary@private.example",
        join_links=["https://zoom.us/j/999"],
    )
    messages = postbox.come()
    assert len(messages) == 2
    for message in messages:
        written = message.as_bytes().decode()
        assert written.count("@elsewhere.example") == 1
        assert "canary" not in written
        assert "zoom.us" not in written
        assert "olive@" not in written


def follow_many(subject, number):
    for each in range(number):
        address, place = f"reader{each}@elsewhere.example", f"192.0.2.{each}"
        confirm(ask_to_follow(subject, address=address, place=place)[0])


def queries_of(change):
    with CaptureQueriesContext(connection) as asked:
        change()
    return len(asked)


def test_a_change_costs_its_writer_the_same_however_many_follow(talk, olive):
    alone = queries_of(lambda: cancel_event(talk, by=olive))
    restore_event(talk, by=olive)
    follow_many(find_subject("series", talk.series.slug), 150)
    assert queries_of(lambda: cancel_event(talk, by=olive)) == alone
    assert not Notice.objects.exists()


def test_everybody_of_many_is_told_once(postbox, talk, later, olive):
    postbox.come()
    follow_many(find_subject("series", talk.series.slug), 130)
    reschedule_event(talk, later, by=olive)
    told = postbox.texts()
    assert len({to for to, _, _ in told}) == len(told) == 130
    assert not Notice.objects.waiting("each").exists()


def test_an_archive_that_is_brought_in_is_news_to_nobody(
    follows, postbox, in_person, host, series, olive
):
    follows(SERIES)
    (session,) = in_person.sessions
    over = dataclasses.replace(session, starts_on=date(2019, 12, 9))
    announcings = [
        Announcing(
            announcement=dataclasses.replace(
                in_person, title=f"Talk {number}", sessions=(over if number else session,)
            ),
            host=host,
            series=series,
        )
        for number in range(210)
    ]
    announce_events(announcings, by=olive)
    (subject,) = subjects(postbox)
    assert subject.startswith("New: Talk 0")

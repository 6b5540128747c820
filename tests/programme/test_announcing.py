import dataclasses

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.announcements.announcement import Announcement
from termcard.institutions.actions import add_organisation
from termcard.lib.secrets import Sealer
from termcard.programme.actions import (
    Announcing,
    add_series,
    announce_event,
    announce_events,
    rows,
)
from termcard.programme.actions.linking import introduce_people
from termcard.programme.models import Contact, Event, OnlinePlace
from termcard.records.models import Change


def test_tells_again_what_was_announced(announcement, event, told):
    again = told()
    for name in ("title", "kind", "abstract", "mode", "platform", "parts", "references", "topics"):
        assert getattr(again, name) == getattr(announcement, name), name
    assert [s.starts_at() for s in again.sessions] == [s.starts_at() for s in announcement.sessions]
    assert again.host.name == "School of Education"


def test_records_a_loud_change_by_whoever_announced(event, olive):
    (change,) = Change.objects.of("event", event.pk)
    assert (change.verb, change.by_account_id, change.is_loud) == ("announced", olive.pk, True)


def test_a_draft_is_announced_quietly(announcement, host, olive):
    draft = announce_event(announcement, host=host, by=olive, visibility="draft")
    (change,) = Change.objects.of("event", draft.pk)
    assert not change.is_loud


def test_only_organisers_of_the_host_announce(announcement, host, other_host, olive, rita):
    with pytest.raises(PermissionDenied):
        announce_event(announcement, host=host, by=rita)
    with pytest.raises(PermissionDenied):
        announce_event(announcement, host=other_host, by=olive)
    assert Event.objects.count() == 0


def test_an_organiser_of_the_institution_announces_for_every_unit(
    announcement, university, host, rita, operator
):
    from termcard.people.actions import grant_role

    grant_role(rita, university, by=operator)
    assert announce_event(announcement, host=host, by=rita).pk


def test_keeps_a_uid_that_nobody_claims_and_no_other(announcement, host, olive):
    named = dataclasses.replace(announcement, uid="talk-1@elsewhere.example")
    first, second = (announce_event(named, host=host, by=olive) for _ in range(2))
    assert first.uid == "talk-1@elsewhere.example"
    assert second.uid != first.uid


def test_ids_that_are_taken_are_drawn_anew(announcement, host, olive, monkeypatch):
    monkeypatch.setattr(rows, "ID_LETTERS", "23")
    monkeypatch.setattr(rows, "ID_LENGTH", 2)
    for _ in range(2):
        announce_events([Announcing(announcement=announcement, host=host)] * 2, by=olive)
    assert {event.short_id for event in Event.objects.all()} == {"22", "23", "32", "33"}


def test_a_series_of_another_institution_gathers_no_events_of_ours(
    announcement, host, olive, operator
):
    away = add_organisation(name="Northport", slug="northport", kind="institution", by=operator)
    series = add_series(title="Away", slug="away", host=away, by=operator)
    with pytest.raises(ValidationError) as refused:
        announce_event(announcement, host=host, series=series, by=olive)
    assert "series" in refused.value.message_dict


def test_addresses_and_join_links_leave_free_text(announcement, host, olive, settings):
    leaky = dataclasses.replace(
        announcement,
        abstract="Write to sam@speaks.example or join https://zoom.us/j/5550001111?pwd=secret.",
        attendance="Mail olive@education.example for the link.",
    )
    event = announce_event(leaky, host=host, by=olive)
    kept = str(event.__dict__)
    assert "speaks.example" not in kept and "zoom.us" not in kept
    assert "olive@education.example" in Contact.objects.get(event=event).words
    sealed = OnlinePlace.objects.get(event=event).sealed_links
    assert "zoom.us" not in sealed
    assert "zoom.us/j/5550001111" in Sealer(settings.SEALING_KEYS).unseal(sealed)


def test_a_text_too_long_is_refused_by_name_on_every_database(announcement, host, olive):
    for name, text in (("title", "x" * 501), ("abstract", "x" * 50_001)):
        with pytest.raises(ValidationError) as refused:
            announce_event(dataclasses.replace(announcement, **{name: text}), host=host, by=olive)
        assert name in refused.value.message_dict
    assert Event.objects.count() == 0


def test_controls_are_dropped_and_an_invisible_title_is_none(announcement, host, olive, told):
    odd = dataclasses.replace(announcement, title="\u200b \u2060", abstract="a\0b\x0bc\u2028d")
    event = announce_event(odd, host=host, by=olive)
    assert told(event).title is None
    assert told(event).abstract == "ab\nc\nd"


@pytest.mark.parametrize("number", [1, 3])
def test_many_are_announced_in_as_many_queries_as_one(
    number, announcement, host, olive, django_assert_num_queries
):
    announcings = [Announcing(announcement=announcement, host=host) for _ in range(number)]
    with django_assert_num_queries(27):
        events = announce_events(announcings, by=olive)
    assert len({event.short_id for event in events}) == number


def test_one_that_cannot_be_announced_leaves_none_of_the_batch(announcement, host, olive):
    bad = dataclasses.replace(announcement, title="x" * 501)
    announcings = [Announcing(announcement=each, host=host) for each in (announcement, bad)]
    with pytest.raises(ValidationError):
        announce_events(announcings, by=olive)
    assert Event.objects.count() == 0
    assert Change.objects.filter(subject_kind="event").count() == 0


def test_without_a_day_it_is_announced_all_the_same(host, olive, told):
    event = announce_event(Announcement(title="Some day"), host=host, by=olive)
    assert told(event).sessions == ()
    assert event.starts_at is None


def test_only_operators_say_whose_a_printed_name_is(announcement, host, olive, operator):
    announcings = [Announcing(announcement=announcement, host=host)]
    (sam, other) = introduce_people(["Sam Speaks", "Sam  Speaks"], by=operator)
    assert (sam.slug, other.slug) == ("sam-speaks", "sam-speaks-2")
    with pytest.raises(PermissionDenied):
        introduce_people(["Rita Reads"], by=olive)
    with pytest.raises(PermissionDenied):
        announce_events(announcings, by=olive, linked={"Sam Speaks": sam.pk})
    (event,) = announce_events(announcings, by=operator, linked={"Sam Speaks": sam.pk})
    assert [row.person for row in event.appearances.all()] == [sam]

import dataclasses
import uuid
from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.announcements.announcement import Mode, Place
from termcard.institutions.actions import add_organisation
from termcard.programme.actions import Edited, add_series, draft_event, edit_event
from termcard.programme.models import Contact, Event, OnlinePlace
from termcard.records.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def edit(event, olive):
    """Save the event with some of its words typed anew."""

    def save(series=None, contact="", join_links=None, by=olive, revision=None, **words):
        stands = Event.objects.with_announcement().get(pk=event.pk)
        told = dataclasses.replace(stands.announcement(), **words)
        edited = Edited(announcement=told, series=series, contact=contact, join_links=join_links)
        return edit_event(stands, edited, by=by, revision=revision)

    return save


def verbs(event):
    return list(Change.objects.of("event", event.pk).values_list("verb", flat=True))


def test_words_and_times_are_saved_together(edit, told, event):
    (sitting,) = told().sessions
    later = dataclasses.replace(sitting, starts_time=time(15), ends_time=time(16))
    edit(title="On ropes", sessions=(later,))
    assert (told().title, told().sessions[0].starts_time) == ("On ropes", time(15))
    assert told().sessions[0].uid == sitting.uid
    assert verbs(event) == ["rescheduled", "amended", "announced"]


def test_what_says_the_same_is_not_touched(edit, event):
    edit()
    assert verbs(event) == ["announced"]


def test_a_sitting_gets_another_name_without_being_moved(edit, told, event):
    named = dataclasses.replace(told().sessions[0], title="Morning")
    edit(sessions=(named,))
    assert told().sessions[0].title == "Morning"
    assert verbs(event) == ["amended", "announced"]


def test_who_saw_an_older_event_is_refused_and_nothing_is_saved(edit, told, event):
    edit(title="On ropes")
    with pytest.raises(ValidationError) as refused:
        edit(title="On clappers", revision=0)
    assert refused.value.code == "changed_meanwhile"
    assert told().title == "On ropes"


def test_what_is_private_is_kept_apart_and_recorded_without_a_word(edit, told, event):
    link = "https://zoom.us/j/91234567890?pwd=c2VjcmV0"
    edit(contact="olive@education.example", join_links=(link,))
    assert Contact.objects.get(event=event).words == "olive@education.example"
    assert link not in OnlinePlace.objects.get(event=event).sealed_links
    change = Change.objects.of("event", event.pk).first()
    assert (change.verb, change.is_loud) == ("private_changed", False)
    assert change.details == {"changed": ["contact", "join_links"]}
    edit(contact="olive@education.example")
    assert OnlinePlace.objects.filter(event=event).exists()
    edit(join_links=())
    assert not OnlinePlace.objects.filter(event=event).exists()
    assert not Contact.objects.filter(event=event).exists()


def test_another_series_speaks_for_a_silent_event(edit, told, event, host, olive):
    named = add_series(
        title="Ropes", slug="ropes", host=host, by=olive, place="Room 9", platform="Zoom"
    )
    edit(series=named, place=Place(name="Room 9"), mode=Mode.HYBRID)
    event.refresh_from_db()
    assert (event.series, event.place, told().place.name) == (named, "", "Room 9")
    edit(series=None)
    assert Change.objects.of("series", named.pk).filter(verb="parted").exists()


def test_nobody_puts_an_event_into_a_series_of_another_institution(edit, operator, event):
    college = add_organisation(name="College", slug="college", kind="institution", by=operator)
    theirs = add_series(title="History", slug="history-seminar", host=college, by=operator)
    with pytest.raises(ValidationError) as refused:
        edit(series=theirs)
    assert list(refused.value.message_dict) == ["series"]
    assert verbs(event) == ["announced"]


def test_a_form_sent_twice_makes_one_draft(announcement, host, olive, rita):
    token, edited = uuid.uuid4(), Edited(announcement=announcement)
    event, is_new = draft_event(edited, host=host, token=token, by=olive)
    again, is_new_again = draft_event(edited, host=host, token=token, by=olive)
    assert (event.pk, is_new, is_new_again) == (again.pk, True, False)
    assert event.visibility == "draft"
    other, _ = draft_event(edited, host=host, token=uuid.uuid4(), by=olive)
    assert other.pk != event.pk
    with pytest.raises(PermissionDenied):
        draft_event(edited, host=host, token=token, by=rita)
    assert Event.objects.count() == 2


def test_the_day_of_a_draft_is_what_was_typed(announcement, host, olive):
    event, _ = draft_event(
        Edited(announcement=announcement, contact="Olive"), host=host, token=uuid.uuid4(), by=olive
    )
    assert event.announcement().sessions[0].starts_on == date(2026, 12, 9)
    assert Contact.objects.get(event=event).words == "Olive"

"""The large invented programme: of every state, the same for the same seed, and brought once."""

from collections import Counter
from datetime import date
from statistics import mean

import pytest
from django.db.models import Count

from termcard.announcements.announcement import Kind, Mode, Status
from termcard.institutions.models import Organisation
from termcard.operating.actions import bring_university
from termcard.operating.actions.invention import invent_event, invent_university
from termcard.people.models import Person
from termcard.programme.actions import rebuild_search
from termcard.programme.models import Appearance, Event, SearchEntry, SearchWord
from termcard.records.models import Change

TODAY = date(2026, 11, 25)
EVENTS = 150


def invented(seed, numbers):
    university = invent_university(seed)
    return [invent_event(university, number, TODAY) for number in numbers]


@pytest.fixture
def university(db):
    return bring_university(EVENTS, 7, today=TODAY)


def test_the_same_seed_number_and_day_make_the_same_events():
    assert invented(7, range(60)) == invented(7, range(60))
    assert invented(7, [59]) == invented(7, range(60))[59:]
    ours, theirs = (
        {each.announcement.uid for each in invented(seed, range(60))} for seed in (7, 8)
    )
    assert not ours & theirs


def test_there_is_every_kind_mode_and_state():
    made = invented(7, range(3_000))
    events = [each.announcement for each in made]
    assert {each.kind for each in events} == set(Kind)
    assert {each.mode for each in events} == set(Mode)
    assert {each.status for each in events} == set(Status)
    assert {each.visibility for each in made} == {"public", "unlisted", "private", "draft"}
    assert any(each.public_from for each in made) and any(each.is_withdrawn for each in made)
    assert any(each.earlier for each in events) and any(each.talks for each in events)
    assert any(len(each.sessions) > 1 for each in events)
    assert any(not each.sessions for each in events)
    assert any(each.sessions and each.sessions[0].is_all_day for each in events)
    assert len({session.zone for each in events for session in each.sessions}) > 8
    assert any(not name.isascii() for each in events for name in [p.name for p in each.parts])
    assert {each.language for each in events} >= {"", "de", "fr", "es"}


def test_one_in_seven_is_to_come_and_abstracts_are_as_long_as_people_write_them():
    events = [each.announcement for each in invented(7, range(700))]
    dated = [each.sessions[0].starts_on for each in events if each.sessions]
    to_come = sum(day > TODAY for day in dated) + sum(not each.sessions for each in events)
    assert to_come == 100
    assert 1_000 < mean(len(each.abstract) for each in events) < 1_400


def test_all_of_it_is_brought_and_linked_and_once(university):
    assert university.added == EVENTS
    assert Event.objects.count() == EVENTS
    assert Event.objects.filter(withdrawn_at__isnull=False).exists()
    assert Event.objects.filter(merged_into__isnull=False).exists()
    linked = Appearance.objects.filter(person__isnull=False)
    assert linked.count() > 50
    assert all(row.name == row.person.name for row in linked.select_related("person")[:50])
    verbs = Counter(Change.objects.filter(subject_kind="event").values_list("verb", flat=True))
    assert verbs["announced"] == EVENTS and verbs["withdrawn"] and verbs["merged"]
    before = [Event.objects.count(), Organisation.objects.count(), Person.objects.count()]
    again = bring_university(EVENTS, 7, today=TODAY)
    assert (again.added, again.path) == (0, university.path)
    assert [Event.objects.count(), Organisation.objects.count(), Person.objects.count()] == before


def test_what_is_found_is_what_a_rebuilt_index_would_find(university):
    def index():
        entries = set(SearchEntry.objects.values_list("pk", "event_id", "title", "names", "text"))
        return entries, set(SearchWord.objects.values_list("pk", flat=True))

    entries, words = index()
    rebuild_search()
    assert index()[0] == entries
    assert index()[1] <= words


def test_more_of_a_seed_adds_what_is_missing(db):
    bring_university(40, 7, today=TODAY)
    seen = []
    assert bring_university(90, 7, today=TODAY, tell=seen.append).added == 50
    assert (Event.objects.count(), sum(seen)) == (90, 90)
    twice = (
        Appearance.objects.exclude(person=None)
        .values("name")
        .annotate(people=Count("person", distinct=True))
    )
    assert set(twice.values_list("people", flat=True)) == {1}


def test_another_seed_is_another_university(db):
    one, other = (bring_university(30, seed, today=TODAY) for seed in (7, 23))
    assert one.path != other.path
    assert Event.objects.count() == 60
    assert Organisation.objects.institutions().count() == 2

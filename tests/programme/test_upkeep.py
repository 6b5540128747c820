import dataclasses
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
import tzdata

from termcard.announcements.sessions import Session as SessionTold
from termcard.config.diagnosis import database
from termcard.config.standing import bring_up_to_date
from termcard.programme import actions
from termcard.programme.models import Edition, Event, SearchEntry, SearchSpelling
from termcard.records.models import Change

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(datetime(2026, 11, 24, 12, tzinfo=UTC), tick=True):
        yield


@pytest.fixture
def derived(db):
    """Everything is derived from today's rules, as after every start."""
    list(actions.keep_up())
    assert actions.outdated() == []


def derive_by_other_rules(event, edition="2020a"):
    """Let an event stand as rules had it by which clocks there were an hour ahead."""
    for row in event.sessions.all():
        event.sessions.filter(pk=row.pk).update(
            starts_at=row.starts_at - HOUR, ends_at=row.ends_at - HOUR
        )
    Event.objects.filter(pk=event.pk).update(
        starts_at=event.starts_at - HOUR, ends_at=event.ends_at - HOUR
    )
    Edition.objects.filter(name="time zones").update(edition=edition)


def test_other_rules_move_what_is_to_come_and_say_so_quietly(event, derived):
    derive_by_other_rules(event)
    assert actions.outdated() == ["time zones"]
    assert list(actions.keep_up()) == [
        "The rules of time zones changed: 1 events are at another moment now."
    ]
    moved = Event.objects.get(pk=event.pk)
    (sitting,) = moved.sessions.all()
    thirteen = datetime(2026, 12, 9, 13, tzinfo=UTC)
    assert (sitting.starts_on, sitting.starts_time) == (date(2026, 12, 9), time(13))
    assert (moved.starts_at, moved.ends_at) == (thirteen, thirteen + HOUR)
    assert (sitting.starts_at, sitting.ends_at) == (thirteen, thirteen + HOUR)
    change = Change.objects.of("event", event.pk).first()
    assert (change.verb, change.is_loud) == ("rederived", False)
    assert change.details == {
        "from": ["2026-12-09T12:00:00+00:00/2026-12-09T13:00:00+00:00"],
        "to": ["2026-12-09T13:00:00+00:00/2026-12-09T14:00:00+00:00"],
        "rules": tzdata.IANA_VERSION,
    }
    assert moved.revision == event.revision + 1
    assert moved.itip_sequence == event.itip_sequence + 1
    assert moved.changed_at > event.changed_at
    assert moved.announcement().earlier == ()


def test_it_is_found_by_where_it_stands_now(event, derived):
    derive_by_other_rules(event)
    before = SearchEntry.objects.get(event=event).pk
    SearchEntry.objects.filter(event=event).update(id=before - 60)
    list(actions.keep_up())
    assert SearchEntry.objects.get(event=event).pk == before


def test_what_other_rules_do_not_move_is_not_touched(event, derived):
    Edition.objects.filter(name="time zones").update(edition="2020a")
    assert list(actions.keep_up()) == []
    assert Event.objects.get(pk=event.pk).changed_at == event.changed_at
    assert Change.objects.of("event", event.pk).count() == 1
    assert actions.outdated() == []


def test_what_was_over_stays_as_it_was(announcement, host, olive, derived):
    over = SessionTold(
        starts_on=date(2026, 10, 9),
        starts_time=time(13),
        ends_time=time(14),
        zone="Europe/London",
    )
    event = actions.announce_event(
        dataclasses.replace(announcement, sessions=(over,)), host=host, by=olive
    )
    derive_by_other_rules(event)
    assert list(actions.keep_up()) == []
    assert Event.objects.get(pk=event.pk).starts_at == event.starts_at - HOUR


def test_without_other_rules_nothing_is_looked_at(event, derived, django_assert_max_num_queries):
    derive_by_other_rules(event, edition=tzdata.IANA_VERSION)
    with django_assert_max_num_queries(4):
        assert list(actions.keep_up()) == []


def test_a_rule_that_changes_moves_the_calendar_too(event, derived, client):
    derive_by_other_rules(event)
    before = client.get(f"/events/{event.address}.ics").content.decode()
    list(actions.keep_up())
    after = client.get(f"/events/{event.address}.ics").content.decode()
    assert "SEQUENCE:0" in before or "SEQUENCE:1" in before
    assert before != after
    assert "DTSTART;TZID=Europe/London:20261209T130000" in after


@pytest.mark.parametrize("loss", ["never made", "another form", "empty"])
def test_a_search_that_is_missing_or_old_is_made_anew(loss, event, derived, client):
    if loss == "another form":
        Edition.objects.filter(name="search").update(edition="0")
        SearchEntry.objects.update(title="in another spelling", names="", text="")
    else:
        SearchEntry.objects.all().delete()
        SearchSpelling.objects.all().delete()
        if loss == "never made":
            Edition.objects.all().delete()
    assert "On bells" not in client.get("/search/?q=belsl").content.decode()
    assert "search" in actions.outdated()
    assert "1 events can be found" in list(actions.keep_up())[-1]
    assert actions.outdated() == []
    assert "On bells" in client.get("/search/?q=belsl").content.decode()


def test_a_database_without_events_has_nothing_to_say(db):
    assert actions.outdated() == ["time zones", "search"]
    assert list(actions.keep_up()) == []
    assert actions.outdated() == []


def test_every_start_does_it_and_the_doctor_sees_it_undone(event, derived, capsys):
    assert database.derived().verdict == "ok"
    derive_by_other_rules(event)
    found = database.derived()
    assert found.verdict == "look" and "time zones" in found.seen
    bring_up_to_date()
    assert "1 events are at another moment" in capsys.readouterr().err
    assert database.derived().verdict == "ok"

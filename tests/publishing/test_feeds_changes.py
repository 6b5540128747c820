"""What calendar programs go by: the UID that stays, and the stamps that rise with every change."""

import dataclasses
from datetime import UTC, date, time

import icalendar
import pytest

from termcard.announcements.announcement import (
    AccessProvision,
    Kind,
    Level,
    Material,
    Mode,
    OpenTo,
    Place,
    Reference,
)
from termcard.announcements.icalendar import reader, writer
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.institutions.actions import add_venue
from termcard.programme import actions
from termcard.programme.models import Event

MOVED = Session(
    starts_on=date(2026, 12, 16), starts_time=time(15), ends_time=time(16), zone="Europe/London"
)


@pytest.fixture
def hall(university, operator):
    return add_venue(organisation=university, name="Elvet Hall", locality="Durham", by=operator)


@pytest.fixture
def listed(in_person, host, other_host, series, hall, olive):
    """An event with everything a calendar shows, in a venue that is known."""
    talk = Talk(title="First", parts=(Part(name="Ann One"),))
    told = dataclasses.replace(
        in_person,
        mode=Mode.HYBRID,
        platform="Zoom",
        place=Place(name="Elvet Hall"),
        sessions=tuple(dataclasses.replace(each, talks=(talk,)) for each in in_person.sessions),
    )
    announcing = actions.Announcing(
        announcement=told, host=host, series=series, co_hosts=[other_host]
    )
    (event,) = actions.announce_events([announcing], by=olive)
    event.hostings.filter(organisation=other_host).update(accepted_at=event.created_at)
    return event


@pytest.fixture
def shown(client):
    """Return the one entry of the feed, as a program reads it."""

    def show(address="/index.ics"):
        (entry,) = icalendar.Calendar.from_ical(client.get(address).content).events
        return entry

    return show


WORDS = {
    "title": "Of ropes",
    "kind": Kind.LECTURE,
    "abstract": "Other words.",
    "topics": ("Ropes",),
    "mode": Mode.IN_PERSON,
    "place": Place(name="The Chapel"),
    "platform": "Teams",
    "stream_url": "https://stream.example/1",
    "parts": (Part(name="Ann Other"),),
    "attendance": "Come along.",
    "open_to": OpenTo.ANYONE,
    "level": Level.STUDENTS,
    "access": (AccessProvision.STEP_FREE,),
    "access_note": "By the ramp.",
    "references": (Reference(cited="Blake, 2020"),),
    "materials": (Material(title="Slides", url="https://slides.example/1"),),
    "notices": ("There will be filming.",),
}


def amend(name):
    def change(event, by):
        told = Event.objects.with_announcement().get(pk=event.pk).announcement()
        actions.amend_event(event, dataclasses.replace(told, **{name: WORDS[name]}), by=by)

    return change


def amend_talk(event, by):
    told = Event.objects.with_announcement().get(pk=event.pk).announcement()
    talks = (Talk(title="First", parts=(Part(name="Somebody Else"),)),)
    sessions = tuple(dataclasses.replace(each, talks=talks) for each in told.sessions)
    actions.amend_event(event, dataclasses.replace(told, sessions=sessions), by=by)


def change_speaker(event, by):
    told = Event.objects.with_announcement().get(pk=event.pk).announcement()
    renamed = dataclasses.replace(told.parts[0], name="Samuel Speaks")
    actions.amend_event(event, dataclasses.replace(told, parts=(renamed,)), by=by)


CHANGES = {
    **{name: amend(name) for name in WORDS},
    "talk": amend_talk,
    "speaker": change_speaker,
    "times": lambda event, by: actions.reschedule_event(event, [MOVED], by=by),
    "cancelled": lambda event, by: actions.cancel_event(event, by=by, note="Ill."),
    "postponed": lambda event, by: actions.postpone_event(event, by=by),
    "withdrawn": lambda event, by: actions.withdraw_event(event, by=by),
    "venue": lambda event, by: actions.rename_venue(event.venue, by=by, name="Great Hall"),
    "series": lambda event, by: actions.amend_series(event.series, by=by, title="New Seminar"),
    "usual words": lambda event, by: actions.amend_series(
        event.series, by=by, open_to=OpenTo.INVITED.value
    ),
    "host": lambda event, by: actions.rename_organisation(
        event.hostings.get(kind="owner").organisation, by=by, name="School of Learning"
    ),
    "co-host": lambda event, by: actions.rename_organisation(
        event.hostings.get(kind="co_host").organisation, by=by, name="School of the Past"
    ),
}
UNSTAMPED = ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "X-TERMCARD")


def words_of(entry):
    return {name: str(entry[name]) for name in entry if name not in UNSTAMPED}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_shows_raises_the_stamps_and_keeps_the_uid(change, listed, shown, operator):
    before = shown()
    change(Event.objects.get(pk=listed.pk), operator)
    after = shown()
    assert words_of(after) != words_of(before)
    assert str(after["UID"]) == str(before["UID"]) == listed.uid
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["LAST-MODIFIED"].dt > before["LAST-MODIFIED"].dt
    assert after["DTSTAMP"].dt == after["LAST-MODIFIED"].dt
    assert after["CREATED"].dt == before["CREATED"].dt


def test_changes_one_after_another_all_rise(listed, shown, operator):
    stamps = []
    for name in ("title", "abstract", "platform", "notices"):
        amend(name)(listed, operator)
        entry = shown()
        stamps.append((entry["LAST-MODIFIED"].dt, entry["SEQUENCE"]))
    assert stamps == sorted(set(stamps))


def test_what_names_an_event_in_feeds_outlives_every_change(listed, series, client, operator):
    import json

    def named():
        items = json.loads(client.get("/index.json").content)["items"]
        return [(item["id"], item["date_published"]) for item in items]

    before = named()
    actions.rename_organisation(
        listed.hostings.get(kind="owner").organisation, by=operator, name="Learning", slug="learn"
    )
    actions.amend_series(series, by=operator, slug="bells", title="Bells")
    actions.reschedule_event(listed, [MOVED], by=operator)
    amend("title")(listed, operator)
    assert named() == before
    actions.withdraw_event(listed, by=operator)
    assert named() == before


def test_a_feed_that_is_read_again_is_the_same(listed, client):
    content = client.get("/index.ics").content
    told = Event.objects.visible_to(None).with_announcement().get().announcement()
    (read,) = reader.read(content, default_zone="UTC").announcements
    assert read == told.only(writer.KEEPS)


ZONES = [
    "Europe/London",
    "Europe/Dublin",
    "Europe/Paris",
    "Europe/Athens",
    "Europe/Moscow",
    "Africa/Cairo",
    "Africa/Johannesburg",
    "Africa/Casablanca",
    "America/New_York",
    "America/Chicago",
    "America/St_Johns",
    "America/Sao_Paulo",
    "America/Santiago",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Asia/Jerusalem",
    "Australia/Lord_Howe",
    "Pacific/Auckland",
    "Pacific/Chatham",
]


def by_the_calendars_own_rules(calendar, entry):
    """The moment an entry begins for a program that knows no zone but those of the calendar."""
    starts = entry["DTSTART"]
    if "TZID" not in starts.params:
        return starts.dt.astimezone(UTC)
    (zone,) = [
        component for component in calendar.timezones if component["TZID"] == starts.params["TZID"]
    ]
    text = zone.to_ical()
    assert b"RDATE" not in text and b"COMMENT" not in text
    own = zone.to_tz(lookup_tzid=False)
    return starts.dt.replace(tzinfo=own).astimezone(UTC)


def test_every_zone_in_every_month_is_the_moment_it_means(announcement, host, olive, client):
    wanted = []
    for zone in ZONES:
        for month in range(1, 13):
            sitting = Session(starts_on=date(2027, month, 15), starts_time=time(13, 30), zone=zone)
            wanted.append(dataclasses.replace(announcement, sessions=(sitting,)))
    events = actions.announce_events(
        [actions.Announcing(announcement=each, host=host) for each in wanted], by=olive
    )
    moments = {event.uid: event.starts_at for event in events}
    content = client.get("/index.ics").content
    calendar = icalendar.Calendar.from_ical(content)
    read = {
        str(entry["UID"]): by_the_calendars_own_rules(calendar, entry) for entry in calendar.events
    }
    assert len(read) == len(ZONES) * 12
    assert read == moments

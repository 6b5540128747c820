import json
import re
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcard.announcements import jsonld
from termcard.announcements.announcement import (
    AccessProvision,
    Earlier,
    Kind,
    Mode,
    Named,
    Place,
    Status,
)
from termcard.announcements.jsonld_words import TYPES
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk
from tests.announcements import drawn

ISO = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?")
LOCATIONS = {
    "OnlineEventAttendanceMode": {"VirtualLocation"},
    "OfflineEventAttendanceMode": {"Place"},
    "MixedEventAttendanceMode": {"Place", "VirtualLocation"},
}


def events_in(event):
    yield event
    for inner in event.get("subEvent", []):
        yield from events_in(inner)


def locations(event):
    location = event["location"]
    return location if isinstance(location, list) else [location]


@given(drawn.announcements)
def test_what_is_kept_comes_back(announcement):
    back = jsonld.read(json.loads(jsonld.dump(announcement)))

    assert back.only(jsonld.KEEPS) == announcement.only(jsonld.KEEPS)


@given(drawn.announcements)
def test_times_come_back_with_their_zone(announcement):
    back = jsonld.read(jsonld.write(announcement))

    def times(session):
        shown = (session.starts_at(), session.zone, session.is_all_day, session.is_end_assumed)
        return (*shown, session.ends_at())

    if announcement.sessions:
        # The kept wall times mean the same moments; sittings that begin and end together
        # stand in any order.
        assert sorted(map(times, back.sessions)) == sorted(map(times, announcement.sessions))


@given(drawn.announcements)
def test_every_state_follows_the_rules_for_events(announcement):
    event = jsonld.write(announcement, image="https://termcard.example/7.png")

    for one in events_in(event):
        assert one["name"]
        assert one["location"]
        mode = one["eventAttendanceMode"].removeprefix("https://schema.org/")
        assert {place["@type"] for place in locations(one)} == LOCATIONS[mode]
        assert all(p.get("address") for p in locations(one) if p["@type"] == "Place")
        dates = [one.get("startDate"), one.get("endDate"), *one.get("previousStartDate", [])]
        assert all(ISO.fullmatch(said) for said in dates if said)
        if announcement.sessions:
            assert one["startDate"]
        rescheduled = one["eventStatus"] == "https://schema.org/EventRescheduled"
        if one is event:
            assert rescheduled == ("previousStartDate" in one)
    assert event["description"]
    assert event["image"] == "https://termcard.example/7.png"


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=30)), st.text(max_size=200))
def test_any_text_may_stand_in_a_script_element(_, text):
    announcement = drawn.plain_seminar(abstract=f"</script><!--\u2028&{text}")
    written = jsonld.dump(announcement)

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written)["description"] == announcement.abstract
    written.encode("utf-8")


def test_an_ordinary_seminar():
    event = jsonld.write(drawn.plain_seminar())

    assert event["@type"] == "EducationEvent"
    assert event["startDate"] == "2020-10-14T13:00+01:00"
    assert event["endDate"] == "2020-10-14T14:00+01:00"
    assert event["eventStatus"] == "https://schema.org/EventScheduled"
    assert event["location"]["address"] == {
        "@type": "PostalAddress",
        "addressLocality": "Durham",
        "postalCode": "DH1 1AA",
    }
    assert event["performer"] == [
        {
            "@type": "Person",
            "name": "Sam Jones",
            "honorificPrefix": "Dr",
            "jobTitle": "Lecturer",
            "affiliation": {"@type": "Organization", "name": "Elvet"},
        }
    ]
    assert event["organizer"]["name"] == "School of Education"
    assert "isAccessibleForFree" not in event


def test_an_assumed_end_is_not_stated():
    session = Session(starts_on=date(2020, 10, 14), starts_time=time(13), zone="Europe/London")

    event = jsonld.write(drawn.plain_seminar(sessions=(session,)))

    assert "endDate" not in event
    assert "endTime" not in event["eventSchedule"]


def test_a_moved_event_names_every_earlier_start():
    earlier = (
        Earlier(starts=datetime(2020, 10, 7, 12, tzinfo=UTC)),
        Earlier(place="Room 1"),
        Earlier(starts=date(2020, 10, 8)),
    )

    event = jsonld.write(drawn.plain_seminar(earlier=earlier))

    assert event["eventStatus"] == "https://schema.org/EventRescheduled"
    assert event["previousStartDate"] == ["2020-10-07T12:00+00:00", "2020-10-08"]


@pytest.mark.parametrize(
    ("status", "word"),
    [(Status.CANCELLED, "EventCancelled"), (Status.POSTPONED, "EventPostponed")],
)
def test_a_cancelled_or_postponed_event_keeps_its_start(status, word):
    earlier = (Earlier(starts=date(2020, 10, 7)),)

    event = jsonld.write(drawn.plain_seminar(status=status, earlier=earlier))

    assert event["eventStatus"] == f"https://schema.org/{word}"
    assert event["startDate"] == "2020-10-14T13:00+01:00"
    assert "previousStartDate" not in event
    assert jsonld.read(event).status is status


def test_postponed_with_no_new_day_it_keeps_the_day_announced_last():
    earlier = (Earlier(starts=date(2020, 10, 7)), Earlier(starts=date(2020, 10, 14)))

    event = jsonld.write(drawn.plain_seminar(sessions=(), status=Status.POSTPONED, earlier=earlier))

    assert event["startDate"] == "2020-10-14"


def test_online_the_location_is_the_public_page_or_the_public_stream():
    online = {"mode": Mode.ONLINE, "place": None, "platform": "Zoom"}

    page = jsonld.write(drawn.plain_seminar(**online))["location"]
    stream = jsonld.write(drawn.plain_seminar(**online, stream_url="https://tv.example/1"))

    assert page["url"] == "https://termcard.example/events/7-schools/"
    assert page["name"] == "Zoom"
    assert stream["location"]["url"] == "https://tv.example/1"


@pytest.mark.parametrize("mode", Mode)
def test_a_stated_mode_comes_back(mode):
    assert jsonld.read(jsonld.write(drawn.plain_seminar(mode=mode))).mode is mode


@given(drawn.places)
def test_a_place_comes_back(place):
    back = jsonld.read(jsonld.write(drawn.plain_seminar(place=place, mode=Mode.HYBRID))).place

    assert back is not None
    assert (back.name, back.locality, back.directions) == (
        place.name,
        place.locality,
        place.directions,
    )
    if None not in (place.latitude, place.longitude):
        assert (back.latitude, back.longitude) == (place.latitude, place.longitude)


def test_access_comes_back():
    access = (AccessProvision.STEP_FREE, AccessProvision.HEARING_LOOP)

    assert jsonld.read(jsonld.write(drawn.plain_seminar(access=access))).access == access


def test_people_come_back_and_a_chair_performs_nothing():
    parts = (Part(name="Sam Jones", role="Lecturer"), Part(name="Olive", part=PartKind.CHAIR))

    event = jsonld.write(drawn.plain_seminar(parts=parts))

    assert [person["name"] for person in event["performer"]] == ["Sam Jones"]
    assert [person["name"] for person in event["contributor"]] == ["Olive"]
    assert jsonld.read(event).speakers == (parts[0],)


def test_several_sessions_are_sub_events_with_their_talks():
    talk = Talk(title="Trios", starts_time=time(18, 30), parts=(Part(name="Sam Jones"),))
    evenings = tuple(
        Session(
            starts_on=date(2020, 10, day),
            starts_time=time(18),
            ends_time=time(20),
            zone="Europe/London",
            title=f"Evening {day}",
            talks=(talk,),
        )
        for day in (14, 21)
    )
    announcement = drawn.plain_seminar(sessions=evenings, parts=())

    event = jsonld.write(announcement)

    assert (event["startDate"], event["endDate"]) == (
        "2020-10-14T18:00+01:00",
        "2020-10-21T20:00+01:00",
    )
    assert [one["name"] for one in event["subEvent"]] == ["Evening 14", "Evening 21"]
    assert event["subEvent"][0]["subEvent"][0]["startDate"] == "2020-10-14T18:30+01:00"
    assert jsonld.read(event).sessions == evenings


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_type_and_comes_back(kind):
    event = jsonld.write(drawn.plain_seminar(kind=kind))

    assert event["@type"] == TYPES.get(kind, "Event")
    assert jsonld.read(event).kind is kind


def test_nothing_known_is_still_an_event():
    event = jsonld.write(
        drawn.plain_seminar(title=None, sessions=(), place=None, mode=None, abstract="", parts=())
    )

    assert event["name"] == "Title to be announced"
    assert event["description"] == "Seminar. Host: School of Education."
    assert jsonld.read(event).title is None
    assert jsonld.read(event).place is None


def test_others_write_it_in_other_ways():
    foreign = {
        "@graph": [
            {"@type": "WebPage", "name": "A page"},
            {
                "@type": ["Event", "http://schema.org/SocialEvent"],
                "name": {"@value": "Tea", "@language": "en"},
                "startDate": "2026-11-23T16:00:00",
                "endDate": "2026-11-23T15:00:00",
                "location": "Elvet Hall",
                "eventStatus": "EventCancelled",
                "organizer": ["School of Tea", {"name": "Guild", "email": "guild@x.example"}],
                "performer": "Sam Jones",
                "keywords": "tea, milk",
                "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
            },
        ]
    }

    tea = jsonld.read(foreign, zone="Europe/London")

    assert (tea.title, tea.kind, tea.status) == ("Tea", Kind.SOCIAL, Status.CANCELLED)
    assert tea.sessions == (
        Session(starts_on=date(2026, 11, 23), starts_time=time(16), zone="Europe/London"),
    )
    assert tea.place == Place(name="Elvet Hall")
    assert (tea.host, tea.co_hosts) == (Named(name="School of Tea"), (Named(name="Guild"),))
    assert (tea.topics, tea.language) == (("tea", "milk"), "en")
    assert [part.name for part in tea.speakers] == ["Sam Jones"]


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("2026-11-23T16:00:00Z", "Europe/London"),
        ("2026-07-23T16:00:00+01:00", "Europe/London"),
        ("2026-11-23T16:00:00+01:00", "Etc/GMT-1"),
        ("2026-11-23T16:00:00+05:45", "UTC"),
    ],
)
def test_an_offset_becomes_a_zone(said, zone):
    session = jsonld.read({"@type": "Event", "startDate": said}, zone="Europe/London").sessions[0]

    assert session.zone == zone
    assert session.starts_at() == datetime.fromisoformat(said)


def test_the_link_of_an_online_place_is_not_taken_for_a_public_stream():
    location = {"@type": "VirtualLocation", "url": "https://zoom.us/j/812"}

    back = jsonld.read({"@type": "Event", "name": "Tea", "location": location})

    assert "zoom.us" not in repr(back)


junk = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=10) | st.integers(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)
PROPERTIES = sorted(jsonld.write(drawn.plain_seminar(mode=Mode.HYBRID, series=Named(name="S"))))


@given(st.dictionaries(st.sampled_from([*PROPERTIES, "@type", "subEvent", "endDate"]), junk))
def test_junk_never_breaks_the_reader(said):
    jsonld.read(said | {"@type": "Event"})


@pytest.mark.parametrize("source", [{}, {"@type": "Person"}, {"@graph": {"@graph": []}}])
def test_a_document_without_an_event_is_refused(source):
    with pytest.raises(ValueError, match="no schema.org Event"):
        jsonld.read(source)

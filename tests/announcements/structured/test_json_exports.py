import json

import pytest

from termcard.announcements.announcement import Kind, Mode, Status
from tests.announcements.structured.reading_of import document, events, only, people, when

INDICO = {
    "count": 1,
    "additionalInfo": {},
    "results": [
        {
            "_type": "Conference",
            "id": "417",
            "title": "Tides &amp; currents",
            "description": "<p>All are <b>welcome</b>.</p><p>Write to olive@staff.example</p>",
            "startDate": {"date": "2026-10-14", "time": "13:00:00", "tz": "Europe/Zurich"},
            "endDate": {"date": "2026-10-14", "time": "14:30:00", "tz": "Europe/Zurich"},
            "timezone": "Europe/Zurich",
            "location": "Harbour Hall",
            "room": "Room 4",
            "address": "1 Quay Street",
            "url": "https://indico.example/event/417/",
            "type": "simple_event",
            "category": "Ocean seminars",
            "chairs": [
                {
                    "fullName": "Sample, Sam",
                    "affiliation": "Elsewhere University",
                    "email": "x@y.example",
                }
            ],
            "keywords": ["tides"],
            "creationDate": {"date": "2026-08-01", "time": "09:00:00", "tz": "UTC"},
        }
    ],
}
OXFORD = {
    "_links": {"self": {"href": "https://talks.example/api/talks/abc"}},
    "_embedded": {
        "talks": [
            {
                "title_display": "On bells",
                "slug": "abc",
                "start": "2026-10-14T12:00:00+01:00",
                "end": "2026-10-14T13:00:00+01:00",
                "timezone": "GMT+1:00:00",
                "description": "What bells say.",
                "location_summary": "Room 4, Elvet Hall",
                "series": {"title": "Campanology", "slug": "c"},
                "special_message": "Note the new room",
                "status": "published",
                "organiser_email": "olive@staff.example",
                "booking_url": "https://book.example/1",
                "_links": {"talks_page": {"href": "https://talks.example/talks/id/abc/"}},
                "_embedded": {
                    "speakers": [{"name": "Sam Sample", "bio": "Elsewhere University"}],
                    "organisers": [{"name": "Olive Oak", "email": "olive@staff.example"}],
                    "topics": [{"name": "Bells"}],
                },
            },
            {"title_display": "Off", "start": "2026-11-01T10:00:00Z", "status": "cancelled"},
        ]
    },
}
SEMINARS = {
    "code": "success",
    "results": [
        {
            "seminar_id": "KnotsOnline",
            "seminar_ctr": 7,
            "seminar_name": "Knots online",
            "title": "Unknots",
            "abstract": "How to tell.",
            "speaker": "Sam Sample",
            "speaker_affiliation": "Elsewhere University",
            "start_time": "2026-10-14T15:00:00+00:00",
            "end_time": "2026-10-14T16:00:00+00:00",
            "timezone": "America/New_York",
            "online": True,
            "live_link": "https://zoom.us/j/123456789",
            "slides_link": "https://slides.example/7",
            "topics": ["math_GT"],
        },
        {
            "seminar_id": "KnotsOnline",
            "seminar_ctr": 8,
            "title": "Hidden",
            "speaker": "Stan Stranger",
            "start_time": "2026-10-21T15:00:00+00:00",
            "hidden": True,
        },
        {"seminar_id": "KnotsOnline", "seminar_ctr": 9, "start_time": None, "title": "Some day"},
    ],
}


def test_an_indico_export_is_read():
    reading = document(json.dumps(INDICO)).readings[0]
    said = reading.announcement
    assert said.title == "Tides & currents"
    assert when(said) == "2026-10-14 13:00-14:30"
    assert said.sessions[0].zone == reading.stated_zone == "Europe/Zurich"
    assert said.place.line() == "Room 4, Harbour Hall, 1 Quay Street"
    assert people(said) == [("Sam Sample", "Elsewhere University")]
    assert said.abstract.startswith("All are welcome.")
    assert (said.uid, said.kind) == ("indico-event-417@indico.example", Kind.LECTURE)
    assert said.series.name == "Ocean seminars"
    assert said.provenance.url == said.url == "https://indico.example/event/417/"
    assert "staff.example" not in repr(said)
    assert reading.contact == "olive@staff.example"


def test_oxford_talks_are_read():
    bells, off = events(json.dumps(OXFORD))
    assert (bells.title, when(bells)) == ("On bells", "2026-10-14 12:00-13:00")
    assert people(bells) == [("Sam Sample", "Elsewhere University"), ("Olive Oak", "")]
    assert (bells.place.name, bells.series.name) == ("Room 4, Elvet Hall", "Campanology")
    assert (bells.url, bells.offer_url) == (
        "https://talks.example/talks/id/abc/",
        "https://book.example/1",
    )
    assert (bells.status_note, bells.topics) == ("Note the new room", ("Bells",))
    assert "staff.example" not in repr(bells)
    assert off.status is Status.CANCELLED


def test_talks_of_researchseminars_are_read():
    found = document(json.dumps(SEMINARS))
    knots, hidden = found.readings
    said = knots.announcement
    assert (said.title, when(said)) == ("Unknots", "2026-10-14 11:00-12:00")
    assert said.sessions[0].zone == "America/New_York"
    assert (said.mode, said.kind, said.series.name) == (Mode.ONLINE, Kind.SEMINAR, "Knots online")
    assert people(said) == [("Sam Sample", "Elsewhere University")]
    assert [one.url for one in said.materials] == ["https://slides.example/7"]
    assert knots.join_links == ("https://zoom.us/j/123456789",)
    assert "zoom" not in repr(said)
    assert not knots.is_private
    assert hidden.is_private
    assert found.warnings == ("Some day: It does not say on which day it is.",)


def test_a_json_feed_is_read_where_its_items_state_a_start():
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Talks",
        "items": [
            {
                "id": "1",
                "title": "Bells",
                "url": "https://talks.example/1",
                "content_html": "<p>What bells say.</p>",
                "date_published": "2026-09-01T00:00:00Z",
                "start": "2026-10-14T12:00:00",
                "location": "Room 4",
            },
            {"id": "2", "title": "News", "date_published": "2026-09-01T00:00:00Z"},
        ],
    }
    found = document(json.dumps(feed))
    (said,) = [reading.announcement for reading in found.readings]
    assert (said.title, when(said), said.abstract) == (
        "Bells",
        "2026-10-14 12:00",
        "What bells say.",
    )
    assert found.warnings == ("News: It does not say on which day it is.",)


def test_schema_org_alone_is_read():
    said = only(
        json.dumps(
            {
                "@context": "https://schema.org",
                "@graph": [
                    {"@type": "WebSite", "name": "Site"},
                    {
                        "@type": "Event",
                        "name": "Bells",
                        "startDate": "2026-10-14T12:00",
                        "url": "https://talks.example/1",
                        "description": "Ask olive@staff.example",
                    },
                ],
            }
        )
    )
    assert (said.title, when(said), said.url) == (
        "Bells",
        "2026-10-14 12:00",
        "https://talks.example/1",
    )
    assert "staff.example" not in said.abstract


@pytest.mark.parametrize(
    "source",
    [
        "{}",
        "[]",
        '{"results": 3}',
        '{"results": [3, null, []]}',
        '{"version": "https://jsonfeed.org/version/1.1", "items": "x"}',
        '{"sessions": [], "title": 3}',
        '{"title": "x", "sessions": [{"starts_on": 3}]}',
        '{"@type": "Event", "startDate": {"@value": []}}',
        json.dumps({"results": [{"_type": "Conference", "startDate": 3, "chairs": {"x": 1}}]}),
        json.dumps({"title_display": [[]], "start": {}, "_embedded": 3, "_links": [3]}),
        json.dumps({"talks": [{"seminar_id": {}, "start_time": 1e400, "topics": {"a": 1}}]}),
    ],
)
def test_json_of_other_shapes_holds_no_event_and_breaks_nothing(source):
    found = document(source)
    assert found.readings == ()
    assert found.warnings


def test_json_nested_without_end_is_refused_or_empty():
    assert document("[" * 100_000).readings == ()
    assert document('{"a":' * 50_000).readings == ()


def test_broken_json_is_no_announcement_in_words():
    found = document(json.dumps(INDICO)[:-3])
    assert found.readings == ()
    assert found.warnings == ("This JSON is broken; nothing was read in it.",)


def test_a_bracket_may_begin_words_too():
    (said,) = events("[Seminar] On bells\n14 October 2026, 13:00\nRoom 4\n")
    assert when(said) == "2026-10-14 13:00"

from datetime import date

import pytest

from termcard.announcements.reading import read

CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
    "BEGIN:VEVENT\r\nUID:1@bells.example\r\nDTSTART;TZID=Europe/Paris:20261014T130000\r\n"
    "DTEND;TZID=Europe/Paris:20261014T140000\r\nSUMMARY:Bells\\, ropes and cla\r\n ppers\r\n"
    "LOCATION:Room 4\\, Elvet Hall\r\nCATEGORIES:Seminar\r\n"
    "DESCRIPTION:First line.\\nSecond line\\, of two.\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:2@bells.example\r\nDTSTART:20261021T120000Z\r\nDTEND:20261021T130000Z\r\n"
    "SUMMARY:Bells\\, ropes and clappers\r\nLOCATION:Room 9\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
JSON_LD = """{"@context": "https://schema.org", "@type": "Event", "name": "Bells \\u2013 a view",
 "startDate": "2026-10-14T13:00:00+01:00", "endDate": "2026-10-14T14:00:00+01:00",
 "location": {"@type": "Place", "name": "Room 4"}, "performer": {"@type": "Person",
 "name": "Ann One"}, "description": "What bells\\nremember."}"""
TABLE = (
    "Titel;Datum;Beginn;Ende;Ort;Referent\n"
    "Glocken;14.10.2026;13:00;14:30;Raum 4;Ann One\n"
    "Seile;21.10.2026;13:00;14:30;Raum 9;Sam Sprecher\n"
)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/">'
    "<channel><title>Bells</title><item><title>Bells &amp; ropes</title>"
    "<ev:startdate>2026-10-14T13:00:00+01:00</ev:startdate><ev:location>Room 4</ev:location>"
    "<description>All about bells.</description></item></channel></rss>"
)


def words_for(source):
    document = read(
        source.encode(), reference_date=date(2026, 10, 1), default_timezone="Europe/London"
    )
    return [
        {
            name: [document.text[start:end] for start, end in ranges]
            for name, ranges in reading.evidence.items()
        }
        for reading in document.readings
    ]


def test_a_calendars_fields_are_shown_through_folds_and_escapes():
    first, second = words_for(CALENDAR)
    assert first == {
        "title": ["Bells\\, ropes and cla\n ppers"],
        "start": ["20261014T130000"],
        "end": ["20261014T140000"],
        "timezone": ["Europe/Paris"],
        "venue": ["Room 4\\, Elvet Hall"],
        "kind": ["Seminar"],
        "abstract": ["First line.\\nSecond line\\, of two."],
        "status": ["CANCELLED"],
    }
    assert (second["start"], second["end"]) == (["20261021T120000Z"], ["20261021T130000Z"])
    assert second["venue"] == ["Room 9"]


def test_two_events_of_one_title_each_have_their_own_words():
    document = read(
        CALENDAR.encode(), reference_date=date(2026, 10, 1), default_timezone="Europe/London"
    )
    first, second = (reading.evidence["title"][0][0] for reading in document.readings)
    assert first < CALENDAR.index("UID:2") < second + 20


def test_markup_for_programs_shows_its_fields():
    (found,) = words_for(JSON_LD)
    assert found["title"] == ["Bells \\u2013 a view"]
    assert found["start"] == ["2026-10-14T13:00:00+01:00"]
    assert found["end"] == ["2026-10-14T14:00:00+01:00"]
    assert (found["venue"], found["speakers"]) == (["Room 4"], ["Ann One"])
    assert found["abstract"] == ["What bells\\nremember."]


def test_the_rows_of_a_table_show_their_cells():
    first, second = words_for(TABLE)
    assert (first["start"], first["end"]) == (["14.10.2026;13:00"], ["14:30"])
    assert (second["start"], second["venue"]) == (["21.10.2026;13:00"], ["Raum 9"])
    assert second["speakers"] == ["Sam Sprecher"]


def test_a_feeds_items_show_their_fields():
    (found,) = words_for(RSS)
    assert found["title"] == ["Bells &amp; ropes"]
    assert found["start"] == ["2026-10-14T13:00:00+01:00"]
    assert found["venue"] == ["Room 4"]


def test_a_date_of_a_repeating_event_shows_its_rule():
    text = CALENDAR.replace("STATUS:CANCELLED", "RRULE:FREQ=WEEKLY;COUNT=3")
    found = words_for(text)
    assert len(found) == 4
    assert all(one["venue"] == ["Room 4\\, Elvet Hall"] for one in found[:3])


@pytest.mark.parametrize("source", [CALENDAR, JSON_LD, TABLE, RSS])
def test_all_evidence_lies_inside(source):
    document = read(
        source.encode(), reference_date=date(2026, 10, 1), default_timezone="Europe/London"
    )
    for reading in document.readings:
        for ranges in reading.evidence.values():
            assert all(0 <= start < end <= len(document.text) for start, end in ranges)

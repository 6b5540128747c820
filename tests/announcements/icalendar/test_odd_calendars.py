from datetime import date

import pytest

from termcard.announcements.announcement import Status
from termcard.announcements.icalendar.reader import read
from tests.announcements.icalendar.odd_calendars import ODD

# Of the events in files like these, so many are to be read as a person reads them.
LEAST = 0.95


def found_in(odd):
    return read(odd.source, default_zone="Europe/London", reference_date=date(2026, 10, 1))


def told(event):
    said = event.announcement
    (session,) = said.sessions
    start = session.starts_on.isoformat()
    end = session.last_day.isoformat() if session.ends_on else "-"
    if session.starts_time:
        start += f"T{session.starts_time:%H:%M}"
        end = f"{session.last_day}T{session.ends_time:%H:%M}" if session.ends_time else "-"
    off = " cancelled" if said.status is Status.CANCELLED else ""
    return f"{start} {end} {said.title or '?'}{off}"


@pytest.mark.parametrize("name", ODD)
def test_an_odd_calendar_is_read_as_a_person_reads_it(name):
    odd = ODD[name]
    found = found_in(odd)
    assert [told(event) for event in found.events] == list(odd.events)
    assert len(found.skipped) == odd.unreadable
    assert all(one.reason.endswith(".") for one in found.skipped)


def test_nearly_all_events_are_salvaged_and_the_rest_has_its_reason():
    read_at_all = sum(len(found_in(odd).events) for odd in ODD.values())
    there = sum(len(odd.events) + odd.unreadable for odd in ODD.values())
    assert len(ODD) >= 60
    assert read_at_all / there >= LEAST


def test_a_uid_given_to_two_events_stays_with_the_first():
    first, second = found_in(ODD["one UID for two different events"]).events
    assert first.announcement.uid == "1@bells.example"
    assert second.announcement.uid not in ("", first.announcement.uid)


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("Hello<br>world", "Hello\nworld"),
        ("<p>Hello <b>all</b></p><p>Come</p>", "Hello all\n\nCome"),
        ("<b>Hello</b>\\nworld", "Hello\nworld"),
        ("Caf&eacute; &amp; tea &#8211; soon", "Café & tea – soon"),
        ("a < b and c > d", "a < b and c > d"),
        ("R&D and Q&A", "R&D and Q&A"),
        ("Tea<script>alert(1)</script><br>cake", "Tea\ncake"),
    ],
)
def test_a_description_in_html_is_read_as_words(written, read_as):
    calendar = (
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20261014T120000Z\r\n"
        f"DESCRIPTION:{written}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    (event,) = read(calendar.encode(), default_zone="Europe/London").events
    assert event.announcement.abstract == read_as


def test_no_address_hides_in_html():
    calendar = (
        "BEGIN:VEVENT\r\nDTSTART:20261014T120000Z\r\n"
        "DESCRIPTION:Ask olive&#64;staff.example or <b>stan@</b><b>staff.example</b>\r\nEND:VEVENT"
    )
    (event,) = read(calendar.encode(), default_zone="Europe/London").events
    assert "staff.example" not in event.announcement.abstract
    assert "olive@staff.example" in event.addresses

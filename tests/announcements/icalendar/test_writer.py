import dataclasses
from datetime import UTC, date, datetime, time, timedelta

import pytest
from icalendar import Calendar as LibraryCalendar

from termcard.announcements.announcement import (
    Announcement,
    Earlier,
    Kind,
    Mode,
    Place,
    Status,
)
from termcard.announcements.icalendar.writer import Calendar, write, write_event, write_feed
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from tests.announcements.icalendar.examples import (
    CHANGED,
    SAM,
    ZONES,
    evening,
    event,
    names,
    unfolded,
    values,
)

CALENDAR = Calendar(
    name="Café, talks",
    description="Every talk\nhere",
    url="https://events.example/",
    source_url="https://events.example/index.ics",
    zone="Europe/London",
    colour="purple",
)


def moments(written):
    found = LibraryCalendar.from_ical(written).events
    return [tuple(at.astimezone(UTC) for at in (each.start, each.end)) for each in found]


def test_a_calendar_says_of_itself_what_the_checklist_asks():
    lines = unfolded(write([event()], calendar=CALENDAR))
    assert lines[:15] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Termcard//Termcard//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Café\\, talks",
        "X-WR-CALNAME:Café\\, talks",
        "DESCRIPTION:Every talk\\nhere",
        "X-WR-CALDESC:Every talk\\nhere",
        "X-WR-TIMEZONE:Europe/London",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "SOURCE;VALUE=URI:https://events.example/index.ics",
        "URL:https://events.example/",
        "COLOR:purple",
        "X-APPLE-CALENDAR-COLOR:#800080",
    ]
    assert lines[15] == "BEGIN:VTIMEZONE"


def test_a_feed_has_no_method_and_no_uid_of_its_own():
    lines = unfolded(write([event()], calendar=CALENDAR))
    assert "METHOD" not in names(lines)
    assert "UID" not in names(lines[: lines.index("BEGIN:VEVENT")])
    assert not write([event()]).startswith(b"\xef\xbb\xbf")


def test_an_event_says_of_itself_what_the_checklist_asks():
    written = write(
        [
            event(
                revision=4,
                kind=Kind.LECTURE,
                parts=(SAM,),
                topics=("Logic, pure",),
                abstract="On sets.",
                sessions=(evening(ends_time=time(18, 30)),),
                place=Place(name="Room 4", locality="Elvet", latitude=54.7, longitude=-1.5),
            )
        ]
    )
    lines = unfolded(written)
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    assert [line for line in inside if not line.startswith(("DESCRIPTION", "X-TERMCARD"))] == [
        "UID:event-1",
        "DTSTAMP:20260901T120000Z",
        "CREATED:20260829T120000Z",
        "LAST-MODIFIED:20260901T120000Z",
        "SEQUENCE:4",
        "DTSTART;TZID=Europe/London:20261001T170000",
        "DTEND;TZID=Europe/London:20261001T183000",
        "SUMMARY:Sets (Sam Sample)",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "LOCATION:Room 4\\, Elvet",
        "GEO:54.700000;-1.500000",
        "URL:https://events.example/1",
        "CATEGORIES:Lecture,Logic\\, pure",
        "CLASS:PUBLIC",
    ]
    assert values(written, "DESCRIPTION") == [
        "Speaker: Dr Sam Sample\\, Reader\\, Elsewhere University"
        "\\n\\nOn sets.\\n\\nhttps://events.example/1"
    ]


def test_a_feed_to_browse_makes_nobody_busy():
    feed, download = write([event()], is_busy=False), write([event()])
    assert values(feed, "TRANSP") == ["TRANSPARENT"]
    assert values(feed, "X-MICROSOFT-CDO-BUSYSTATUS") == ["FREE"]
    assert values(download, "TRANSP") == ["OPAQUE"]


def test_each_zone_in_use_is_described_once():
    events = [event(uid=f"e{zone}", sessions=(evening(zone=zone),)) for zone in ZONES * 2]
    written = write(events)
    assert values(written, "TZID") == sorted(set(ZONES) - {"Africa/Cairo", "UTC"})
    expected = [session.starts_at().astimezone(UTC) for each in events for session in each.sessions]
    assert [starts for starts, _ in moments(written)] == expected
    assert b"RDATE" not in written
    assert b"COMMENT" not in written


def test_times_that_no_rule_covers_are_written_in_universal_time():
    cairo = write([event(sessions=(evening(zone="Africa/Cairo"),))])
    assert values(cairo, "DTSTART") == ["20261001T140000Z"]
    long_ago = write([event(sessions=(evening(date(1990, 7, 1)),))])
    assert values(long_ago, "DTSTART") == ["19900701T160000Z"]
    assert values(cairo + long_ago, "TZID") == []


@pytest.mark.parametrize(("fold", "starts"), [(0, "20261025T003000Z"), (1, "20261025T013000Z")])
def test_an_hour_that_the_clocks_show_twice_means_the_right_one(fold, starts):
    session = evening(date(2026, 10, 25), starts_time=time(1, 30), starts_fold=fold)
    written = write([event(sessions=(session,))])
    assert f"DTSTART:{starts}" in unfolded(written)
    ((begins, ends),) = moments(written)
    assert ends - begins == timedelta(hours=1)


def test_whole_days_end_on_the_day_after():
    session = Session(starts_on=date(2026, 7, 1), ends_on=date(2026, 7, 3), zone="Asia/Tokyo")
    written = write([event(sessions=(session,))])
    assert "DTSTART;VALUE=DATE:20260701" in unfolded(written)
    assert "DTEND;VALUE=DATE:20260704" in unfolded(written)


def test_an_end_that_is_not_announced_is_said_to_be_assumed():
    written = write([event(sessions=(evening(usual_minutes=90),))])
    assert values(written, "DTEND") == ["20261001T183000"]
    assert "The end is not announced\\; 1 hour 30 minutes is assumed." in "".join(
        values(written, "DESCRIPTION")
    )


def test_an_event_without_length_has_no_end():
    assert values(write([event(sessions=(evening(ends_time=time(17)),))]), "DTEND") == []


@pytest.mark.parametrize(
    ("status", "summary", "written_status", "transparency"),
    [
        (Status.CONFIRMED, "Sets", "CONFIRMED", "OPAQUE"),
        (Status.TENTATIVE, "Sets", "TENTATIVE", "OPAQUE"),
        (Status.CANCELLED, "Cancelled: Sets", "CANCELLED", "TRANSPARENT"),
        (Status.POSTPONED, "Postponed: Sets", "TENTATIVE", "TRANSPARENT"),
    ],
)
def test_how_sure_an_event_is_shows_in_every_client(status, summary, written_status, transparency):
    written = write([event(status=status, status_note="Sam is ill.")])
    assert values(written, "SUMMARY") == [summary]
    assert values(written, "STATUS") == [written_status]
    assert values(written, "TRANSP") == [transparency]
    assert "Sam is ill." in values(written, "DESCRIPTION")[0]


def test_a_withdrawn_event_keeps_its_times_and_no_word():
    whole = event(parts=(SAM,), abstract="Secret", place=Place(name="Hidden"), topics=("Private",))
    written = write([whole.tombstone()])
    assert values(written, "UID") == ["event-1"]
    assert values(written, "SUMMARY") == ["Cancelled: Event withdrawn"]
    assert values(written, "DTSTART") == values(write([whole]), "DTSTART")
    for word in (b"Secret", b"Sample", b"Hidden", b"Private", b"Sets"):
        assert word not in written


def test_each_session_is_an_entry_of_its_own():
    days = [date(2026, 10, day) for day in (1, 2, 3)]
    three = event(sessions=tuple(evening(day) for day in days))
    written = write([three])
    assert values(written, "SUMMARY") == ["Sets (1 of 3)", "Sets (2 of 3)", "Sets (3 of 3)"]
    uids = values(written, "UID")
    assert uids[0] == "event-1"
    assert len(set(uids)) == 3
    later = event(sessions=tuple(evening(day, starts_time=time(9)) for day in days), title="New")
    assert values(write([later]), "UID") == uids


def test_a_sessions_own_uid_stays_when_one_is_put_in_before_it():
    second = evening(date(2026, 10, 9), uid="own-9")
    before = write([event(sessions=(evening(), second))])
    after = write([event(sessions=(evening(), evening(date(2026, 10, 5)), second))])
    assert values(before, "UID")[1] == values(after, "UID")[2] == "own-9"


@pytest.mark.parametrize("uid", ["event-1", "own", "ü", "x" * 300])
def test_no_two_sessions_share_a_uid_and_every_uid_is_allowed(uid):
    days = (date(2026, 10, 1), date(2026, 10, 2), date(2026, 10, 3))
    written = write([event(sessions=tuple(evening(day, uid=uid) for day in days))])
    uids = values(written, "UID")
    assert len(set(uids)) == 3
    assert all(each.isascii() and len(each) <= 255 for each in uids)


def test_an_event_without_a_uid_gets_the_same_one_every_time():
    (first,) = values(write([event(uid="")]), "UID")
    assert first
    assert values(write([event(uid="", abstract="More")]), "UID") == [first]
    assert values(write([event(uid="", title="Rings")]), "UID") != [first]


def test_a_title_names_a_few_speakers_and_says_when_it_is_not_known():
    people = tuple(Part(name=name) for name in ("Sam A", "Sam B", "Sam C", "Sam D"))
    assert values(write([event(parts=people[:2])]), "SUMMARY") == ["Sets (Sam A and Sam B)"]
    assert values(write([event(parts=people[:3])]), "SUMMARY") == [
        "Sets (Sam A\\, Sam B and Sam C)"
    ]
    assert values(write([event(parts=people)]), "SUMMARY") == ["Sets (Sam A\\, Sam B and others)"]
    for title in (None, "", "\x00 \r\n"):
        untitled = write([event(title=title, parts=(SAM,))])
        assert values(untitled, "SUMMARY") == ["Title to be announced (Sam Sample)"]


def test_where_to_go_online():
    online = {"mode": Mode.ONLINE, "platform": "Zoom"}
    assert values(write([event(**online)]), "LOCATION") == ["Online (Zoom)"]
    hybrid = event(mode=Mode.HYBRID, platform="Zoom", place=Place(name="Room 4"))
    assert values(write([hybrid]), "LOCATION") == ["Room 4 and online (Zoom)"]
    stream = "https://video.example/live?a=1,2;3"
    written = write([event(**online, stream_url=stream)])
    assert f"CONFERENCE;VALUE=URI:{stream}" in unfolded(written)
    assert "https://video.example/live" in values(written, "LOCATION")[0]
    assert "https://video.example/live" in values(written, "DESCRIPTION")[0]


def test_an_event_that_moved_says_where_and_when_it_was():
    was = Earlier(starts=datetime(2026, 9, 24, 16), place="Room 1")
    (words,) = values(write([event(earlier=(was,))]), "DESCRIPTION")
    assert "announced for Thursday 24 September 2026\\, 16:00\\, Room 1." in words


def test_the_same_announcements_give_the_same_bytes_in_the_order_given():
    events = [event(uid=f"e{number}") for number in (3, 1, 2)]
    assert write(events, calendar=CALENDAR) == write(iter(events), calendar=CALENDAR)
    assert values(write(events), "UID") == ["e3", "e1", "e2"]


def test_a_feed_is_a_join_of_stored_events():
    events = [event(uid=f"e{zone}", sessions=(evening(zone=zone),)) for zone in ZONES]
    stored = [write_event(each, is_busy=False) for each in events]
    assert write_feed(stored, calendar=CALENDAR) == write(events, calendar=CALENDAR, is_busy=False)


def test_words_about_zones_in_a_text_add_no_zone():
    trap = "\nDTSTART;TZID=Asia/Tokyo:20260101T000000\n" * 3
    assert values(write([event(abstract=trap, title=trap)]), "TZID") == ["Europe/London"]


def test_an_event_with_no_day_yet_has_no_entry_and_an_empty_calendar_a_zone():
    undated = event(sessions=())
    assert write_event(undated) == b""
    for zone, tzid in (("Europe/London", "Europe/London"), ("Africa/Cairo", "Etc/UTC")):
        written = write([undated], calendar=Calendar(zone=zone))
        assert values(written, "TZID") == [tzid]
        assert b"VEVENT" not in written


def test_the_stamp_of_an_undated_announcement_is_the_one_given():
    bare = dataclasses.replace(event(), created_at=None, changed_at=None)
    assert values(write([bare], written_at=CHANGED), "DTSTAMP") == ["20260901T120000Z"]
    assert values(write([bare]), "LAST-MODIFIED") == []


def test_a_web_address_cannot_break_out_of_its_line():
    written = write([event(url="https://events.example/ä\r\nATTACH:x y")])
    assert values(written, "URL") == ["https://events.example/%C3%A4%0AATTACH:x%20y"]
    assert "ATTACH" not in names(unfolded(written))


def test_coordinates_off_the_earth_are_not_written():
    for latitude, longitude in ((float("nan"), 0.0), (91.0, 0.0), (None, 3.0)):
        place = Place(name="Room", latitude=latitude, longitude=longitude)
        assert values(write([event(place=place)]), "GEO") == []


def test_a_colour_that_is_no_colour_is_refused():
    with pytest.raises(ValueError, match="colour"):
        Calendar(colour="red\r\nMETHOD:CANCEL")


def test_the_least_announcement_is_a_valid_calendar():
    written = write([Announcement(sessions=(Session(starts_on=date(2026, 1, 1)),))])
    (found,) = LibraryCalendar.from_ical(written).events
    assert not found.errors
    assert found.start == date(2026, 1, 1)

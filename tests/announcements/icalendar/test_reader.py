import re
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from termcard.announcements.announcement import Kind, Mode, Status
from termcard.announcements.icalendar.reader import read
from termcard.announcements.icalendar.writer import KEEPS, Calendar, write
from tests.announcements.icalendar.examples import SAM, evening, event

CALENDAR_ENDS = b"END:VCALENDAR\r\n"


def calendar(*events, head=""):
    inside = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{inside}END:VCALENDAR\r\n".encode()


def entry(*lines, uid="a", starts="DTSTART:20261001T160000Z"):
    return "\r\n".join(line for line in (f"UID:{uid}", starts, *lines) if line)


def only_event(source, zone="Europe/London"):
    (found,) = read(source, default_zone=zone).events
    return found


def test_what_other_programs_write_is_understood():
    lines = (
        "DTEND:20261001T173000Z",
        "SUMMARY:On sets\\, and more",
        "DESCRIPTION:First line.\\nSecond \\; line",
        "LOCATION:Room 4\\, Elvet Hall",
        "GEO:54.7;-1.5",
        "CATEGORIES:Lecture,Logic\\, pure",
        "CATEGORIES:Sets",
        "URL:https://events.example/1",
        "CREATED:20260801T120000Z",
        "LAST-MODIFIED:20260901T120000Z",
        "SEQUENCE:3",
        "STATUS:TENTATIVE",
    )
    found = only_event(calendar(entry(*lines)))
    said = found.announcement
    (session,) = said.sessions
    assert (session.starts_on, session.starts_time) == (date(2026, 10, 1), time(17))
    assert (session.ends_time, session.zone) == (time(18, 30), "Europe/London")
    assert said.title == "On sets, and more"
    assert said.abstract == "First line.\nSecond ; line"
    assert (said.place.name, said.place.latitude) == ("Room 4, Elvet Hall", 54.7)
    assert (said.kind, said.topics) == (Kind.LECTURE, ("Logic, pure", "Sets"))
    assert said.url == "https://events.example/1"
    assert said.created_at == datetime(2026, 8, 1, 12, tzinfo=UTC)
    assert said.changed_at == datetime(2026, 9, 1, 12, tzinfo=UTC)
    assert (said.revision, said.status, said.uid) == (3, Status.TENTATIVE, "a")
    assert found.warnings == ()


@pytest.mark.parametrize(
    ("starts", "zone", "hour", "warned"),
    [
        ("DTSTART;TZID=America/New_York:20261001T090000", "America/New_York", 9, False),
        ("DTSTART;TZID=GMT Standard Time:20261001T090000", "Europe/London", 9, False),
        ('DTSTART;TZID="W. Europe Standard Time":20261001T090000', "Europe/Berlin", 9, False),
        ("DTSTART;TZID=/x.example/2026_1/Europe/Paris:20261001T090000", "Europe/Paris", 9, False),
        ("DTSTART;TZID=Campus:20261001T090000", "Asia/Kolkata", 9, False),
        ("DTSTART;TZID=Narnia:20261001T090000", "Asia/Tokyo", 9, True),
        ("DTSTART;TZID=../../etc/passwd:20261001T090000", "Asia/Tokyo", 9, True),
        ("DTSTART;TZID=America/:20261001T090000", "Asia/Tokyo", 9, True),
        (f"DTSTART;TZID={'A' * 10**6}:20261001T090000", "Asia/Tokyo", None, True),
        ("DTSTART:20261001T090000", "Asia/Tokyo", 9, True),
        ("DTSTART:20261001T000000Z", "Asia/Tokyo", 9, False),
    ],
)
def test_a_time_is_read_in_the_zone_it_means(starts, zone, hour, warned):
    head = (
        "BEGIN:VTIMEZONE\r\nTZID:Campus\r\nX-LIC-LOCATION:Asia/Kolkata\r\n"
        "BEGIN:STANDARD\r\nTZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    reading = read(calendar(entry(starts=starts), head=head), default_zone="Asia/Tokyo")
    if hour is None:
        assert [one.reason for one in reading.skipped] == ["It does not say when it begins."]
        return
    ((session,),) = [found.announcement.sessions for found in reading.events]
    assert (session.zone, session.starts_time) == (zone, time(hour))
    assert bool(reading.events[0].warnings) is warned


def test_the_zone_a_calendar_states_goes_before_the_default():
    source = calendar(
        entry(starts="DTSTART:20261001T090000"), head="X-WR-TIMEZONE:Europe/Paris\r\n"
    )
    reading = read(source, default_zone="Asia/Tokyo")
    assert reading.zone == "Europe/Paris"
    assert reading.announcements[0].sessions[0].zone == "Europe/Paris"


def test_a_calendar_that_states_universal_time_is_shown_in_the_readers():
    source = calendar(entry(), head="X-WR-TIMEZONE:UTC\r\n")
    (session,) = only_event(source, zone="Asia/Tokyo").announcement.sessions
    assert (session.zone, session.starts_on) == ("Asia/Tokyo", date(2026, 10, 2))


def test_a_wall_time_that_the_clocks_skip_counts_on_from_before():
    starts = "DTSTART;TZID=Europe/London:20260329T013000"
    (session,) = only_event(calendar(entry(starts=starts))).announcement.sessions
    assert session.starts_at().astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("lines", "day", "hour"),
    [
        (["DURATION:PT90M"], None, time(18, 30)),
        (["DURATION:P1DT1H"], date(2026, 10, 2), time(18)),
        (["DTEND;TZID=Europe/Paris:20261001T190000"], None, time(18)),
        (["DTEND:20261001T160000Z"], None, None),
        (["DTEND:20261001T150000Z"], None, None),
        (["DTEND;VALUE=DATE:20261002"], None, None),
        (["DURATION:PT-2H"], None, None),
        (["DURATION:P999999999999W"], None, None),
        ([], None, None),
    ],
)
def test_an_end_is_read_or_left_open(lines, day, hour):
    (session,) = only_event(calendar(entry(*lines))).announcement.sessions
    assert (session.ends_on, session.ends_time) == (day, hour)


@pytest.mark.parametrize(
    ("line", "last"),
    [("", None), ("DTEND;VALUE=DATE:20260702", None), ("DTEND;VALUE=DATE:20260704", (2026, 7, 3))],
)
def test_whole_days_are_read_with_their_last_day(line, last):
    starts = "DTSTART;VALUE=DATE:20260701"
    (session,) = only_event(calendar(entry(line, starts=starts))).announcement.sessions
    assert session.is_all_day
    assert session.ends_on == (date(*last) if last else None)


@pytest.mark.parametrize(
    ("summary", "status", "title"),
    [
        ("Cancelled: Sets", Status.CANCELLED, "Sets"),
        ("CANCELED - Sets", Status.CANCELLED, "Sets"),
        ("Postponed: TBA", Status.POSTPONED, None),
        ("Title to be announced", Status.CONFIRMED, None),
        ("", Status.CONFIRMED, None),
    ],
)
def test_a_title_tells_what_the_status_cannot(summary, status, title):
    said = only_event(calendar(entry(f"SUMMARY:{summary}"))).announcement
    assert (said.status, said.title) == (status, title)


@pytest.mark.parametrize(
    ("location", "mode", "place", "platform"),
    [
        ("Online (Zoom)", Mode.ONLINE, None, "Zoom"),
        ("Zoom", Mode.ONLINE, None, "Zoom"),
        ("https://zoom.us/j/123456789?pwd=x", Mode.ONLINE, None, ""),
        ("Room 4", None, "Room 4", ""),
        ("", None, None, ""),
    ],
)
def test_where_an_event_is(location, mode, place, platform):
    said = only_event(calendar(entry(f"LOCATION:{location}"))).announcement
    assert (said.mode, said.platform) == (mode, platform)
    assert (said.place.name if said.place else None) == place


@pytest.mark.parametrize("position", ["91;0", "0;181", "north;west", "1"])
def test_a_position_that_is_none_on_earth_is_left_out(position):
    said = only_event(calendar(entry("LOCATION:Room 4", f"GEO:{position}"))).announcement
    assert (said.place.latitude, said.place.longitude) == (None, None)


def test_one_broken_event_costs_no_other():
    source = calendar(
        entry(uid="a"),
        "UID:b\r\nSUMMARY:No day",
        entry(uid="c", starts="DTSTART:yesterday"),
        entry("SUMMARY;:broken\r\n;;;:\r\n:x\r\n\x00\r\nDTEND:20261001T170000Z", uid="d"),
        entry(uid="e", starts="DTSTART:00010101T000000"),
        entry(uid="f"),
    )
    reading = read(source, default_zone="Europe/London")
    assert [said.uid for said in reading.announcements] == ["a", "d", "f"]
    assert [(one.number, one.title) for one in reading.skipped] == [(2, "No day"), (3, ""), (5, "")]
    assert all(one.reason.endswith(".") for one in reading.skipped)
    assert "yesterday" not in " ".join(one.reason for one in reading.skipped)


@pytest.mark.parametrize(
    "change",
    [
        lambda source: b"\xef\xbb\xbf" + source,
        lambda source: source.replace(b"\r\n", b"\n"),
        lambda source: source.replace(b"\r\n", b"\r"),
        lambda source: source.decode().encode("utf-16"),
        lambda source: source.decode().encode("utf-16-le"),
        lambda source: source.decode().encode("cp1252"),
        lambda source: source.replace("é".encode(), b"\xc3\r\n \xa9"),
        lambda source: source.replace(b"END:VEVENT\r\n", b""),
        lambda source: source.replace(CALENDAR_ENDS, b""),
        lambda source: source.replace(b"BEGIN:VEVENT", b"begin:vevent"),
        lambda source: source.replace(b"UID", b"BEGIN:VALARM\r\nSUMMARY:No\r\nEND:VALARM\r\nUID"),
    ],
)
def test_a_file_in_any_encoding_and_state_is_read(change):
    source = change(calendar(entry("SUMMARY:Café"), entry("SUMMARY:Thé", uid="b")))
    titles = [said.title for said in read(source, default_zone="Europe/London").announcements]
    assert titles == ["Café", "Thé"]


def test_a_newline_inside_a_value_belongs_to_it():
    found = only_event(calendar(entry("DESCRIPTION:First\r\n1. second\r\nSUMMARY:Sets")))
    assert found.announcement.abstract == "First\n1. second"
    assert found.announcement.title == "Sets"


@pytest.mark.parametrize(
    "starts",
    [
        "DTSTART;;TZID=Europe/London:20261001T170000",
        "DTSTART\r\n\r\n ;TZID=Europe/London\r\n\r\n :20261001T170000",
        "DTSTART;TZID=Europe/London:20261001T170000\r\nSUMMARY=Tides",
    ],
)
def test_a_start_that_is_written_oddly_is_read(starts):
    (session,) = only_event(calendar(entry(starts=starts))).announcement.sessions
    assert (session.starts_on, session.starts_time) == (date(2026, 10, 1), time(17))


def test_nobodys_address_and_no_join_link_gets_in():
    lines = (
        "ORGANIZER;CN=Olive:mailto:olive@staff.example",
        "ATTENDEE:mailto:rita@staff.example",
        "SUMMARY:Ask olive@staff.example",
        "DESCRIPTION:Mail stan@staff.example or join https://zoom.us/j/123456789?pwd=abc",
        "LOCATION:https://teams.microsoft.com/l/meetup-join/19%3ameeting_x",
        "URL:https://zoom.us/j/123456789",
        "CATEGORIES:rita@staff.example",
        "CONFERENCE;VALUE=URI:https://zoom.us/j/123456789",
    )
    found = only_event(calendar(entry(*lines), head="METHOD:CANCEL\r\n"))
    said = repr(found.announcement)
    assert "staff.example" not in said
    assert "zoom.us" not in said
    assert "teams.microsoft" not in said
    assert found.announcement.status is Status.CONFIRMED
    assert {"olive@staff.example", "stan@staff.example"} <= set(found.addresses)
    assert any("zoom.us" in link for link in found.links)


def test_what_a_file_carries_for_us_is_no_way_past_that():
    loose = event(
        abstract="Mail stan@staff.example", parts=(SAM,), stream_url="https://zoom.us/j/123456789"
    )
    found = only_event(write([loose]))
    assert found.announcement.parts == (SAM,)
    assert "staff.example" not in repr(found.announcement)
    assert "zoom.us" not in repr(found.announcement)
    assert found.addresses == ("stan@staff.example",)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"]
)
def test_only_web_addresses_are_taken(address):
    assert only_event(calendar(entry(f"URL:{address}"))).announcement.url == ""


def test_a_private_event_is_marked():
    assert only_event(calendar(entry("CLASS:PRIVATE"))).is_private
    assert not only_event(calendar(entry("CLASS:PUBLIC"))).is_private


def test_a_repeating_event_is_read_once_and_says_so():
    source = calendar(
        entry("RRULE:FREQ=SECONDLY"), entry("RECURRENCE-ID:20261008T160000Z", "SUMMARY:Moved")
    )
    reading = read(source, default_zone="Europe/London")
    assert [found.warnings for found in reading.events] == [
        ("It repeats; only its first date was read.",),
        ("It is one changed date of a repeating event, read as an event of its own.",),
    ]
    assert len({said.uid for said in reading.announcements}) == 2


def test_of_equal_uids_the_newest_counts():
    source = calendar(
        entry("SEQUENCE:1", "SUMMARY:Old"),
        entry("SEQUENCE:3", "SUMMARY:New"),
        entry("SEQUENCE:2", "SUMMARY:Between"),
    )
    reading = read(source, default_zone="Europe/London")
    assert [said.title for said in reading.announcements] == ["New"]
    assert [one.title for one in reading.skipped] == ["Old", "Between"]


def test_a_uid_that_no_announcement_may_have_becomes_one_that_it_may():
    long = only_event(calendar(entry(uid="ü" * 300))).announcement.uid
    assert long.isascii()
    assert len(long) <= 255
    assert only_event(calendar(entry(uid="ü" * 300))).announcement.uid == long


def test_sessions_are_put_together_again():
    days = [date(2026, 10, day) for day in (1, 2, 3)]
    workshop = event(sessions=tuple(evening(day) for day in days), parts=(SAM,))
    source = write([event(uid="before"), workshop, event(uid="after")], calendar=Calendar(name="C"))
    reading = read(source, default_zone="Asia/Tokyo")
    assert [said.uid for said in reading.announcements] == ["before", "event-1", "after"]
    assert reading.announcements[1] == workshop.only(KEEPS)
    assert reading.name == "C"


def test_a_change_made_by_another_program_counts():
    changed = write([event(parts=(SAM,))]).replace(b"T170000", b"T090000")
    found = only_event(changed)
    assert found.announcement.sessions[0].starts_time == time(9)
    assert found.announcement.parts == ()
    assert found.warnings == ("It was changed after it was published; the change was read.",)


@pytest.mark.parametrize(
    "packed", ["{}", "[]", "nonsense", "[" * 5000, '{"words":{"title":3}}', '{"words":[]}']
)
def test_carried_words_that_are_nonsense_are_ignored(packed):
    packed = packed.replace(",", "\\,")
    found = only_event(calendar(entry("SUMMARY:Sets", f"X-TERMCARD:{packed}")))
    assert found.announcement.title == "Sets"


@pytest.mark.parametrize("starts", ["00010101T000000Z", "99991231T235959Z"])
def test_a_carried_event_whose_date_lies_too_far_away_is_skipped(starts):
    written = write([event()])
    source = re.sub(
        rb"DTSTART;TZID=Europe/London:20261001T170000", b"DTSTART:" + starts.encode(), written
    )
    reading = read(
        source, default_zone="Pacific/Kiritimati" if starts[0] == "9" else "Pacific/Niue"
    )
    assert reading.events == ()
    assert len(reading.skipped) == 1


def test_two_events_that_carry_one_uid_are_not_both_taken():
    def other_uid(written):
        return re.sub(rb"\r\nUID:event-1", b"\r\nUID:other", written)

    def other_event(written):
        return written.replace(b'{"event":"event-1"', b'{"event":"event-2"')

    twice = write([event()]).replace(CALENDAR_ENDS, b"") + other_event(other_uid(write([event()])))
    reading = read(twice, default_zone="Europe/London")
    assert [said.uid for said in reading.announcements] == ["event-1"]
    assert [one.number for one in reading.skipped] == [2]


def test_a_text_without_end_is_cut():
    found = only_event(calendar(entry(f"DESCRIPTION:{'word ' * 60_000}")))
    assert len(found.announcement.abstract) <= 200_000
    assert found.warnings == ("A text of more than 200,000 characters was cut.",)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"BEGIN:VCALENDAR\r\n" + b"x" * 10_000_001, "larger than 10 MB"),
        (calendar(*["UID:a"] * 10_001), "more than 10,000 events"),
        (b"", "empty"),
        (b"<html>Not found</html>", "not an iCalendar file"),
        (b"/etc/hostname", "not an iCalendar file"),
        (b"\x1f\x8b\x08\x00" + bytes(range(256)) * 9, "."),
    ],
)
def test_what_is_no_calendar_is_refused_in_one_sentence(source, reason):
    with pytest.raises(ValueError, match=re.escape(reason)) as refused:
        read(source, default_zone="Europe/London")
    assert type(refused.value) is ValueError


@pytest.mark.parametrize(("lines", "words", "kept"), [(3, 50, 100), (30, 1, 20)])
def test_topics_without_end_are_cut(lines, words, kept):
    categories = [
        "CATEGORIES:" + ",".join(f"t{line}-{word}" for word in range(words))
        for line in range(lines)
    ]
    assert len(only_event(calendar(entry(*categories))).announcement.topics) == kept


def test_an_empty_calendar_holds_nothing():
    assert read(calendar(), default_zone="Europe/London").events == ()


def test_an_unknown_default_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        read(calendar(), default_zone="Narnia")


SEED = write([event(sessions=(evening(), evening(date(2026, 10, 2))), parts=(SAM,))])


@settings(max_examples=100, deadline=None, suppress_health_check=(HealthCheck.too_slow,))
@given(st.lists(st.tuples(st.integers(0, len(SEED)), st.integers(0, 40), st.binary(max_size=9))))
def test_damaged_bytes_are_read_or_refused_and_never_crash(damages):
    source = SEED
    for at, length, instead in damages:
        source = source[:at] + instead + source[at + length :]
    try:
        reading = read(source, default_zone="Europe/London")
    except ValueError as refused:
        assert type(refused) is ValueError
        return
    assert len(reading.events) + len(reading.skipped) <= 2

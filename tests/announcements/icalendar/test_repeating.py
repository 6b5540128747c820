from datetime import UTC, date, datetime, time, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from termcard.announcements.announcement import Status
from termcard.announcements.icalendar.reader import read
from termcard.announcements.icalendar.recurrences import Steps, days, parse
from tests.announcements.icalendar.test_reader import calendar, entry

TODAY = date(2026, 10, 1)
THURSDAYS = [date(2026, 10, 1) + timedelta(days=7 * week) for week in range(4)]
LONDON = "DTSTART;TZID=Europe/London:20261001T170000"


def reading(*events, zone="Europe/London", day=TODAY):
    return read(calendar(*events), default_zone=zone, reference_date=day)


def starts(source):
    return [one.announcement.sessions[0].starts_on for one in source.events]


def test_a_weekly_seminar_becomes_an_event_for_each_of_its_dates():
    found = reading(
        entry("DURATION:PT1H", "SUMMARY:Tides", "RRULE:FREQ=WEEKLY;COUNT=4", starts=LONDON)
    )
    assert starts(found) == THURSDAYS
    said = [one.announcement for one in found.events]
    assert {one.title for one in said} == {"Tides"}
    assert len({one.uid for one in said}) == 4
    assert [one.sessions[0].ends_time for one in said] == [time(18)] * 4
    assert said[1].uid == "a/20261008T160000Z"
    assert {one.warnings for one in found.events} == {()}


def test_a_date_keeps_its_hour_when_the_clocks_change():
    found = reading(entry("RRULE:FREQ=WEEKLY;COUNT=5", starts=LONDON))
    last = found.events[4].announcement.sessions[0]
    assert (last.starts_on, last.starts_time) == (date(2026, 10, 29), time(17))
    assert last.starts_at().astimezone(UTC).hour == 17


def test_a_rule_in_universal_time_keeps_that_instead():
    found = reading(entry("RRULE:FREQ=WEEKLY;COUNT=5"))
    hours = [one.announcement.sessions[0].starts_time.hour for one in found.events]
    assert hours == [17, 17, 17, 17, 16]


def test_left_out_further_and_changed_dates_count():
    found = reading(
        entry(
            "RRULE:FREQ=WEEKLY;COUNT=4",
            "EXDATE;TZID=Europe/London:20261008T170000",
            "RDATE;TZID=Europe/London:20261020T170000,20261021T170000",
            starts=LONDON,
        ),
        entry(
            "RECURRENCE-ID;TZID=Europe/London:20261015T170000",
            "SUMMARY:Moved",
            starts="DTSTART;TZID=Europe/London:20261016T110000",
        ),
    )
    assert sorted(starts(found)) == [
        date(2026, 10, 1),
        date(2026, 10, 16),
        date(2026, 10, 20),
        date(2026, 10, 21),
        date(2026, 10, 22),
    ]
    (moved,) = [one for one in found.events if one.announcement.title == "Moved"]
    assert moved.announcement.uid == "a/20261015T160000Z"
    assert moved.warnings == ()


def test_a_changed_date_is_known_however_its_moment_is_written():
    changed = [
        reading(
            entry("RRULE:FREQ=WEEKLY;COUNT=2", starts=LONDON),
            entry(line, "STATUS:CANCELLED", starts="DTSTART:20261008T160000Z"),
        )
        for line in (
            "RECURRENCE-ID:20261008T160000Z",
            "RECURRENCE-ID;TZID=Europe/London:20261008T170000",
        )
    ]
    for found in changed:
        assert [one.announcement.status for one in found.events] == [
            Status.CONFIRMED,
            Status.CANCELLED,
        ]
    assert changed[0].announcements == changed[1].announcements


def test_whole_days_repeat_with_their_length():
    found = reading(
        entry(
            "DTEND;VALUE=DATE:20261003",
            "RRULE:FREQ=MONTHLY;COUNT=2",
            "EXDATE;VALUE=DATE:20261001",
            starts="DTSTART;VALUE=DATE:20261001",
        )
    )
    (session,) = found.events[0].announcement.sessions
    assert (session.starts_on, session.ends_on) == (date(2026, 11, 1), date(2026, 11, 2))
    assert found.events[0].announcement.uid == "a/20261101"


def test_an_endless_rule_is_read_around_today_only():
    found = reading(entry("RRULE:FREQ=DAILY", starts="DTSTART:19000101T160000Z"))
    assert len(found.events) == 500
    assert starts(found)[0] == TODAY
    assert "500 of its dates were read" in found.events[0].warnings[0]
    weekly = reading(entry("RRULE:FREQ=WEEKLY", starts="DTSTART:19000101T160000Z"))
    assert min(starts(weekly)) >= TODAY - timedelta(days=731)
    assert max(starts(weekly)) <= TODAY + timedelta(days=731)
    assert 205 < len(weekly.events) < 212


def test_what_ended_long_ago_is_read_once():
    found = reading(
        entry("RRULE:FREQ=WEEKLY;UNTIL=20120201T000000Z", starts="DTSTART:20120101T160000Z")
    )
    assert starts(found) == [date(2012, 1, 1)]
    assert "not within two years" in found.events[0].warnings[0]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("RRULE:FREQ=SECONDLY", "within a day"),
        ("RRULE:FREQ=HOURLY;COUNT=3", "within a day"),
        ("RRULE:FREQ=DAILY;BYHOUR=9,10", "within a day"),
        ("RRULE:FREQ=DAILY;INTERVAL=0", "contradicts itself"),
        ("RRULE:FREQ=DAILY;INTERVAL=-1", "contradicts itself"),
        ("RRULE:FREQ=DAILY;COUNT=0", "contradicts itself"),
        ("RRULE:FREQ=WEEKLY;BYDAY=2MO", "contradicts itself"),
        ("RRULE:FREQ=MONTHLY;BYMONTHDAY=32", "contradicts itself"),
        ("RRULE:FREQ=YEARLY;BYWEEKNO=3", "not followed"),
        ("RRULE:FREQ=FORTNIGHTLY", "not followed"),
        ("RRULE:FREQ=MONTHLY;BYDAY=XX", "not followed"),
        ("RRULE:FREQ=MONTHLY;BYMONTH=x", "not followed"),
        ("RRULE:FREQ=DAILY;UNTIL=soon", "could not be read"),
        ("RRULE:nonsense", "not followed"),
        ("RRULE:FREQ=DAILY;COUNT=9\r\nEXRULE:FREQ=DAILY", "not followed"),
        ("\r\n".join(["RRULE:FREQ=DAILY"] * 11), "too many rules"),
        (f"RRULE:FREQ=DAILY;BYMONTH={'1,' * 2000}1", "too long"),
    ],
)
def test_a_rule_that_is_not_followed_is_told_and_the_first_date_read(rule, said):
    found = reading(entry(rule))
    assert starts(found) == [TODAY]
    assert said in found.events[0].warnings[0]
    assert found.events[0].warnings[1] == "It repeats; only its first date was read."


def test_one_hour_in_a_rule_says_nothing_new():
    assert len(reading(entry("RRULE:FREQ=DAILY;COUNT=3;BYHOUR=16;BYMINUTE=0")).events) == 3


def test_many_endless_rules_cost_no_more_than_a_few():
    events = [
        entry("RRULE:FREQ=DAILY", uid=str(number), starts="DTSTART:19000101T160000Z")
        for number in range(30)
    ]
    found = reading(*events)
    assert len(found.events) == 8 * 500 + 22
    assert {one.announcement.uid for one in found.events} >= {"0/20261001T160000Z", "29"}


@pytest.mark.parametrize("interval", ["1000000000000000000", "2147483648", "99999"])
def test_an_interval_beyond_all_calendars_means_once(interval):
    for frequency in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY"):
        found = reading(entry(f"RRULE:FREQ={frequency};INTERVAL={interval}"))
        assert starts(found) == [TODAY]


def test_a_date_the_clocks_skip_is_read_as_every_calendar_reads_it():
    found = reading(
        entry("RRULE:FREQ=DAILY;COUNT=2", starts="DTSTART;TZID=Europe/London:20270327T013000"),
        day=date(2027, 3, 1),
    )
    hours = [one.announcement.sessions[0].starts_time for one in found.events]
    assert hours == [time(1, 30), time(2, 30)]


def lists(values, most=3):
    return st.lists(values, min_size=1, max_size=most, unique=True)


# Of "every Monday and the first" the other program drops the former.
WEEKDAYS = lists(st.sampled_from(["MO", "TU", "WE", "TH", "FR", "SA", "SU"]))
NTH = lists(
    st.tuples(st.sampled_from(["1", "2", "3", "-1", "5"]), st.sampled_from(["MO", "TH", "SU"])).map(
        "".join
    )
)


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    by_day = NTH | WEEKDAYS if frequency in ("MONTHLY", "YEARLY") else WEEKDAYS
    parts = {
        "INTERVAL": st.integers(1, 6),
        "BYDAY": by_day.map(",".join),
        "BYMONTH": lists(st.integers(1, 12)).map(lambda some: ",".join(map(str, some))),
        "WKST": st.sampled_from(["SU", "MO", "WE"]),
        draw(st.sampled_from(["COUNT", "NONE", "UNTIL"])): st.integers(1, 60),
    }
    chosen = {name: draw(value) for name, value in parts.items() if draw(st.booleans())}
    if "UNTIL" in chosen:
        chosen["UNTIL"] = f"20{20 + chosen['UNTIL'] % 10}0915T000000"
    chosen.pop("NONE", None)
    return ";".join([f"FREQ={frequency}", *(f"{name}={one}" for name, one in chosen.items())])


@settings(max_examples=60, deadline=None)
@given(rule=rules(), day=st.dates(date(2018, 1, 1), date(2027, 1, 1)))
def test_the_days_of_a_rule_are_those_another_program_works_out(rule, day):
    horizon = datetime(2029, 1, 1)
    first = next(iter(rrulestr(rule, dtstart=datetime.combine(day, time()))), None)
    assume(first is not None and first < horizon)
    theirs = rrulestr(rule, dtstart=first).between(datetime(2024, 10, 1), horizon, inc=True)
    stated = parse(rule)
    last = min(horizon.date(), stated.until.date() if stated.until else date.max)
    ours = days(stated, first.date(), last, date(2024, 10, 1), Steps())
    assert list(ours) == [at.date() for at in theirs]


def test_the_work_for_one_calendar_is_bounded():
    with pytest.raises(ValueError, match="too often"):
        list(days(parse("FREQ=DAILY"), date(1, 1, 1), date(9999, 1, 1), date(1, 1, 1), Steps(99)))

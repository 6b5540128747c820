import zoneinfo
from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr

import termcard  # noqa: F401, which sets the pinned time-zone rules
from termcard.announcements.icalendar.zones import rules_of

FIRST, LAST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2029, 12, 31, tzinfo=UTC)
DAYS = [FIRST + timedelta(days=count) for count in range(0, (LAST - FIRST).days + 1, 4)]


def span(written):
    sign = -1 if written[0] == "-" else 1
    hours, minutes, seconds = written[1:3], written[3:5], written[5:] or "0"
    return sign * timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))


def observances(lines):
    """Read a VTIMEZONE as RFC 5545, section 3.6.5 says, without a line of our own."""
    found, fields = [], {}
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            fields = {"kind": value}
        elif name == "END" and value != "VTIMEZONE":
            found.append(fields)
        else:
            fields[name] = value
    return found


def onsets(lines):
    moments = []
    for fields in observances(lines):
        before, after = span(fields["TZOFFSETFROM"]), span(fields["TZOFFSETTO"])
        starts = datetime.strptime(fields["DTSTART"], "%Y%m%dT%H%M%S")
        walls = [starts]
        if "RRULE" in fields:
            walls = rrulestr(fields["RRULE"], dtstart=starts).between(
                datetime(2024, 1, 1), datetime(2030, 1, 1), inc=True
            )
        moments += [((wall - before).replace(tzinfo=UTC), after) for wall in walls]
    return sorted(moments)


def test_the_written_rules_give_every_zones_offset_all_year_round():
    said = {}
    for name in sorted(zoneinfo.available_timezones()):
        rules = rules_of(name)
        if rules is None:
            continue
        lines = tuple(line for line in rules.lines() if not line.startswith("TZID:"))
        days = tuple(day for day in DAYS if rules.covers(day.date()))
        changes = onsets(lines)
        moments = [moment for moment, _ in changes]
        zone = zoneinfo.ZoneInfo(name)
        nights = [
            moment + timedelta(seconds=second)
            for moment in moments
            for second in (-1, 0)
            if rules.covers(moment.date()) and moment > FIRST
        ]
        for moment in (*days, *nights):
            _, offset = changes[bisect_right(moments, moment) - 1]
            assert moment.astimezone(zone).utcoffset() == offset, (name, moment)
        said[name] = len(days)
    assert len(said) > 570
    assert said["Europe/London"] == said["America/New_York"] == said["Asia/Tokyo"] == len(DAYS)


@pytest.mark.parametrize(
    "name", ["Africa/Cairo", "America/Santiago", "Asia/Jerusalem", "Asia/Gaza", "America/Nuuk"]
)
def test_a_zone_that_two_yearly_rules_cannot_say_has_none(name):
    assert rules_of(name) is None


@pytest.mark.parametrize(
    ("name", "first"), [("America/New_York", 2007), ("Europe/London", 1996), ("Asia/Tokyo", 1970)]
)
def test_the_rules_begin_with_the_last_time_they_were_changed(name, first):
    rules = rules_of(name)
    assert rules.first_year == first
    assert f"DTSTART:{first}" in "".join(rules.lines())
    assert not rules.covers(date(first - 1, 12, 31))
    assert rules.covers(date(first + 1, 1, 1))


def test_a_start_stands_in_the_time_the_clocks_showed_before():
    london = {fields["kind"]: fields for fields in observances(rules_of("Europe/London").lines())}
    assert london["DAYLIGHT"]["DTSTART"] == "19960331T010000"
    assert london["DAYLIGHT"]["TZOFFSETFROM"] == "+0000"
    assert london["STANDARD"]["DTSTART"] == "19961027T020000"
    assert london["STANDARD"]["TZOFFSETFROM"] == "+0100"


def test_dublins_winter_is_its_standard_time():
    dublin = {fields["kind"]: fields for fields in observances(rules_of("Europe/Dublin").lines())}
    assert (dublin["STANDARD"]["TZNAME"], dublin["STANDARD"]["TZOFFSETTO"]) == ("GMT", "+0000")
    assert (dublin["DAYLIGHT"]["TZNAME"], dublin["DAYLIGHT"]["TZOFFSETTO"]) == ("IST", "+0100")


def test_a_zone_with_one_offset_has_one_standard_time():
    (fields,) = observances(rules_of("Asia/Kathmandu").lines())
    assert fields["kind"] == "STANDARD"
    assert fields["TZOFFSETFROM"] == fields["TZOFFSETTO"] == "+0545"
    assert "RRULE" not in fields


@pytest.mark.parametrize(
    "name", ["", "Europe/Nowhere", "../../etc/passwd", "America/", "a" * 10**6]
)
def test_an_unknown_zone_is_refused_in_one_sentence(name):
    with pytest.raises(ValueError, match="no such time zone"):
        rules_of(name)

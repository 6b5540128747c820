import functools
import gzip
import io
import time
import zipfile
from datetime import date

import pytest

from termcard.announcements.reading import read
from termcard.lib.limited import LimitedError, run_limited
from tests.reading.hostile_documents import CALENDARS, TEXTS, calendar, entry

TODAY = date(2026, 10, 1)
READER = functools.partial(read, reference_date=TODAY, default_timezone="Europe/London")


def outcome(source):
    """Return what reading gives in a child with limits: the document, or why there is none."""
    source = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
    began = time.monotonic()
    try:
        return run_limited(READER, source, seconds=6, megabytes=256)
    except (ValueError, LimitedError) as refused:
        assert str(refused).endswith(".")
        assert len(str(refused)) < 200
        return str(refused)
    finally:
        assert time.monotonic() - began < 7


def dates(document):
    return [
        session.starts_on
        for reading in document.readings
        for session in reading.announcement.sessions
    ]


@pytest.mark.parametrize("name", CALENDARS)
def test_a_hostile_calendar_ends_in_a_reading_or_a_reason(name):
    found = outcome(CALENDARS[name]())
    if not isinstance(found, str):
        assert len(found.readings) <= 10_000
        assert found.readings or found.warnings or "BEGIN:VEVENT" not in found.text


@pytest.mark.parametrize("name", TEXTS)
def test_a_hostile_text_ends_in_a_reading_or_a_reason(name):
    found = outcome(TEXTS[name]())
    if not isinstance(found, str):
        assert len(found.readings) <= 10_000


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY",
        "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_without_end_is_read_once_and_says_so(rule):
    found = outcome(calendar(entry(f"RRULE:{rule}")))
    assert dates(found) == [TODAY]
    assert "only its first date was read" in " ".join(found.readings[0].warnings)


# H21
def test_a_path_is_no_file():
    found = outcome("/etc/hostname")
    assert found.text == "/etc/hostname"
    assert found.readings == ()


# H20
def test_what_is_no_text_is_refused():
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as held:
        held.writestr("a.ics", "BEGIN:VCALENDAR")
    bomb = gzip.compress(bytes(10_000_000))
    for source in (archive.getvalue(), bomb, bytes(range(256)) * 40, b""):
        assert isinstance(outcome(source), str)


# H25, H26, H27
def test_only_what_may_be_public_gets_in():
    found = outcome(
        calendar(
            entry(
                "ATTENDEE:mailto:rita@staff.example",
                "ORGANIZER:mailto:olive@staff.example",
                "CONFERENCE:https://zoom.us/j/123456789",
                "URL:javascript:alert(1)",
                "ATTACH:file:///etc/passwd",
                "DESCRIPTION:Join https://zoom.us/j/123456789 or mail stan@staff.example",
                "CLASS:PRIVATE",
            )
        )
    )
    (reading,) = found.readings
    told = repr(reading.announcement)
    for secret in ("staff.example", "zoom.us", "javascript", "passwd"):
        assert secret not in told
    assert reading.is_private


# H24
@pytest.mark.parametrize("size", [1_000, 2_000])
def test_equal_uids_are_one_event(size):
    found = outcome(calendar(*[entry(f"SEQUENCE:{number}") for number in range(size)]))
    assert len(found.readings) == 1
    assert len(found.warnings) == size - 1

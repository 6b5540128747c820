import dataclasses
import os
import random
import time
from datetime import date

import pytest

from termcard.announcements.reading import read
from tests.announcements.structured.test_feeds import ATOM, RSS, TALKS
from tests.announcements.structured.test_frontmatter import PAGE
from tests.announcements.structured.test_json_exports import INDICO, OXFORD, SEMINARS, json
from tests.announcements.structured.test_mail import mail
from tests.announcements.structured.test_pages import H_CALENDAR, H_EVENT, JSON_LD, MICRODATA

MUTATIONS = int(os.environ.get("TERMCARD_TESTS_MUTATIONS", "3000"))
CALENDAR = """BEGIN:VCALENDAR\r
VERSION:2.0\r
X-WR-TIMEZONE:Europe/London\r
BEGIN:VEVENT\r
UID:a@x.example\r
DTSTART;TZID=Europe/London:20261001T170000\r
DTEND:20261001T170000Z\r
RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=TH\r
EXDATE;TZID=Europe/London:20261008T170000\r
SUMMARY:Tides\\, and more\r
LOCATION:Room 4\r
DESCRIPTION:Write to olive@staff.example\\nor join https://zoom.us/j/123456789\r
END:VEVENT\r
BEGIN:VEVENT\r
UID:a@x.example\r
RECURRENCE-ID:20261015T160000Z\r
DTSTART;VALUE=DATE:20261016\r
DURATION:P1D\r
STATUS:CANCELLED\r
END:VEVENT\r
END:VCALENDAR\r
"""
TABLE = (
    "Title;Datum;Uhrzeit;Ende;Ort;Referent;Kontakt\n"
    '"Tides; and more";14.10.2026;13:00;14:00;Room 4;Dr Sam Sample;olive@staff.example\n'
    "Bells;4/9/2026;1pm - 2pm;;;;\n"
)
SEEDS = {
    "calendar": [CALENDAR],
    "table": [TABLE, TABLE.replace(";", "\t"), PAGE],
    "page": [JSON_LD, MICRODATA, H_EVENT, H_CALENDAR],
    "json": [json.dumps(INDICO), json.dumps(OXFORD), json.dumps(SEMINARS)],
    "feed": [RSS, ATOM, TALKS],
    "mail": [mail(html=JSON_LD, calendar=CALENDAR).decode()],
}
TOKENS = [
    "\0", "\r", "\n", "\r\n ", "\ufeff", "\u2028", "\x85", "é", "€", "🎓", "\u202e", '"', "'", "<",
    ">", "&", ";", ",", ":", "=", "[", "]", "{", "}", "\\", "-", "--", "9999", "-1", "0", "1e400",
    "null", "99991231T235959Z", "00010101", "BEGIN:VEVENT\r\n", "END:VEVENT\r\n", "END:VCALENDAR",
    "RRULE:", "FREQ=SECONDLY", "INTERVAL=0", "BYDAY=-5MO", "TZID=America/", "<p>", "</div>",
    "<!--", "<![CDATA[", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "Date", "31 February 2026",
    "25:61", "T", "Z", "+99:99",
]  # fmt: skip


def mutated(seed, chance):
    source = seed
    for _ in range(chance.choice([1, 1, 2, 3, 8])):
        at = chance.randrange(len(source) + 1)
        to = min(len(source), at + chance.choice([0, 1, 2, 10, 60]))
        match chance.randrange(4):
            case 0:
                source = source[:at] + source[to:]
            case 1:
                source = source[:at] + chance.choice(TOKENS) + source[to:]
            case 2:
                source = source[:at] + source[at:to] * chance.choice([2, 5, 40]) + source[to:]
            case _:
                other = chance.randrange(len(source) + 1)
                source = source[:at] + source[other : other + 40] + source[to:]
    encoded = source.encode(chance.choice(["utf-8"] * 8 + ["utf-16", "cp1252"]), "replace")
    if chance.random() < 0.2:
        broken = bytearray(encoded)
        for _ in range(chance.randint(1, 9)):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        encoded = bytes(broken)
    return encoded


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_source_is_read_or_refused(kind):
    chance = random.Random(f"{kind} 1")
    for number in range(MUTATIONS // len(SEEDS)):
        source = mutated(chance.choice(SEEDS[kind]), chance)
        began = time.monotonic()
        try:
            document = read(
                source, reference_date=date(2026, 10, 1), default_timezone="Europe/London"
            )
        except ValueError as refused:
            assert type(refused) is ValueError, (number, source)
            assert str(refused).endswith("."), (number, source)
            continue
        assert time.monotonic() - began < 5, (number, source)
        for reading in document.readings:
            told = repr(dataclasses.replace(reading.announcement, uid=""))
            assert "olive@staff.example" not in told, (number, source)
            for ranges in reading.evidence.values():
                for start, end in ranges:
                    assert 0 <= start < end <= len(document.text), (number, source)

"""Damages announcements of every kind at random, and reads them in a child with limits."""

import dataclasses
import gc
import json
import random
import resource
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from termcard.announcements.reading import ReadDocument, read
from termcard.lib.limited import run_limited
from tests.announcements.structured.test_feeds import ATOM, RSS, TALKS
from tests.announcements.structured.test_frontmatter import PAGE
from tests.announcements.structured.test_json_exports import INDICO, OXFORD, SEMINARS
from tests.announcements.structured.test_mail import mail
from tests.announcements.structured.test_pages import H_CALENDAR, H_EVENT, JSON_LD, MICRODATA

# So many are read in one child; each may take so long, and together they may fill so much.
CHUNK, SECONDS, MEGABYTES = 250, 5, 256
SECRET = "olive@staff.example"
FIXTURES = Path(__file__).parent / "fixtures"
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
SEEDS: dict[str, list[str]] = {
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


WORDS = [
    path.read_text(encoding="utf-8")
    for folder in ("styles", "announced")
    for path in sorted((FIXTURES / folder).glob("*.txt"))
]
KINDS = (*SEEDS, "words")
ODD = [
    "(", ")", "“", "”", "\"", "'", ":", ",", "|", "\t", "\n", "\n\n", "> ", "--\n", "31 February",
    "3 May", "24:00", "12 noon", "99", "2-15-3", "Dr ", "and ", " von ", "CANCELLED", "@", "\u200b",
    "é", "💡", "\u202e", "0", ".", "…", "Zoom", "today", "Monday", "9/14", "UTC+14", "1 Jan 1970",
]  # fmt: skip


@dataclass(frozen=True)
class Tried:
    """What became of a chunk: what went wrong, the slowest in seconds, the fullest in MB."""

    faults: list[str]
    slowest: float
    megabytes: float


def tried(kind: str, chunk: int) -> Tried:
    """Return what became of a chunk of damaged inputs of one kind; the same for the same number.

    Raises TooLarge when they needed more memory than reading may.
    """
    seconds = CHUNK * SECONDS
    return run_limited(_try, (kind, chunk), seconds=seconds, megabytes=MEGABYTES)


def _try(which: tuple[str, int]) -> Tried:
    gc.enable()  # a child reads one document and ends; this one reads many
    chance = random.Random(f"{which[0]} {which[1]}")
    faults, slowest = [], 0.0
    for number in range(CHUNK):
        source = damaged(which[0], chance)
        began = time.process_time()
        fault = fault_of(source)
        took = time.process_time() - began
        slowest = max(slowest, took)
        if fault or took > SECONDS:
            faults.append(f"{which} {number}: {fault or f'{took:.1f} s'}: {source!r}"[:4_000])
    return Tried(faults, slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000)


def damaged(kind: str, chance: random.Random) -> bytes:
    """Return a damaged input of that kind."""
    if kind == "words":
        return mutated_words(chance.choice(WORDS), chance).encode("utf-8", "replace")
    return mutated_source(chance.choice(SEEDS[kind]), chance)


def fault_of(source: bytes) -> str:
    """Return what is wrong with what reading makes of it; empty when it is read or refused."""
    try:
        document = read(source, reference_date=date(2026, 10, 1), default_timezone="Europe/London")
    except ValueError as refused:
        is_refused = type(refused) is ValueError and str(refused).endswith(".")
        return "" if is_refused else repr(refused)
    except Exception as error:
        return repr(error)
    told = [dataclasses.replace(one.announcement, uid="") for one in document.readings]
    if SECRET in repr(told):
        return "it tells an address"
    return "" if is_inside(document) else "its evidence lies outside"


def is_inside(document: ReadDocument) -> bool:
    """Say whether all evidence lies inside the text."""
    ranges = [
        pair
        for reading in document.readings
        for found in reading.evidence.values()
        for pair in found
    ]
    return all(0 <= start < end <= len(document.text) for start, end in ranges)


def mutated_source(seed: str, chance: random.Random) -> bytes:
    """Return a source with a few pieces cut, put in, repeated or moved, and odd bytes."""
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


def mutated_words(text: str, chance: random.Random) -> str:
    """Return a text with a few pieces cut, doubled, moved, swapped or put in."""
    for _ in range(chance.randint(1, 6)):
        first = chance.randrange(len(text) + 1)
        last = min(len(text), first + chance.randint(0, 60))
        piece = text[first:last]
        change = chance.randrange(5)
        if change == 0:
            text = text[:first] + text[last:]
        elif change == 1:
            text = text[:last] + piece + text[last:]
        elif change == 2:
            text = text[:first] + piece[::-1] + text[last:]
        elif change == 3:
            text = text[:first] + chance.choice(ODD) + text[first:]
        else:
            other = chance.choice(WORDS)
            begin = chance.randrange(len(other) + 1)
            text = text[:first] + other[begin : begin + 80] + text[last:]
    return text

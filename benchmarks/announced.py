"""Makes announcements of a given size to time the reader with: a page, a bulletin, a calendar."""

from __future__ import annotations

import random
from datetime import date, timedelta

READ_ON = date(2026, 10, 1)
ZONE = "Europe/London"

_FIRST = ["Ada", "Bela", "Chidi", "Dora", "Emre", "Fen", "Goran", "Hana", "Ivo", "Jules"]
_LAST = ["Marsh", "Okoro", "Lind", "Petrov", "Vale", "Thorn", "Sato", "Brandt", "Moreau", "Reyes"]
_TOPICS = ["bells", "tides", "lenses", "glaciers", "proofs", "archives", "hedgerows", "vowels"]
_DOINGS = ["Reading", "Measuring", "Teaching", "Mapping", "Questioning", "Preserving"]
_PLACES = ["Example University", "University of Skagen", "Elvet College", "Institute of Tides"]
_ROOMS = ["Room 4, Elvet Hall", "HB203", "Lecture Theatre 2", "Old Library, Low Street"]
_SENTENCES = [
    "Nobody has asked until now what the oldest records say about it.",
    "This paper follows eleven towns through a century of repairs, quarrels and silence.",
    "I shall argue that the usual account leaves out whoever did the work.",
    "The evidence comes from letters, from measurements and from a long walk.",
    "What looks like a decline turns out to be a change of names.",
]


def page() -> bytes:
    """Return the announcement of one seminar on one page, with an abstract of 400 words."""
    chance = random.Random("page")
    abstract = "\n\n".join(" ".join(chance.choices(_SENTENCES, k=12)) for _ in range(3))
    return (
        "School of Hedgerows\n\nResearch Seminar: Measuring hedgerows\n\n"
        "14th October 2026, 13:00 to 14:00, Room 4, Elvet Hall, Dr Ada Marsh, Reader in "
        f"Botany, Example University\n\n{abstract}\n\nEverybody is welcome; nobody needs to "
        "book.\n\nContact olive@hedgerows.example for more information.\n"
    ).encode()


def bulletin(events: int = 100) -> bytes:
    """Return a term's bulletin: a heading for every day, and blocks of text for every event."""
    chance = random.Random("bulletin")
    lines, day = ["Events this term: Michaelmas 2026", ""], date(2026, 10, 5)
    for number in range(events):
        if number % 3 == 0:
            day += timedelta(days=3 if day.weekday() == 4 else 1)
            lines += [f"{day:%A} {day.day} {day:%B} {day.year}", ""]
        hour = 9 + 2 * (number % 3) + chance.randint(0, 1)
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        lines += [
            f"{chance.choice(_DOINGS)} {chance.choice(_TOPICS)}, part {number + 1}",
            f"{hour}:00-{hour + 1}:00, {chance.choice(_ROOMS)}",
            f"Dr {name} ({chance.choice(_PLACES)})",
            " ".join(chance.sample(_SENTENCES, 3)),
            "",
        ]
    return "\n".join(lines).encode()


def calendar(events: int = 10_000) -> bytes:
    """Return a calendar file as other programs write it: zones, folds, escapes, an alarm."""
    chance = random.Random("calendar")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Calendar//EN"]
    for number in range(events):
        day = date(2024, 1, 1) + timedelta(days=number % 1_400)
        hour = 9 + number % 8
        lines += [
            "BEGIN:VEVENT",
            f"UID:{number}@calendar.example",
            "DTSTAMP:20260901T080000Z",
            f"DTSTART;TZID=Europe/London:{day:%Y%m%d}T{hour:02}0000",
            f"DTEND;TZID=Europe/London:{day:%Y%m%d}T{hour + 1:02}0000",
            f"SUMMARY:{chance.choice(_DOINGS)} {chance.choice(_TOPICS)}\\, part {number}",
            f"LOCATION:{chance.choice(_ROOMS).replace(',', chr(92) + ',')}",
            "DESCRIPTION:Dr " + " ".join(chance.choices(_FIRST, k=2)) + r"\n\n",
            "  " + " ".join(chance.choices(_SENTENCES, k=2)).replace(",", "\\,"),
            "CATEGORIES:Seminar",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            "TRIGGER:-PT15M",
            "END:VALARM",
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()

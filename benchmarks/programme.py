"""Fills an empty installation with a large invented programme, the same for the same number.

Run in a process of its own, `python -m benchmarks.programme EVENTS`; prints what was made.
"""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date, timedelta
from datetime import time as Hour
from typing import Any

from termcard.announcements.announcement import Announcement, Kind, Mode, Place
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.config.standing import bring_up_to_date, stand

BATCH, HOSTS, SAMPLES = 200, 40, 200
_NOUNS = ["bells", "tides", "lenses", "glaciers", "proofs", "archives", "hedgerows", "vowels"]
_DOINGS = ["Reading", "Measuring", "Teaching", "Mapping", "Questioning", "Preserving"]
_WORDS = ["the", "a", "of", "and", "which", "between", "early", "careful", "evidence", "record"]
_FIRST = ["Ada", "Bela", "Chidi", "Dora", "Emre", "Fen", "Goran"]
_LAST = ["Marsh", "Okoro", "Lind", "Petrov"]


def made_announcement(number: int, today: date) -> Announcement:
    """Return the event of that number: one in seven is to come, the rest lie behind."""
    chance = random.Random(number)
    ahead = chance.randint(1, 200) if number % 7 == 0 else -chance.randint(1, 1500)
    words = chance.choices(_WORDS + _NOUNS, k=200)
    is_online = number % 3 == 0
    return Announcement(
        title=f"{chance.choice(_DOINGS)} {chance.choice(_NOUNS)}, part {number}",
        kind=chance.choice([Kind.SEMINAR, Kind.LECTURE, Kind.WORKSHOP]),
        abstract=" ".join(words)[:1200].capitalize(),
        sessions=(
            Session(
                starts_on=today + timedelta(days=ahead),
                starts_time=Hour(chance.randint(9, 17)),
                ends_time=Hour(18),
                zone="Europe/London",
            ),
        ),
        mode=Mode.ONLINE if is_online else Mode.IN_PERSON,
        platform="Zoom" if is_online else "",
        place=None if is_online else Place(name=f"Room {number % 30}, Elvet Hall"),
        parts=tuple(
            Part(
                name=f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
                role="Lecturer",
                affiliation="Example University",
            )
            for _ in range(1 + number % 2)
        ),
        attendance="Everybody is welcome; nobody needs to book.",
        topics=(chance.choice(_NOUNS).capitalize(),),
    )


def fill(events: int) -> dict[str, Any]:
    """Announce so many events, in batches; return paths to try, and how fast it went."""
    # Their tables can be imported only when Django stands.
    from django.utils import timezone  # noqa: PLC0415

    from termcard.institutions.actions import add_organisation  # noqa: PLC0415
    from termcard.people.actions import local_operator  # noqa: PLC0415
    from termcard.programme.actions import Announcing, announce_events  # noqa: PLC0415

    operator, today = local_operator(), timezone.localdate()
    root = add_organisation(
        name="Example University", slug="university", kind="institution", by=operator
    )
    hosts = [
        add_organisation(
            name=f"Department {number}", slug=f"unit-{number}", parent=root, by=operator
        )
        for number in range(HOSTS)
    ]
    paths: list[str] = []
    begun = time.process_time()
    for first in range(0, events, BATCH):
        numbers = range(first, min(first + BATCH, events))
        announcings = [
            Announcing(announcement=made_announcement(number, today), host=hosts[number % HOSTS])
            for number in numbers
        ]
        kept = announce_events(announcings, by=operator)
        if len(paths) < SAMPLES:
            paths += [event.get_absolute_url() for event in kept]
    seconds = time.process_time() - begun
    return {
        "events": paths[:SAMPLES],
        "hosts": [host.get_absolute_url() for host in hosts],
        "a_second": events / seconds,
    }


if __name__ == "__main__":
    stand()
    bring_up_to_date()
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))

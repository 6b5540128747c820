"""Fills the weeks around today in the demonstration as a university's are: seminars every day."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from termcard.announcements.announcement import Announcement, Kind, Level, Mode, OpenTo, Place
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.institutions.models import Organisation
from termcard.operating.actions.invention.university import Field, University, words
from termcard.people.models import Account
from termcard.programme import actions as programme
from termcard.programme.actions.linking import introduce_people
from termcard.programme.models import Series

ZONE = "Europe/London"
DAYS_BACK, DAYS_AHEAD, MOST_A_DAY = 12, 16, 3
KNOWN_PEOPLE = 12
# The field that the words of a unit's events are taken from.
FIELDS = {
    "education": "education",
    "history": "history",
    "mathematics": "mathematics",
    "physics": "physics",
    "geography": "geography",
    "computer-science": "computing",
    "philosophy": "philosophy",
    "medieval-studies": "theology",
}
ROOMS = (
    "Lovelace Building, room 101",
    "Old Registry, seminar room 2",
    "West Building, room 007",
    "Turing Court, lecture theatre",
    "Linden Hall, common room",
)
KINDS = (*(Kind.SEMINAR,) * 6, *(Kind.LECTURE,) * 2, Kind.COLLOQUIUM, Kind.READING_GROUP)


def fill_weeks(
    university: University,
    hosts: Mapping[str, Organisation],
    series: Mapping[str, Series],
    day_of: Callable[[int], date],
    *,
    by: Account,
) -> None:
    """Announce one to three events on each working day around today, some by people with a page.

    `day_of` gives the date so many working days from today.
    """
    chance = random.Random("weeks of the demonstration")  # noqa: S311
    known = university.staff[:KNOWN_PEOPLE]
    names = [each.name for each in known]
    linked = {each.name: each.pk for each in introduce_people(names, by=by)}
    held = {each.host_id: each for each in series.values()}
    announcings = []
    for number in (*range(-DAYS_BACK, 0), *range(1, DAYS_AHEAD + 1)):
        for slug in chance.sample(tuple(FIELDS), chance.randint(1, MOST_A_DAY)):
            field = university.fields[FIELDS[slug]]
            people = known if chance.random() < 0.5 else university.guests
            told = _announcement(field, day_of(number), chance.choice(people), chance)
            host = hosts[slug]
            gathered = held.get(host.pk) if told.kind is Kind.SEMINAR else None
            announcings.append(programme.Announcing(announcement=told, host=host, series=gathered))
    programme.announce_events(announcings, by=by, linked=linked)


def _announcement(field: Field, day: date, speaker: Part, chance: random.Random) -> Announcement:
    title = field.title(chance)
    starts = time(chance.choice((10, 11, 13, 14, 16, 17)), chance.choice((0, 0, 30)))
    ends = (datetime.combine(day, starts) + timedelta(hours=1)).time()
    mode = chance.choice((Mode.IN_PERSON, Mode.IN_PERSON, Mode.HYBRID, Mode.ONLINE))
    said = [chance.choice(group) for group in chance.sample(field.sentences, 9)]
    return Announcement(
        title=title,
        kind=chance.choice(KINDS),
        abstract="\n\n".join((" ".join(said[:5]), " ".join(said[5:]))),
        sessions=(Session(starts_on=day, starts_time=starts, ends_time=ends, zone=ZONE),),
        mode=mode,
        place=None if mode is Mode.ONLINE else Place(name=chance.choice(ROOMS)),
        platform="" if mode is Mode.IN_PERSON else chance.choice(("Zoom", "Teams")),
        parts=(speaker,),
        attendance=chance.choice(words()["lines"]["attendance"]),
        open_to=chance.choice((OpenTo.ANYONE, OpenTo.ANYONE, OpenTo.MEMBERS)),
        level=chance.choice((None, Level.EVERYBODY, Level.STUDENTS, Level.RESEARCHERS)),
        topics=(chance.choice(field.topics),),
    )

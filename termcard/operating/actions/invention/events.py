"""Invents the events of a university one by one: the same for the same seed, number and day."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Earlier,
    Kind,
    Level,
    Material,
    Mode,
    OpenTo,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session, Talk
from termcard.operating.actions.invention.university import Field, University, words

ZONE = "Europe/London"
FAR_ZONES = (
    *("America/New_York", "America/Los_Angeles", "Asia/Tokyo", "Asia/Kolkata", "Europe/Berlin"),
    *("Australia/Sydney", "America/St_Johns", "Africa/Nairobi", "Pacific/Auckland", "UTC"),
)
USUAL = (
    *((Kind.SEMINAR,) * 40 + (Kind.LECTURE,) * 12 + (Kind.WORKSHOP,) * 8 + (Kind.DEFENCE,) * 6),
    *((Kind.COLLOQUIUM,) * 6 + (Kind.READING_GROUP,) * 5 + (Kind.SYMPOSIUM,) * 3),
    *((Kind.CONFERENCE,) * 2 + tuple(Kind)),
)
ONE_IN_SEVEN, YEARS_BACK, DAYS_AHEAD = 7, 5, 200
WITHDRAWN, MERGED = (400, 13), (1_000, 17)
_ACCESS = tuple(AccessProvision)
_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Invented:
    """One event with whose it is, who may see it, what is private, and what becomes of it."""

    announcement: Announcement
    host: str
    series: str = ""
    co_host: str = ""
    visibility: str = "public"
    public_from: datetime | None = None
    contact: str = ""
    join_links: tuple[str, ...] = ()
    is_withdrawn: bool = False
    is_merged_into_the_one_before: bool = False


def uid_of(seed: int, number: int) -> str:
    """Return the UID of an event."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"termcard invention {seed}/{number}"))


def invent_event(university: University, number: int, today: date) -> Invented:
    """Return the event of that number; one in seven is to come, the rest lie behind `today`."""
    chance = random.Random((university.seed << 40) + number)  # noqa: S311
    host = chance.choice(university.hosts)
    field = university.fields[university.field_of[host]]
    series = chance.choice(university.series_of[host]) if chance.random() < 0.6 else ""
    told = _announcement(university, field, host, number, today, chance, is_silent=bool(series))
    is_plain = _is(number, WITHDRAWN) or _is(number, MERGED) or _is(number + 1, MERGED)
    visibility, public_from = ("public", None) if is_plain else _seen(number, today, chance)
    is_online = told.mode is not Mode.IN_PERSON
    return Invented(
        announcement=replace(told, status=Status.CONFIRMED, status_note="") if is_plain else told,
        host=host,
        series=series,
        co_host=chance.choice(university.hosts) if chance.random() < 0.06 else "",
        visibility=visibility,
        public_from=public_from,
        contact=f"office@{host}.example" if chance.random() < 0.3 else "",
        join_links=(f"https://zoom.us/j/{chance.randint(10**9, 10**10)}",)
        if is_online and chance.random() < 0.15
        else (),
        is_withdrawn=_is(number, WITHDRAWN),
        is_merged_into_the_one_before=_is(number, MERGED),
    )


def _is(number: int, every: tuple[int, int]) -> bool:
    return number % every[0] == every[1]


def _seen(number: int, today: date, chance: random.Random) -> tuple[str, datetime | None]:
    drawn = chance.random()
    for visibility, share in (("draft", 0.01), ("unlisted", 0.018), ("private", 0.025)):
        if drawn < share:
            return visibility, None
    if number % ONE_IN_SEVEN == 0 and drawn < 0.05:
        midnight = datetime.combine(today, time(0), UTC)
        return "public", midnight + chance.randint(2, 20) * _DAY
    return "public", None


def _announcement(
    university: University,
    field: Field,
    host: str,
    number: int,
    today: date,
    chance: random.Random,
    *,
    is_silent: bool,
) -> Announcement:
    """Return the event itself; a silent one leaves to its series where and for whom it is."""
    kind, mode = chance.choice(USUAL), chance.choices(tuple(Mode), (55, 25, 20))[0]
    uid, day = uid_of(university.seed, number), _day(number, today, chance)
    language, title, sentences = _words(field, number, chance)
    parts = tuple(_people(university, kind, chance))
    sessions = _sessions(university, field, kind, uid, day, chance)
    status, note = _status(chance)
    has_place = mode is not Mode.ONLINE and not is_silent
    return Announcement(
        uid=uid,
        title=title if chance.random() > 0.02 or day < today else None,
        kind=kind,
        language=language,
        abstract=_abstract(sentences, chance),
        sessions=sessions if day < today or chance.random() > 0.02 else (),
        status=status,
        status_note=note,
        earlier=_earlier(sessions[0], chance) if chance.random() < 0.02 else (),
        mode=mode,
        place=Place(name=chance.choice(university.rooms_of[host])) if has_place else None,
        platform=chance.choice(("Zoom", "Teams", "")) if mode is not Mode.IN_PERSON else "",
        stream_url=f"https://video.example/live/{number}" if number % 31 == 0 else "",
        parts=parts,
        attendance="" if is_silent else chance.choice(words()["lines"]["attendance"]),
        open_to=None if is_silent else chance.choice((OpenTo.ANYONE, OpenTo.ANYONE, *OpenTo)),
        level=chance.choice((None, *Level)),
        topics=tuple(chance.sample(field.topics, chance.randint(1, 2))),
        **_more(number, day < today, chance),
    )


def _day(number: int, today: date, chance: random.Random) -> date:
    """Return a day on which universities hold events: near rather than far, seldom in summer."""
    if number % ONE_IN_SEVEN == 0:
        ahead = min(chance.randint(1, DAYS_AHEAD), chance.randint(1, DAYS_AHEAD))
        day, back = today + ahead * _DAY, False
    else:
        day, back = today - chance.randint(1, 365 * YEARS_BACK) * _DAY, True
    if day.month in (7, 8) and chance.random() < 0.7 and back:
        day -= 70 * _DAY
    while day.weekday() > 4 and chance.random() < 0.9:
        day += -_DAY if back else _DAY
    return day


def _words(
    field: Field, number: int, chance: random.Random
) -> tuple[str, str, Sequence[Sequence[str]]]:
    """Return (language, title, sentences to choose from, in groups of like ones)."""
    if number % 40 == 0:
        language = chance.choice(tuple(words()["languages"]))
        row = words()["languages"][language]
        return language, chance.choice(row["titles"]), [[each] for each in row["sentences"]]
    return "", field.title(chance), field.sentences


def _abstract(sentences: Sequence[Sequence[str]], chance: random.Random) -> str:
    """Return an abstract of some 1,200 characters in one to three paragraphs; few have none."""
    length = chance.choice((0, 6, 12, 14, 16, 17, 18, 19, 20, 22))
    groups = chance.sample(sentences, min(length, len(sentences)))
    said = [chance.choice(group) for group in groups]
    third = max(5, len(said) // chance.randint(1, 3) + 1)
    return "\n\n".join(" ".join(said[at : at + third]) for at in range(0, len(said), third))


def _people(university: University, kind: Kind, chance: random.Random) -> list[Part]:
    heard = {
        Kind.DEFENCE: PartKind.CANDIDATE,
        Kind.PANEL: PartKind.PANELIST,
        Kind.CONCERT: PartKind.ARTIST,
    }.get(kind, PartKind.SPEAKER)
    number = 3 if kind is Kind.PANEL else chance.choice((1, 1, 1, 2))
    found = [
        chance.choice(university.staff if chance.random() < 0.6 else university.guests)
        for _ in range(number)
    ]
    people = [each if heard is PartKind.SPEAKER else replace(each, part=heard) for each in found]
    if chance.random() < 0.15:
        people.append(replace(chance.choice(university.staff), part=PartKind.CHAIR))
    return people


def _sessions(
    university: University,
    field: Field,
    kind: Kind,
    uid: str,
    day: date,
    chance: random.Random,
) -> tuple[Session, ...]:
    zone = chance.choice(FAR_ZONES) if chance.random() < 0.08 else ZONE
    if kind is Kind.EXHIBITION:
        ends_on = day + chance.randint(5, 40) * _DAY
        return (Session(starts_on=day, ends_on=ends_on, zone=zone, uid=uid),)
    if kind in (Kind.CONFERENCE, Kind.SCHOOL, Kind.FAMILY) and chance.random() < 0.5:
        ends_on = day + chance.randint(0, 4) * _DAY
        return (Session(starts_on=day, ends_on=ends_on, zone=zone, uid=uid),)
    hour = time(chance.randint(9, 17), chance.choice((0, 0, 0, 15, 30)))
    minutes = chance.choice((45, 60, 60, 60, 90, 120))
    ends = (datetime.combine(day, hour) + timedelta(minutes=minutes)).time()
    is_open = chance.random() < 0.07
    number = chance.choice((1, 2, 3)) if kind in (Kind.WORKSHOP, Kind.TRAINING) else 1
    has_talks = kind in (Kind.SYMPOSIUM, Kind.CONFERENCE)
    return tuple(
        Session(
            starts_on=day + each * (7 if number == 3 else 1) * _DAY,
            starts_time=hour,
            ends_time=None if is_open else ends,
            zone=zone,
            uid=f"{uid}-{each + 1}" if each else uid,
            title=f"Part {each + 1}" if number > 1 else "",
            talks=tuple(_talks(university, field, hour, chance)) if has_talks else (),
        )
        for each in range(number)
    )


def _talks(university: University, field: Field, hour: time, chance: random.Random) -> list[Talk]:
    talks = []
    for each in range(chance.randint(2, 4)):
        begins = datetime.combine(date.min, hour) + each * timedelta(minutes=30)
        _, title, sentences = _words(field, 1, chance)
        talks.append(
            Talk(
                title=title,
                abstract=" ".join(chance.choice(group) for group in chance.sample(sentences, 2)),
                starts_time=begins.time(),
                parts=(chance.choice(university.guests),),
            )
        )
    return talks


def _status(chance: random.Random) -> tuple[Status, str]:
    drawn = chance.random()
    if drawn < 0.015:
        return Status.CANCELLED, chance.choice(words()["lines"]["cancelled"])
    if drawn < 0.023:
        return Status.POSTPONED, chance.choice(words()["lines"]["postponed"])
    return (Status.TENTATIVE, "") if drawn < 0.03 else (Status.CONFIRMED, "")


def _earlier(session: Session, chance: random.Random) -> tuple[Earlier, ...]:
    day = session.starts_on - chance.randint(2, 30) * _DAY
    changed_at = datetime.combine(day - 7 * _DAY, time(9), UTC)
    if session.starts_time is None:
        return (Earlier(starts=day, changed_at=changed_at),)
    starts = datetime.combine(day, session.starts_time, ZoneInfo(session.zone))
    return (Earlier(starts=starts, changed_at=changed_at),)


def _more(number: int, is_past: bool, chance: random.Random) -> dict[str, Any]:
    """Return what only some events say."""
    more: dict[str, Any] = {}
    if chance.random() < 0.3:
        more["access"] = tuple(sorted(chance.sample(_ACCESS, chance.randint(1, 3))))
    if chance.random() < 0.04:
        more["access_note"] = chance.choice(words()["lines"]["access_notes"])
    if is_past and chance.random() < 0.12:
        recording = Material(title="Recording", url=f"https://video.example/watch/{number}")
        more["materials"] = (recording,)
    if chance.random() < 0.1:
        name, year = chance.choice(words()["last"]), chance.randint(1987, 2026)
        more["references"] = (Reference(cited=f"{name}, {year}"),)
    return more

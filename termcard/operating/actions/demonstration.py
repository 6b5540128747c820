"""Fills an empty installation with a small invented programme, and the event of a saved page."""

from __future__ import annotations

import json
from datetime import date, time, timedelta
from functools import partial
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.utils import timezone

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Kind,
    Level,
    Mode,
    OpenTo,
    Place,
    Reference,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.reading import read
from termcard.announcements.sessions import Session
from termcard.institutions.actions import add_organisation, add_venue
from termcard.institutions.models import Organisation
from termcard.operating.actions.demonstration_terms import plan_demonstration_terms
from termcard.operating.actions.demonstration_weeks import fill_weeks
from termcard.operating.actions.invention import invent_university
from termcard.people.actions import add_account, grant_role, local_operator
from termcard.people.models import Account
from termcard.programme import actions as programme
from termcard.programme.models import Event, Series
from termcard.reading.actions import accept_proposal, import_document
from termcard.records.actions import point_address
from termcard.records.models import Address

ORGANISER = "olive@education.example"
SEED_READ_ON = date(2020, 10, 1)
ZONE = "Europe/London"


@transaction.atomic
def load_demonstration() -> bool:
    """Put the demonstration programme in, once; return whether that was now.

    Its dates lie around today, save that of the saved page, which our own reader reads.
    """
    if Address.objects.at("events", "demo-seed").exists():
        return False
    operator = local_operator()
    seed = _stored("seed.txt")
    told = json.loads(_stored("programme.json"))
    organisations = _organisations(told["units"], seed, operator)
    organiser = add_account(ORGANISER, by=operator)
    grant_role(organiser, organisations["university"], by=operator)
    for venue in told["venues"]:
        add_venue(organisation=organisations["university"], by=operator, **venue)
    series = {row["slug"]: _series(row, organisations, organiser) for row in told["series"]}
    today = timezone.localdate()
    plan_demonstration_terms(organisations, today, by=organiser)
    announcings = [_announcing(row, organisations, series, today) for row in told["events"]]
    events = programme.announce_events(announcings, by=organiser)
    for row, event in zip(told["events"], events, strict=True):
        _what_then(row.get("then", {}), event, organiser, today)
        if "also" in row:
            point_address("events", row["also"], subject_kind="event", subject_id=event.pk)
    _read_seed(seed, organisations["education"], organiser)
    day_of = partial(working_day, today)
    fill_weeks(invent_university(0), organisations, series, day_of, by=operator)
    return True


def _stored(name: str) -> bytes:
    return (files("termcard.operating") / "demonstration" / name).read_bytes()


def _organisations(
    units: list[dict[str, Any]], seed: bytes, by: Account
) -> dict[str, Organisation]:
    """Add the institution that the saved page names, and below it the invented departments."""
    (reading,) = read(seed, reference_date=SEED_READ_ON, default_timezone=ZONE).readings
    name = reading.announcement.host.name if reading.announcement.host else "University"
    root = add_organisation(
        name=name, slug="university", kind=Organisation.Kind.INSTITUTION, zone=ZONE, by=by
    )
    organisations = {"university": root}
    for unit in units:
        details = dict(unit)
        parent = organisations[details.pop("parent", "university")]
        organisations[unit["slug"]] = add_organisation(parent=parent, by=by, zone=ZONE, **details)
    return organisations


def _series(row: dict[str, Any], hosts: dict[str, Organisation], by: Account) -> Series:
    details = {name: value for name, value in row.items() if name not in {"host", "also"}}
    series = programme.add_series(host=hosts[row["host"]], by=by, **details)
    if "also" in row:
        point_address("units", row["also"], subject_kind="series", subject_id=series.pk)
    return series


def _announcing(
    row: dict[str, Any],
    hosts: dict[str, Organisation],
    series: dict[str, Series],
    today: date,
) -> programme.Announcing:
    return programme.Announcing(
        announcement=_announcement(row, today),
        host=hosts[row["host"]],
        series=series.get(row.get("series", "")),
        contact=row.get("contact", ""),
        join_links=(row["link"],) if "link" in row else (),
    )


def _announcement(row: dict[str, Any], today: date) -> Announcement:
    zone = row.get("zone", ZONE)
    sittings = row.get("sessions") or [row]
    return Announcement(
        title=row["title"],
        kind=Kind(row["kind"]),
        abstract=row.get("abstract", ""),
        sessions=tuple(_session(sitting, zone, today) for sitting in sittings),
        mode=Mode(row["mode"]),
        place=Place(name=row["place"]) if "place" in row else None,
        platform=row.get("platform", ""),
        stream_url=row.get("stream_url", ""),
        parts=tuple(_part(*words) for words in row.get("people", ())),
        attendance=row.get("attendance", ""),
        open_to=OpenTo(row.get("open_to", "anyone")),
        level=Level(row["level"]) if "level" in row else None,
        access=tuple(AccessProvision(word) for word in row.get("access", ())),
        references=tuple(Reference(cited=words) for words in row.get("references", ())),
        topics=tuple(row.get("topics", ())),
    )


def _part(
    honorific: str, name: str, role: str = "", affiliation: str = "", part: str = "speaker"
) -> Part:
    return Part(
        honorific=honorific, name=name, role=role, affiliation=affiliation, part=PartKind(part)
    )


def _session(row: dict[str, Any], zone: str, today: date) -> Session:
    is_sitting_of_several = "sessions" not in row and "also" not in row and "host" not in row
    return Session(
        starts_on=working_day(today, row["day"]),
        starts_time=_hour(row, "from"),
        ends_on=working_day(today, row["last_day"]) if "last_day" in row else None,
        ends_time=_hour(row, "to"),
        zone=zone,
        title=row.get("title", "") if is_sitting_of_several else "",
    )


def _hour(row: dict[str, Any], name: str) -> time | None:
    return time.fromisoformat(row[name]) if name in row else None


def working_day(today: date, number: int) -> date:
    """Return the day so many working days after today, or before it when negative."""
    step = timedelta(days=1 if number > 0 else -1)
    day = today
    while number:
        day += step
        if day.weekday() < 5:
            number -= 1 if number > 0 else -1
    return day


def _what_then(then: dict[str, Any], event: Event, by: Account, today: date) -> None:
    """Let happen to an event what its row says happened."""
    if "cancel" in then:
        programme.cancel_event(event, by=by, note=then["cancel"])
    if "postpone" in then:
        programme.postpone_event(event, by=by, note=then["postpone"])
    if "reschedule" in then:
        programme.reschedule_event(event, [_session(then["reschedule"], ZONE, today)], by=by)


def _read_seed(seed: bytes, host: Organisation, by: Account) -> None:
    """Have the saved page read and accept what was read, as a person would."""
    imported = import_document(
        seed,
        host=host,
        by=by,
        name="A saved page of research events",
        reference_date=SEED_READ_ON,
        zone=ZONE,
    )
    (proposal,) = imported.proposals
    event = accept_proposal(proposal, proposal.announcement(), by=by)
    point_address("events", "demo-seed", subject_kind="event", subject_id=event.pk)

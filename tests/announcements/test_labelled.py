import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from termcard.announcements.labelled import as_labelled
from termcard.announcements.reading import read

SEED = (Path(__file__).parent / "fixtures" / "seed.txt").read_bytes()
KEYS = {
    "title", "kind", "start", "end", "timezone", "venue", "online", "speakers", "abstract",
    "series", "host", "attendance", "contact", "references", "status", "evidence", "warnings",
}  # fmt: skip


def labelled(text: str | bytes, on: str = "2020-10-01") -> dict[str, Any]:
    source = text if isinstance(text, bytes) else text.encode()
    document = read(source, reference_date=date.fromisoformat(on), default_timezone="Europe/London")
    return as_labelled(document)


def event(text: str, on: str = "2020-10-01") -> dict[str, Any]:
    (one,) = labelled(text, on)["events"]
    assert isinstance(one, dict)
    return one


def test_the_seed_prints_the_contracts_object() -> None:
    printed = json.loads(json.dumps(labelled(SEED)))
    assert set(printed) == {"default_timezone", "reference_date", "events", "text", "warnings"}
    assert (printed["default_timezone"], printed["reference_date"]) == (
        "Europe/London",
        "2020-10-01",
    )
    (one,) = printed["events"]
    assert set(one) == KEYS
    evidence = one.pop("evidence")
    abstract = one.pop("abstract")
    assert one == {
        "title": "School-to-school collaboration that promotes sustainable, equitable and "
        "inclusive practices",
        "kind": "seminar",
        "start": "2020-10-14T13:00",
        "end": "2020-10-14T14:00",
        "timezone": None,
        "venue": None,
        "online": "Zoom",
        "speakers": [
            {
                "name": "Paul Armstrong",
                "role": "Lecturer in Education and Programme Director - MA Leadership and "
                "Management",
                "affiliation": "Manchester University",
                "part": "speaker",
            }
        ],
        "series": None,
        "host": "Durham University",
        "attendance": "This will be a virtual seminar using Zoom. Contact for details about how "
        "to take part.",
        "contact": None,
        "references": [
            "Greaney and Higham, 2018",
            "Armstrong & Ainscow, 2018",
            "Ainscow et al, 2016",
            "Chapman & Hadfield, 2009",
        ],
        "status": None,
        "warnings": [],
    }
    assert abstract.startswith("Successive governments")
    assert abstract.endswith("driving educational improvement.")
    (title,) = evidence["title"]
    assert printed["text"][title[0] : title[1]] == one["title"]


def test_a_day_without_an_hour_prints_a_day() -> None:
    one = event("Exhibition: Glass and fire\n\nDate: 3 - 7 November 2020\nVenue: Old Hall")
    assert (one["start"], one["end"]) == ("2020-11-03", "2020-11-07")
    assert event("Exhibition: Glass\n\nDate: 3 November 2020")["end"] is None


def test_an_evening_that_ends_after_midnight_ends_on_the_next_day() -> None:
    one = event("Concert: Night bells\n\n3 November 2020, 22:45 – 00:30, Old Hall")
    assert (one["start"], one["end"]) == ("2020-11-03T22:45", "2020-11-04T00:30")


@pytest.mark.parametrize(
    ("title", "status"),
    [
        ("CANCELLED: Glass and fire", "cancelled"),
        ("[POSTPONED] Glass and fire", "postponed"),
        ("ABGESAGT: Glass and fire", "cancelled"),
        ("Rescheduled: Glass and fire", "rescheduled"),
        ("Fully booked: Glass and fire", "full"),
        ("Provisional: Glass and fire", "provisional"),
        ("Glass and fire *cancelled*", "cancelled"),
        ("Glass and fire", None),
    ],
)
def test_the_standing_is_printed_and_is_no_part_of_the_title(
    title: str, status: str | None
) -> None:
    one = event(f"{title}\n\nDate: 3 November 2020\nTime: 2pm\nVenue: Old Hall")
    assert (one["title"], one["status"]) == ("Glass and fire", status)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Research Seminar: Glass", "seminar"),
        ("Public Lecture: Glass", "lecture"),
        ("Inaugural Lecture: Glass", "lecture"),
        ("Vortrag: Glass", "lecture"),
        ("Soutenance : Glass", "defence"),
        ("[Workshop] Glass", "workshop"),
        ("Open day: Glass", "tour"),
        ("Discussion: Glass", "panel"),
        ("Reading Group: Glass", "reading_group"),
        ("Convegno: Glass", "conference"),
    ],
)
def test_the_kind_comes_from_the_prefix_in_the_contracts_words(title: str, kind: str) -> None:
    one = event(f"{title}\n\nDate: 3 November 2020\nTime: 2pm\nVenue: Old Hall")
    assert (one["title"], one["kind"]) == ("Glass", kind)


def test_a_prefix_that_names_a_series_is_the_series() -> None:
    one = event("IAS Fellows’ Seminar – Is glass a liquid?\n\n3 November 2020, 2pm, Old Hall")
    assert (one["title"], one["series"]) == ("Is glass a liquid?", "IAS Fellows’ Seminar")
    assert one["kind"] == "seminar"


def test_a_title_that_is_not_known_is_null() -> None:
    one = event("Title: TBA\nSpeaker: Dr Ann Vale\nDate: 3 November 2020\nTime: 2pm")
    assert one["title"] is None


def test_a_private_contact_is_printed_and_shown_nowhere_else() -> None:
    one = event(
        "Seminar: On Bells\n\nDate: 3 November 2020\nTime: 2pm\nVenue: Old Hall\n"
        "Contact: Stan Door, stan@town.example"
    )
    contact = one.pop("contact")
    assert contact == "Stan Door, stan@town.example"
    assert "@" not in json.dumps(one)


def test_no_event_prints_no_event() -> None:
    printed = labelled("Guidelines\n\nSend your title two weeks before the seminar.")
    assert printed["events"] == []

import csv
import dataclasses
import io
import json

import pytest
from icalendar import Calendar

from termcard.announcements.announcement import Place
from termcard.announcements.parts import Part
from termcard.announcements.reading import read
from termcard.config.cli import main
from termcard.programme import actions

SPEAKERS = (
    Part(name="Sam Speaks", affiliation="Example University"),
    Part(name="Ada Bell", affiliation="University of Ropes"),
)


@pytest.fixture
def programme(announcement, host, other_host, series, olive, operator):
    """Two public events, one of them elsewhere, and one that is a draft."""
    here = dataclasses.replace(announcement, parts=SPEAKERS, place=Place(name="Elvet Hall"))
    elsewhere = dataclasses.replace(announcement, title="Old ropes")
    draft = dataclasses.replace(announcement, title="Not yet")
    return [
        actions.announce_event(here, host=host, series=series, by=olive),
        actions.announce_event(elsewhere, host=other_host, by=operator),
        actions.announce_event(draft, host=host, by=olive, visibility="draft"),
    ]


@pytest.fixture
def exported(programme, capfdbinary):
    def export(*words):
        assert main(["export", *words]) == 0
        return capfdbinary.readouterr().out

    return export


def titles(content):
    return [event["title"] for event in json.loads(content)["events"]]


def test_what_is_public_comes_out_and_all_when_asked(exported):
    assert titles(exported()) == ["On bells", "Old ropes"]
    assert titles(exported("--host-unit", "education")) == ["On bells"]
    assert titles(exported("--all")) == ["On bells", "Old ropes", "Not yet"]


def test_an_empty_programme_is_a_file_all_the_same(operator, capfdbinary):
    for shape, reads in {
        "json": lambda content: json.loads(content)["events"] == [],
        "ics": lambda content: Calendar.from_ical(content).walk("VEVENT") == [],
        "csv": lambda content: len(list(csv.reader(io.StringIO(content.decode())))) == 1,
    }.items():
        assert main(["export", "--format", shape]) == 0
        assert reads(capfdbinary.readouterr().out), shape


@pytest.mark.parametrize("shape", ["json", "ics", "csv"])
def test_what_was_written_is_read_back(exported, programme, shape):
    first = programme[0]
    document = read(
        exported("--format", shape),
        reference_date=first.starts_at.date(),
        default_timezone="Europe/London",
    )
    told = [reading.announcement for reading in document.readings]
    assert [each.title for each in told] == ["On bells", "Old ropes"]
    session = told[0].sessions[0]
    assert (session.starts_at(), session.ends_at()) == (first.starts_at, first.ends_at)
    assert told[0].abstract == "Bells; ropes, and the people who pull them (Marsh, 2019)."
    if shape != "ics":
        assert [part.name for part in told[0].people()] == ["Sam Speaks", "Ada Bell"]
        assert [part.affiliation for part in told[0].people()] == [
            "Example University",
            "University of Ropes",
        ]


def test_no_spreadsheet_reckons_with_a_title(announcement, host, olive, capfdbinary):
    formula = dataclasses.replace(announcement, title='=HYPERLINK("http://evil.example")')
    actions.announce_event(formula, host=host, by=olive)
    main(["export", "--format", "csv"])
    rows = list(csv.DictReader(io.StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"))))
    assert rows[0]["Title"].startswith("'=")


def test_a_file_is_whole_or_not_there(exported, tmp_path, capfdbinary):
    target = tmp_path / "programme.json"
    assert exported("-o", str(target)) == b""
    assert titles(target.read_bytes()) == ["On bells", "Old ropes"]
    assert main(["export", "-o", str(tmp_path / "nowhere" / "file")]) == 2
    assert b"-o:" in capfdbinary.readouterr().err
    assert [each.name for each in tmp_path.iterdir()] == ["programme.json"]


def test_a_unit_that_is_not_there_is_refused_in_one_line(exported, capfdbinary):
    assert main(["export", "--host-unit", "nowhere"]) == 2
    assert b"--host-unit" in capfdbinary.readouterr().err

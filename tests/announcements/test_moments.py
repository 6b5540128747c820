from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from termcard.announcements.labelled import as_labelled
from termcard.announcements.reading import read

TABLE = Path(__file__).parent / "fixtures" / "moments.tsv"
NONE, REFUSED = "-", "x"


def moments() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("\t") for line in lines]


def events_of(expression: str, read_on: str, zone: str) -> list[dict[str, Any]]:
    """Return the events of a page that announces a seminar by the expression alone."""
    text = f"Seminar: On Bells\n\n{expression}\n\nRoom 5, Old Hall\n"
    document = read(
        text.encode(), reference_date=date.fromisoformat(read_on), default_timezone=zone
    )
    events: list[dict[str, Any]] = as_labelled(document)["events"]
    return events


def as_read(expression: str, read_on: str, zone: str) -> tuple[str, str]:
    """Return the start and the end of a seminar that is announced with the expression alone."""
    events = events_of(expression, read_on, zone)
    if not events:
        return REFUSED, NONE
    return events[0]["start"] or REFUSED, events[0]["end"] or NONE


def test_dates_and_times_are_read_right_or_refused_and_never_wrong() -> None:
    right, refused, wrong = 0, [], []
    for expression, read_on, zone, start, end, *_ in moments():
        found = as_read(expression, read_on, zone)
        if found == (start, end):
            right += 1
        elif found[0] == REFUSED:
            refused.append(expression)
        else:
            wrong.append((expression, (start, end), found))
    assert wrong == []
    assert right / len(moments()) >= 0.95, refused


def test_the_table_is_long() -> None:
    assert len(moments()) >= 620


STATED = [row for row in moments() if len(row) > 5]


@pytest.mark.parametrize("row", STATED, ids=[row[0] for row in STATED])
def test_the_zone_that_is_stated_is_known_by_name_or_by_its_offset(row: list[str]) -> None:
    expression, read_on, zone, start, _, stated = row
    (event,) = events_of(expression, read_on, zone)
    offset = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(event["timezone"])).isoformat()
    assert stated in (event["timezone"], offset[-6:])

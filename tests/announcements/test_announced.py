import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from termcard.announcements.labelled import as_labelled
from termcard.announcements.reading import read

# Each text is invented; the file beside it says what a person reads in it, what is left out
# there is unknown. A speaker is a name, a post, an institution and a part.
TEXTS = sorted((Path(__file__).parent / "fixtures" / "announced").glob("*.txt"))
UNKNOWN: dict[str, Any] = {
    "title": None, "timezone": None, "venue": None, "online": None, "end": None, "abstract": None,
    "series": None, "host": None, "attendance": None, "contact": None, "status": None,
    "warnings": [], "references": [], "speakers": [],
}  # fmt: skip


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_an_invented_announcement_is_read_as_a_person_reads_it(path: Path) -> None:
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    document = read(
        path.read_bytes(),
        reference_date=date.fromisoformat(expected["reference_date"]),
        default_timezone="Europe/London",
    )
    printed = as_labelled(document)
    (event,) = printed["events"]
    evidence = event.pop("evidence")
    event["speakers"] = [
        [one["name"], one["role"], one["affiliation"], one["part"]] for one in event["speakers"]
    ]
    assert event == UNKNOWN | expected["event"]
    for field in ("title", "venue", "host"):
        if event[field]:
            (start, end), *_ = evidence[field]
            assert printed["text"][start:end] == event[field]


def test_there_are_announcements_to_read() -> None:
    assert len(TEXTS) > 20

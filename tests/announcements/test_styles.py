import json
import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from termcard.announcements.labelled import as_labelled
from termcard.announcements.reading import read

# Each text is invented after one style of announcement; the file beside it holds the events that
# a person reads in it. "_alt" lists hold further right answers, "optional" events may be left
# out, and "subevents_optional" excuses the items of a conference's programme.
FIXTURES = Path(__file__).parent / "fixtures"
# The share of events that must be right in title, start, end, place, platform, speakers and
# status: for the texts that the rules were written with, and for those that were kept apart.
LEAST = {"styles": 0.85, "unseen": 0.65}
HEARD = ("speaker", "candidate", "panelist")


def folded(words: str | None) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", words or "")
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return re.findall(r"\w+", plain.casefold())


def answers(event: dict[str, Any], field: str) -> list[str | None]:
    return [event.get(field), *event.get(f"{field}_alt", [])]


def says(event: dict[str, Any], found: dict[str, Any], field: str) -> bool:
    return any(folded(one) == folded(found[field]) for one in answers(event, field))


def is_placed(event: dict[str, Any], found: dict[str, Any]) -> bool:
    """Whether the place is one of the answers, or holds most of its words."""
    read_words = set(folded(found["venue"]))
    for answer in answers(event, "venue"):
        words = set(folded(answer))
        if (
            words == read_words
            or len(words & read_words) * 4 >= max(len(words | read_words), 1) * 3
        ):
            return True
    return False


def heard(event: dict[str, Any]) -> list[list[str]]:
    return sorted(folded(one["name"]) for one in event["speakers"] if one["part"] in HEARD)


def is_right(event: dict[str, Any], found: dict[str, Any]) -> bool:
    exact = all(says(event, found, field) for field in ("title", "start", "end", "status"))
    is_online = bool(event.get("online")) == bool(found["online"])
    return exact and is_online and is_placed(event, found) and heard(event) == heard(found)


def events_read(path: Path, expected: dict[str, Any]) -> list[dict[str, Any]]:
    document = read(
        path.with_suffix(".txt").read_bytes(),
        reference_date=date.fromisoformat(expected["reference_date"]),
        default_timezone=expected["default_timezone"],
    )
    events: list[dict[str, Any]] = as_labelled(document)["events"]
    return events


def cases(folder: str) -> list[Path]:
    return sorted((FIXTURES / folder).glob("*.json"))


@pytest.mark.parametrize("folder", sorted(LEAST))
def test_most_events_of_every_style_are_right_in_every_field(folder: str) -> None:
    right = total = 0
    for path in cases(folder):
        expected = json.loads(path.read_text(encoding="utf-8"))
        found = events_read(path, expected)
        needed = [event for event in expected["events"] if not event.get("optional")]
        total += len(needed)
        right += sum(any(is_right(event, one) for one in found) for event in needed)
    assert total > 40
    assert right / total >= LEAST[folder]


EMPTY = [
    path
    for folder in LEAST
    for path in cases(folder)
    if not json.loads(path.read_text(encoding="utf-8"))["events"]
]


@pytest.mark.parametrize("path", EMPTY, ids=[path.stem for path in EMPTY])
def test_a_text_that_announces_nothing_gives_nothing(path: Path) -> None:
    assert events_read(path, json.loads(path.read_text(encoding="utf-8"))) == []

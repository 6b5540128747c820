import random
from datetime import date
from pathlib import Path

import pytest

from termcard.announcements.reading import ReadDocument, read

FIXTURES = Path(__file__).parent / "fixtures"
TEXTS = [
    path.read_text(encoding="utf-8")
    for folder in ("styles", "announced")
    for path in sorted((FIXTURES / folder).glob("*.txt"))
]
ODD = [
    "(", ")", "“", "”", "\"", "'", ":", ",", "|", "\t", "\n", "\n\n", "> ", "--\n", "31 February",
    "3 May", "24:00", "12 noon", "99", "2-15-3", "Dr ", "and ", " von ", "CANCELLED", "@", "\u200b",
    "é", "💡", "\u202e", "0", ".", "…", "Zoom", "today", "Monday", "9/14", "UTC+14", "1 Jan 1970",
]  # fmt: skip
RUNS = 40


def mutated(text: str, chance: random.Random) -> str:
    """Return a text with a few pieces cut, doubled, moved, swapped or put in."""
    for _ in range(chance.randint(1, 6)):
        first = chance.randrange(len(text) + 1)
        last = min(len(text), first + chance.randint(0, 60))
        piece = text[first:last]
        change = chance.randrange(5)
        if change == 0:
            text = text[:first] + text[last:]
        elif change == 1:
            text = text[:last] + piece + text[last:]
        elif change == 2:
            text = text[:first] + piece[::-1] + text[last:]
        elif change == 3:
            text = text[:first] + chance.choice(ODD) + text[first:]
        else:
            other = chance.choice(TEXTS)
            begin = chance.randrange(len(other) + 1)
            text = text[:first] + other[begin : begin + 80] + text[last:]
    return text


def is_inside(document: ReadDocument) -> bool:
    ranges = [
        pair
        for reading in document.readings
        for found in reading.evidence.values()
        for pair in found
    ]
    return all(0 <= start < end <= len(document.text) for start, end in ranges)


@pytest.mark.parametrize("seed", range(RUNS))
def test_a_mutated_text_is_read_or_refused_and_its_evidence_lies_inside_it(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        text = mutated(chance.choice(TEXTS), chance)
        try:
            document = read(
                text.encode("utf-8", "replace"),
                reference_date=date(2016, 5, 1),
                default_timezone="Europe/London",
            )
        except ValueError:
            continue
        assert is_inside(document)

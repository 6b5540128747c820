import os
import random
import sys

import pytest

from tests.announcements.mutated import CHUNK, KINDS, damaged, fault_of, tried

# How many inputs of all kinds are damaged and read; a long run tries a million.
USUAL = 20_000 if os.environ.get("CI") else 4_000
MUTATIONS = int(os.environ.get("TERMCARD_TESTS_MUTATIONS") or USUAL)
CHUNKS = [
    (kind, number) for number in range(-(-MUTATIONS // (CHUNK * len(KINDS)))) for kind in KINDS
]


@pytest.mark.mutations
@pytest.mark.parametrize(("kind", "number"), CHUNKS, ids=[f"{k}-{n}" for k, n in CHUNKS])
def test_damaged_inputs_are_read_or_refused(kind, number):
    found = tried(kind, number)
    said = f"{CHUNK} mutated, {found.slowest:.2f} s, {found.megabytes:.0f} MB"
    sys.stdout.write(f"\n{said}\n")
    assert found.faults == []


def test_a_chunk_is_the_same_for_the_same_number_and_damaged():
    one, same, other = (random.Random(seed) for seed in ("a", "a", "b"))
    made = [[damaged(kind, chance) for kind in KINDS] for chance in (one, same, other)]
    assert made[0] == made[1] != made[2]


@pytest.mark.parametrize("source", [b"", b"\0" * 9, b"Tides\n14 October 2026, 13:00\n"])
def test_what_is_read_or_refused_is_no_fault(source):
    assert fault_of(source) == ""

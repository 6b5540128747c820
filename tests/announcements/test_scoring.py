from pathlib import Path

import pytest

from benchmarks.reader import LABELLED, scored, total
from benchmarks.scoring import Score, score

TALK = {
    "title": "What bells remember",
    "title_alt": ["Bells"],
    "start": "2026-12-09T13:00",
    "end": None,
    "venue": "Room 4, Elvet Hall",
    "online": None,
    "status": None,
    "speakers": [{"name": "Sam Sprecher", "part": "speaker"}],
}
OTHER = {**TALK, "title": "Ropes", "title_alt": [], "start": "2026-12-10T13:00"}


def told(**changes):
    return {**TALK, **changes}


def test_what_is_told_as_labelled_is_perfect():
    found = score([TALK, OTHER], [told(), OTHER])
    assert found == Score(inputs=1, perfect=1, found=2, core=2, full=2)
    assert (found.f1, found.core_right, found.fully_right) == (1.0, 1.0, 1.0)


@pytest.mark.parametrize(
    ("changes", "core", "full"),
    [
        ({"title": "Bells"}, 1, 1),
        ({"title": "WHAT BELLS REMEMBER"}, 1, 1),
        ({"title": "What ropes remember"}, 0, 0),
        ({"title": None}, 0, 0),
        ({"start": "2026-12-09T14:00"}, 0, 0),
        ({"start": "2026-12-09"}, 0, 0),
        ({"end": "2026-12-09T14:00"}, 1, 0),
        ({"venue": "Elvet Hall, Room 4, Low Street"}, 1, 1),
        ({"venue": "Room 9, Old Library"}, 1, 0),
        ({"venue": None}, 1, 0),
        ({"online": "Zoom"}, 1, 0),
        ({"status": "cancelled"}, 1, 0),
        ({"status": "confirmed"}, 1, 1),
        ({"speakers": []}, 0, 0),
        ({"speakers": [{"name": "Dr S. Sprecher"}]}, 1, 1),
        ({"speakers": [*TALK["speakers"], {"name": "Ann One"}]}, 0, 0),
        ({"speakers": [*TALK["speakers"], {"name": "Ann One", "part": "chair"}]}, 1, 1),
    ],
)
def test_each_field_counts(changes, core, full):
    found = score([TALK], [told(**changes)])
    assert (found.found, found.core, found.full) == (1, core, full)


def test_missed_and_invented_events_count():
    found = score([TALK], [OTHER | {"speakers": []}])
    assert (found.found, found.missed, found.invented, found.f1) == (0, 1, 1, 0.0)
    assert score([], []) == Score(inputs=1, perfect=1, empty=1, kept_empty=1)
    assert score([], [TALK]) == Score(inputs=1, invented=1, empty=1)


def test_an_optional_event_is_neither_asked_for_nor_held_against():
    perhaps = {**OTHER, "optional": True}
    assert score([TALK, perhaps], [told()]).perfect
    assert score([TALK, perhaps], [told(), OTHER]).perfect


def test_papers_of_a_conference_are_excused_within_its_days():
    conference = {**TALK, "end": "2026-12-11", "subevents_optional": True}
    paper = {**OTHER, "title": "On clappers", "speakers": []}
    assert score([conference], [conference, paper]).invented == 0
    assert score([conference], [conference, {**paper, "start": "2026-12-12"}]).invented == 1


@pytest.mark.parametrize(("split", "f1", "core", "full"), [("dev", 0.95, 0.9, 0.85)])
def test_the_labelled_texts_are_read_as_well_as_we_say(split, f1, core, full):
    found = total(case for case in scored(LABELLED) if case.split == split)
    assert found.events > 100
    assert (found.f1, found.core_right, found.fully_right) >= (f1, core, full)
    assert found.core_right >= core and found.fully_right >= full


def test_every_labelled_text_has_a_label_beside_it():
    texts = {path.stem for path in Path(LABELLED).glob("[su][tn]*/*.txt")}
    assert texts == {path.stem for path in Path(LABELLED).glob("[su][tn]*/*.json")}

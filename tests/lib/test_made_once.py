import os
import stat

import pytest

from termcard.lib.made_once import key_of, made_once, sweep

KEY = "ab" + "1" * 62


@pytest.fixture
def made():
    """Return what makes a file, and how often it was asked."""
    asked = []

    def make():
        asked.append(1)
        return b"made"

    make.asked = asked
    return make


def test_what_is_kept_is_not_made_again(tmp_path, made):
    for _ in range(3):
        assert made_once(tmp_path, KEY, made) == b"made"
    assert len(made.asked) == 1
    made_once(tmp_path, "cd" + KEY[2:], made)
    assert len(made.asked) == 2


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path, made):
    (tmp_path / "file").write_bytes(b"in the way")
    assert made_once(tmp_path / "file", KEY, made) == b"made"
    assert made_once(tmp_path / "file", KEY, made) == b"made"


def test_what_goes_wrong_in_making_leaves_nothing(tmp_path):
    def fail():
        raise ValueError

    with pytest.raises(ValueError):
        made_once(tmp_path, KEY, fail)
    assert not list(tmp_path.rglob("*"))


def test_only_whole_files_are_kept_and_nobody_else_reads_them(tmp_path, made):
    made_once(tmp_path, KEY, made)
    (file,) = (each for each in tmp_path.rglob("*") if each.is_file())
    assert file.name == KEY and stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_was_not_asked_for_longest_goes_first(tmp_path):
    keys = [f"{number:02}" + "0" * 62 for number in range(4)]
    for number, key in enumerate(keys):
        made_once(tmp_path, key, lambda: b"x" * 100)
        file = tmp_path / key[:2] / key
        os.utime(file, (number, number))
    made_once(tmp_path, keys[0], bytes)  # it is asked for again
    sweep(tmp_path, most=250)
    left = {file.name for file in tmp_path.glob("*/*")}
    assert left == {keys[0], keys[3]}


def test_a_key_knows_where_one_part_ends():
    assert key_of("ab", "c") != key_of("a", "bc") != key_of("abc")
    assert key_of("a") == key_of(b"a")
    assert len(key_of("\ud800")) == 64

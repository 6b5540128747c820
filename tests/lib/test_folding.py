import pytest

from termcard.lib.folding import LONGEST_WORD, folded_words, is_one_slip_apart, spellings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On  bells,\tropes.", ["on", "bells", "ropes"]),
        ("Ångström-Søren ŁÓDŹ", ["angstrom", "soren", "lodz"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("O’Neill's café", ["oneills", "cafe"]),
        ("e\u0301 é", ["e", "e"]),
        ("ﬁne ½ x²", ["fine", "1", "2", "x2"]),
        ("数学 and かな", ["数", "学", "and", "か", "な"]),
        ("Ελλάδα Москва", ["ελλαδα", "москва"]),
        ("1e309 3D b2b", ["1e309", "3d", "b2b"]),
        ("a\x00b", ["a", "b"]),
        ("… — “”", []),
        ("", []),
        ("x" * 100, ["x" * LONGEST_WORD]),
    ],
)
def test_words_are_reduced_to_what_people_type(text, words):
    assert folded_words(text) == words


SLIPS = ["ells", "blls", "bell", "bels", "xbells", "bxells", "bellsx", "cells", "bills", "bellz"]


@pytest.mark.parametrize("word", [*SLIPS, "eblls", "belsl"])
def test_one_slip_is_one_slip_and_shares_a_spelling(word):
    assert is_one_slip_apart("bells", word) and is_one_slip_apart(word, "bells")
    assert spellings("bells") & spellings(word)


@pytest.mark.parametrize("word", ["bells", "be", "balks", "slleb", "bellsxy", "", "lbesl"])
def test_two_slips_or_none_are_not_one(word):
    assert not is_one_slip_apart("bells", word)


def test_slips_anywhere_in_a_long_word_share_a_spelling():
    word = "photosynthesis"
    for place in range(len(word)):
        missing = word[:place] + word[place + 1 :]
        wrong = word[:place] + "x" + word[place + 1 :]
        added = word[:place] + "x" + word[place:]
        swapped = word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
        for slip in {missing, wrong, added, swapped} - {word}:
            assert is_one_slip_apart(word, slip), slip
            assert spellings(word) & spellings(slip), slip


@pytest.mark.parametrize("text", ["O'Neill`s 3D-x_y 1e309", "a\x00b\tC\nd", "x" * 90, "'", ""])
def test_plain_texts_fold_alike_beside_accented_ones(text):
    assert folded_words(f"{text} é") == [*folded_words(text), "e"]

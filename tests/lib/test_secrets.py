import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcard.lib.secrets import SealBroken, Sealer

OLD, NEW, OTHER = "an old secret", "a new secret", "another's secret"
LINK = "https://zoom.us/j/81234567890?pwd=abc"


@given(st.text())
def test_what_is_sealed_can_be_read_again(text):
    sealer = Sealer([NEW])

    assert sealer.unseal(sealer.seal(text)) == text


def test_a_sealed_text_shows_nothing_and_never_looks_the_same():
    sealer = Sealer([NEW])
    once, again = sealer.seal(LINK), sealer.seal(LINK)

    assert once.isascii()
    assert "zoom" not in once
    assert once != again


def test_an_older_key_still_opens_and_the_newest_seals():
    sealed = Sealer([OLD]).seal(LINK)
    both = Sealer([NEW, OLD])

    assert both.unseal(sealed) == LINK
    assert Sealer([NEW]).unseal(both.seal(LINK)) == LINK


def test_another_key_opens_nothing():
    with pytest.raises(SealBroken):
        Sealer([OTHER]).unseal(Sealer([NEW]).seal(LINK))


@pytest.mark.parametrize("position", [0, 10, 40, -2])
def test_a_changed_text_is_refused(position):
    sealed = Sealer([NEW]).seal(LINK)
    other = "A" if sealed[position] != "A" else "B"
    position %= len(sealed)
    changed = f"{sealed[:position]}{other}{sealed[position + 1 :]}"

    with pytest.raises(SealBroken):
        Sealer([NEW]).unseal(changed)


@pytest.mark.parametrize("junk", ["", "é", "\ud800", "plain text", LINK])
def test_what_was_never_sealed_is_refused(junk):
    with pytest.raises(SealBroken):
        Sealer([NEW]).unseal(junk)


@pytest.mark.parametrize("keys", [[], "", OLD, [""], [NEW, ""]])
def test_it_needs_a_list_of_whole_keys(keys):
    with pytest.raises(ValueError, match="key"):
        Sealer(keys)

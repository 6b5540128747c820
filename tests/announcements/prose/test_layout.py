import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import Block, BlockKind, lay_out


def leaves(text: str) -> list[Block]:
    return [leaf for group in lay_out(text) for leaf in group.leaves()]


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("Date: 3 May", Label.DATE, "3 May"),
        ("DATE : 3 May", Label.DATE, "3 May"),
        ("When? Friday", Label.WHEN, "Friday"),
        ("Lieu : salle 204", Label.VENUE, "salle 204"),
        ("Ort: Hörsaal 3", Label.VENUE, "Hörsaal 3"),
        ("FECHA: 14 de marzo", Label.DATE, "14 de marzo"),
        ("- When: Tue 4 May", Label.WHEN, "Tue 4 May"),
        ("Venue – Old Hall", Label.VENUE, "Old Hall"),
        ("Datum: Mittwoch", Label.DATE, "Mittwoch"),
        ("Relatrice: Piera Lampada", Label.SPEAKER, "Piera Lampada"),
        ("Plaats: Grote Zaal", Label.VENUE, "Grote Zaal"),
    ],
)
def test_a_labelled_line_is_its_label_and_its_value(line: str, label: Label, value: str) -> None:
    (block,) = leaves(line)
    assert block.kind is BlockKind.LABELLED
    assert (block.label, block.words.cut(line)) == (label, value)


@pytest.mark.parametrize("text", ["Venue\nOld Hall", "Venue:\nOld Hall", "Venue:\n\nOld Hall"])
def test_a_value_may_stand_below_its_label(text: str) -> None:
    block = leaves(text)[0]
    assert (block.label, block.words.cut(text)) == (Label.VENUE, "Old Hall")


def test_several_labels_on_one_line_are_parted() -> None:
    text = "Speakers: Ann Vale, Bo Lind Chair: Olive Organ"
    first, second = leaves(text)
    assert (first.label, first.words.cut(text)) == (Label.SPEAKER, "Ann Vale, Bo Lind")
    assert (second.label, second.words.cut(text)) == (Label.CHAIR, "Olive Organ")


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to ensure that we give you the best experience.",
        "Home > News > Events > Talks",
        "Download this event in iCalendar format",
        "Share this event",
        "Posted on 3 May 2021",
        "Last updated: 3 May 2021",
        "^ Back to top",
        "© Example University",
        "(17 Sep 2020) » More about rivers",
        "Mis à jour le 3 mai",
        "Tue Sep 15 17:15:49 EDT 2009",
    ],
)
def test_furniture_is_set_aside(line: str) -> None:
    (block,) = leaves(line)
    assert block.kind is BlockKind.FURNITURE


def test_a_letters_header_is_set_aside() -> None:
    text = "From: Olive\nTo: list\nDate: Fri, 5 Nov 2010\nSubject: Talk\n\nOn Bells"
    kinds = [block.kind for block in leaves(text)]
    assert kinds == [BlockKind.FURNITURE] * 4 + [BlockKind.HEADING]


def test_headings_and_paragraphs_are_told_apart() -> None:
    text = (
        "On Bells\n\nBells are tuned by taking metal away. This talk lets you hear it.\n\n"
        "This paragraph was broken at a width by the\nprogram that sent it, as letters often\n"
        "are when they were written long ago."
    )
    assert [block.kind for block in leaves(text)] == [
        BlockKind.HEADING,
        BlockKind.TEXT,
        BlockKind.TEXT,
    ]


@given(st.text(alphabet="ab AB:?.,\n\t-•|é 1", max_size=300))
def test_blocks_stand_in_order_inside_the_text(text: str) -> None:
    found = leaves(text)
    spans = [block.span for block in found]
    assert spans == sorted(spans)
    for block in found:
        assert 0 <= block.span.start < block.span.end <= len(text)
        assert 0 <= block.words.start <= block.words.end <= len(text)

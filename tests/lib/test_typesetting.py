"""Typesetting: the same bytes each time, words that are never code, and limits."""

import json

import pytest

from termcard.lib.typesetting import NotTypeset, typeset

TEMPLATE = """
#let told = json(bytes(sys.inputs.told))
#set document(title: told.words)
#set page(width: 300pt, height: 200pt)
#set text(font: "Source Serif Pro", lang: "en")
= #told.words
"""
HOSTILE = (
    '#panic("x") #{while true {}} \\ $x$ *b* #import "/etc/passwd" <a> @b // c `raw` "); #sys\x00'
)


@pytest.fixture
def template(tmp_path):
    def write(markup=TEMPLATE):
        file = tmp_path / "sheet.typ"
        file.write_text(markup, encoding="utf-8")
        return file

    return write


def text_of(template, words):
    """Return the letters that a sheet shows, as its typesetter knows them."""
    import typst

    compiler = typst.Compiler(str(template), sys_inputs={"told": json.dumps({"words": words})})
    return json.loads(compiler.query("heading", field="body", one=True))["text"]


def test_a_sheet_is_the_same_bytes_each_time(template):
    for shape, begins in (("pdf", b"%PDF-1."), ("png", b"\x89PNG")):
        first = typeset(template(), {"words": "On bells"}, shape)
        assert first.startswith(begins)
        assert typeset(template(), {"words": "On bells"}, shape) == first
        assert typeset(template(), {"words": "On ropes"}, shape) != first


def test_a_png_has_a_pixel_for_each_point(template):
    made = typeset(template(), {"words": "On bells"}, "png")
    size = int.from_bytes(made[16:20], "big"), int.from_bytes(made[20:24], "big")
    assert size == (300, 200)


def test_a_pdf_is_tagged_and_says_what_it_keeps_to(template):
    made = typeset(template(), {"words": "On bells"}, "pdf")
    assert b"/StructTreeRoot" in made and b"<pdfuaid:part>1</pdfuaid:part>" in made


def test_letters_without_a_glyph_are_no_trouble(template):
    made = typeset(template(), {"words": "On bells \U0001f514 \U000e0001 \ue000"}, "pdf")
    assert b"/StructTreeRoot" in made and b"pdfuaid" not in made


def test_words_are_never_read_as_markup(template):
    assert typeset(template(), {"words": HOSTILE}, "pdf").startswith(b"%PDF")
    assert text_of(template(), HOSTILE) == HOSTILE


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("#let f(x) = { for y in range(100000000) { x += y } }\n#f(0)", "quick"),
        ("#panic(0)", "panicked"),
        ('#read("/etc/passwd")', ""),
    ],
)
def test_a_sheet_that_cannot_be_set_is_said_to_be_so(markup, words, template, monkeypatch):
    monkeypatch.setattr("termcard.lib.typesetting.SECONDS", 1)
    with pytest.raises(NotTypeset):
        typeset(template(markup), {"words": words}, "pdf")


def test_a_template_that_asks_for_too_much_room_ends_alone(template, monkeypatch):
    monkeypatch.setattr("termcard.lib.typesetting.MEGABYTES", 150)
    monkeypatch.setattr("termcard.lib.typesetting.SECONDS", 5)
    much = '#let a = ("x" * 1000000,) * 1\n#for n in range(9000) { a += ("y" * 1000000 + str(n),) }'
    with pytest.raises(NotTypeset):
        typeset(template(much), {"words": ""}, "pdf")
    assert typeset(template(), {"words": "On bells"}, "png")


def test_a_template_that_is_not_there_is_said_to_be_so(tmp_path):
    with pytest.raises(NotTypeset):
        typeset(tmp_path / "none.typ", {}, "pdf")

from time import monotonic

import pytest

from termcard.announcements.webpage import is_webpage, seen_text

PAGE = """<!doctype html><html><head><title>Events</title><style>p { color: red }</style></head>
<body><nav><a href="/">Home</a></nav><h1>Reading
 rivers</h1><p>3 May&nbsp;2021,<br>12:00 to <b>13</b>:00</p><script>alert("x")</script>
<div hidden>Not for eyes</div><p style="display:none">Nor this</p><p aria-hidden="true">Nor that</p>
<!-- a remark --><ul><li>Dr Ann Vale</li><li>Dr Bo Lind</li></ul>
<table><tr><th>Date</th><th>Room</th></tr><tr><td>3 May</td><td>HB203</td></tr></table>
</body></html>"""


def test_a_page_is_read_as_a_person_sees_it() -> None:
    assert seen_text(PAGE) == (
        "Reading rivers\n\n3 May 2021,\n12:00 to 13:00\n\nDr Ann Vale\nDr Bo Lind\n\n"
        "Date\tRoom\n3 May\tHB203"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, True),
        ("<div><p>3 May</p></div>", True),
        ("  <html><body>Talk</body></html>", True),
        ("A talk on <b>HTML</b>", False),
        ("<ann@town.example> wrote", False),
        ("Seminar: a < b", False),
    ],
)
def test_a_page_is_known_by_its_markup(text: str, expected: bool) -> None:
    assert is_webpage(text) is expected


def test_deep_nesting_is_read_flat_and_costs_no_crash() -> None:
    assert "Deep words" in seen_text("<div>" * 5000 + "<p>Deep words</p>" + "</div>" * 5000)


def test_a_page_of_an_absurd_number_of_elements_is_refused() -> None:
    with pytest.raises(ValueError, match="too many elements"):
        seen_text("<p>a</p>" * 80_000)


def test_what_is_nested_beyond_all_measure_is_read_as_if_it_were_flat() -> None:
    began = monotonic()
    page = f"<html><body><h1>Tides</h1>{'<div>' * 40_000}At one{'</div>' * 40_000}<p>End</p></body>"
    assert seen_text(page) == "Tides\n\nAt one\n\nEnd"
    assert monotonic() - began < 3


def test_paragraphs_that_nobody_closed_are_all_read() -> None:
    page = "<html><body>" + "".join(f"<p>{number}<li>{number}" for number in range(3_000))
    assert seen_text(page).split() == [str(n) for number in range(3_000) for n in (number, number)]


def test_cells_that_reach_over_rows_and_columns_leave_empty_places() -> None:
    page = """<html><body><table><caption>Spring</caption>
    <tr><th>Date</th><th>Time</th><th colspan="2">Who and what</th></tr>
    <tr><td>2 May</td><td rowspan="2">13:00</td><td><p>Ann Vale</p><p>Example</p></td><td>Bells</td>
    </tr><tr><td>9 May</td><td>Bo Lind</td><td></td></tr></table></body></html>"""
    assert seen_text(page).split("\n") == [
        "Spring",
        "Date\tTime\tWho and what\t",
        "2 May\t13:00\tAnn Vale, Example\tBells",
        "9 May\t\tBo Lind",
    ]


def test_a_table_that_arranges_a_page_keeps_its_paragraphs() -> None:
    long = "Bells ring in every town. " * 20
    page = (
        f"<html><table><tr><td><p>A</p><p>{long}</p></td><td>B</td></tr><tr><td>C</td></tr></table>"
    )
    assert "A\n\nBells ring" in seen_text(page)

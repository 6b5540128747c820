import re
from pathlib import Path

from django.contrib.staticfiles import finders

from termcard.design import fonts
from termcard.institutions.models import MARKS

SHEET = Path(str(finders.find("design/termcard.css"))).read_text()
PAIR = re.compile(r"light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)")


def channel(value):
    share = value / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def luminance(colour):
    red, green, blue = (channel(int(colour[place : place + 2], 16)) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """Return the contrast ratio of two colours (WCAG 2.2, section 1.4.3)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def pair(name):
    return PAIR.search(SHEET, SHEET.index(f"--{name}:")).groups()


def test_nothing_is_asked_of_anybody_else():
    assert set(re.findall(r"url\(\"([^\"]*)\"\)", SHEET)) == {
        f"fonts/{face.file}" for face in fonts.FACES
    }
    assert "@import" not in SHEET
    assert "//" not in SHEET


def test_words_can_be_read_by_day_and_by_night():
    for ink in ("ink", "soft"):
        for ground in ("paper", "leaf"):
            for number in (0, 1):
                assert contrast(pair(ink)[number], pair(ground)[number]) >= 4.5


def test_every_mark_is_seen_on_both_grounds():
    marks = re.findall(r"\.mark-(\d) \{ --mark: " + PAIR.pattern, SHEET)
    assert [int(number) for number, _, _ in marks] == list(range(1, MARKS + 1))
    for _, by_day, by_night in marks:
        assert contrast(by_day, pair("paper")[0]) >= 3
        assert contrast(by_night, pair("paper")[1]) >= 3


def test_the_sheet_knows_print_and_readers_wishes():
    for wish in ("@media print", "prefers-reduced-motion", "forced-colors", "prefers-contrast"):
        assert wish in SHEET

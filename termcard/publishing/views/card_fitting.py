"""Chooses the size in which a term card is printed from its page: the largest that one side holds.

A page cannot be measured where it is made, so its lines are reckoned: a browser's may be a few more
or fewer, for which some room is left.
"""

from __future__ import annotations

import math

from termcard.design.templatetags.announced import first_speakers, state_word
from termcard.publishing.views.term_grid import Column, Grid, Line, Row, Square

# In half points, as the style sheet names them, from what is comfortable to what can still be read.
SIZES = (20, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8)
# A4 across without its margins, in points, and the share of it that is reckoned with.
WIDTH, HEIGHT, SAFE = 785, 547, 0.93
# In heights of the card's own letters ("rem"): lines and gaps of `.card`, and widths of a letter.
_WEEKS_WIDTH, _PADDING = 5.25, 0.7
_TITLE_LINE, _SMALL_LINE, _LABEL_LINE, _GAP = 1.33, 1.18, 1.13, 0.57
_TITLE_LETTER, _SMALL_LETTER = 0.49, 0.41
_ROW_PADDING, _WEEK, _HEAD, _FOOT = 0.7, 1.8, 3.8, 0.5


def size_of(grid: Grid) -> int:
    """Return the size, in half points, at which a card is printed on one side, if at any."""
    return next((size for size in SIZES if _height(grid, size / 2) <= HEIGHT * SAFE), SIZES[-1])


def _height(grid: Grid, points: float) -> float:
    """Return how high a card is in points, set in that size."""
    width = (WIDTH / points - _WEEKS_WIDTH) / max(len(grid.columns), 1) - _PADDING
    heads = max((_head(column, width) for column in grid.columns), default=0)
    rows = sum(_ROW_PADDING + max(_WEEK, _tallest(row, width)) for row in grid.rows)
    return (_HEAD + heads + rows + _FOOT) * points


def _head(column: Column, width: float) -> float:
    series = _lines(column.series, width, _TITLE_LETTER) * _TITLE_LINE
    return _LABEL_LINE + series + _lines(column.usual, width, _SMALL_LETTER) * _SMALL_LINE


def _tallest(row: Row, width: float) -> float:
    return 0 if row.rest else max((_square(square, width) for square in row.squares), default=0)


def _square(square: Square, width: float) -> float:
    held = [
        _lines(each.shown, width, _TITLE_LETTER) * _TITLE_LINE + _SMALL_LINE for each in square.held
    ]
    pieces = [_line(line, width) for line in square.lines] + held
    return sum(pieces) + _GAP * max(len(pieces) - 1, 0)


def _line(line: Line, width: float) -> float:
    """Return how high the line of an event is; the day's number stands beside its title."""
    told = line.announcement
    title = f"{told.heading()} {2 * state_word(told)} Mo 12"
    who = "; ".join(f"{part.full_name}, {part.affiliation}" for part in first_speakers(told))
    but = ", ".join(word for word in (line.at, line.place) if word)
    small = sum(_lines(words, width, _SMALL_LETTER) for words in (who, but, line.series))
    return _lines(title, width, _TITLE_LETTER) * _TITLE_LINE + small * _SMALL_LINE


def _lines(words: str, width: float, letter: float) -> int:
    """Return in how many lines words stand, each of which holds some less than it might."""
    return math.ceil(len(words) * letter / (width * 0.9))

"""Says of a term card what its PDF prints, as plain words."""

from __future__ import annotations

from typing import Any

from termcard.announcements.wording import day_words
from termcard.design.templatetags.announced import (
    first_speakers,
    other_speakers,
    short_day,
    state_word,
)
from termcard.institutions.models import Term
from termcard.lib.maths import plain_maths
from termcard.publishing.views.printing import qr_code, shown_address, words_told
from termcard.publishing.views.term_grid import Column, Grid, Line, Row, Square

EMPTY_SHARE = 0.55
NOTHING = "Nothing is announced for this term yet."


def card_told(
    grid: Grid, term: Term, *, title: str, subtitle: str, institution: str, url: str, paper: str
) -> dict[str, Any]:
    """Return all that the card of a term says."""
    return {
        "document_title": f"{title}, {term.title}",
        "title": words_told(title),
        "subtitle": subtitle,
        "institution": "" if institution == title else institution,
        "term": term.title,
        "paper": paper,
        "columns": [_column(column, at, grid, title) for at, column in enumerate(grid.columns)],
        "rows": [_row(row, title) for row in grid.rows],
        "note": _note(grid),
        "url": url,
        "shown_url": shown_address(url),
        "qr": qr_code(url),
        "qr_words": f"QR code of {url}",
    }


def _note(grid: Grid) -> str:
    """Return as of when the card holds: a day, so that it is the same until something changes."""
    moments = [
        line.announcement.changed_at
        for row in grid.rows
        for square in row.squares
        for line in square.lines
        if line.announcement.changed_at
    ]
    return f"As announced on {day_words(max(moments).date())}." if moments else NOTHING


def _column(column: Column, at: int, grid: Grid, title: str) -> dict[str, Any]:
    squares = [row.squares[at] for row in grid.rows]
    is_used = any(square.lines or square.held for square in squares)
    return {
        "name": column.name,
        "series": "" if column.series == title else column.series,
        "usual": column.usual,
        "share": 1 if is_used else EMPTY_SHARE,
    }


def _row(row: Row, title: str) -> dict[str, Any]:
    return {
        "number": "" if row.week.number is None else str(row.week.number),
        "starts": short_day(row.week.starts_on),
        "rest": row.rest,
        "squares": [_square(square, title) for square in row.squares],
    }


def _square(square: Square, title: str) -> dict[str, Any]:
    return {
        "day": str(square.day.day),
        "closed": square.closed,
        "lines": [_line(line, title) for line in square.lines],
        "held": [
            {
                "words": held.shown,
                "series": "" if held.series.title in title else held.series.title,
            }
            for held in square.held
        ],
    }


def _line(line: Line, title: str) -> dict[str, Any]:
    announcement = line.announcement
    others = other_speakers(announcement)
    return {
        "title": words_told(plain_maths(announcement.heading())),
        "untitled": not announcement.title,
        "struck": announcement.is_over_for_good,
        "state": state_word(announcement),
        "people": [
            {"name": words_told(part.full_name), "from": words_told(part.affiliation)}
            for part in first_speakers(announcement)
        ],
        "others": f"and {others} more" if others else "",
        "but": ", ".join(word for word in (line.at, line.place) if word),
        "series": "" if line.series == title else line.series,
    }

"""Reads tables as text: CSV as programs write it, with commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from itertools import islice
from typing import Literal

from termcard.announcements.prose.occurring import says_none_is_on
from termcard.announcements.structured.columns import WHEN, Days, Field, field_of, stated
from termcard.announcements.structured.stating import Stated

MOST_ROWS = 5_000
LONGEST_CELL = 60_000
_SEPARATORS = "\t;,|"
_SAID_SEPARATOR = re.compile(r"\s*sep=(.)\s*\n", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})\b")
_LONGEST_HEAD = 5_000


def looks_like(text: str) -> bool:
    """Say whether the text is a table whose headings tell of events, a day among them."""
    return _separator(text) is not None


def read(text: str, *, reference_date: date, zone: str) -> tuple[list[Stated], list[str]]:
    """Return an event for each row that says anything, and what is odd about the whole."""
    separator = _separator(text) or ","
    warnings: list[str] = []
    rows = _rows(_body(text), separator, warnings)
    if not rows:
        return [], warnings
    fields = [field_of(heading) for heading in rows[0]]
    found = [_cells(fields, row) for row in rows[1:]]
    days = Days(
        reference_date=reference_date, is_month_first=_is_month_first(found, zone, warnings)
    )
    said = [cells for cells in found if cells and not _is_off(cells)]
    return [stated(cells, days) for cells in said], warnings


def _is_off(cells: dict[Field, str]) -> bool:
    """Say whether a row only says that nothing is on: "No seminar (holiday)"."""
    return says_none_is_on([words for field, words in cells.items() if field not in WHEN])


def _separator(text: str) -> str | None:
    said = _SAID_SEPARATOR.match(text[:20])
    lines = [line for line in islice(_body(text).split("\n", 60), 60) if line.strip()]
    if len(lines) < 2 or len(lines[0]) > _LONGEST_HEAD:
        return None
    for separator in said[1] if said else _SEPARATORS:
        if _is_head(next(csv.reader([lines[0]], delimiter=separator), []), bool(said)):
            return separator if _are_rows(lines, separator) else None
    return None


def _is_head(cells: list[str], is_sure: bool) -> bool:
    fields = [field_of(cell) for cell in cells if cell.strip()]
    known = {field for field in fields if field is not None}
    return (
        len(known) >= 2
        and bool(known & WHEN)
        and (is_sure or sum(field is not None for field in fields) * 2 >= len(fields))
    )


def _are_rows(lines: list[str], separator: str) -> bool:
    """Say whether the lines below have about as many cells, where no quotes hide their ends."""
    wanted = lines[0].count(separator)
    if separator in "|\t" and any(separator not in line for line in lines[1:]):
        return False  # a table in the midst of words, which say more of it
    if any('"' in line for line in lines):
        rows = csv.reader((f"{line}\n" for line in lines), delimiter=separator)
        try:
            if any(len(row) > wanted for row in islice(rows, 1, 20)):
                return True
        except csv.Error:
            return True
    fitting = sum(line.count(separator) >= wanted for line in lines[1:])
    return fitting * 5 >= 4 * (len(lines) - 1)


def _body(text: str) -> str:
    text = text.lstrip("\ufeff\n")
    said = _SAID_SEPARATOR.match(text[:20])
    return text[said.end() :] if said else text


def _rows(body: str, separator: str, warnings: list[str]) -> list[list[str]]:
    """Return the rows; where a quote is never closed, as if there were none."""
    quoted = _read(body, separator, csv.QUOTE_MINIMAL)
    rows = quoted if quoted is not None else _read(body, separator, csv.QUOTE_NONE)
    if quoted is None:
        warnings.append("A quotation mark in this table is never closed.")
    if rows is None:
        raise ValueError("A cell of this table is too long to read.")
    if len(rows) > MOST_ROWS:
        warnings.append(f"Of this table the first {MOST_ROWS:,} rows were read.")
    return [row for row in rows[: MOST_ROWS + 1] if any(cell.strip() for cell in row)]


def _read(body: str, separator: str, quoting: Literal[0, 3]) -> list[list[str]] | None:
    reader = csv.reader(
        body.splitlines(keepends=True),
        delimiter=separator,
        quoting=quoting,
        skipinitialspace=True,
    )
    try:
        rows = list(islice(reader, MOST_ROWS + 2))
    except csv.Error:
        return None
    return None if any(len(cell) > LONGEST_CELL for row in rows for cell in row) else rows


def _cells(fields: list[Field | None], row: list[str]) -> dict[Field, str]:
    """Return the row by what its columns tell; several columns of one meaning are joined."""
    cells: dict[Field, str] = {}
    for field, cell in zip(fields, row, strict=False):
        words = cell.strip()
        if field is not None and words:
            joint = "; " if field is Field.SPEAKER else ", "
            cells[field] = f"{cells[field]}{joint}{words}" if field in cells else words
    return cells


def _is_month_first(rows: list[dict[Field, str]], zone: str, warnings: list[str]) -> bool:
    """Say whether 4/9/2026 is the ninth of April here: the whole column decides."""
    seen: Counter[str] = Counter()
    for cells in rows:
        for field in (Field.START, Field.DAY, Field.END_DAY):
            for found in _TWO_NUMBERS.finditer(cells.get(field, "")[:200]):
                first, second = int(found[1]), int(found[2])
                seen["day"] += first > 12
                seen["month"] += second > 12
                seen["open"] += first <= 12 and second <= 12 and "." not in found[0]
    if seen["day"] or seen["month"]:
        return seen["month"] > seen["day"]
    is_american = zone.startswith("America/")
    if seen["open"]:
        order = "month" if is_american else "day"
        warnings.append(f"No date shows which number is the month; the {order} was read first.")
    return is_american

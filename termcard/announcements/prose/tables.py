"""Finds tables in their disguises: pipes, tabs, wide gaps, and one cell on each line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from termcard.announcements.prose.labels import Label, labels
from termcard.announcements.prose.languages import fold, months
from termcard.announcements.prose.people import looks_like_name, opens_with_name
from termcard.announcements.prose.places import is_only_online, is_place
from termcard.announcements.prose.spans import Span

MOST_COLUMNS = 12
_DELIMITER = re.compile(r"[ \u00a0]*(?:\||\t|\u2003|[ \u00a0]{3,})[ \u00a0|\t]*")
_STRICT = re.compile(r"[ \u00a0]*[|\t][ \u00a0]*")
_DITTO = re.compile(r"[\"“”〃′″'’,-]{1,2}|ditto|idem|dito|dto\.?|id\.", re.IGNORECASE)
_RULE = re.compile(r"[\s|:+=_-]{3,}")
_DATED = frozenset({Label.DATE, Label.WHEN})
# What an empty cell takes from the row above.
_CARRIED = _DATED | {Label.TIME, Label.VENUE, Label.SERIES, Label.KIND, Label.ONLINE}
_HOUR = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\d\s?Uhr|\d\s?h\b")
_NUMBER = re.compile(r"\d{1,2}")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a row, with what its column's heading says it holds."""

    span: Span
    label: Label | None = None


Row = list[Cell]


def tabulate(text: str, groups: list[list[Span]]) -> list[list[Span] | Row]:
    """Return the groups of lines with every row of a table taken out as a group of its own."""
    if (stacked := _stacked(text, groups)) is not None:
        return stacked
    found: list[list[Span] | Row] = []
    columns: list[Label | None] | None = None
    above: Row = []
    for lines in groups:
        plain: list[Span] = []
        strict = _has_even_edges(text, lines, columns)
        ruled = _is_table(text, lines, columns, strict=strict)
        guessed = _guessed(text, lines, strict=strict) if ruled and columns is None else {}
        for line in lines:
            cells = _cells(text, line, strict=strict) if ruled else []
            heading = _heading(text, cells)
            if heading is not None:
                columns, above = heading, []
            elif len(cells) > 1:
                if plain:
                    found.append(plain)
                    plain = []
                above = _carried(text, _row(cells, columns, guessed), above)
                found.append([cell for cell in above if cell.span])
            elif not _RULE.fullmatch(text, line.start, line.end):
                plain.append(line)
        if plain:
            found.append(plain)
    return found


def _has_even_edges(text: str, lines: list[Span], columns: list[Label | None] | None) -> bool:
    """Say whether each bar or tab ends a cell, even an empty one, as equal counts show."""
    counts = [
        len(_cells(text, line, strict=True))
        for line in lines
        if _STRICT.search(text, line.start, line.end)
    ]
    if not counts or max(counts) < 2:
        return False
    if columns is not None and all(count == len(columns) for count in counts):
        return True
    return len(counts) > 1 and counts.count(max(counts)) * 3 >= len(counts) * 2


def _is_table(
    text: str, lines: list[Span], columns: list[Label | None] | None, *, strict: bool
) -> bool:
    """Say whether lines have cells: below a heading, or several that part the same way."""
    counts = [len(_cells(text, line, strict=strict)) for line in lines]
    if columns is not None and len(columns) in counts:
        return True
    if any(_heading(text, _cells(text, line, strict=strict)) is not None for line in lines[:3]):
        return True
    several = [count for count in counts if 3 <= count <= MOST_COLUMNS]
    usual = Counter(several).most_common(1)[0][1] if several else 0
    is_ruled = strict or all("|" in line.cut(text) for line in lines)
    is_even = len(set(several)) <= 2 or (is_ruled and usual * 2 > len(several))
    return len(several) >= 2 and is_even


def _cells(text: str, line: Span, *, strict: bool) -> list[Span]:
    if strict:
        line = _with_margins(text, line)
    cells, start = [], line.start
    delimiter = _STRICT if strict else _DELIMITER
    for match in delimiter.finditer(text, line.start, line.end):
        cells.append(Span(start, match.start()))
        start = match.end()
    cells.append(Span(start, line.end))
    is_bar = text[line.start : line.start + 1] == "|"
    if cells and not cells[0] and (is_bar or not strict):
        cells = cells[1:]
    if cells and not cells[-1].trimmed(text) and (is_bar or not strict):
        cells = cells[:-1]
    return [cell.trimmed(text, " \t\u00a0*") for cell in cells]


def _with_margins(text: str, line: Span) -> Span:
    """Return a whole line with the tabs of the empty cells at its ends."""
    start, end = line.start, line.end
    while start and text[start - 1] in " \t\u00a0":
        start -= 1
    while end < len(text) and text[end] in " \t\u00a0":
        end += 1
    tabbed = text[start : line.start].find("\t"), text[line.end : end].find("\t")
    return Span(start if tabbed[0] >= 0 else line.start, end if tabbed[1] >= 0 else line.end)


def label_of(words: str) -> Label | None:
    """Return what a column's heading or a bare label stands for."""
    return labels().get(fold(" ".join(words.split())).strip("*:?¿ "))


def _heading(text: str, cells: list[Span]) -> list[Label | None] | None:
    """Return the labels of a row of headings; None for any other row."""
    if not 2 <= len(cells) <= MOST_COLUMNS:
        return None
    known = [label_of(cell.cut(text)) for cell in cells]
    named = [label for label in known if label is not None]
    return known if len(named) >= 2 and len(named) * 2 >= len(cells) else None


def _guessed(text: str, lines: list[Span], *, strict: bool) -> dict[int, Label]:
    """Return what the columns of rows without headings hold: people by their names, titles."""
    rows = [cells for line in lines if len(cells := _cells(text, line, strict=strict)) > 2]
    if len(rows) < 2:
        return {}
    people = _people_column(text, rows)
    if people is None:
        return {}
    guessed = {people: Label.SPEAKER}
    width = Counter(len(cells) for cells in rows).most_common(1)[0][0]
    lengths = {
        number: [len(cells[number].cut(text).split()) for cells in rows if len(cells) == width]
        for number in range(width)
        if number != people and not any(_is_timed(text, cells, number) for cells in rows)
    }
    long = {number: sum(own) / len(own) for number, own in lengths.items() if own}
    best = max(long, key=lambda number: long[number], default=None)
    others = [length for number, length in long.items() if number != best]
    if best is not None and others and long[best] >= 3 and long[best] >= max(others) + 1.5:
        guessed[best] = Label.TITLE
    for number in long:
        cells = [row[number] for row in rows if len(row) == width]
        placed = [cell for cell in cells if is_place(text, cell) or is_only_online(text, cell)]
        if number != best and len(placed) * 2 > len(cells):
            guessed[number] = Label.VENUE
    return guessed


def _is_timed(text: str, cells: list[Span], number: int) -> bool:
    """Say whether a cell gives a day or an hour, so that its column holds no titles."""
    words = cells[number].cut(text) if number < len(cells) else ""
    return (
        _is_date(words)
        or re.search(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|\d\s?Uhr|\d\s?h\b", words) is not None
    )


def _people_column(text: str, rows: list[list[Span]]) -> int | None:
    """Return which column holds people: by the names that are known, else by their capitals."""
    named = Counter(
        number for cells in rows for number, cell in enumerate(cells) if opens_with_name(text, cell)
    )
    if len(named) == 1:
        ((number, count),) = named.items()
        return (
            number if count > 1 or len(rows) == 2 or _reads_as_people(text, rows, number) else None
        )
    if named:
        return None
    fitting = [number for number in range(len(rows[0])) if _reads_as_people(text, rows, number)]
    return fitting[0] if len(fitting) == 1 else None


def _reads_as_people(text: str, rows: list[list[Span]], number: int) -> bool:
    """Say whether most cells of a column are two capitals and what may stand in brackets behind."""
    cells = [row[number].cut(text) for row in rows if number < len(row)]
    heads = [cell.split(" (")[0].split(",")[0] for cell in cells]
    return sum(map(looks_like_name, heads)) * 2 > len(heads) and len(heads) > 2


def _row(cells: list[Span], columns: list[Label | None] | None, guessed: dict[int, Label]) -> Row:
    if columns is None or len(cells) > len(columns):
        return [Cell(cell, guessed.get(number)) for number, cell in enumerate(cells)]
    return [Cell(cell, label) for cell, label in zip(cells, columns, strict=False)]


def _carried(text: str, row: Row, above: Row) -> Row:
    """Return a row whose empty cells for day, hour and place say what the row above says."""
    if len(row) != len(above):
        return row
    return [
        over
        if cell.label in _CARRIED and (not cell.span or _DITTO.fullmatch(cell.span.cut(text)))
        else cell
        for cell, over in zip(row, above, strict=True)
    ]


def _stacked(text: str, groups: list[list[Span]]) -> list[list[Span] | Row] | None:
    """Read a table that was pasted with one cell on each line, under its column headings."""
    lines = [line for group in groups for line in group]
    found = _stacked_heading(text, lines)
    if found is None:
        return None
    first, columns = found
    begin = first + len(columns)
    dated = next(index for index, label in enumerate(columns) if label in _DATED)
    rows = list(_stacked_rows(text, lines[begin:], len(columns), dated))
    if len(rows) < 2:
        return None
    stop = lines[begin:].index(rows[-1][-1]) + 1 + begin
    whole: list[list[Span] | Row] = list(_before(groups, lines[first]))
    whole.extend(
        [Cell(cell, label) for cell, label in zip(row, columns, strict=False)] for row in rows
    )
    if stop < len(lines):
        whole.append(lines[stop:])
    return whole


def _stacked_heading(text: str, lines: list[Span]) -> tuple[int, list[Label | None]] | None:
    run: list[Label | None] = []
    for index, line in enumerate(lines):
        label = label_of(line.cut(text)) if line.end - line.start < 30 else None
        if label is not None:
            run.append(label)
            continue
        if len(run) >= 3 and len(set(run)) == len(run) and _DATED & set(run):
            return index - len(run), run
        run = []
    return None


def _stacked_rows(text: str, lines: list[Span], width: int, dated: int) -> Iterator[list[Span]]:
    index = 0
    while index + width <= len(lines):
        row = lines[index : index + width]
        if not _is_date(row[dated].cut(text)):
            return
        yield row
        index += width


def _is_date(words: str) -> bool:
    """Say roughly whether a cell is a date: a number, and a month or two more numbers."""
    parts = re.findall(r"\d+|[^\W\d_]+", words)
    named = any(fold(part) in months() for part in parts)
    numbers = [part for part in parts if part.isdigit()]
    return bool(numbers) and len(words) < 40 and (named or len(numbers) >= 2)


def _before(groups: list[list[Span]], line: Span) -> Iterator[list[Span]]:
    for group in groups:
        kept = [other for other in group if other.end <= line.start]
        if kept:
            yield kept
        if len(kept) < len(group):
            return

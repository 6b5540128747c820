"""Lays the cells of a web page's table into rows and columns, as merged cells say."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

MOST_ROWS = 2000
MOST_COLUMNS = 12
# A longer cell makes the table a way to place things on a page, and its cells parts of it.
LONGEST_CELL = 400
_SECTIONS = frozenset({"thead", "tbody", "tfoot"})

Row = list[LexborNode | None]


def table_rows(table: LexborNode) -> list[Row] | None:
    """Return the rows of a table of facts; None for one that only arranges a page.

    Where a cell reaches over several rows or columns, all places but its first are None.
    """
    rows = list(_rows(table))
    if not 2 <= len(rows) <= MOST_ROWS:
        return None
    if max(len(cells) for cells in rows) > MOST_COLUMNS or not _are_facts(rows):
        return None
    laid: list[Row] = []
    reaching: dict[int, int] = {}
    for cells in rows:
        laid.append(_laid(cells, reaching))
    return laid


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    found = []
    for section in _children(table):
        if section.tag == "tr":
            found.append(_cells(section))
        elif section.tag in _SECTIONS:
            found.extend(_cells(row) for row in _children(section) if row.tag == "tr")
    return [cells for cells in found if cells]


def _cells(row: LexborNode) -> list[LexborNode]:
    return [cell for cell in _children(row) if cell.tag in ("td", "th")]


def _children(node: LexborNode) -> list[LexborNode]:
    found = []
    child = node.child
    while child is not None:
        found.append(child)
        child = child.next
    return found


def _are_facts(rows: list[list[LexborNode]]) -> bool:
    if sum(1 for cells in rows if len(cells) > 1) * 2 < len(rows):
        return False
    for cells in rows:
        for cell in cells:
            if len(cell.text(deep=True)) > LONGEST_CELL:
                return False
            if cell.css_first("table, h1, h2") is not None:
                return False
    return True


def _laid(cells: list[LexborNode], reaching: dict[int, int]) -> Row:
    """Return one row; `reaching` counts by column the rows that cells above still reach into."""
    row: Row = []
    for cell in cells:
        _skip_reached(row, reaching)
        width, height = _reach(cell, "colspan"), _reach(cell, "rowspan")
        for column in range(len(row), min(len(row) + width, MOST_COLUMNS)):
            if height > 1:
                reaching[column] = height - 1
        row.extend([cell, *([None] * (width - 1))])
    _skip_reached(row, reaching)
    return row


def _skip_reached(row: Row, reaching: dict[int, int]) -> None:
    while reaching.get(len(row), 0) > 0:
        reaching[len(row)] -= 1
        row.append(None)


def _reach(cell: LexborNode, name: str) -> int:
    said = (cell.attributes.get(name) or "1").strip()
    return (
        min(int(said), MOST_ROWS if name == "rowspan" else MOST_COLUMNS) if said.isdecimal() else 1
    )

"""Reads front matter: the keys and values above a text that site generators keep."""

from __future__ import annotations

import re
from datetime import date

from termcard.announcements.structured.columns import WHEN, Days, Field, field_of, stated
from termcard.announcements.structured.stating import Stated
from termcard.announcements.structured.values import text_of

LONGEST = 50_000
_FENCED = re.compile(r"\s{0,20}(---|\+\+\+)[ \t]*\n")
_PAIR = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*[:=](?:[ \t]+(.*)|[ \t]*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
_INNER = re.compile(r"[ \t]+([A-Za-z][\w-]{0,40})[ \t]*:[ \t]+(.*)")


def looks_like(text: str) -> bool:
    """Say whether the text begins with fenced keys, a day among them."""
    parted = _parted(text)
    return parted is not None and bool(WHEN & _values(parted[0]).keys())


def read(text: str, *, reference_date: date) -> Stated:
    """Return the event; what stands below the fence is its abstract when no key has one."""
    head, body = _parted(text) or ("", text)
    cells = _values(head)
    event = stated(cells, Days(reference_date=reference_date))
    if not event.abstract:
        event.abstract = text_of(body)
    return event


def _parted(text: str) -> tuple[str, str] | None:
    """Return what stands between the fences, and what stands below."""
    begins = _FENCED.match(text.lstrip("\ufeff"))
    if begins is None:
        return None
    text = text.lstrip("\ufeff")
    ends = re.compile(rf"^(?:{re.escape(begins[1])}|\.\.\.)[ \t]*$", re.MULTILINE)
    fence = ends.search(text, begins.end(), begins.end() + LONGEST)
    if fence is None:
        return None
    return text[begins.end() : fence.start()], text[fence.end() :].strip()


def _values(head: str) -> dict[Field, str]:
    """Return the values by what their keys mean; items of a list are joined, in order."""
    cells: dict[Field, str] = {}
    field: Field | None = None
    for line in head.split("\n")[:500]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        pair = _PAIR.fullmatch(line.rstrip()) if not line[0].isspace() else None
        if pair is not None:
            field = field_of(pair[1])
            if field is not None and (value := _plain(pair[2] or "")):
                cells.setdefault(field, value)
        elif field is not None:
            _continue(cells, field, line)
    return cells


def _continue(cells: dict[Field, str], field: Field, line: str) -> None:
    item = _ITEM.fullmatch(line)
    inner = _INNER.fullmatch(f" {(item[1] if item else line).strip()}")
    value = _plain(item[1] if item else line.strip())
    if inner is not None:
        inner_field = field_of(inner[1])
        if inner_field not in (Field.NAME, field) and inner_field is not None:
            cells.setdefault(inner_field, _plain(inner[2]))
            return
        value = _plain(inner[2])
    joint = {Field.SPEAKER: "; ", Field.ABSTRACT: "\n", Field.TOPICS: ", "}.get(field, " ")
    cells[field] = f"{cells[field]}{joint}{value}" if field in cells else value


def _plain(value: str) -> str:
    """Return a value without its quotes; of a list in brackets the items, parted by commas."""
    value = value.strip()
    if value in ("|", ">", "|-", ">-", "null", "~"):
        return ""
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_plain(one) for one in value[1:-1].split(","))
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value

"""Reads what is typed or pasted into the cells of a term grid, and writes what these show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, time

from django.core.exceptions import ValidationError

from termcard.announcements.parts import Part
from termcard.announcements.prose.honorifics import honorific_at
from termcard.announcements.prose.spans import Span
from termcard.announcements.sessions import FIRST_YEAR, LAST_YEAR
from termcard.announcements.wording import DAYS, MONTHS
from termcard.lib.wording import plain_line
from termcard.programme.models import Placeholder

LONGEST = {"title": 500, "place": 300, "note": 200, "speakers": 2_000, "on": 40, "at": 40}
LONGEST_NAME, LONGEST_AFFILIATION = 200, 300
UNKNOWN = frozenset({"tba", "tbc", "tbd", "to be announced", "to be confirmed", "?"})
UNKNOWN |= {f"title {words}" for words in UNKNOWN}
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NUMBERS = re.compile(r"(\d{1,2})[./](\d{1,2})[./]?(?:(\d{4}|\d{2}))?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3,9})\.?,?(?:\s+(\d{4}))?", re.I)
_MONTH_DAY = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?(?:\s+(\d{4}))?", re.I)
_HOUR = r"(\d{1,2})(?:[:.h](\d{2}))?\s*([ap]\.?m\.?)?"
_HOURS = re.compile(rf"{_HOUR}(?:\s*(?:-|–|—|to|until)\s*{_HOUR})?", re.I)
_NO_MEETING = re.compile(r"(?:no\b|none\b|cancelled\b|closed\b)", re.I)
_PERSON = re.compile(r"(?P<name>[^(,]+?)\s*(?:\((?P<within>.*)\)|,\s*(?P<behind>.+))?")


def line_of(words: str, cell: str) -> str:
    """Return a cell as one line; raise ValidationError when it is longer than it may be."""
    line = plain_line(words)
    if len(line) > LONGEST[cell]:
        raise ValidationError(f"At most {LONGEST[cell]:,} characters stand in one cell.")
    return line


def day_of(words: str, *, near: date) -> date | None:
    """Return the day: "Thu 8 Oct", "8/10/2026", "2026-10-08"; None for an empty cell.

    Without a year it is the one nearest to the day given. Raises ValidationError.
    """
    stated = _WEEKDAY.sub("", words.strip(), count=1)
    if not stated:
        return None
    year, month, day = _numbers_of(stated)
    if 0 < year < 100:
        year += 2000
    years = (year,) if year else (near.year - 1, near.year, near.year + 1)
    found = [each for one in years if (each := _day(one, month, day)) is not None]
    if not found:
        raise ValidationError(f"“{words.strip()}” is no date: write it as “8 Oct” or 2026-10-08.")
    return min(found, key=lambda each: abs(each - near))


def _numbers_of(stated: str) -> tuple[int, int, int]:
    """Return year, month and day as stated; 0 for a year that is not, or for no date at all."""
    if match := _ISO.fullmatch(stated):
        return int(match[1]), int(match[2]), int(match[3])
    if match := _NUMBERS.fullmatch(stated):
        return int(match[3] or 0), int(match[2]), int(match[1])
    if match := _DAY_MONTH.fullmatch(stated):
        return int(match[3] or 0), _month(match[2]), int(match[1])
    if match := _MONTH_DAY.fullmatch(stated):
        return int(match[3] or 0), _month(match[1]), int(match[2])
    return 0, 0, 0


def _month(words: str) -> int:
    names = [name.casefold() for name in MONTHS]
    begun = words.casefold().removesuffix("t") if words.casefold() == "sept" else words.casefold()
    return next((place + 1 for place, name in enumerate(names) if name.startswith(begun)), 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def hours_of(words: str) -> tuple[time | None, time | None]:
    """Return start and end: "13:00", "1pm", "13.00–14.30"; None where none is said.

    Raises ValidationError.
    """
    stated = words.strip()
    if not stated:
        return None, None
    match = _HOURS.fullmatch(stated)
    if match is None:
        raise ValidationError(f"“{stated}” is no hour: write it as 13:00 or 13:00–14:30.")
    half = match[3] or (match[6] if match[6] and _is_before(match[1], match[4]) else None)
    starts = _time(stated, match[1], match[2], half)
    return starts, _time(stated, match[4], match[5], match[6]) if match[4] else None


def _is_before(starts: str, ends: str) -> bool:
    """Say whether both hours lie in the same half of the day: "1-2pm", but not "11-1pm"."""
    return int(starts) % 12 <= int(ends) % 12


def _time(stated: str, hour: str, minute: str | None, half: str | None) -> time:
    number = int(hour)
    if half and 1 <= number <= 12:
        number = number % 12 + (12 if half[0].lower() == "p" else 0)
    try:
        return time(number, int(minute or 0))
    except ValueError as error:
        raise ValidationError(f"“{stated}” is no hour: write it as 13:00.") from error


def speakers_of(words: str) -> tuple[Part, ...]:
    """Return who speaks: "Dr Ann One (Example University); Bo Two". Raises ValidationError."""
    stated = (plain_line(each) for each in re.split(r"[;\n]", words))
    return tuple(_person(each) for each in stated if each and each.casefold() not in UNKNOWN)


def _person(stated: str) -> Part:
    match = _PERSON.fullmatch(stated)
    name = match["name"] if match else stated
    affiliation = (match["within"] or match["behind"] or "").strip() if match else ""
    titles = honorific_at(name, Span(0, len(name)))
    honorific = name[titles.start : titles.end] if titles else ""
    bare = name[titles.end :].lstrip(" .") if titles else name
    if len(bare) > LONGEST_NAME or len(affiliation) > LONGEST_AFFILIATION or len(honorific) > 100:
        raise ValidationError("Put a semicolon between two speakers; one of these is too long.")
    return Part(name=bare, honorific=honorific, affiliation=affiliation)


def held_of(note: str) -> tuple[str, str]:
    """Return how a date is held that has a note and no event: kind and words of a placeholder."""
    kinds = Placeholder.Kind
    kind = kinds.NO_MEETING if _NO_MEETING.match(note) else kinds.TO_BE_ANNOUNCED
    is_usual = note.casefold() in (*UNKNOWN, str(kind.label).casefold())
    return kind.value, "" if is_usual else note


def day_cell(day: date | None) -> str:
    """Return a day as a cell shows it: "Thu 8 Oct 2026"."""
    if day is None:
        return ""
    return f"{DAYS[day.weekday()][:3]} {day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def hours_cell(starts: time | None, ends: time | None) -> str:
    """Return hours as a cell shows them: "13:00–14:00"."""
    if starts is None:
        return ""
    return f"{starts:%H:%M}" + (f"–{ends:%H:%M}" if ends else "")


def speakers_cell(parts: Sequence[Part]) -> str:
    """Return speakers as a cell shows them: "Dr Ann One (Example University); Bo Two"."""
    return "; ".join(
        f"{part.full_name} ({part.affiliation})" if part.affiliation else part.full_name
        for part in parts
        if part.is_speaker
    )

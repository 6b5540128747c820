"""Cuts the bytes of any calendar into its parts, whatever else is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from termcard.announcements.decoding import LARGEST, decode

MOST_EVENTS = 10_000
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]*[;:]")
# Some programs leave an empty line before what they continue.
_FOLD_IN_BYTES = re.compile(rb"(?:\r?\n){1,9}[ \t]")
_FOLD = re.compile(r"\n{1,9}[ \t]")
_BOUND = re.compile(r"\s*(BEGIN|END):(.*)", re.IGNORECASE | re.DOTALL)
_EVENT = re.compile(r"\s*BEGIN:VEVENT\s*", re.IGNORECASE)
_CALENDAR = re.compile(r"\s*BEGIN:VCALENDAR\s*", re.IGNORECASE)
_BEGINS = re.compile(rb"BEGIN:V(?:CALENDAR|EVENT)", re.IGNORECASE)
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\r"})


@dataclass
class Components:
    """The unfolded content lines of a calendar: its own, and those of each event and zone."""

    calendar: list[str] = field(default_factory=list)
    events: list[list[str]] = field(default_factory=list)
    zones: list[list[str]] = field(default_factory=list)


def cut(source: bytes) -> Components:
    """Return the parts of a calendar; an event that is never ended ends where the next begins.

    Alarms and whatever else stands inside an event are left out. Raises ValueError for what is
    too large, no text, or no calendar.
    """
    if len(source) > LARGEST:
        raise ValueError(f"This is larger than {LARGEST // 1_000_000} MB, too large to read.")
    lines = _unfolded(source).split("\n")
    starts = sum(1 for line in lines if _EVENT.fullmatch(line))
    if starts > MOST_EVENTS:
        raise ValueError(f"This calendar holds more than {MOST_EVENTS:,} events; give it in parts.")
    if not starts and not any(_CALENDAR.fullmatch(line) for line in lines):
        raise ValueError("This is not an iCalendar file: no calendar begins in it.")
    return _Cutter().all(lines)


def _unfolded(source: bytes) -> str:
    """Return the text with whole lines: joined as bytes, since a fold may halve a character."""
    if _BEGINS.search(source):
        source = source.translate(None, _CONTROLS)
        source = _in_one_encoding(_FOLD_IN_BYTES.sub(b"", source))
    return _FOLD.sub("", decode(source))


def _in_one_encoding(source: bytes) -> bytes:
    try:
        source.decode()
        return source
    except UnicodeDecodeError:
        return b"\n".join(_as_utf8(line) for line in source.split(b"\n"))


def _as_utf8(line: bytes) -> bytes:
    try:
        line.decode()
        return line
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace").encode()


class _Cutter:
    """Keeps where in the calendar the reading is."""

    def __init__(self) -> None:
        self.components = Components()
        self.current: list[str] | None = None
        self.depth = 0
        self.loose: list[str] = []

    def all(self, lines: Iterable[str]) -> Components:
        for line in lines:
            bound = _BOUND.match(line)
            if bound is None:
                if self.depth == 0:
                    self._keep(line)
                continue
            self._tie()
            name = bound[2].rstrip().upper()
            if bound[1].upper() == "BEGIN":
                self._begin(name)
            else:
                self._end(name)
        self._tie()
        return self.components

    def _begin(self, name: str) -> None:
        if name in ("VEVENT", "VTIMEZONE"):
            self.current, self.depth = [], 0
            kept = self.components.events if name == "VEVENT" else self.components.zones
            kept.append(self.current)
        elif name == "VCALENDAR":
            self.current, self.depth = None, 0
        else:
            self.depth += 1

    def _end(self, name: str) -> None:
        if name in ("VEVENT", "VTIMEZONE", "VCALENDAR"):
            self.current, self.depth = None, 0
        elif self.depth:
            self.depth -= 1

    def _keep(self, line: str) -> None:
        if not _NAME.match(line):
            self.loose.append(line)
            return
        if self.loose:
            self._tie()
        self._lines().append(line)

    def _tie(self) -> None:
        """Add what is no content line to the one before: a raw newline stood in its value."""
        if lines := self._lines():
            loose = [line for line in self.loose if line.strip()]
            lines[-1] = "\\n".join([lines[-1], *loose])
        self.loose = []

    def _lines(self) -> list[str]:
        return self.components.calendar if self.current is None else self.current

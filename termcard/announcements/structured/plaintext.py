"""Reads the plain text that we write of events ourselves: what a `.txt` address or a mail holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, time

from termcard.announcements.announcement import (
    Announcement,
    Kind,
    Mode,
    Named,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.prose.attendance import says_how_to_come
from termcard.announcements.prose.honorifics import honorific_at
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.spans import Span
from termcard.announcements.sessions import Session, require_zone
from termcard.announcements.wording import DAYS, MONTHS, TO_BE_ANNOUNCED

_KINDS = {kind.display: kind for kind in Kind}
_PARTS = {part.display: part for part in PartKind}
_STATUS = {
    "Cancelled": Status.CANCELLED,
    "Postponed": Status.POSTPONED,
    "Provisional": Status.TENTATIVE,
}
_ANY_KIND = "|".join(map(re.escape, sorted(_KINDS, key=len, reverse=True)))
_KIND_LINE = re.compile(rf"({_ANY_KIND})(?: in the series (.+))?")
_OURS = re.compile(
    rf"^(?:{_ANY_KIND})(?: in the series [^\n]{{1,300}}(?:\n[^\n]{{1,80}}){{0,4}})?\n\n"
    rf"When: (?:{TO_BE_ANNOUNCED}|[^\n]{{0,300}}(?:{'|'.join(DAYS)}) \d)",
    re.MULTILINE,
)
_DAY = rf"(?:{'|'.join(DAYS)}) (\d{{1,2}})(?: ({'|'.join(MONTHS)}))?(?: (\d{{4}}))?"
_HOUR = r"(\d\d:\d\d)"
_SITTING = re.compile(
    rf"(?:(?P<title>.{{1,300}}?): )?{_DAY}(?: to {_DAY})?"
    rf"(?:, {_HOUR}(?:–{_HOUR}|, to {_DAY}, {_HOUR})? \((?P<zone>[^(),]+)(?:, [^()]+)?\))?"
)
_LABEL = re.compile(r"([A-Z][a-z]+(?: [a-z]+){0,2}): (.*)")
_TAKING_PART = ("Open to", "Book a place", "Enquiries", "Watch", "Access")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")


def looks_like(text: str) -> bool:
    """Say whether somewhere in it an event begins as we write it."""
    return _OURS.search(text) is not None


def read(text: str, *, zone: str) -> Iterator[Announcement | str]:
    """Yield the events, and a sentence for each that is none."""
    blocks = re.split(r"\n[ \t]*\n+", text.strip("\n"))
    starts = [
        number
        for number in range(len(blocks) - 1)
        if blocks[number + 1].startswith("When: ") and _heading(blocks[number]) is not None
    ]
    for start, following in zip(starts, [*starts[1:], len(blocks)], strict=True):
        is_changed = start > 0 and _changed(blocks[start - 1]) is not None
        before = blocks[start - 1] if is_changed else ""
        rest = blocks[start + 2 : following]
        if following < len(blocks) and rest and _changed(rest[-1]) is not None:
            rest = rest[:-1]
        try:
            yield _event(before, blocks[start], blocks[start + 1], rest, zone)
        except (ValueError, OverflowError) as error:
            yield f"{_joined(blocks[start].splitlines()[:1])}: {error}"


def _event(before: str, heading: str, facts: str, rest: Sequence[str], zone: str) -> Announcement:
    title, kind, series = _heading(heading) or ("", Kind.OTHER, "")
    status, note, is_full = _changed(before) or (Status.CONFIRMED, "", False)
    said = list(_facts(facts))
    first = dict(reversed(said))
    place, mode, platform = _where(first.get("Where", ""))
    held = first.get("Held by", "")
    told = _Rest(rest)
    return Announcement(
        title=None if title == "Title to be announced" else title,
        kind=kind,
        abstract="\n\n".join(told.abstract),
        url=told.url,
        sessions=tuple(sorted(_sittings(facts, zone), key=Session.order)),
        status=status,
        status_note=note,
        is_full=is_full,
        host=Named(name=held) if held else None,
        series=Named(name=series) if series else None,
        topics=tuple(one for one in first.get("Topics", "").split(", ") if one),
        mode=mode,
        place=place,
        platform=platform,
        parts=tuple(_part(value, _PARTS[label]) for label, value in said if label in _PARTS),
        attendance=told.attendance,
        references=told.references,
    )


def _heading(block: str) -> tuple[str, Kind, str] | None:
    """Return title, kind and series of a block whose last line or lines are the kind's."""
    lines = block.splitlines()
    for number in range(len(lines) - 1, 0, -1):
        found = _KIND_LINE.fullmatch(_joined(lines[number:]))
        if found is not None:
            return _joined(lines[:number]), _KINDS[found[1]], found[2] or ""
    return None


def _changed(block: str) -> tuple[Status, str, bool] | None:
    """Return status, note and whether it is full; None for a block that says no such thing."""
    words, _, note = _joined([block]).partition(": ")
    first = words.split(" ", 1)[0]
    if first in _STATUS and (words == first or block.startswith(f"{first}\n")):
        return _STATUS[first], note if words == first else "", "\nFull" in block
    if words.startswith("Full") and (words == "Full" or block.startswith("Full\n")):
        return Status.CONFIRMED, "", True
    return (Status.CONFIRMED, "", False) if words.startswith("Moved from ") else None


def _facts(block: str) -> Iterator[tuple[str, str]]:
    """Yield the labels with what follows them, lines that were folded put together again."""
    label, value = "", ""
    for line in block.splitlines():
        found = None if line.startswith(" ") else _LABEL.fullmatch(line)
        if found is None:
            value = f"{value} {line.strip()}"
            continue
        if label:
            yield label, value
        label, value = found[1], found[2]
    if label:
        yield label, value


def _sittings(block: str, zone: str) -> Iterator[Session]:
    lines: list[str] = []
    for line in block.splitlines():
        if lines and not line.startswith(" "):
            break
        said = line.removeprefix("When: ").strip()
        if lines and not _SITTING.fullmatch(said):
            lines[-1] += f" {said}"
        else:
            lines.append(said)
    for line in lines:
        if line != TO_BE_ANNOUNCED:
            yield _sitting(line, zone)


def _sitting(line: str, zone: str) -> Session:
    found = _SITTING.fullmatch(line)
    if found is None:
        raise ValueError("It does not say when it begins.")
    _, *first, second, second_month, second_year = found.groups()[:7]
    starts, ends, last_day, last_month, last_year, last_hour = found.groups()[7:13]
    is_later = last_day is not None
    last = (last_day, last_month, last_year) if is_later else (second, second_month, second_year)
    year = first[2] or last[2]
    starts_on = _day(first[0], first[1] or last[1], year)
    stated = found["zone"]
    return Session(
        starts_on=starts_on,
        starts_time=_hour(starts),
        ends_on=_day(*last) if last[0] else None,
        ends_time=_hour(last_hour or ends),
        zone=require_zone(stated).key if stated else zone,
        title=found["title"] or "",
    )


def _day(day: str, month: str | None, year: str | None) -> date:
    if month is None or year is None:
        raise ValueError("It does not say when it begins.")
    return date(int(year), MONTHS.index(month) + 1, int(day))


def _hour(said: str | None) -> time | None:
    return time.fromisoformat(said) if said else None


def _where(line: str) -> tuple[Place | None, Mode | None, str]:
    place, _, online = line.rpartition(", and online")
    if not place and line.startswith("Online"):
        return None, Mode.ONLINE, line.removeprefix("Online").strip(" ()")
    if place:
        known = None if place == TO_BE_ANNOUNCED else Place(name=place)
        return known, Mode.HYBRID, online.strip(" ()")
    return (Place(name=line) if line and line != TO_BE_ANNOUNCED else None), None, ""


def _part(line: str, part: PartKind) -> Part:
    name, *rest = line.split(", ")
    url = rest.pop() if rest and rest[-1].startswith(("https://", "http://")) else ""
    titles = honorific_at(name, Span(0, len(name)))
    cut = titles.end if titles else 0
    at = next((n for n, word in enumerate(rest) if n and is_institution(word)), len(rest) - 1)
    if len(rest) == 1:
        at = 1 if is_role(rest[0]) and not is_institution(rest[0]) else 0
    return Part(
        name=name[cut:].strip(),
        honorific=name[:cut].strip(),
        role=", ".join(rest[: max(at, 0)]),
        affiliation=", ".join(rest[max(at, 0) :]),
        part=part,
        url=url,
    )


class _Rest:
    """What stands below the facts: the abstract, how to take part, works cited, the address."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self.abstract: list[str] = []
        self.attendance, self.url = "", ""
        self.references: tuple[Reference, ...] = ()
        for block in blocks:
            self._take(block)
        if self.abstract and not self.attendance and _says_how(self.abstract[-1]):
            self.attendance = self.abstract.pop()

    def _take(self, block: str) -> None:
        lines = block.splitlines()
        labels = [n for n, line in enumerate(lines) if line.startswith(_TAKING_PART)]
        if lines[0] in ("References", "Materials"):
            if lines[0] == "References":
                self.references = tuple(_references(lines[1:]))
        elif len(lines) == 1 and lines[0].startswith(("https://", "http://")):
            self.url = lines[0]
        elif labels and ": " in lines[labels[0]]:
            self.attendance = _joined(lines[: labels[0]])
        else:
            self.abstract.append(_joined(lines))


def _references(lines: Sequence[str]) -> Iterator[Reference]:
    items = re.split(r"\n- ", "\n" + "\n".join(lines))[1:]
    for item in items:
        said = re.fullmatch(r"(.+?) \(([^()]+)\)", _joined(item.splitlines()))
        text, cited = (said[1], said[2]) if said else ("", _joined(item.splitlines()))
        yield Reference(cited=cited, text=text)


def _says_how(paragraph: str) -> bool:
    first, *_ = _SENTENCE_END.split(paragraph)
    return says_how_to_come(paragraph, Span(0, len(first)))


def _joined(lines: Sequence[str]) -> str:
    return " ".join(" ".join(lines).split())

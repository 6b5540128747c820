"""Reads any calendar, event by event, so that one broken event costs no other.

The only file that speaks to the icalendar library: it gets single lines and values, never a
file and never a str for a whole calendar, which it might take for a path to open.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar.parser import Contentline
from icalendar.prop import vDDDTypes

from termcard.announcements.announcement import Announcement
from termcard.announcements.icalendar.carried import Carried, Shown, together, unpack
from termcard.announcements.icalendar.components import cut
from termcard.announcements.icalendar.lines import clean, one_line, unescape
from termcard.announcements.icalendar.properties import Property, parted, time_of
from termcard.announcements.icalendar.recurrences import Steps
from termcard.announcements.icalendar.repeating import (
    Window,
    is_repeating,
    occurrences,
    overridden_key,
)
from termcard.announcements.icalendar.understanding import LONGEST_LINE, Entry
from termcard.announcements.icalendar.zone_names import resolve
from termcard.announcements.sessions import Session, require_zone
from termcard.announcements.withholding import withhold

_TIMES = frozenset({"DTSTART", "DTEND", "DURATION", "CREATED", "LAST-MODIFIED", "RECURRENCE-ID"})
_WORDS = frozenset({"UID", "SUMMARY", "DESCRIPTION", "LOCATION", "STATUS", "SEQUENCE", "URL"})
_MORE = frozenset({"CATEGORIES", "CLASS", "GEO", "RECURRENCE-ID", "X-TERMCARD"})
_REPEATS = frozenset({"RRULE", "RDATE", "EXDATE", "EXRULE"})
_DATES = frozenset({"RDATE", "EXDATE"})
_OF_CALENDARS = frozenset({"NAME", "X-WR-CALNAME", "X-WR-TIMEZONE", "TZID", "X-LIC-LOCATION"})
_READ = _TIMES | _WORDS | _MORE | _REPEATS | _OF_CALENDARS
_TWICE = "The same event stands in this calendar more than once."
_ONE_OF_MANY = "It is one changed date of a repeating event, read as an event of its own."
_ONLY_FIRST = "It repeats; only its first date was read."
_NONE_NEAR = "It repeats, but not within two years of today; only its first date was read."
_MOST_OF_ONE_NAME = 20
_MOST_DATE_LINES = 1_000
_MOST_DATES = 4_000


@dataclass(frozen=True, kw_only=True)
class ReadEvent:
    """One event of a calendar: what it announces, what is odd about it, what was taken out.

    `addresses` and `links` are private: people's addresses and members' join links that stood
    in its texts. `is_private` events were marked as not for everybody.
    """

    announcement: Announcement
    warnings: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    is_private: bool = False


@dataclass(frozen=True, kw_only=True)
class Skipped:
    """An event that could not be read: the how manyth of the file, its title, and why."""

    number: int
    title: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class CalendarReading:
    """All that was read of a calendar; `zone` is the IANA zone it states, if any."""

    events: tuple[ReadEvent, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    zone: str | None = None
    name: str = ""

    @property
    def announcements(self) -> tuple[Announcement, ...]:
        """The announcements alone, in the order of the file."""
        return tuple(event.announcement for event in self.events)


def read(
    source: bytes, *, default_zone: str, reference_date: date | None = None
) -> CalendarReading:
    """Return the events of an iCalendar file, whole ones of ours and the words of any other.

    Times without a zone are in the zone the calendar states, else in `default_zone`. A
    repeating event becomes an event for each of its dates within two years of the reference
    date, at most 500; without a reference date it is read once. METHOD, organisers' and
    attendees' addresses are not read.
    Raises ValueError, one sentence, for more than 10 MB or 5,000 events and for no calendar.
    """
    require_zone(default_zone)
    components = cut(source)
    own = {each.name: one_line(unescape(each.value)) for each in _properties(components.calendar)}
    places = dict(_places(components.zones))
    zone = resolve(own.get("X-WR-TIMEZONE", ""), places)
    entries = [
        Entry(tuple(_properties(lines)), places, zone, default_zone) for lines in components.events
    ]
    window = Window(reference_date=reference_date) if reference_date else None
    events, skipped = _Reading(entries, window).all()
    name = own.get("NAME") or own.get("X-WR-CALNAME") or ""
    return CalendarReading(events=events, skipped=skipped, zone=zone, name=withhold(name).text)


class _Reading:
    """Goes through the entries of one calendar, and keeps what belongs to more than one."""

    def __init__(self, entries: list[Entry], window: Window | None) -> None:
        self.window = window
        self.steps, self.room = Steps(), _MOST_DATES
        self.skipped: list[Skipped] = []
        self.kept = _newest_of_each(entries, self.skipped)
        self.groups = _groups(self.kept)
        self.events: list[ReadEvent] = []
        self.uids: set[str] = set()
        self.overridden: dict[str, set[str]] = {}
        for entry in self.kept.values():
            if key := overridden_key(entry):
                self.overridden.setdefault(entry.uid, set()).add(key)
        self.repeating = {entry.uid for entry in self.kept.values() if is_repeating(entry)}

    def all(self) -> tuple[tuple[ReadEvent, ...], tuple[Skipped, ...]]:
        for number, entry in self.kept.items():
            try:
                for event in self._each(number, entry):
                    self._take(event)
            except (ValueError, OverflowError) as error:
                self.skipped.append(_skipped(number, entry, error))
        return tuple(self.events), tuple(sorted(self.skipped, key=lambda one: one.number))

    def _take(self, event: ReadEvent) -> None:
        uid = event.announcement.uid
        if uid in self.uids:
            raise ValueError(_TWICE)
        self.events.append(event)
        self.uids |= {uid} - {""}

    def _each(self, number: int, entry: Entry) -> list[ReadEvent]:
        """Return what the entry announces, each date of it; nothing when it was read before."""
        group = self.groups.get(number)
        if group is not None:
            return [_whole(group)] if group[0][0] == number else []
        announcement = entry.announcement()
        if key := overridden_key(entry):
            if self.window is None or entry.uid not in self.repeating:
                entry.warn(_ONE_OF_MANY)
            return [_event([entry], dataclasses.replace(announcement, uid=entry.uid_of(key)))]
        if not is_repeating(entry):
            return [_event([entry], announcement)]
        dates = self._dates(entry)
        return [
            _event([entry], dataclasses.replace(announcement, uid=uid, sessions=(session,)))
            for uid, session in dates
        ] or [_event([entry], announcement)]

    def _dates(self, entry: Entry) -> list[tuple[str, Session]]:
        """Return the UID and sitting of each date; none when the event is to be read once."""
        if self.window is None:
            entry.warn(_ONLY_FIRST)
            return []
        changed = frozenset(self.overridden.get(entry.uid, ()))
        try:
            dates = occurrences(entry, self.window, changed, self.steps)
        except (ValueError, OverflowError) as error:
            entry.warn(_ONLY_FIRST if isinstance(error, OverflowError) else str(error))
            entry.warn(_ONLY_FIRST)
            return []
        self.room -= len(dates)
        if self.room < 0:
            entry.warn(_ONLY_FIRST)
            return []
        if not dates and not changed:
            entry.warn(_NONE_NEAR)
        return [(entry.uid_of(one.key) if entry.uid else "", one.session) for one in dates]


def _newest_of_each(entries: list[Entry], skipped: list[Skipped]) -> dict[int, Entry]:
    """Return the entries by their number, of those with one UID the last of highest SEQUENCE."""
    newest: dict[str, int] = {}
    kept = dict(enumerate(entries, 1))
    for number, entry in enumerate(entries, 1):
        other = newest.get(_identity(entry))
        if other is not None and _is_another(entries[other - 1], entry):
            entry.uid = entry.uid_of(one_line(entry.text("DTSTART")))
            other = newest.get(_identity(entry))
        if other is not None:
            is_newer = entry.sequence >= entries[other - 1].sequence
            older, newer = (other, number) if is_newer else (number, other)
            del kept[older]
            skipped.append(Skipped(number=older, title=_title(entries[older - 1]), reason=_TWICE))
        else:
            newer = number
        if entry.uid:
            newest[_identity(entry)] = newer
    return kept


def _identity(entry: Entry) -> str:
    return f"{entry.uid}\x1f{overridden_key(entry)}" if entry.uid else ""


def _is_another(one: Entry, other: Entry) -> bool:
    """Say whether two entries are different events to which a program gave one UID."""
    if overridden_key(other) or one.sequence != other.sequence:
        return False
    names = ("SUMMARY", "DTSTART")
    return all(one.text(name).strip() != other.text(name).strip() for name in names)


def _groups(entries: dict[int, Entry]) -> dict[int, list[tuple[int, Carried, Entry]]]:
    """Return for each entry that we wrote the unchanged entries of the same event, in order."""
    by_event: dict[str, list[tuple[int, Carried, Entry]]] = {}
    changed: set[str] = set()
    for number, entry in entries.items():
        carried = _carried(entry)
        if carried is None:
            continue
        by_event.setdefault(carried.event, []).append((number, carried, entry))
        if not _is_as_written(entry, carried):
            changed.add(carried.event)
            entry.warnings.append("It was changed after it was published; the change was read.")
    whole = (group for event, group in by_event.items() if event not in changed)
    return {number: group for group in whole for number, _, _ in group}


def _whole(group: list[tuple[int, Carried, Entry]]) -> ReadEvent:
    return _event([entry for _, _, entry in group], together(carried for _, carried, _ in group))


def _event(entries: list[Entry], announcement: Announcement) -> ReadEvent:
    return ReadEvent(
        announcement=announcement,
        warnings=_once(warning for each in entries for warning in each.warnings),
        addresses=_once(taken for each in entries for taken in each.withholder.addresses),
        links=_once(taken for each in entries for taken in each.withholder.links),
        is_private=any(each.is_private for each in entries),
    )


def _carried(entry: Entry) -> Carried | None:
    packed = entry.text("X-TERMCARD")
    if not packed:
        return None
    try:
        return unpack(packed, entry.text("DESCRIPTION"), entry.withholder.mend)
    except (ValueError, OverflowError):
        return None


def _is_as_written(entry: Entry, carried: Carried) -> bool:
    try:
        return carried.seal == _seal(entry)
    except (ValueError, OverflowError):
        return False


def _seal(entry: Entry) -> str:
    starts = entry.moment("DTSTART")
    if starts is None:
        return ""
    shown = Shown(
        summary=entry.text("SUMMARY"),
        location=entry.text("LOCATION"),
        description=entry.text("DESCRIPTION"),
        status=entry.text("STATUS"),
        starts=starts,
        ends=entry.moment("DTEND"),
    )
    return shown.seal()


def _skipped(number: int, entry: Entry, error: ValueError | OverflowError) -> Skipped:
    reason = "Its dates lie too far away." if isinstance(error, OverflowError) else str(error)
    return Skipped(number=number, title=_title(entry), reason=reason)


def _title(entry: Entry) -> str:
    return withhold(one_line(entry.text("SUMMARY"))).text[:200]


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


def _places(zones: list[list[str]]) -> Iterator[tuple[str, str]]:
    """Yield each TZID of the calendar with the place its VTIMEZONE names."""
    for lines in zones:
        named = {each.name: clean(unescape(each.value)) for each in _properties(lines)}
        if "TZID" in named and "X-LIC-LOCATION" in named:
            yield named["TZID"], named["X-LIC-LOCATION"]


def _properties(lines: list[str]) -> Iterator[Property]:
    """Yield the properties that are read, leaving out every line that cannot be."""
    counts: dict[str, int] = {}
    for line in lines:
        head, colon, value = line.partition(":")
        name, with_parameters, _ = head[:32].partition(";")
        name = name.upper()
        if name not in _READ:
            continue
        counts[name] = count = counts.get(name, 0) + 1
        if count > (_MOST_DATE_LINES if name in _DATES else _MOST_OF_ONE_NAME):
            continue
        is_cut = len(line) > LONGEST_LINE
        if colon and not with_parameters and not is_cut:
            time = _time_of(value) if name in _TIMES else None
            yield Property(name, value, time)
            continue
        whole = parted(line[:LONGEST_LINE]) or _parted_with_care(line[:LONGEST_LINE])
        if whole is not None:
            _, parameters, value = whole
            time = _time_of(value) if name in _TIMES else None
            yield Property(name, value, time, parameters, is_cut)


def _time_of(value: str) -> date | datetime | timedelta | None:
    written = value.partition("\\n")[0]  # a line that is none may have been tied to it
    return time_of(written) or _time(written)


def _parted_with_care(line: str) -> tuple[str, Mapping[str, str], str] | None:
    try:
        name, parameters, value = Contentline(line).raw_parts()  # type: ignore[no-untyped-call]
    except Exception:  # the library lets many kinds escape
        return None
    return name, {key.upper(): str(each) for key, each in parameters.items()}, value


def _time(value: str) -> date | datetime | timedelta | None:
    try:
        time = vDDDTypes.from_ical(value.strip().upper())  # type: ignore[no-untyped-call]
    except Exception:  # the library lets many kinds escape
        return None
    return time if isinstance(time, date | timedelta) else None

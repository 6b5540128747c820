"""Messages to calendar programs: who keeps an event sees it move, and go (RFC 5546, RFC 6047)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from termcard.announcements.announcement import Announcement, Status
from termcard.announcements.icalendar.entries import CARRIED, EPOCH, entry_lines, entry_uids
from termcard.announcements.icalendar.lines import join, one_line
from termcard.announcements.icalendar.writer import write_feed

_OFF = frozenset({Status.CANCELLED})


def write(
    announcement: Announcement, *, sequence: int, attendee: str, organiser: str, sender: str
) -> str:
    """Return what a calendar program is told of an event that its owner keeps.

    Whoever keeps it has accepted, so it is a REQUEST that asks no answer, and a CANCEL once it
    is called off: a PUBLISH would be offered as a second event. `sequence` rises with time,
    place and status alone, so that a program asks again only then; what changed otherwise has
    the same number and a later DTSTAMP. `attendee` is the address of its one reader, `sender`
    the address that all our mails come from, `organiser` the name beside it.

    One message speaks of one UID (RFC 5546, section 3.2.2), so an event of several sittings is
    written as a file to import, without a method. Nothing for an event without a day.
    """
    uids = entry_uids(announcement)
    if not uids:
        return ""
    told = dataclasses.replace(announcement, revision=sequence)
    method = "CANCEL" if announcement.status in _OFF else "REQUEST"
    is_message = len(uids) == 1
    people = [
        f"ORGANIZER;CN={_quoted(organiser)}:mailto:{sender}",
        "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:"
        f"mailto:{attendee}",
    ]
    written = b"".join(
        join(_with(people if is_message else [], _entry(told, number, uid)))
        for number, uid in enumerate(uids, 1)
    )
    calendar = write_feed([written]).decode()
    if is_message:
        calendar = calendar.replace("CALSCALE:", f"METHOD:{method}\r\nCALSCALE:", 1)
    return calendar


def _entry(told: Announcement, number: int, uid: str) -> Iterator[str]:
    """Yield the lines of a sitting, without what only we read."""
    lines = entry_lines(told, number, uid, is_busy=True, written_at=EPOCH)
    return (line for line in lines if not line.startswith(f"{CARRIED}:"))


def _with(people: list[str], lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        if line.startswith("UID:"):
            yield from people


def _quoted(words: str) -> str:
    """Return words as a parameter's value (RFC 5545, section 3.2), which holds no quote."""
    return '"' + one_line(words).replace('"', "’") + '"'

"""`termcard read`: the events that a file holds; no database, no settings, nothing kept."""

from __future__ import annotations

import argparse
import json
import sys
import zoneinfo
from datetime import date, datetime
from functools import partial
from pathlib import Path

from termcard.announcements import labelled, text
from termcard.announcements.decoding import LARGEST
from termcard.announcements.icalendar import writer
from termcard.announcements.reading import ReadDocument, read
from termcard.config.refusals import Refused
from termcard.lib.limited import LimitedError, run_limited


def run(options: argparse.Namespace) -> None:
    """Read the file and print its events in the format asked for."""
    document = read_document(
        options.file, reference_date=options.reference_date, timezone=options.timezone
    )
    sys.stdout.buffer.write(_written(document, options.format))
    sys.stdout.buffer.flush()


def read_document(file: str, *, reference_date: str | None, timezone: str) -> ReadDocument:
    """Return what the file (or `-`, standard input) says, as of a day and in a zone.

    Raises Refused when one of them cannot be used.
    """
    source = file_bytes(file)
    day = _day(reference_date, _zone(timezone))
    reader = partial(read, reference_date=day, default_timezone=timezone)
    try:
        return run_limited(reader, source)
    except (ValueError, LimitedError) as error:
        raise Refused(f"{file}: {error}") from None


def file_bytes(file: str) -> bytes:
    """Return the bytes of a file, or of standard input when it is `-`; never more than fit."""
    try:
        if file == "-":
            source = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with Path(file).open("rb") as stream:
                source = stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Refused(f"{file}: {reason}") from None
    if len(source) > LARGEST:
        raise Refused(f"{file}: is larger than {LARGEST // 1_000_000} MB, too large to read")
    return source


def _zone(name: str) -> zoneinfo.ZoneInfo:
    if name not in zoneinfo.available_timezones():
        raise Refused(f"--timezone: “{name}” is no time zone; one is Europe/London")
    return zoneinfo.ZoneInfo(name)


def _day(word: str | None, zone: zoneinfo.ZoneInfo) -> date:
    if word is None:
        return datetime.now(zone).date()
    try:
        day = date.fromisoformat(word)
    except ValueError:
        day = None
    if day is None or day.isoformat() != word:
        raise Refused(f"--reference-date: “{word}” is no day; one is 2020-10-01")
    return day


def _written(document: ReadDocument, form: str) -> bytes:
    if form == "json":
        told = json.dumps(labelled.as_labelled(document), ensure_ascii=False, indent=1)
        return f"{told}\n".encode()
    announcements = [reading.announcement for reading in document.readings]
    if form == "ics":
        return writer.write(announcements)
    return "\n".join(text.write(announcement) for announcement in announcements).encode()

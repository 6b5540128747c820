"""`termcard export`: the programme in a file that others can read."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from tqdm import tqdm  # type: ignore[import-untyped]

from termcard.announcements import documented, spreadsheet
from termcard.announcements.announcement import Announcement
from termcard.announcements.icalendar import writer
from termcard.config.refusals import Refused
from termcard.institutions.models import Organisation
from termcard.people.actions import local_operator
from termcard.programme.models import Event
from termcard.programme.querysets import EventQuerySet

AT_ONCE = 500


def run(options: argparse.Namespace) -> None:
    """Write what is asked for to standard output, or whole or not at all to a file."""
    events = _events(options)
    pieces = _FORMATS[options.format](_told(events))
    if options.output is None or options.output == "-":
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return
    target = Path(options.output)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.writelines(pieces)
        beside.replace(target)
    except OSError as error:
        raise Refused(f"-o: {target} cannot be written ({error.strerror})") from None
    finally:
        with suppress(OSError):
            beside.unlink()


def _events(options: argparse.Namespace) -> EventQuerySet:
    everything = Event.objects.visible_to(local_operator())
    events = everything if options.all else Event.objects.visible_to(None).listed()
    if options.host_unit is None:
        return events
    host = Organisation.objects.called(options.host_unit).first()
    if host is None:
        raise Refused(f"--host-unit: no unit is called “{options.host_unit}”")
    return events.hosted_within(host)


def _told(events: EventQuerySet) -> Iterator[Announcement]:
    """Yield what is told of each, a few hundred in the memory at a time; merged ones are left."""
    keys = events.soonest_first().first_keys(events.count())
    starts = range(0, len(keys), AT_ONCE)
    for start in tqdm(starts, unit_scale=AT_ONCE, unit=" events", disable=not sys.stderr.isatty()):
        some = events.with_keys(keys[start : start + AT_ONCE]).soonest_first()
        for event in some.with_announcement():
            if event.merged_into_id is None:
                yield event.announcement()


def _in_json(told: Iterable[Announcement]) -> Iterator[bytes]:
    between = b'{"events": ['
    for each in told:
        yield between + b"\n" + json.dumps(documented.write(each), ensure_ascii=False).encode()
        between = b","
    yield (between if between != b"," else b"") + b"\n]}\n"


def _in_icalendar(told: Iterable[Announcement]) -> Iterator[bytes]:
    calendar = writer.Calendar(name="Events", url=settings.BASE_URL, zone=settings.TIME_ZONE)
    yield writer.write(told, calendar=calendar, is_busy=False)


_FORMATS = {"ics": _in_icalendar, "json": _in_json, "csv": spreadsheet.write}

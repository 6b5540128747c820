"""Says how long a sitting is taken to be whose end nobody has said."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from termcard.announcements.announcement import Announcement
from termcard.announcements.sessions import USUAL_MINUTES, Session
from termcard.institutions.models import Organisation
from termcard.programme.models import Series


def usual_lengths(held: Sequence[tuple[Organisation | None, Series | None]]) -> list[int]:
    """Return the minutes usual in each series, else at its host or the nearest unit above it.

    One query for all. Where nobody says anything it is an hour.
    """
    paths = {path for host, _ in held if host is not None for path in host.paths}
    said = Organisation.objects.usual_minutes_by_path(paths)
    lengths = []
    for host, series in held:
        of_series = [series.usual_minutes] if series is not None else []
        of_hosts = [said.get(path) for path in reversed(host.paths)] if host is not None else []
        lengths.append(next(filter(None, [*of_series, *of_hosts]), USUAL_MINUTES))
    return lengths


def with_usual_length(announcement: Announcement, minutes: int) -> Announcement:
    """Return it, sittings without an end that long; a length that was stated stays."""
    if minutes == USUAL_MINUTES or not any(map(is_length_open, announcement.sessions)):
        return announcement
    lengthened = (
        dataclasses.replace(each, usual_minutes=minutes) if is_length_open(each) else each
        for each in announcement.sessions
    )
    return dataclasses.replace(announcement, sessions=tuple(sorted(lengthened, key=Session.order)))


def is_length_open(session: Session) -> bool:
    """Say whether neither an end nor a length of its own is stated."""
    return session.is_end_assumed and session.usual_minutes == USUAL_MINUTES

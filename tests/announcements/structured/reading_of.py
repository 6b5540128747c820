from datetime import date

from termcard.announcements.reading import read

TODAY = date(2026, 10, 1)


def document(source, *, zone="Europe/London", day=TODAY):
    source = source.encode() if isinstance(source, str) else source
    return read(source, reference_date=day, default_timezone=zone)


def events(source, **how):
    return [reading.announcement for reading in document(source, **how).readings]


def only(source, **how):
    (said,) = events(source, **how)
    return said


def when(said):
    (session,) = said.sessions
    day = session.starts_on.isoformat()
    starts = f"{day} {session.starts_time:%H:%M}" if session.starts_time else day
    if session.ends_time:
        starts += f"-{session.ends_time:%H:%M}"
    return starts + (f" to {session.ends_on}" if session.ends_on else "")


def people(said):
    return [(part.name, part.affiliation) for part in said.parts]

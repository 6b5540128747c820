"""What a calendar entry says in words: its SUMMARY, LOCATION and DESCRIPTION."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from termcard.announcements.announcement import Announcement, Mode, OpenTo, Status
from termcard.announcements.icalendar.lines import clean, one_line
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk

MOST_SPEAKERS = 3
_UNNAMED = "Title to be announced"
PREFIXES = {Status.CANCELLED: "Cancelled: ", Status.POSTPONED: "Postponed: "}
_NEWS = {
    Status.CANCELLED: "This event is cancelled.",
    Status.POSTPONED: "This event is postponed. The date shown is the one it had.",
    Status.TENTATIVE: "This event is not confirmed yet.",
}
_OPEN_TO = {
    OpenTo.ANYONE: "Open to anyone.",
    OpenTo.MEMBERS: "Open to members of the institution.",
    OpenTo.INVITED: "By invitation.",
}


def summary(announcement: Announcement, number: int) -> str:
    """Return the title of its n-th entry: "Cancelled: Title (Speaker) (1 of 2)"."""
    session = announcement.sessions[number - 1]
    words = [PREFIXES.get(announcement.status, "") + (one_line(announcement.heading()) or _UNNAMED)]
    if session.title:
        words[0] += f": {one_line(session.title)}"
    if speakers := _speakers(announcement, session):
        words.append(f"({speakers})")
    if count := _count(announcement, number):
        words.append(f"({count})")
    return one_line(" ".join(words))


def location(announcement: Announcement) -> str:
    """Return where to go: the place's line, "Online (Zoom)", or both; a public stream's address."""
    where = announcement.place.line() if announcement.place else ""
    online = announcement.mode in (Mode.ONLINE, Mode.HYBRID) or bool(announcement.stream_url)
    if online:
        platform = f" ({announcement.platform})" if announcement.platform else ""
        where = f"{where} and online{platform}" if where else f"Online{platform}"
        if announcement.stream_url:
            where = f"{where}, {announcement.stream_url}"
    return one_line(where)


def description(announcement: Announcement, number: int) -> str:
    """Return all about its n-th session as plain text, in blocks parted by an empty line."""
    session = announcement.sessions[number - 1]
    blocks = (
        _news(announcement),
        _which_session(announcement, number),
        [_person(part) for part in announcement.parts],
        [line for talk in session.talks for line in _talk(talk)],
        [announcement.abstract],
        _taking_part(announcement),
        _access(announcement),
        _references(announcement),
        [f"{material.title}: {material.url}" for material in announcement.materials],
        announcement.notices,
        _surroundings(announcement),
        _assumed_end(session),
        [announcement.url],
    )
    said = (clean("\n".join(line for line in block if line)).strip() for block in blocks)
    return "\n\n".join(block for block in said if block)


def _speakers(announcement: Announcement, session: Session) -> str:
    of_session = (part for talk in session.talks for part in talk.parts)
    heard = (part.name for part in (*announcement.parts, *of_session) if part.is_speaker)
    names = [one_line(name) for name in dict.fromkeys(heard) if one_line(name)]
    if len(names) > MOST_SPEAKERS:
        names = [*names[: MOST_SPEAKERS - 1], "others"]
    return _and(names)


def _and(words: list[str]) -> str:
    return " and ".join(word for word in (", ".join(words[:-1]), *words[-1:]) if word)


def _count(announcement: Announcement, number: int) -> str:
    total = len(announcement.sessions)
    return f"{number} of {total}" if total > 1 else ""


def _news(announcement: Announcement) -> list[str]:
    lines = [_NEWS.get(announcement.status, ""), announcement.status_note]
    for earlier in announcement.earlier:
        was = [_when(earlier.starts)] if earlier.starts else []
        was += [earlier.place] if earlier.place else []
        if was:
            lines.append(f"Moved; it was announced for {', '.join(was)}.")
    return lines


def _when(starts: date | datetime) -> str:
    day = f"{starts:%A} {starts.day} {starts:%B} {starts.year}"
    return f"{day}, {starts:%H:%M}" if isinstance(starts, datetime) else day


def _which_session(announcement: Announcement, number: int) -> list[str]:
    count = _count(announcement, number)
    return [f"Session {count}"] if count else []


def _person(part: Part) -> str:
    return f"{part.part.display}: {part.line()}" if part.name else ""


def _talk(talk: Talk) -> list[str]:
    hour = f"{talk.starts_time:%H:%M} " if talk.starts_time else ""
    people = "; ".join(part.line() for part in talk.parts)
    heading = f"{hour}{talk.title or _UNNAMED}" + (f" ({people})" if people else "")
    return [heading, talk.abstract]


def _taking_part(announcement: Announcement) -> list[str]:
    return [
        announcement.attendance,
        _OPEN_TO[announcement.open_to] if announcement.open_to else "",
        f"For {announcement.level.value}." if announcement.level else "",
        "All places are taken." if announcement.is_full else "",
        _labelled("Watch", announcement.stream_url),
        _labelled("Places", announcement.offer_url),
        _labelled("Questions", announcement.enquiry_url),
        _labelled("Finding it", announcement.place.directions if announcement.place else ""),
    ]


def _access(announcement: Announcement) -> list[str]:
    provided = ", ".join(provision.display for provision in announcement.access)
    return [_labelled("Access", provided), announcement.access_note]


def _references(announcement: Announcement) -> list[str]:
    lines = [
        " ".join(word for word in (reference.cited, reference.text, reference.url) if word)
        for reference in announcement.references
    ]
    return ["References", *lines] if lines else []


def _surroundings(announcement: Announcement) -> Iterable[str]:
    hosts = [named.name for named in (announcement.host, *announcement.co_hosts) if named]
    yield _labelled("Series", announcement.series.name if announcement.series else "")
    yield _labelled("Host", _and(hosts))


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""


def _assumed_end(session: Session) -> list[str]:
    if not session.is_end_assumed:
        return []
    hours, minutes = divmod(session.usual_minutes, 60)
    length = " ".join(word for word in (_number(hours, "hour"), _number(minutes, "minute")) if word)
    return [f"The end is not announced; {length or 'no length'} is assumed."]


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""

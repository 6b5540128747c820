"""Writes an event as plain text, for mails and for the address that ends in .txt."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from termcard.announcements.announcement import Announcement, OpenTo, Reference
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.announcements.wording import (
    TO_BE_ANNOUNCED,
    moved_line,
    status_words,
    when_line,
    where_line,
)

KEEPS = frozenset(
    {
        "title",
        "kind",
        "abstract",
        "url",
        "sessions",
        "status",
        "status_note",
        "earlier",
        "host",
        "co_hosts",
        "series",
        "topics",
        "place",
        "platform",
        "stream_url",
        "parts",
        "attendance",
        "offer_url",
        "enquiry_url",
        "access",
        "access_note",
        "references",
        "materials",
        "notices",
    }
)
WIDTH = 72
_INDENT = "  "
_OPEN_TO = {
    OpenTo.ANYONE: "anyone",
    OpenTo.MEMBERS: "members",
    OpenTo.INVITED: "those invited",
}


def write(announcement: Announcement) -> str:
    """Return the event as lines of at most 72 characters, save for addresses, with LF ends.

    What changed stands first. An end that is only assumed, and a title, a day or a place
    that is not known, are never printed as if they had been said.
    """
    blocks = [
        _what_changed(announcement),
        _heading(announcement),
        _facts(announcement),
        _wrapped(announcement.abstract),
        *_programme(announcement),
        *_biographies(announcement),
        _how_to_take_part(announcement),
        _list("References", [_reference(one) for one in announcement.references]),
        _list("Materials", [f"{one.title}: {one.url}" for one in announcement.materials]),
        _wrapped("\n".join(announcement.notices)),
        announcement.url,
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _what_changed(announcement: Announcement) -> str:
    status, note = status_words(announcement), announcement.status_note
    zone = announcement.sessions[0].zone if announcement.sessions else "UTC"
    lines = [f"{status}: {note}" if status and note else status or note]
    lines += ["Full"] if announcement.is_full else []
    lines += [moved_line(earlier, zone) for earlier in announcement.earlier]
    return "\n".join(_line(line) for line in lines if line)


def _heading(announcement: Announcement) -> str:
    kind = announcement.kind.display
    if announcement.series is not None:
        kind = f"{kind} in the series {announcement.series.name}"
    return f"{_line(announcement.heading())}\n{_line(kind)}"


def _facts(announcement: Announcement) -> str:
    when = [_session_line(session) for session in announcement.sessions] or [TO_BE_ANNOUNCED]
    facts = [("When" if number == 0 else "", line) for number, line in enumerate(when)]
    facts.append(("Where", where_line(announcement)))
    if announcement.place is not None:
        facts += [("Getting there", announcement.place.directions)]
    facts += [(part.part.display, _part_line(part)) for part in announcement.parts]
    hosts = [announcement.host, *announcement.co_hosts]
    facts += [("Held by", ", ".join(host.name for host in hosts if host))]
    facts += [("Topics", ", ".join(announcement.topics))]
    return "\n".join(_fact(label, value) for label, value in facts if value)


def _session_line(session: Session) -> str:
    return f"{session.title}: {when_line(session)}" if session.title else when_line(session)


def _part_line(part: Part) -> str:
    return f"{part.line()}, {part.url}" if part.url else part.line()


def _programme(announcement: Announcement) -> Iterator[str]:
    for session in announcement.sessions:
        if session.talks and len(announcement.sessions) > 1:
            yield _line(_session_line(session))
        for talk in session.talks:
            yield _talk(talk)


def _talk(talk: Talk) -> str:
    title = talk.title or "Title to be announced"
    heading = title if talk.starts_time is None else f"{talk.starts_time:%H:%M} {title}"
    people = [f"{part.part.display}: {_part_line(part)}" for part in talk.parts]
    lines = [_line(line) for line in (heading, *people)]
    return "\n".join([*lines, *([_wrapped(talk.abstract)] if talk.abstract else [])])


def _biographies(announcement: Announcement) -> Iterator[str]:
    told = dict.fromkeys(part for part in announcement.people() if part.biography)
    for part in told:
        yield f"{_line(f'About {part.full_name}')}\n{_wrapped(part.biography)}"


def _how_to_take_part(announcement: Announcement) -> str:
    facts = [("Book a place", announcement.offer_url), ("Enquiries", announcement.enquiry_url)]
    facts += [("Watch", announcement.stream_url)]
    if announcement.open_to is not None:
        facts = [("Open to", _OPEN_TO[announcement.open_to]), *facts]
    facts += [("Access", ", ".join(provision.display for provision in announcement.access))]
    lines = [_wrapped(announcement.attendance)]
    lines += [_fact(label, value) for label, value in facts if value]
    lines += [_wrapped(announcement.access_note)]
    return "\n".join(line for line in lines if line)


def _reference(reference: Reference) -> str:
    said = (reference.text or reference.cited, reference.url)
    cited = f"({reference.cited})" if reference.text else ""
    return " ".join(word for word in (*said, cited) if word)


def _list(heading: str, items: list[str]) -> str:
    return "\n".join([heading, *(_filled(item, "- ", _INDENT) for item in items)]) if items else ""


def _fact(label: str, value: str) -> str:
    return _filled(value, f"{label}: " if label else _INDENT, _INDENT) if value else ""


def _line(text: str) -> str:
    return _filled(text, "", "")


def _wrapped(text: str) -> str:
    return "\n".join(_line(line) for line in text.splitlines())


def _filled(text: str, first: str, following: str) -> str:
    return textwrap.fill(
        " ".join(text.split()),
        WIDTH,
        initial_indent=first,
        subsequent_indent=following,
        break_long_words=False,
        break_on_hyphens=False,
    )

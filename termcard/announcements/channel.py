"""A feed of announcements: what it says of itself, and the words that its items share."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape

from termcard.announcements.announcement import Announcement, Mode
from termcard.announcements.icalendar.entries import EPOCH
from termcard.announcements.icalendar.lines import clean, one_line
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.announcements.wording import moved_line, status_words, when_line, where_line

# What every feed tells in words: the rest stands on the event's page.
WORDS_KEEP = frozenset(
    {
        "uid",
        "title",
        "kind",
        "abstract",
        "url",
        "created_at",
        "changed_at",
        "sessions",
        "status",
        "status_note",
        "earlier",
        "is_full",
        "host",
        "co_hosts",
        "series",
        "topics",
        "mode",
        "place",
        "platform",
        "stream_url",
        "parts",
        "attendance",
        "access",
        "access_note",
        "notices",
    }
)
# XML 1.0 has no notation for these two, which `clean` lets pass (section 2.2).
_NO_CHARACTERS = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Channel:
    """What a feed says of itself.

    `url` is the page that shows the same, `feed_url` the address it is fetched from, and `uid`
    never changes, whatever either of them is called later.
    """

    title: str
    url: str
    feed_url: str
    uid: str
    description: str = ""
    language: str = "en-GB"


def lasting_id(uid: str) -> str:
    """Return the `urn:uuid:` that stands for a UID, always the same (RFC 9562, section 5.5)."""
    try:
        stated = uuid.UUID(uid)
    except ValueError:
        stated = None
    if stated is None or str(stated) != uid:
        stated = uuid.uuid5(uuid.NAMESPACE_URL, uid)
    return f"urn:uuid:{stated}"


def plain(text: str) -> str:
    """Return the text without what XML or a reader cannot hold, lines ended by LF."""
    return _NO_CHARACTERS.sub("", clean(text))


def plain_line(text: str) -> str:
    """Return the same on one line."""
    return _NO_CHARACTERS.sub("", one_line(text))


def item_title(announcement: Announcement) -> str:
    """Return the title of an item, marked when it does not take place: "Cancelled: On bells"."""
    title = plain_line(announcement.heading()) or "Title to be announced"
    status = status_words(announcement)
    return f"{status}: {title}" if announcement.is_over_for_good else title


def item_text(announcement: Announcement) -> str:
    """Return what a feed says of an event, in blocks parted by an empty line."""
    blocks = (
        _news(announcement),
        [*map(_when, announcement.sessions), _where(announcement)],
        [_person(part) for part in announcement.parts],
        [announcement.abstract],
        *_talks(announcement),
        [announcement.attendance, _labelled("Watch", announcement.stream_url)],
        [_labelled("Access", ", ".join(each.display for each in announcement.access))],
        [announcement.access_note],
        announcement.notices,
        _surroundings(announcement),
    )
    said = (plain("\n".join(line for line in block if line)).strip() for block in blocks)
    return "\n\n".join(block for block in said if block) or item_title(announcement)


def item_markup(announcement: Announcement) -> str:
    """Return the same as HTML: paragraphs and line ends, every word escaped."""
    blocks = re.split(r"\n{2,}", item_text(announcement))
    lines = (escape(block.strip("\n"), quote=False).replace("\n", "<br>") for block in blocks)
    return "".join(f"<p>{block}</p>" for block in lines if block)


def item_categories(announcement: Announcement) -> list[str]:
    """Return the kind and the topics, each once."""
    words = map(plain_line, (announcement.kind.display, *announcement.topics))
    return list(dict.fromkeys(word for word in words if word))


def item_authors(announcement: Announcement) -> list[str]:
    """Return the names of the people one comes to hear."""
    names = (plain_line(part.full_name) for part in announcement.speakers)
    return list(dict.fromkeys(name for name in names if name))


def published_at(announcement: Announcement) -> datetime:
    """Return when it was first announced, in UTC; it never moves."""
    return (announcement.created_at or EPOCH).astimezone(UTC)


def updated_at(announcement: Announcement) -> datetime:
    """Return when it last changed, in UTC."""
    return (announcement.changed_at or announcement.created_at or EPOCH).astimezone(UTC)


def newest_change(announcements: Iterable[Announcement]) -> datetime:
    """Return when any of them last changed, in UTC."""
    return max(map(updated_at, announcements), default=EPOCH)


def in_rfc3339(moment: datetime) -> str:
    """Return a moment in UTC as "2026-11-24T12:00:00Z" (RFC 3339, section 5.6)."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _news(announcement: Announcement) -> Iterator[str]:
    status, note = status_words(announcement), announcement.status_note
    yield f"{status}: {note}" if status and note else status or note
    yield "Full" if announcement.is_full else ""
    zone = announcement.sessions[0].zone if announcement.sessions else "UTC"
    yield from (moved_line(earlier, zone) for earlier in announcement.earlier)


def _when(session: Session) -> str:
    return f"{session.title}: {when_line(session)}" if session.title else when_line(session)


def _where(announcement: Announcement) -> str:
    is_online = announcement.mode in (Mode.ONLINE, Mode.HYBRID) or bool(announcement.platform)
    return where_line(announcement) if announcement.place or is_online else ""


def _person(part: Part) -> str:
    return f"{part.part.display}: {part.line()}" if part.name else ""


def _talks(announcement: Announcement) -> Iterator[list[str]]:
    for talk in announcement.talks:
        hour = f"{talk.starts_time:%H:%M} " if talk.starts_time else ""
        heading = f"{hour}{talk.title or 'Title to be announced'}"
        yield [heading, *map(_person, talk.parts), talk.abstract]


def _surroundings(announcement: Announcement) -> Iterator[str]:
    hosts = [named.name for named in (announcement.host, *announcement.co_hosts) if named]
    yield _labelled("Series", announcement.series.name if announcement.series else "")
    yield _labelled("Held by", ", ".join(hosts))


def _labelled(label: str, words: str) -> str:
    return f"{label}: {words}" if words else ""

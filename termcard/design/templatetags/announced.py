"""Shows announcements in templates: times in the event's own zone, abstracts with their citations.

Django's own date filters would turn a moment into the server's zone; nothing here does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, time, timedelta
from urllib.parse import quote_plus
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from termcard.announcements import wording
from termcard.announcements.announcement import Announcement, Mode, OpenTo, Place, Reference
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session

register = template.Library()

SHOWN_SPEAKERS = 3
DESCRIPTION_LENGTH = 160
SCHOLAR_SEARCH = "https://scholar.google.com/scholar?q="

_BLANK_LINES = re.compile(r"\n\s*\n")
_WEB_ADDRESS = r"https?://[^\s<>\"]+[^\s<>\".,;:!?)\]’”']"

when = register.filter("when", wording.when_line)
day_words = register.filter("day_words", wording.day_words)
zone_words = register.filter("zone_words", wording.zone_words)


@register.filter
def hours(session: Session) -> str:
    """Return when, without the zone: for a page that says the zone in full beside it."""
    return wording.when_line(session).removesuffix(f" ({wording.zone_sign(session)})")


@register.filter
def iso(session: Session) -> str:
    """Return the start for `<time datetime>`: a day, or a moment with its offset."""
    if session.is_all_day:
        return session.starts_on.isoformat()
    starts = session.starts_at()
    if (starts.utcoffset() or timedelta()) % timedelta(minutes=1):
        # Clocks before standard time differ by seconds, for which HTML has no notation.
        starts = starts.astimezone(UTC)
    return starts.isoformat(timespec="minutes")


@dataclass(frozen=True)
class Clock:
    """What stands in the time column of a list: a strong word, a small one, a foreign zone."""

    strong: str
    small: str = ""
    zone: str = ""


@register.filter
def clock(session: Session, day: date | None = None) -> Clock:
    """Return the session's time as the list of one day shows it; an assumed end is not shown."""
    ends = f"{session.last_day.day} {_short_month(session.last_day)}"
    if day is not None and day > session.starts_on:
        return Clock("Until", ends)
    lasts = session.last_day > session.starts_on
    if session.starts_time is None:
        return Clock("All day", f"until {ends}" if lasts else "")
    starts, zone = wall_time(session.starts_time), _foreign_zone(session)
    if lasts:
        return Clock(starts, f"until {ends}", zone)
    return Clock(starts, f"–{wall_time(session.ends_time)}" if session.ends_time else "", zone)


@register.filter
def also_in(session: Session, zone: str) -> str:
    """Return when it is by the clocks of another zone; empty where they say the same."""
    there = _moved_to(session, zone)
    return wording.when_line(there) if there else ""


@register.filter
def short_in(session: Session, zone: str) -> str:
    """Return the hour by the clocks of another zone as a list says it: "08:00 EST"."""
    there = _moved_to(session, zone)
    if there is None:
        return ""
    is_other_day = there.starts_on != session.starts_on
    day = f"{wording.DAYS[there.starts_on.weekday()][:3]} " if is_other_day else ""
    return f"{day}{wall_time(there.starts_time)} {_short_sign(there)}"


def _moved_to(session: Session, zone: str) -> Session | None:
    """Return the session as the clocks of another zone have it; None where they say the same."""
    if session.is_all_day or not zone:
        return None
    starts, ends = session.starts_at(), session.ends_at()
    there, until = starts.astimezone(ZoneInfo(zone)), ends.astimezone(ZoneInfo(zone))
    same_offsets = (there.utcoffset(), until.utcoffset()) == (starts.utcoffset(), ends.utcoffset())
    if same_offsets:
        return None
    has_end = session.ends_time is not None
    return Session(
        starts_on=there.date(),
        starts_time=there.time(),
        ends_on=until.date() if has_end else None,
        ends_time=until.time() if has_end else None,
        zone=zone,
        starts_fold=there.fold,
        ends_fold=until.fold,
    )


@register.filter
def month_words(day: date) -> str:
    """Return the month a day is in: "November 2026"."""
    return f"{wording.MONTHS[day.month - 1]} {day.year}"


@register.filter
def week_number(day: date) -> int:
    """Return the number of the week a day is in (ISO 8601)."""
    return day.isocalendar().week


@register.filter
def days_to(first: date, last: date) -> str:
    """Return the days from one to another: "30 November to 6 December 2026"."""
    year = "" if first.year == last.year else f" {first.year}"
    month = "" if not year and first.month == last.month else f" {wording.MONTHS[first.month - 1]}"
    return f"{first.day}{month}{year} to {last.day} {month_words(last)}"


@register.filter
def weekday_word(day: date) -> str:
    """Return what day of the week it is: "Monday"."""
    return wording.DAYS[day.weekday()]


def _foreign_zone(session: Session) -> str:
    """Return the short sign of the session's zone where its clocks differ from those here."""
    starts = session.starts_at()
    if starts.utcoffset() == starts.astimezone(ZoneInfo(settings.TIME_ZONE)).utcoffset():
        return ""
    return _short_sign(session)


def _short_sign(session: Session) -> str:
    return wording.zone_sign(session).rpartition(", ")[2]


@register.filter
def wall_time(hour: time | None) -> str:
    """Return a wall time on the 24-hour clock, "13:00"."""
    return f"{hour:%H:%M}" if hour else ""


@register.inclusion_tag("design/_date.html")
def day_heading(day: date, today: date | None = None) -> dict[str, object]:
    """Show a day as the ledger's margin does: number, weekday, then how near or which month."""
    near = {0: "Today", 1: "Tomorrow"}.get((day - today).days if today else -1, "")
    year = "" if today and day.year == today.year else f" {day.year}"
    return {
        "day": day.isoformat(),
        "number": day.day,
        "weekday": wording.DAYS[day.weekday()],
        "month": " · ".join(word for word in (near, f"{_short_month(day)}{year}") if word),
        "is_today": near == "Today",
    }


@register.filter
def short_day(day: date) -> str:
    """Return a day where its year is plain: "5 Oct"."""
    return f"{day.day} {_short_month(day)}"


def _short_month(day: date) -> str:
    return wording.MONTHS[day.month - 1][:3]


@register.filter
def week_of(day: date) -> tuple[int, int]:
    """Return year and week (ISO 8601), by which a list knows that a new week begins."""
    year, week, _ = day.isocalendar()
    return year, week


@register.filter
def state_word(announcement: Announcement) -> str:
    """Return the one word that a reader must see before the title; empty when all is as planned."""
    if words := wording.status_words(announcement):
        return words
    if any(earlier.starts for earlier in announcement.earlier):
        return "Moved"
    if any(earlier.place for earlier in announcement.earlier):
        return "New place"
    return "Full" if announcement.is_full else ""


@register.filter
def earlier_words(announcement: Announcement) -> list[str]:
    """Return what the event was before each move: "Tuesday 13 October 2026, 16:00, Room 4"."""
    zone = announcement.sessions[0].zone if announcement.sessions else "UTC"
    lines = (wording.moved_line(earlier, zone) for earlier in announcement.earlier)
    return list(dict.fromkeys(line.removeprefix("Moved from ") for line in lines if line))


@register.filter
def place_words(announcement: Announcement) -> str:
    """Return where it is, without the street: "Room 4, Elvet Hall, and online (Zoom)"."""
    return _where(announcement, announcement.platform)


@register.filter
def short_place(announcement: Announcement) -> str:
    """Return where it is as a list says it, for which the platform matters only if it is all."""
    has_place = announcement.place is not None and announcement.mode is Mode.HYBRID
    return _where(announcement, "" if has_place else announcement.platform)


def _where(announcement: Announcement, platform: str) -> str:
    place = Place(name=announcement.place.name) if announcement.place else None
    return wording.where_line(Announcement(mode=announcement.mode, platform=platform, place=place))


@register.filter
def address_words(place: Place) -> str:
    """Return what helps to find the place beyond its name."""
    return place.line().removeprefix(place.name).lstrip(", ")


@register.filter
def open_to_words(open_to: OpenTo | None) -> str:
    """Return for whom it is; empty when that is not said."""
    words = {
        OpenTo.ANYONE: "Anyone",
        OpenTo.MEMBERS: "Members of the University",
        OpenTo.INVITED: "By invitation",
    }
    return words[open_to] if open_to else ""


@register.filter
def first_speakers(announcement: Announcement) -> tuple[Part, ...]:
    """Return the speakers whom a list names."""
    speakers = announcement.speakers
    return speakers if len(speakers) <= SHOWN_SPEAKERS else speakers[: SHOWN_SPEAKERS - 1]


@register.filter
def other_speakers(announcement: Announcement) -> int:
    """Return how many speakers a list does not name."""
    return len(announcement.speakers) - len(first_speakers(announcement))


@register.filter
def other_people(announcement: Announcement) -> list[Part]:
    """Return the people of the event whom one does not come to hear: chairs, hosts, examiners."""
    return [part for part in announcement.parts if not part.is_speaker]


@register.filter
def with_biography(announcement: Announcement) -> list[Part]:
    """Return the people of whom something is told, each once."""
    return list(dict.fromkeys(part for part in announcement.people() if part.biography))


@register.filter
def description(announcement: Announcement) -> str:
    """Return one plain line for search engines and shared links: when, who, what."""
    whens = [wording.when_line(session) for session in announcement.sessions[:1]]
    people = "; ".join(part.line() for part in first_speakers(announcement))
    said = (*whens, people, " ".join(announcement.abstract.split()))
    line = ". ".join(words.rstrip(".") for words in said if words)
    if len(line) <= DESCRIPTION_LENGTH:
        return line
    return line[:DESCRIPTION_LENGTH].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


@register.filter
def find_url(reference: Reference) -> str:
    """Return where the cited work can be found: its own address, or a search for its words."""
    if reference.url.startswith(("https://", "http://")):
        return reference.url
    return SCHOLAR_SEARCH + quote_plus(reference.text or reference.cited)


@register.filter
def on_site(address: str) -> str:
    """Return an address of this site as its path, and any other as it is."""
    is_ours = address.startswith(f"{settings.BASE_URL}/")
    return address.removeprefix(settings.BASE_URL) if is_ours else address


@register.filter
def in_script(json: str) -> SafeString:
    """Return JSON fit to stand in a script element, whatever its strings hold."""
    escapes = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}
    return mark_safe("".join(escapes.get(char, char) for char in json))  # noqa: S308


@register.filter
def paragraphs(text: str) -> SafeString:
    """Return plain text as HTML: paragraphs at blank lines, web addresses as links."""
    return _paragraphs(text, ())


@register.filter
def abstract(announcement: Announcement) -> SafeString:
    """Return the abstract as HTML, each citation a link to its place in the list of references."""
    return _paragraphs(announcement.abstract, announcement.references)


@register.filter
def is_cited(reference: Reference, text: str) -> bool:
    """Say whether the text cites the work in the reference's own words."""
    return bool(reference.cited) and re.search(_cited(reference.cited), text) is not None


def _paragraphs(text: str, references: tuple[Reference, ...]) -> SafeString:
    numbers = {
        _folded(reference.cited): number
        for number, reference in enumerate(references, start=1)
        if reference.cited.strip()
    }
    longest_first = sorted(numbers, key=len, reverse=True)
    pattern = re.compile("|".join([_WEB_ADDRESS, *map(_cited, longest_first)]))
    met: set[int] = set()
    blocks = (block.strip() for block in _BLANK_LINES.split(text))
    html = (
        format_html("<p>{}</p>", mark_safe("".join(_pieces(block, pattern, numbers, met))))  # noqa: S308
        for block in blocks
        if block
    )
    return mark_safe("\n".join(html))  # noqa: S308


def _pieces(
    block: str, pattern: re.Pattern[str], numbers: dict[str, int], met: set[int]
) -> Iterator[str]:
    """Yield escaped text and links; the first citation of each work carries an id."""
    end = 0
    for match in pattern.finditer(block):
        yield _lines(block[end : match.start()])
        number = numbers.get(_folded(match[0]))
        if number is None:
            yield format_html('<a href="{0}" rel="nofollow noopener">{0}</a>', match[0])
        elif number in met:
            yield format_html('<a href="#ref-{}">{}</a>', number, match[0])
        else:
            met.add(number)
            yield format_html('<a href="#ref-{0}" id="cited-{0}">{1}</a>', number, match[0])
        end = match.end()
    yield _lines(block[end:])


def _lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _folded(words: str) -> str:
    return " ".join(words.split())


def _cited(words: str) -> str:
    # Words of a citation may be parted by any white space, and stand for themselves.
    return r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)"

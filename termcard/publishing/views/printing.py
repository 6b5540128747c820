"""Says of an event what its poster and its share card print, as plain words."""

from __future__ import annotations

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

import segno

from termcard.announcements import wording
from termcard.announcements.announcement import Announcement, Mode, OpenTo
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.sessions import Session
from termcard.design.templatetags.announced import (
    address_words,
    earlier_words,
    place_words,
    state_word,
)
from termcard.lib.maths import plain_maths

# The marks of units by day, as in the style sheet.
MARKS = (
    "#5b3f99",
    "#9c2f4e",
    "#8a5a10",
    "#16626b",
    "#2b55a0",
    "#356a35",
    "#93441c",
    "#4a4a5c",
)
MOST_SESSIONS, MOST_PEOPLE = 6, 18
LONGEST_ABSTRACT, LONGEST_ATTENDANCE = 4_000, 300
# Longer words than these are parted into pieces of this length where a line has no room.
PIECE = 16
_UNBROKEN = re.compile(r"[^\s\u00ad\u200b]{32,}")
# A word with hyphens stays whole up to this length.
LONGEST_UNPARTED = 28
_LANGUAGE = re.compile(r"([a-zA-Z]{2,3})(?:-|$)")
_ADMISSION = {
    OpenTo.ANYONE: "Everybody is welcome",
    OpenTo.MEMBERS: "Members of the University",
    OpenTo.INVITED: "By invitation",
}


def words_told(words: str) -> dict[str, Any]:
    """Return words with the direction in which they are read (UAX 9, rules P2 and P3)."""
    words = breakable(words)
    strong = (unicodedata.bidirectional(letter) for letter in words)
    first = next((each for each in strong if each in ("L", "R", "AL")), "L")
    return {"words": words, "rtl": first != "L"}


def breakable(words: str) -> str:
    """Return words with places in the longest of them at which a line may end.

    Letters are parted by a hyphen (U+00AD), addresses and the like by nothing (U+200B).
    """
    return _UNBROKEN.sub(_parted, words)


def _parted(found: re.Match[str]) -> str:
    word = found[0]
    pieces = [word[at : at + PIECE] for at in range(0, len(word), PIECE)]
    return ("\u00ad" if word.isalpha() else "\u200b").join(pieces)


def language_told(announcement: Announcement) -> str:
    """Return the language as typesetters know it: "en" for "en-GB", and where none is said."""
    found = _LANGUAGE.match(announcement.language)
    return found[1].lower() if found else "en"


def event_told(announcement: Announcement, mark: int) -> dict[str, Any]:
    """Return what both a poster and a share card say."""
    host = announcement.host.name if announcement.host else ""
    series = announcement.series.name if announcement.series else ""
    first = announcement.sessions[:1]
    when = f", {wording.day_words(first[0].starts_on)}" if first else ""
    return {
        "document_title": announcement.heading() + when,
        "language": language_told(announcement),
        "accent": MARKS[(mark - 1) % len(MARKS)],
        "title": words_told(plain_maths(announcement.heading())),
        "title_pieces": _pieces(breakable(plain_maths(announcement.heading()))),
        "longest_unparted": LONGEST_UNPARTED,
        "untitled": not announcement.title,
        "struck": announcement.is_over_for_good,
        "state": state_word(announcement),
        "host": words_told(host),
        "occasion": series if len(series) < 40 and series else announcement.kind.display,
        "people": [_person(part) for part in announcement.speakers[:MOST_PEOPLE]],
        "whens": [_when(each, announcement) for each in announcement.sessions[:MOST_SESSIONS]]
        or [{"day": "Date to be announced", "hours": "", "zone": ""}],
        "where": words_told(place_words(announcement)),
    }


def poster_told(
    announcement: Announcement, mark: int, *, institution: str, paper: str, design: str
) -> dict[str, Any]:
    """Return all that a poster says."""
    attendance = breakable(" ".join(announcement.attendance.split()))
    told = event_told(announcement, mark)
    return {
        **told,
        "paper": paper,
        "design": design,
        "institution": "" if institution == told["host"]["words"] else institution,
        "address": breakable(address_words(announcement.place)) if announcement.place else "",
        "admission": _ADMISSION.get(announcement.open_to, "") if announcement.open_to else "",
        "access": ", ".join(each.display for each in announcement.access),
        "changes": [breakable(announcement.status_note)] * bool(announcement.status_note)
        + [breakable(f"It was: {each}.") for each in earlier_words(announcement)[-2:]],
        "abstract": words_told(plain_maths(_flowed(announcement.abstract)[:LONGEST_ABSTRACT])),
        "attendance": attendance if len(attendance) <= LONGEST_ATTENDANCE else "",
        "enquire": "Questions and how to take part: at this address."
        * bool(announcement.enquiry_url),
        "url": announcement.url,
        "shown_url": shown_address(announcement.url),
        "qr": qr_code(announcement.url),
        "qr_words": f"QR code of {announcement.url}",
    }


def shown_address(url: str) -> str:
    """Return an address as people print it: without the scheme and the last stroke."""
    parts = urlsplit(url)
    return f"{parts.netloc}{parts.path}".rstrip("/")


def qr_code(url: str) -> str:
    """Return the QR code of an address as an SVG image (ISO/IEC 18004)."""
    drawn = segno.make_qr(url, error="m").svg_inline(border=0, dark="#000")
    return drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def _pieces(title: str) -> list[str]:
    """Return the three longest pieces of a title that a line cannot part."""
    pieces = [
        piece
        for word in re.split(r"[\s\u00ad\u200b]+", title)
        for piece in ([word] if len(word) < LONGEST_UNPARTED else re.split(r"(?<=[-–/])", word))
        # Ideographs and syllables of East Asia may be parted anywhere (UAX 14).
        if not any(unicodedata.east_asian_width(letter) in "WF" for letter in piece)
    ]
    return sorted(pieces, key=len)[-3:]


def _person(part: Part) -> dict[str, Any]:
    is_plain = part.part in (PartKind.SPEAKER, PartKind.GUEST)
    return {
        "name": words_told(part.full_name),
        "from": words_told(part.affiliation or part.role),
        "part": "" if is_plain else part.part.display.lower(),
    }


def _when(session: Session, announcement: Announcement) -> dict[str, str]:
    """Return when a session is, with its zone where somebody may take part from elsewhere."""
    is_here = session.is_all_day or announcement.mode is Mode.IN_PERSON
    zone = "" if is_here else wording.zone_sign(session)
    hours = wording.time_range(session)
    if session.last_day == session.starts_on:
        return {"day": wording.day_words(session.starts_on), "hours": hours, "zone": zone}
    line = wording.when_line(session).removesuffix(f" ({wording.zone_sign(session)})")
    return {"day": line, "hours": "", "zone": zone}


def _flowed(text: str) -> str:
    """Return a text with its paragraphs parted by a blank line, and no other line ends."""
    blocks = (" ".join(block.split()) for block in re.split(r"\n\s*\n", text))
    return "\n\n".join(block for block in blocks if block)

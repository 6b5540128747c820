"""The shapes in which every listing can be followed, and their addresses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

SHAPES = {
    "ics": ("Calendar", "text/calendar"),
    "rss": ("RSS", "application/rss+xml"),
    "atom": ("Atom", "application/atom+xml"),
    "json": ("JSON", "application/feed+json"),
}


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to follow a listing: its shape by name, media type and address."""

    shape: str
    name: str
    media_type: str
    url: str


def question_of(said: Iterable[tuple[str, str]]) -> str:
    """Return the query of an address in its one spelling: in order, without what is left empty."""
    return urlencode(sorted((name, value) for name, value in said if value))


def path_of(page: str, shape: str) -> str:
    """Return the path of a listing in a shape: "/series/bells/" is at "/series/bells.ics"."""
    return f"{page.rstrip('/') or '/index'}.{shape}"


def ways_to_follow(page: str, question: str = "") -> list[Way]:
    """Return the ways to follow the listing at a path, as far as a query narrows it."""
    query = f"?{question}" if question else ""
    return [
        Way(shape=shape, name=name, media_type=media_type, url=path_of(page, shape) + query)
        for shape, (name, media_type) in SHAPES.items()
    ]


# Where the pages stand of what can be followed by mail, and how a search names the same.
_BY_MAIL = {"hosts": "host", "series": "series", "people": "", "venues": "", "topics": "topic"}


def by_mail(calendar: str) -> str:
    """Return the path at which one follows by mail what the calendar at an address holds.

    "/series/bells.ics" is followed at "/subscribe/series/bells/", narrowed by a query as a
    search. What no search can name is followed whole.
    """
    path, _, query = calendar.partition("?")
    place, _, slug = path.removesuffix(".ics").strip("/").partition("/")
    name = _BY_MAIL.get(place)
    if name is None:
        return f"/subscribe/search/{f'?{query}' if query else ''}"
    if query and name:
        return f"/subscribe/search/?{question_of([*parse_qsl(query), (name, slug)])}"
    return f"/subscribe/{place}/{slug}/"


def to_keep(page: str) -> str:
    """Return the path at which one keeps the event whose page has that address."""
    return f"/subscribe{urlsplit(page).path}"

"""Answers with a listing in one of its shapes: the same bytes to everybody, whatever happens."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone

from termcard.announcements import atom, jsonfeed, rss
from termcard.announcements.announcement import Announcement
from termcard.announcements.channel import Channel
from termcard.announcements.icalendar import writer
from termcard.lib import last_good
from termcard.lib.following import path_of, question_of
from termcard.lib.http import kept_answer, public_page
from termcard.programme.querysets import EventQuerySet
from termcard.publishing.forms import FEED_FIELDS, FilterForm

CALENDAR_TYPE = "text/calendar; charset=utf-8"
CONTENT_TYPES = {
    "ics": CALENDAR_TYPE,
    "rss": rss.CONTENT_TYPE,
    "atom": atom.CONTENT_TYPE,
    "json": jsonfeed.CONTENT_TYPE,
}
RETRY_SECONDS = "300"

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a feed tells of itself: its name, its page, and a name for it that never changes.

    `page` is a path ("/series/bells/"), `uid` says what it is whatever it is called ("series/7").
    """

    title: str
    page: str
    uid: str
    description: str = ""


def feed_view(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Declare a view that answers with a feed: to anybody, other sites' scripts among them.

    When the database is away it answers with what it answered last.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except Error as error:
            logger.warning("A feed was answered without the database: %s", type(error).__name__)
            response = answer_without_database(request, kwargs["shape"])
        response["Access-Control-Allow-Origin"] = "*"
        return response

    declared: Callable[..., HttpResponse] = public_page(answer)
    return declared


def feed(
    request: HttpRequest, events: EventQuerySet, listing: Listing, shape: str, filters: FilterForm
) -> HttpResponse:
    """Answer with those of the events that feeds hold, in one of SHAPES.

    `events` are what a stranger sees of the listing, `filters` a form that is valid.
    """
    first, last = filters.days_asked_for()
    asked = filters.asked(events).in_feeds(timezone.now(), first=first, last=last)
    told = [event.announcement() for event in asked.with_announcement()]
    channel = _channel(listing, shape, filters)
    content = _written(channel, shape, told)
    now = timezone.now()
    since = _kept(request, content, now)
    response = kept_answer(
        request,
        content,
        content_type=CONTENT_TYPES[shape],
        changed_at=since if since and since <= now else None,
        is_for_all=True,
        until=since if since and since > now else None,
    )
    response["Link"] = f'<{channel.url}>; rel="alternate"; type="text/html"'
    return response


def answer_without_database(request: HttpRequest, shape: str) -> HttpResponse:
    """Answer with the last good bytes; without any, say that nothing has changed, or is known.

    Calendar programs give a subscription up for good when they are told of a fault, and drop
    every event that a calendar no longer holds.
    """
    folder = settings.LAST_GOOD
    last = last_good.recall(folder, _address_of(request)) if folder else None
    if last is not None:
        return kept_answer(
            request,
            last.content,
            content_type=CONTENT_TYPES[shape],
            changed_at=last.since,
            is_for_all=True,
        )
    if {"If-None-Match", "If-Modified-Since"} & set(request.headers):
        response: HttpResponse = HttpResponseNotModified()
    else:
        own = settings.BASE_URL + request.path
        channel = Channel(title="Events", url=settings.BASE_URL, feed_url=own, uid=own)
        response = HttpResponse(_written(channel, shape, []), content_type=CONTENT_TYPES[shape])
    response["Cache-Control"] = "no-store"
    response["Retry-After"] = RETRY_SECONDS
    return response


def _channel(listing: Listing, shape: str, filters: FilterForm) -> Channel:
    question = question_of(filters.said())
    query = f"?{question}" if question else ""
    chosen = ", ".join(filters.chosen_words())
    base_url = settings.BASE_URL
    return Channel(
        title=f"{listing.title}: {chosen}" if chosen else listing.title,
        description=listing.description,
        url=f"{base_url}{listing.page}{query if listing.page == '/' else ''}",
        feed_url=f"{base_url}{path_of(listing.page, shape)}{query}",
        uid=f"{base_url}/{listing.uid}{query}",
    )


def _written(channel: Channel, shape: str, told: Iterable[Announcement]) -> bytes:
    if shape == "rss":
        return rss.write(channel, told)
    if shape == "atom":
        return atom.write(channel, told)
    if shape == "json":
        return jsonfeed.write(channel, told)
    calendar = writer.Calendar(
        name=channel.title,
        description=channel.description,
        url=channel.url,
        source_url=channel.feed_url,
        zone=settings.TIME_ZONE,
    )
    return writer.write(told, calendar=calendar, is_busy=False)


def _kept(request: HttpRequest, content: bytes, now: datetime) -> datetime | None:
    """Keep the answer for worse days; return since when it has been the same."""
    if not settings.LAST_GOOD:
        return None
    tag = hashlib.sha256(content).hexdigest()
    return last_good.keep(settings.LAST_GOOD, _address_of(request), tag, content, now)


def _address_of(request: HttpRequest) -> str:
    """Return what an answer is kept under, which can be said without the database."""
    said = ((name, request.GET.get(name, "")) for name in FEED_FIELDS)
    database = f"{connection.vendor}:{connection.settings_dict['NAME']}"
    return f"{database} {request.path}?{question_of(said)}".removesuffix("?")

"""Every listing as a calendar, RSS, Atom and JSON, and the page that shows how to follow it."""

from termcard.publishing.feeds.answers import Listing, feed
from termcard.publishing.feeds.following import follow_page
from termcard.publishing.feeds.listings import (
    host_feed,
    index_feed,
    person_feed,
    search_feed,
    series_feed,
    topic_feed,
    venue_feed,
)

__all__ = [
    "Listing",
    "feed",
    "follow_page",
    "host_feed",
    "index_feed",
    "person_feed",
    "search_feed",
    "series_feed",
    "topic_feed",
    "venue_feed",
]

"""The public pages, one kind a file."""

from termcard.publishing.views.events import (
    event_calendar,
    event_json,
    event_page,
    event_text,
)
from termcard.publishing.views.faults import (
    broken_page,
    forbidden_page,
    missing_page,
    refused_page,
)
from termcard.publishing.views.hosts import host_index, host_page, series_index, series_page
from termcard.publishing.views.lists import past_page, what_is_on

__all__ = [
    "broken_page",
    "event_calendar",
    "event_json",
    "event_page",
    "event_text",
    "forbidden_page",
    "host_index",
    "host_page",
    "missing_page",
    "past_page",
    "refused_page",
    "series_index",
    "series_page",
    "what_is_on",
]

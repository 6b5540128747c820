"""The public pages, one kind a file."""

from termcard.publishing.views.embeds import (
    embed_builder,
    embed_script,
    embedded_list,
    embedded_piece,
)
from termcard.publishing.views.events import (
    event_calendar,
    event_json,
    event_page,
    event_text,
)
from termcard.publishing.views.faults import (
    broken_page,
    forbidden_page,
    forged_page,
    missing_page,
    refused_page,
)
from termcard.publishing.views.finding import (
    people_index,
    person_page,
    search_page,
    topic_index,
    topic_page,
    venue_page,
)
from termcard.publishing.views.hosts import host_index, host_page, series_index, series_page
from termcard.publishing.views.lists import past_page, what_is_on
from termcard.publishing.views.months import calendar_page, day_page, month_page, week_page
from termcard.publishing.views.suggesting import search_suggestions

__all__ = [
    "broken_page",
    "calendar_page",
    "day_page",
    "embed_builder",
    "embed_script",
    "embedded_list",
    "embedded_piece",
    "event_calendar",
    "event_json",
    "event_page",
    "event_text",
    "forbidden_page",
    "forged_page",
    "host_index",
    "host_page",
    "missing_page",
    "month_page",
    "past_page",
    "people_index",
    "person_page",
    "refused_page",
    "search_page",
    "search_suggestions",
    "series_index",
    "series_page",
    "topic_index",
    "topic_page",
    "venue_page",
    "week_page",
    "what_is_on",
]

"""The questions one may ask of the programme, by name."""

from termcard.programme.querysets.events import (
    FEEDS_LOOK_BACK,
    MOST_ASKED_FOR,
    MOST_IN_FEEDS,
    TOMBSTONES_STAY,
    EventQuerySet,
)
from termcard.programme.querysets.gatherings import SeriesQuerySet, TopicQuerySet
from termcard.programme.querysets.keepers import KeeperQuerySet
from termcard.programme.querysets.passage import SpeakerEntryQuerySet, SubmissionQuerySet
from termcard.programme.querysets.placeholders import PlaceholderQuerySet
from termcard.programme.querysets.sittings import SessionQuerySet

__all__ = [
    "FEEDS_LOOK_BACK",
    "MOST_ASKED_FOR",
    "MOST_IN_FEEDS",
    "TOMBSTONES_STAY",
    "EventQuerySet",
    "KeeperQuerySet",
    "PlaceholderQuerySet",
    "SeriesQuerySet",
    "SessionQuerySet",
    "SpeakerEntryQuerySet",
    "SubmissionQuerySet",
    "TopicQuerySet",
]

"""Says on an event's page when it was last changed, and what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from termcard.programme.models import Event
from termcard.records.models import Change

# What a reader may care for, in the words of a page.
_WORDS = {
    "abstract": "abstract",
    "attendance": "how to take part",
    "materials": "materials",
    "mode": "how one attends",
    "open_to": "who may come",
    "parts": "people",
    "place": "place",
    "platform": "platform",
    "stream_url": "stream",
    "talks": "programme",
    "title": "title",
}


@dataclass(frozen=True)
class Update:
    """The latest change that was told: when, and what."""

    at: datetime
    what: str


def latest_update(event: Event) -> Update | None:
    """Return the latest loud change of an event's words or times; None without any.

    Asks only where something was changed since it was announced.
    """
    if not event.revision:
        return None
    change = Change.objects.of("event", event.pk).loud_with("amended", "rescheduled").first()
    if change is None:
        return None
    words = [words for name, words in _WORDS.items() if name in change.details]
    what = "time" if change.verb == "rescheduled" else ", ".join(words)
    return Update(timezone.localtime(change.made_at), what) if what else None

"""Lets the world see events that were drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, open_events, touch_events
from termcard.programme.models import Event


def publish_event(event: Event, *, by: Account, at: datetime | None = None) -> Event:
    """Let everybody see an event, from that moment when one is given."""
    return publish_events([event], by=by, at=at)[0]


@transaction.atomic
def publish_events(
    events: Sequence[Event], *, by: Account, at: datetime | None = None
) -> list[Event]:
    """Let everybody see many events in one batch."""
    opened = open_events(events, by=by)
    touches = []
    for event in opened:
        if event.visibility == Event.Visibility.PUBLIC and event.public_from == at:
            continue
        event.visibility, event.public_from = Event.Visibility.PUBLIC, at
        touches.append(Touch(event, "published", columns=("visibility", "public_from")))
    touch_events(touches, by=by)
    return opened

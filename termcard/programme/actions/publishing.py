"""Lets the world see events that were drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, is_shown, open_events, touch_events
from termcard.programme.models import Event


def publish_event(event: Event, *, by: Account, at: datetime | None = None) -> Event:
    """Let everybody see an event, from that moment when one is given.

    Raises PermissionDenied, and ValidationError for what everybody sees already and is to
    wait, and for a withdrawn event, which is restored.
    """
    return publish_events([event], by=by, at=at)[0]


@transaction.atomic
def publish_events(
    events: Sequence[Event], *, by: Account, at: datetime | None = None
) -> list[Event]:
    """Let everybody see many events in one batch, all or none; what is out is not touched."""
    opened = open_events(events, by=by)
    touches = [touch for event in opened if (touch := _publish(event, at)) is not None]
    touch_events(touches, by=by)
    return opened


def _publish(event: Event, at: datetime | None) -> Touch | None:
    if event.is_taken_down:
        raise ValidationError("A withdrawn event is restored, not published.")
    if is_shown(event):
        if at is not None and at > timezone.now():
            raise ValidationError("This event is out already; it cannot be held back.")
        if event.visibility == Event.Visibility.PUBLIC:
            return None
    elif event.visibility == Event.Visibility.PUBLIC and event.public_from == at:
        return None
    event.visibility, event.public_from = Event.Visibility.PUBLIC, at
    return Touch(event, "published", columns=("visibility", "public_from"))

"""Lets the world see events that were drafts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions.speakers import require_speakers_may_come
from termcard.programme.actions.touching import Touch, is_shown, open_among, touch_events
from termcard.programme.models import Event, Submission
from termcard.programme.rules import publishable_by


def publish_event(event: Event, *, by: Account, at: datetime | None = None) -> Event:
    """Let everybody see an event, from that moment when one is given.

    Raises PermissionDenied when the account may not, also because nobody approved it yet, and
    ValidationError for what everybody sees already and is to wait, for a withdrawn event, which
    is restored, and for a speaker from outside on whom somebody has to decide first.
    """
    return publish_events([event], by=by, at=at)[0]


@transaction.atomic
def publish_events(
    events: Sequence[Event], *, by: Account, at: datetime | None = None
) -> list[Event]:
    """Let everybody see many events in one batch, all or none; what is out is not touched."""
    opened = open_among(Event.objects.visible_to(by), [event.pk for event in events])
    may = publishable_by(by, opened)
    if any(event.pk not in may for event in opened):
        raise PermissionDenied("This is published by whoever organises it, once it is approved.")
    publish_opened([(event, at, Event.Visibility.PUBLIC) for event in opened], by=by)
    return opened


def publish_opened(wishes: Sequence[tuple[Event, datetime | None, str]], *, by: Account) -> None:
    """Let each be seen from a moment by those who are wished to; they are locked and allowed.

    What waited to be approved does so no longer, since whoever publishes it has decided.
    """
    touches = [
        touch
        for event, at, visibility in wishes
        if (touch := _publish(event, at, visibility)) is not None
    ]
    require_speakers_may_come([touch.event for touch in touches], by=by)
    touch_events(touches, by=by)
    published = [touch.event for touch in touches]
    waiting = Submission.objects.waiting().filter(event__in=published)
    approved = Submission.Decision.APPROVED
    waiting.update(decision=approved, decided_at=timezone.now(), decided_by=by.pk)


def _publish(event: Event, at: datetime | None, visibility: str) -> Touch | None:
    if event.is_taken_down:
        raise ValidationError("A withdrawn event is restored, not published.")
    if is_shown(event):
        if at is not None and at > timezone.now():
            raise ValidationError("This event is out already; it cannot be held back.")
        if event.visibility in (Event.Visibility.PUBLIC, visibility):
            return None
    elif event.visibility == visibility and event.public_from == at:
        return None
    event.visibility, event.public_from = visibility, at
    return Touch(event, "published", columns=("visibility", "public_from"))

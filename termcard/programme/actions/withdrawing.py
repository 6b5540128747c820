"""Takes events down that should not have been public."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, is_shown, open_events, touch_events
from termcard.programme.models import Event


def withdraw_event(event: Event, *, by: Account) -> Event:
    """Take an event down: its page is gone, calendars that hold it see it cancelled.

    Raises PermissionDenied, and ValidationError for one that was never out.
    """
    return withdraw_events([event], by=by)[0]


@transaction.atomic
def withdraw_events(events: Sequence[Event], *, by: Account) -> list[Event]:
    """Take many events down in one batch; what is withdrawn already is not touched."""
    opened = open_events(events, by=by)
    touches = []
    for event in opened:
        if event.withdrawn_at is None:
            if not is_shown(event):
                raise ValidationError("This event was never out, so there is nothing to withdraw.")
            event.withdrawn_at = timezone.now().replace(microsecond=0)
            touches.append(Touch(event, "withdrawn", columns=("withdrawn_at",), is_itip=True))
    touch_events(touches, by=by)
    return opened

"""Lets events be seen by those alone who know their address."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.people.models import Account
from termcard.programme.actions.publishing import publish_opened
from termcard.programme.actions.touching import Touch, is_shown, open_events, touch_events
from termcard.programme.models import Event
from termcard.programme.rules import may_publish_event


@transaction.atomic
def unlist_event(event: Event, *, by: Account) -> Event:
    """Let only those see an event who know its address: it stands in no list, feed or search.

    Raises PermissionDenied, also where nobody approved a draft yet, and ValidationError for a
    withdrawn event.
    """
    (opened,) = open_events([event], by=by)
    if opened.is_taken_down:
        raise ValidationError("A withdrawn event is restored first.")
    if not is_shown(opened):
        if not may_publish_event(by, opened):
            raise PermissionDenied("This is shown by whoever organises it, once it is approved.")
        publish_opened([(opened, None, Event.Visibility.UNLISTED)], by=by)
    elif opened.visibility == Event.Visibility.PUBLIC:
        opened.visibility = Event.Visibility.UNLISTED
        touch_events([Touch(opened, "unlisted", ("visibility",), is_loud=False)], by=by)
    return opened

"""Lets events be seen by some alone: who knows their address, or who belongs to the unit."""

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
        _show(opened, Event.Visibility.UNLISTED, by)
    elif opened.visibility == Event.Visibility.PUBLIC:
        opened.visibility = Event.Visibility.UNLISTED
        touch_events([Touch(opened, "unlisted", ("visibility",), is_loud=False)], by=by)
    return opened


@transaction.atomic
def show_to_members(event: Event, *, by: Account) -> Event:
    """Let whoever has a role at its hosts see an event, and nobody else.

    Raises PermissionDenied, also where nobody approved it yet, and ValidationError for what is
    out: what the world has seen is withdrawn.
    """
    (opened,) = open_events([event], by=by)
    if is_shown(opened) or opened.is_taken_down:
        raise ValidationError("This event is out; it cannot be kept for members any longer.")
    _show(opened, Event.Visibility.PRIVATE, by)
    return opened


def _show(event: Event, visibility: str, by: Account) -> None:
    if not may_publish_event(by, event):
        raise PermissionDenied("This is shown by whoever organises it, once it is approved.")
    publish_opened([(event, None, visibility)], by=by)

"""Discards drafts that nobody ever saw, and takes them up again; holds back what waits."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions.touching import (
    Touch,
    is_shown,
    open_among,
    open_events,
    touch_events,
)
from termcard.programme.models import Event


@transaction.atomic
def discard_event(event: Event, *, by: Account) -> Event:
    """Put a draft away: nobody sees it until it is taken up again.

    Raises PermissionDenied, and ValidationError for what was ever out, which is withdrawn.
    """
    (opened,) = open_events([event], by=by)
    if is_shown(opened) or opened.is_taken_down:
        raise ValidationError("What was out is cancelled or withdrawn, not discarded.")
    # It would else be seen by itself once its moment has come.
    opened.visibility, opened.public_from = Event.Visibility.DRAFT, None
    opened.discarded_at = timezone.now().replace(microsecond=0)
    columns = ("visibility", "public_from", "discarded_at")
    touch_events([Touch(opened, "discarded", columns, is_loud=False)], by=by)
    return opened


@transaction.atomic
def take_up_event(event: Event, *, by: Account) -> Event:
    """Let a discarded draft be a draft again. Raises PermissionDenied."""
    (opened,) = open_among(Event.objects.editable_by(by, is_discarded=True), [event.pk])
    opened.discarded_at = None
    touch_events([Touch(opened, "taken_up", ("discarded_at",), is_loud=False)], by=by)
    return opened


@transaction.atomic
def hold_back_event(event: Event, *, by: Account) -> Event:
    """Let what was to be seen from a later moment be a draft again.

    Raises PermissionDenied, and ValidationError for what is out already.
    """
    (opened,) = open_events([event], by=by)
    if is_shown(opened):
        raise ValidationError("This event is out already; it cannot be held back.")
    if opened.visibility == Event.Visibility.DRAFT:
        return opened
    opened.visibility, opened.public_from = Event.Visibility.DRAFT, None
    columns = ("visibility", "public_from")
    touch_events([Touch(opened, "held_back", columns, is_loud=False)], by=by)
    return opened

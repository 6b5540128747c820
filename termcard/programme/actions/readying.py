"""Publishes the drafts of a series that are ready, or asks for them to be approved."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction

from termcard.people.models import Account
from termcard.programme.actions.publishing import publish_events
from termcard.programme.actions.submitting import submit_events
from termcard.programme.models import Event, Series
from termcard.programme.rules import may_edit_series, publishable_by
from termcard.records.actions import one_batch


@transaction.atomic
def publish_ready(
    series: Series, keys: Iterable[int], *, by: Account
) -> tuple[list[Event], list[Event]]:
    """Publish those of the drafts that say what, who and when; return them, and those submitted.

    Where events are approved first they are submitted instead. Drafts that are not ready are
    left as they are. Raises PermissionDenied, and ValidationError for a speaker from outside on
    whom somebody has to decide first.
    """
    if not may_edit_series(by, series):
        raise PermissionDenied(f"Only organisers of {series.host} publish its series.")
    mine = Event.objects.editable_by(by).in_series(series).filter(pk__in=list(keys))
    drafts = mine.filter(visibility=Event.Visibility.DRAFT).in_order().with_announcement()
    ready = [event for event in drafts if is_ready(event)]
    may = publishable_by(by, ready)
    with one_batch(uuid.uuid4()):
        out = [event for event in ready if event.pk in may]
        submitted = [event for event in ready if event.pk not in may]
        if out:
            publish_events(out, by=by)
        if submitted:
            submit_events(submitted, by=by)
    return out, submitted


def is_ready(event: Event) -> bool:
    """Say whether an event says what it is, who speaks and when. Load with_announcement()."""
    told = event.announcement()
    return bool(told.title and told.speakers and told.sessions and not event.is_taken_down)

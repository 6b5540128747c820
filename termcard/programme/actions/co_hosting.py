"""Lets organisations say that they hold an event too, or that they do not."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.institutions.models import Organisation
from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, lock_events, touch_events
from termcard.programme.models import Event, Hosting
from termcard.programme.rules import may_answer_hosting


@transaction.atomic
def accept_hosting(event: Event, organisation: Organisation, *, by: Account) -> Event:
    """Let an event that asked the organisation to hold it too show it, and stand in its lists.

    Accepting again changes nothing. Raises PermissionDenied, and ValidationError when the
    organisation was not asked.
    """
    opened, hosting = _asked(event, organisation, by)
    if hosting.accepted_at is None:
        hosting.accepted_at = timezone.now()
        hosting.save(update_fields=["accepted_at"])
        _tell(opened, organisation, "hosting_accepted", by)
    return opened


@transaction.atomic
def decline_hosting(event: Event, organisation: Organisation, *, by: Account) -> Event:
    """Let the organisation hold an event no longer, or not at all; it may be asked again.

    Raises PermissionDenied, and ValidationError when it was not asked or owns the event.
    """
    opened, hosting = _asked(event, organisation, by)
    hosting.delete()
    _tell(opened, organisation, "hosting_declined", by)
    return opened


def _asked(event: Event, organisation: Organisation, by: Account) -> tuple[Event, Hosting]:
    if not may_answer_hosting(by, organisation):
        raise PermissionDenied(f"Only organisers of {organisation} say what it holds.")
    lock_events(Event.objects.filter(pk=event.pk))
    opened: Event = Event.objects.with_announcement().get(pk=event.pk)
    asked = {"organisation": organisation, "kind": Hosting.Kind.CO_HOST}
    hosting = opened.hostings.filter(**asked).first()
    if hosting is None:
        raise ValidationError(f"{organisation} was not asked to hold this event too.")
    return opened, hosting


def _tell(event: Event, organisation: Organisation, verb: str, by: Account) -> None:
    details = {"organisation": organisation.pk}
    touch_events([Touch(event, verb, details=details, is_loud=False)], by=by)

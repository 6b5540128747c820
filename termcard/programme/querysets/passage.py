"""Questions about events on their way from draft to published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from termcard.people.models import Account
    from termcard.programme.models import Event


class SubmissionQuerySet(models.QuerySet[Any]):
    """Questions about what was submitted for approval."""

    def of(self, event: Event) -> Self:
        """Those of one event, the oldest first."""
        return self.filter(event=event).order_by("pk")

    def waiting(self) -> Self:
        """Those that nobody has decided on, the oldest first."""
        return self.filter(decision="").order_by("submitted_at", "pk")

    def standing(self) -> Self:
        """Those by which an event may be published."""
        return self.filter(decision="approved", lapsed_at__isnull=True)

    def for_approval_by(self, account: Account) -> Self:
        """Those of the units for which the account approves."""
        if account.is_operator:
            return self.all()
        below = Q(pk__in=[])
        roles = account.roles.granting("approver").paths() if account.is_active else []
        for path in roles:
            below |= Q(
                event__hostings__kind="owner", event__hostings__organisation__path__startswith=path
            )
        return self.filter(below)

    def keyed(self, keys: list[int]) -> Self:
        """Those with these keys."""
        return self.filter(pk__in=keys)

    def with_event(self) -> Self:
        """Load their events and who submitted them too."""
        return self.select_related("event", "submitted_by")


class SpeakerEntryQuerySet(models.QuerySet[Any]):
    """Questions about what was noted of speakers from outside."""

    def of(self, event: Event) -> Self:
        """Those of one event, the oldest first."""
        return self.filter(event=event).order_by("pk")

    def with_writer(self) -> Self:
        """Load who wrote them too."""
        return self.select_related("by")

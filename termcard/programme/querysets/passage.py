"""Questions about events on their way from draft to published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

if TYPE_CHECKING:
    from termcard.people.models import Account
    from termcard.programme.models import Event


class SubmissionQuerySet(models.QuerySet[Any]):
    """Questions about what was submitted for approval."""

    def of(self, event: Event) -> Self:
        """Those of one event, the oldest first."""
        return self.filter(event=event).order_by("pk")

    def of_any(self, events: Sequence[Event]) -> Self:
        """Those of any of these events."""
        return self.filter(event__in=[event.pk for event in events])

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

    def returned_to(self, account: Account) -> Self:
        """Those of the account that were returned and not submitted again, the latest first."""
        later = self.model._default_manager.filter(event=OuterRef("event"), pk__gt=OuterRef("pk"))
        mine = self.filter(submitted_by=account, decision="returned", event__visibility="draft")
        mine = mine.filter(event__discarded_at__isnull=True)
        return mine.filter(~Exists(later)).order_by("-decided_at", "-pk")

    def keyed(self, keys: list[int]) -> Self:
        """Those with these keys."""
        return self.filter(pk__in=keys)

    def latest_first(self) -> Self:
        """The latest first."""
        return self.order_by("-pk")

    def with_people(self) -> Self:
        """Load who submitted them and who decided too."""
        return self.select_related("submitted_by", "decided_by")

    def with_event(self) -> Self:
        """Load their events and who submitted them too."""
        return self.select_related("event", "submitted_by")

    def with_what_is_told(self) -> Self:
        """Load all that the announcements of their events say too, in order of submission."""
        return self.with_event().prefetch_related(
            "event__sessions__talks__appearances",
            "event__appearances",
            "event__hostings__organisation",
            "event__topics",
            "event__materials",
            "event__series__venue",
            "event__venue",
        )


class SpeakerEntryQuerySet(models.QuerySet[Any]):
    """Questions about what was noted of speakers from outside."""

    def of(self, event: Event) -> Self:
        """Those of one event, the oldest first."""
        return self.filter(event=event).order_by("pk")

    def with_writer(self) -> Self:
        """Load who wrote them too."""
        return self.select_related("by")

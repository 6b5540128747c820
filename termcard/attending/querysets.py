"""Questions about what people asked."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from termcard.people.models import Account


class EnquiryQuerySet(models.QuerySet[Any]):
    """Questions about enquiries."""

    def answerable_by(self, account: Account) -> Self:
        """Those to the organisations the account organises."""
        if account.is_operator:
            return self.all()
        below = Q(pk__in=[])
        for path in account.roles.granting("organiser").paths():
            below |= Q(organisation__path__startswith=path)
        return self.filter(below)

    def numbered(self, key: int) -> Self:
        """The one with that number."""
        return self.filter(pk=key)

    def reached_by(self, token_hash: str) -> Self:
        """The one whose asker holds that token."""
        return self.filter(token_hash=token_hash)

    def latest_first(self) -> Self:
        """Those still open, then the others; the latest first in each."""
        return self.order_by("-state", "-asked_at", "-pk")

    def closed_before(self, moment: datetime) -> Self:
        """Those answered before that moment."""
        return self.filter(answered_at__lt=moment)

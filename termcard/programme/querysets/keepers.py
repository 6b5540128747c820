"""Questions about who looks after which series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from termcard.people.models import Account
    from termcard.programme.models import Series


class KeeperQuerySet(models.QuerySet[Any]):
    """Questions about keepers."""

    def active(self) -> Self:
        """Those who still keep their series, and may sign in."""
        return self.filter(until_at__isnull=True, account__is_active=True)

    def of(self, series: Series) -> Self:
        """Those of one series, who came first first."""
        return self.filter(series=series).order_by("since_at", "pk").select_related("account")

    def by(self, account: Account) -> Self:
        """What one account keeps."""
        return self.filter(account=account)

    def keyed(self, key: int) -> Self:
        """The one with that key."""
        return self.filter(pk=key)

"""The table of who looks after a series without a role on its host."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.models.series import Series
from termcard.programme.querysets import KeeperQuerySet


class Keeper(models.Model):
    """An account that may change one series and its events, until it is handed over."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="keepings")
    series = models.ForeignKey(Series, models.CASCADE, related_name="keepers")
    since_at = models.DateTimeField(default=timezone.now)
    until_at = models.DateTimeField(null=True)

    objects = KeeperQuerySet.as_manager()

    class Meta:
        db_table = "keeper"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "series"],
                condition=models.Q(until_at__isnull=True),
                name="a_series_is_kept_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account_id} keeps {self.series_id}"

"""The table of how often something was done lately, for what may not be done too often."""

from __future__ import annotations

from django.db import models

from termcard.records.querysets import LimitQuerySet


class Limit(models.Model):
    """How often one thing was done in one short stretch of time.

    `key` is a keyed hash of what is limited and for whom: nobody's address stands here.
    """

    key = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    objects = LimitQuerySet.as_manager()

    class Meta:
        db_table = "rate_limit"
        constraints = [
            models.UniqueConstraint(fields=["key", "window_start"], name="one_count_per_window")
        ]
        indexes = [models.Index(fields=["window_start"], name="limit_by_age")]

    def __str__(self) -> str:
        return f"{self.key[:8]}… {self.count}"

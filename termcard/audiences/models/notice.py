"""The table of what is still to be told to whom."""

from __future__ import annotations

from django.db import models

from termcard.audiences.models.follower import Follower
from termcard.audiences.models.subscription import Subscription
from termcard.audiences.querysets import NoticeQuerySet


class Notice(models.Model):
    """One batch of Changes that one follower is to be told of, in one rhythm, once.

    A row for each, and not a mark of how far somebody was told: what is committed late is
    passed over by no mark.
    """

    batch = models.UUIDField()
    follower = models.ForeignKey(Follower, models.CASCADE, related_name="notices")
    rhythm = models.CharField(max_length=10, choices=Subscription.Rhythm)
    made_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        db_table = "notice"
        constraints = [
            models.UniqueConstraint(fields=["batch", "follower", "rhythm"], name="told_once")
        ]
        indexes = [
            models.Index(
                fields=["rhythm", "batch", "id"],
                name="notice_to_tell",
                condition=models.Q(told_at__isnull=True),
            ),
            models.Index(fields=["made_at"], name="notice_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.batch} to {self.follower_id}"

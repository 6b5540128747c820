"""The table of what is followed."""

from __future__ import annotations

from django.db import models

from termcard.audiences.models.follower import Follower
from termcard.audiences.querysets import SubscriptionQuerySet


class Subscription(models.Model):
    """One thing that a follower asked to be told of; nothing is told before it is confirmed.

    What it is is named by kind and id ("series", 7), a search by `question`, the query of its
    address. `confirm_hash` is of the token in the mail that asks whether its owner wants it.
    """

    class Kind(models.TextChoices):
        """What is followed."""

        HOST = "host"
        SERIES = "series"
        PERSON = "person"
        VENUE = "venue"
        TOPIC = "topic"
        SEARCH = "search"
        EVENT = "event"

    class Rhythm(models.TextChoices):
        """How often its owner is told."""

        EACH = "each", "Each change, as it happens"
        DAILY = "daily", "Once a day, if there is anything"
        WEEKLY = "weekly", "On Mondays, if there is anything"

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="subscriptions")
    kind = models.CharField(max_length=10, choices=Kind)
    subject_id = models.BigIntegerField(default=0)
    question = models.CharField(max_length=500, blank=True)
    rhythm = models.CharField(max_length=10, choices=Rhythm, default=Rhythm.EACH)
    is_reminded_day_before = models.BooleanField(default=False)
    is_reminded_hour_before = models.BooleanField(default=False)
    confirm_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        db_table = "subscription"
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "kind", "subject_id", "question"], name="followed_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["kind", "subject_id", "rhythm"],
                name="subscription_by_subject",
                condition=models.Q(confirmed_at__isnull=False),
            ),
            models.Index(
                fields=["asked_at"],
                name="subscription_unconfirmed",
                condition=models.Q(confirmed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id or self.question}"

    @property
    def reference(self) -> tuple[str, int, str]:
        """What is followed: kind, id, question."""
        return self.kind, self.subject_id, self.question

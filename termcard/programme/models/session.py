"""The tables of when an event takes place, and of the talks in each sitting."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from termcard.programme.querysets import SessionQuerySet


class Session(models.Model):
    """One sitting of an event: wall times and a zone as stated, and the moments they mean.

    `starts_time` is null when no hour is said, `ends_time` when no end is said. `starts_at`
    and `ends_at` are derived from them, and derived anew when the time-zone rules change.
    """

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField(default=0)
    uid = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=300, blank=True)
    starts_on = models.DateField()
    starts_time = models.TimeField(null=True)
    ends_on = models.DateField(null=True)
    ends_time = models.TimeField(null=True)
    zone = models.CharField(max_length=64)
    starts_fold = models.PositiveSmallIntegerField(default=0)
    ends_fold = models.PositiveSmallIntegerField(default=0)
    usual_minutes = models.PositiveSmallIntegerField(default=60)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        db_table = "session"
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gte=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(starts_time__isnull=False) | Q(ends_time__isnull=True),
                name="an_end_needs_a_start",
            ),
        ]
        indexes = [
            models.Index(fields=["starts_at", "id"], name="session_by_start"),
            models.Index(fields=["ends_at"], name="session_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} {self.starts_time or ''}".strip()


class Talk(models.Model):
    """One talk in a session that holds several."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="talks")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=500, blank=True)
    abstract = models.TextField(blank=True)
    starts_time = models.TimeField(null=True)

    class Meta:
        db_table = "talk"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

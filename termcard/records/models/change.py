"""The tables of what happened, and what is still to be done about it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from termcard.records.querysets import ChangeQuerySet, OutboxQuerySet


class Change(models.Model):
    """Something that happened to a subject. Changes are added, never edited.

    The subject is named by kind and id ("event", 9), so that a change outlives it. `details`
    hold what was and what is, and never an address of a person or a join link. `touched` names
    the subjects whose stored answers no longer stand, parted by spaces; "*" all of them.
    """

    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    verb = models.CharField(max_length=30)
    batch = models.UUIDField(default=uuid.uuid4)
    is_loud = models.BooleanField(default=True)
    details = models.JSONField(default=dict)
    touched = models.TextField(default="*", db_default="*")
    by_account_id = models.BigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        db_table = "change"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id"], name="change_by_subject"),
            models.Index(fields=["batch"], name="change_by_batch"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_kind} {self.subject_id}"


class OutboxEntry(models.Model):
    """A change that one part of the system has yet to act on."""

    change = models.ForeignKey(Change, models.CASCADE, related_name="outbox_entries")
    follower = models.CharField(max_length=50)
    done_at = models.DateTimeField(null=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        db_table = "outbox_entry"
        constraints = [
            models.UniqueConstraint(fields=["change", "follower"], name="one_entry_per_follower")
        ]
        indexes = [
            models.Index(
                fields=["follower", "id"],
                name="outbox_still_to_do",
                condition=models.Q(done_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.follower}: {self.change_id}"

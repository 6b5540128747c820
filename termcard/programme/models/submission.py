"""The table of what organisers submitted for approval, and what was decided on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from termcard.people.models import Account
from termcard.programme.querysets import SubmissionQuerySet


class Submission(models.Model):
    """An event that somebody wants published, until an approver decides on it.

    `wished_from` is when it is to be seen, at once when it is null, and `wished_visibility` by
    whom. An approval lapses when
    the event changes in a way that its unit wants to see again.
    """

    class Decision(models.TextChoices):
        """What became of it; nothing while it waits."""

        WAITING = "", "Waiting"
        APPROVED = "approved", "Approved"
        RETURNED = "returned", "Returned"
        TAKEN_BACK = "taken_back", "Taken back"

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="submissions")
    submitted_at = models.DateTimeField()
    submitted_by = models.ForeignKey(Account, models.PROTECT, related_name="submissions")
    note = models.TextField(blank=True)
    wished_from = models.DateTimeField(null=True)
    wished_visibility = models.CharField(max_length=10, default="public")
    decision = models.CharField(max_length=10, choices=Decision, blank=True, default="")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="decisions")
    words = models.TextField(blank=True)
    lapsed_at = models.DateTimeField(null=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        db_table = "submission"
        ordering = ("submitted_at", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["event"], condition=Q(decision=""), name="one_waits_of_an_event"
            )
        ]
        indexes = [
            models.Index(
                fields=["submitted_at", "id"], name="submission_waiting", condition=Q(decision="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision or 'waiting'} {self.event_id}"

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided on it."""
        return self.decision == self.Decision.WAITING

    @property
    def is_approval(self) -> bool:
        """Whether the event may be published because of it."""
        return self.decision == self.Decision.APPROVED and self.lapsed_at is None

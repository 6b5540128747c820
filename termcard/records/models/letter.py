"""The table of mails to send."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from termcard.records.querysets import LetterQuerySet


class Letter(models.Model):
    """One mail to one person, from the moment it is wanted.

    `key` says what it is for: the same thing is told once, however often it is asked for. The
    Message-ID is made once, so that a letter sent twice can be known as one. `unsubscribe_url` is
    where whoever gets it can end such mails at once (RFC 8058), `calendar` what it says to their
    calendar program (RFC 6047). `leased_by` is the worker that has it in hand. A letter that is
    sent, or given up, keeps its row and loses its address and text after a while.
    """

    key = models.CharField(max_length=200, unique=True)
    purpose = models.CharField(max_length=30)
    is_urgent = models.BooleanField(default=False)
    message_id = models.CharField(max_length=300, unique=True)
    to_address = models.CharField(max_length=254)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    reply_to = models.CharField(max_length=254, blank=True)
    unsubscribe_url = models.CharField(max_length=500, blank=True, db_default="")
    calendar = models.TextField(blank=True, db_default="")
    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_by = models.BigIntegerField(null=True)
    leased_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    last_refusal = models.CharField(max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        db_table = "letter"
        indexes = [
            models.Index(
                fields=["-is_urgent", "due_at", "id"],
                name="letter_to_send",
                condition=models.Q(
                    sent_at__isnull=True, given_up_at__isnull=True, leased_by__isnull=True
                ),
            ),
            models.Index(
                fields=["leased_by"],
                name="letter_in_hand",
                condition=models.Q(leased_by__isnull=False),
            ),
            models.Index(
                fields=["created_at"], name="letter_with_text", condition=~models.Q(to_address="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

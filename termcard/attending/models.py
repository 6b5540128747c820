"""The table of what people asked."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from termcard.attending.querysets import EnquiryQuerySet
from termcard.institutions.models import Organisation
from termcard.people.models import Account


class Enquiry(models.Model):
    """One question of one person about an event, a series or a host, until it is answered.

    What it is about is named by kind and id, and by `about`, its title when it was asked.
    `token_hash` is of the token in the private address at which the asker reads on.
    """

    class Purpose(models.TextChoices):
        """Why somebody asks."""

        TAKE_PART = "take_part", "How to take part"
        ACCESS = "access", "What I need in order to take part (access)"
        PRESS = "press", "Press and media"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        ANSWERED = "answered"

    about_kind = models.CharField(max_length=30)
    about_id = models.BigIntegerField()
    about = models.CharField(max_length=500)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="enquiries")
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.TAKE_PART)
    name = models.CharField(max_length=100)
    address = models.EmailField(max_length=254)
    message = models.TextField()
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="answers")

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        db_table = "enquiry"
        verbose_name_plural = "enquiries"
        indexes = [
            models.Index(fields=["about_kind", "about_id"], name="enquiry_by_subject"),
            models.Index(fields=["organisation", "state"], name="enquiry_by_state"),
            models.Index(fields=["asked_at"], name="enquiry_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.about}"

    def get_absolute_url(self) -> str:
        """Return the path of the page at which it is answered."""
        return reverse("answer_enquiry", args=[self.pk])

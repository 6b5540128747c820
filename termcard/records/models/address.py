"""The table of where words in web addresses lead."""

from __future__ import annotations

from django.db import models

from termcard.records.querysets import AddressQuerySet


class Address(models.Model):
    """Words in a web address and what they lead to, for ever.

    `space` says which addresses they stand in: "units" (hosts and series share it), "events"
    (names beside the short ids). A current one is the subject's own; a redirect leads to the
    subject's current one. Whether the subject itself is gone is its own to say.
    """

    class Space(models.TextChoices):
        """Where the words stand."""

        UNITS = "units"
        EVENTS = "events"

    class State(models.TextChoices):
        """What an address answers with."""

        CURRENT = "current"
        REDIRECT = "redirect"

    space = models.CharField(max_length=20, choices=Space)
    slug = models.CharField(max_length=100)
    subject_kind = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.CURRENT)

    objects = AddressQuerySet.as_manager()

    class Meta:
        db_table = "address"
        constraints = [
            models.UniqueConstraint(fields=["space", "slug"], name="words_lead_to_one_subject"),
            models.UniqueConstraint(
                fields=["space", "subject_kind", "subject_id"],
                condition=models.Q(state="current"),
                name="one_current_address",
            ),
        ]
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="address_by_subject")]

    def __str__(self) -> str:
        return f"{self.space}/{self.slug}"

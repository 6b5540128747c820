"""The table of periodic work."""

from __future__ import annotations

from django.db import models

from termcard.records.querysets import SlotQuerySet


class Slot(models.Model):
    """One run of one periodic task, at one moment of its rhythm: it is done once.

    `leased_by` is the worker that runs it now; a run that failed is tried again from `due_at`.
    """

    name = models.CharField(max_length=100)
    moment = models.DateTimeField()
    due_at = models.DateTimeField()
    leased_by = models.BigIntegerField(null=True)
    leased_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        db_table = "slot"
        constraints = [
            models.UniqueConstraint(fields=["name", "moment"], name="a_slot_is_run_once")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.moment.isoformat()}"

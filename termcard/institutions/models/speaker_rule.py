"""The table of what an institution wants done before somebody from outside speaks."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models

from termcard.institutions.models.organisation import Organisation
from termcard.institutions.querysets import SpeakerRuleQuerySet

MOST_WORKING_DAYS = 60


class SpeakerRule(models.Model):
    """What is to be done before an event that names a speaker from outside, and by when.

    It holds for the organisation and every unit below it without one of its own. `items` are
    the questions of the checklist, in order; all of it is due `working_days` before the event
    starts. Where it `is_binding` nothing is published before somebody decided.
    """

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="speaker_rule", primary_key=True
    )
    working_days = models.PositiveSmallIntegerField(
        default=10, validators=[MaxValueValidator(MOST_WORKING_DAYS)]
    )
    items = models.JSONField(default=list, blank=True)
    is_binding = models.BooleanField(default=False)

    objects = SpeakerRuleQuerySet.as_manager()

    class Meta:
        db_table = "speaker_rule"

    def __str__(self) -> str:
        return f"speaker rule of {self.pk}"

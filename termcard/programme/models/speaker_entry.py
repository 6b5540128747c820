"""The table of what was noted about speakers from outside, line by line."""

from __future__ import annotations

from django.db import models

from termcard.people.models import Account
from termcard.programme.querysets import SpeakerEntryQuerySet


class SpeakerEntry(models.Model):
    """One line of the log of an event's speakers from outside; lines are only ever added.

    `item` is the question of the checklist that was done or is to be done again; of a decision
    it is whom one had looked at, so that it holds for nobody else.
    """

    class Verb(models.TextChoices):
        """What was noted."""

        DONE = "done", "Done"
        UNDONE = "undone", "Not done"
        GO_AHEAD = "go_ahead", "May go ahead"
        REFUSED = "refused", "May not go ahead"
        NOT_NEEDED = "not_needed", "Nobody from outside speaks"
        NEEDED = "needed", "Somebody from outside speaks"
        NOTE = "note", "Note"

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="speaker_entries")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="speaker_entries")
    verb = models.CharField(max_length=10, choices=Verb)
    item = models.CharField(max_length=2000, blank=True)
    words = models.TextField(blank=True)

    objects = SpeakerEntryQuerySet.as_manager()

    class Meta:
        db_table = "speaker_entry"
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.verb} {self.event_id}"

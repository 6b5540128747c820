"""The table of dates that a series holds without an event to show for them yet, or on purpose."""

from __future__ import annotations

from django.db import models

from termcard.programme.models.series import Series
from termcard.programme.querysets import PlaceholderQuerySet


class Placeholder(models.Model):
    """A date of a series that term cards show: to be announced, or without a meeting.

    One that is to be announced gives way to the event that is announced for its day.
    """

    class Kind(models.TextChoices):
        """What the date holds."""

        TO_BE_ANNOUNCED = "tba", "To be announced"
        NO_MEETING = "none", "No meeting"

    series = models.ForeignKey(Series, models.CASCADE, related_name="placeholders")
    on = models.DateField()
    kind = models.CharField(max_length=4, choices=Kind, default=Kind.TO_BE_ANNOUNCED)
    words = models.CharField(max_length=200, blank=True)

    objects = PlaceholderQuerySet.as_manager()

    class Meta:
        db_table = "placeholder"
        ordering = ("on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["series", "on"], name="one_placeholder_a_day")
        ]

    def __str__(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The words that stand for it: its own, else those of its kind."""
        return self.words or str(self.Kind(self.kind).label)

    @property
    def is_to_be_announced(self) -> bool:
        """Whether an event is still to come for its day."""
        return self.kind == self.Kind.TO_BE_ANNOUNCED

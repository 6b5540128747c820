"""The tables of an organisation's calendar: its terms with their weeks, and its closed days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.text import slugify

from termcard.institutions.models.organisation import Organisation
from termcard.institutions.querysets import ClosedDayQuerySet, TermQuerySet

LOWEST_WEEK, HIGHEST_WEEK = -9, 60
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


class Weekday(models.IntegerChoices):
    """The days of the week, as Python numbers them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6


@dataclass(frozen=True)
class Week:
    """Seven days of a term, from the day on which its weeks begin; `number` is None without one."""

    starts_on: date
    number: int | None = None

    @property
    def ends_on(self) -> date:
        """Its last day."""
        return self.starts_on + 6 * _DAY

    @property
    def days(self) -> list[date]:
        """Its days, in order."""
        return [self.starts_on + number * _DAY for number in range(7)]


class Term(models.Model):
    """A term or semester of an organisation, and how its weeks are counted.

    The week in which it starts has the number `first_week`: 1 at most places, 0 where there
    is a week before teaching; none where weeks have no numbers. Units without terms of their
    own go by those of the nearest unit above.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    first_week = models.SmallIntegerField(
        null=True,
        default=1,
        validators=[MinValueValidator(LOWEST_WEEK), MaxValueValidator(HIGHEST_WEEK)],
    )
    week_starts = models.PositiveSmallIntegerField(choices=Weekday, default=Weekday.MONDAY)

    objects = TermQuerySet.as_manager()

    class Meta:
        db_table = "term"
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="term_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["organisation", "starts_on"], name="term_by_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its name with the year it starts in: "Michaelmas Term 2026"."""
        year = str(self.starts_on.year)
        return self.name if year in self.name else f"{self.name} {year}"

    @property
    def slug(self) -> str:
        """How addresses name it among those of its organisation: "michaelmas-term-2026"."""
        return slugify(self.title) or self.starts_on.isoformat()

    @property
    def first_weeks_start(self) -> date:
        """The first day of the week in which it starts."""
        return self.starts_on - (self.starts_on.weekday() - self.week_starts) % 7 * _DAY

    @property
    def weeks(self) -> list[Week]:
        """Its weeks, the first and the last of them whole."""
        count = (self.ends_on - self.first_weeks_start) // _WEEK + 1
        return [self.week_of(self.first_weeks_start + number * _WEEK) for number in range(count)]

    def week_of(self, day: date) -> Week:
        """Return the week a day lies in, as this term counts, be it before or after the term."""
        weeks = (day - self.first_weeks_start) // _WEEK
        number = None if self.first_week is None else self.first_week + weeks
        return Week(self.first_weeks_start + weeks * _WEEK, number)


class ClosedDay(models.Model):
    """Days on which an organisation and the units below it hold nothing, and what one calls them.

    The last day is one of them.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="closed_days")
    starts_on = models.DateField()
    ends_on = models.DateField()
    words = models.CharField(max_length=100)

    objects = ClosedDayQuerySet.as_manager()

    class Meta:
        db_table = "closed_day"
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="closed_days_end_after_they_start"
            )
        ]
        indexes = [models.Index(fields=["organisation", "starts_on"], name="closed_day_by_start")]

    def __str__(self) -> str:
        return self.words

    def covers(self, day: date) -> bool:
        """Say whether the day is one of them."""
        return self.starts_on <= day <= self.ends_on

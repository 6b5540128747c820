"""The tables of what gathers events: series and topics; and of what belongs to an event."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.db.models import Count
from django.urls import reverse

from termcard.announcements.announcement import Named, OpenTo
from termcard.institutions.models import Organisation, Venue
from termcard.institutions.models.terms import Weekday
from termcard.programme.querysets import SeriesQuerySet, TopicQuerySet

MOST_OFFERED = 12


class Series(models.Model):
    """Events that belong together, such as a weekly seminar.

    Where an event says nothing of its own, it says what its series says: place, platform,
    who may come, how to attend. That is looked up when the event is read, so a new default
    holds for every event that has no other word.
    """

    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True)
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="series")
    description = models.TextField(blank=True)
    usual_times = models.CharField(max_length=200, blank=True)
    zone = models.CharField(max_length=64, blank=True)
    usual_minutes = models.PositiveSmallIntegerField(null=True)
    usual_weekday = models.PositiveSmallIntegerField(null=True, choices=Weekday)
    usual_time = models.TimeField(null=True)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="series")
    place = models.CharField(max_length=300, blank=True)
    platform = models.CharField(max_length=100, blank=True)
    open_to = models.CharField(
        max_length=10, blank=True, choices=[(word.value, word.value) for word in OpenTo]
    )
    attendance = models.TextField(blank=True)
    is_finished = models.BooleanField(default=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        db_table = "series"
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the path of its page."""
        return reverse("series_page", args=[self.slug])

    @property
    def url(self) -> str:
        """The path of its page."""
        return self.get_absolute_url()

    def named(self, base_url: str) -> Named:
        """Return it as announcements name it."""
        return Named(name=self.title, url=base_url + self.get_absolute_url())

    @property
    def usual_place(self) -> str:
        """Where it meets, as its events say where they are silent."""
        return self.place or (self.venue.name if self.venue else "")

    @property
    def usual_zone(self) -> str:
        """The zone of its hours: its own, else its host's."""
        return self.zone or self.host.zone

    def places_used(self) -> list[str]:
        """Return where its events were held by a word of their own, the most usual first."""
        used = self.events.exclude(place="").order_by().values_list("place")
        counted = used.annotate(number=Count("pk")).order_by("-number", "place")
        return [place for place, _ in counted[:MOST_OFFERED]]

    def times_used(self) -> list[time]:
        """Return the hours at which its events began, the most usual first."""
        used = self.events.filter(sessions__starts_time__isnull=False).order_by()
        times = used.values_list("sessions__starts_time")
        counted = times.annotate(number=Count("pk")).order_by("-number", "sessions__starts_time")
        return [at for at, _ in counted[:MOST_OFFERED]]


class Topic(models.Model):
    """What events are about: RFC 5545's CATEGORIES, in the words that were used first."""

    name = models.CharField(max_length=100)
    slug = models.SlugField(max_length=100, unique=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        db_table = "topic"
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of its page."""
        return reverse("topic_page", args=[self.slug])

    @property
    def url(self) -> str:
        """The path of its page."""
        return self.get_absolute_url()


class Material(models.Model):
    """Something to look at before or after an event: slides, a recording, a handout."""

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="materials")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=1000)

    class Meta:
        db_table = "material"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.title

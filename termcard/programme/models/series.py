"""The tables of what gathers events: series and topics; and of what belongs to an event."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from termcard.announcements.announcement import Named, OpenTo
from termcard.institutions.models import Organisation, Venue
from termcard.programme.querysets import SeriesQuerySet, TopicQuerySet


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

"""The table of events."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify

from termcard.announcements.announcement import Announcement, Kind, Level, Mode, OpenTo, Status
from termcard.institutions.models import Venue
from termcard.programme.models.series import Series, Topic
from termcard.programme.models.telling import as_announcement
from termcard.programme.querysets import EventQuerySet

LONGEST_WORDS = 60


class Event(models.Model):
    """One lecture, seminar or workshop, of one or more sessions.

    Who sees it is said by `visibility` and `public_from`, who may come by `open_to`, for
    whom it is meant by `level`. `revision` rises with anything that shows, `itip_sequence`
    with time, place and status. `starts_at` and `ends_at` are those of its first and last
    session. One that `is_settled` has taken over the words of its series, and hears no later
    ones. An event that was public is never deleted: it is cancelled or withdrawn. A draft may be
    discarded: nobody sees it until somebody takes it up again.
    """

    class Visibility(models.TextChoices):
        """Who may see it."""

        DRAFT = "draft"
        PRIVATE = "private"
        UNLISTED = "unlisted"
        PUBLIC = "public"

    short_id = models.CharField(max_length=16, unique=True)
    uid = models.CharField(max_length=255, unique=True)
    title = models.CharField(max_length=500, blank=True)
    kind = models.CharField(
        max_length=20, choices=[(kind.value, kind.display) for kind in Kind], default=Kind.OTHER
    )
    language = models.CharField(max_length=20, blank=True)
    abstract = models.TextField(blank=True)
    status = models.CharField(
        max_length=10,
        choices=[(status.value, status.value) for status in Status],
        default=Status.CONFIRMED,
    )
    status_note = models.CharField(max_length=500, blank=True)
    earlier = models.JSONField(default=list, blank=True)

    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.DRAFT)
    public_from = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    discarded_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    open_to = models.CharField(
        max_length=10, blank=True, choices=[(word.value, word.value) for word in OpenTo]
    )
    level = models.CharField(
        max_length=15, blank=True, choices=[(word.value, word.value) for word in Level]
    )

    mode = models.CharField(
        max_length=10, blank=True, choices=[(mode.value, mode.value) for mode in Mode]
    )
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="events")
    place = models.CharField(max_length=300, blank=True)
    platform = models.CharField(max_length=100, blank=True)
    stream_url = models.URLField(max_length=1000, blank=True)
    attendance = models.TextField(blank=True)
    access = models.JSONField(default=list, blank=True)
    access_note = models.CharField(max_length=500, blank=True)
    references = models.JSONField(default=list, blank=True)
    notices = models.JSONField(default=list, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="events")
    is_settled = models.BooleanField(default=False)
    topics = models.ManyToManyField(Topic, related_name="events", db_table="event_topic")

    source_name = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=1000, blank=True)
    source_read_at = models.DateTimeField(null=True)

    revision = models.PositiveIntegerField(default=0)
    itip_sequence = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        db_table = "event"
        indexes = [
            models.Index(
                fields=["visibility", "starts_at", "id"],
                name="event_listed_by_start",
                condition=Q(withdrawn_at__isnull=True, merged_into__isnull=True),
            ),
            models.Index(fields=["ends_at"], name="event_by_end"),
            models.Index(
                fields=["withdrawn_at"],
                name="event_withdrawn",
                condition=Q(withdrawn_at__isnull=False),
            ),
            models.Index(
                fields=["erased_at"], name="event_erased", condition=Q(erased_at__isnull=False)
            ),
            models.Index(fields=["series", "starts_at"], name="event_of_series_by_start"),
        ]

    def __str__(self) -> str:
        return self.title or "Title to be announced"

    def get_absolute_url(self) -> str:
        """Return the path of its page."""
        return reverse("event_page", args=[self.address])

    @property
    def words(self) -> str:
        """What stands in the address behind the short id; decides nothing."""
        if self.is_taken_down:
            return "withdrawn"
        words = slugify(self.title)[:LONGEST_WORDS].strip("-")
        return words or str(self.kind).replace("_", "-")

    @property
    def address(self) -> str:
        """The part of its address that is its own: "k3x9m2ab-on-bells"."""
        return f"{self.short_id}-{self.words}"

    @property
    def is_taken_down(self) -> bool:
        """Whether it was public and may no longer be read."""
        return self.withdrawn_at is not None or self.erased_at is not None

    @property
    def heard_series(self) -> Series | None:
        """The series whose words it says where it is silent, if there is one."""
        return None if self.is_settled else self.series

    @property
    def shown_venue(self) -> Venue | None:
        """The venue where it says it takes place, by its own word or its series'."""
        if self.venue or self.place or self.mode == Mode.ONLINE or self.heard_series is None:
            return self.venue
        return self.heard_series.venue

    @property
    def is_unlisted(self) -> bool:
        """Whether only those who know its address find it."""
        return self.visibility != self.Visibility.PUBLIC

    @property
    def url(self) -> str:
        """The path of its page."""
        return self.get_absolute_url()

    def announcement(self) -> Announcement:
        """Return it as it is told to the world; a tombstone once it was taken down.

        Reads its sessions, people, hosts and more: load them by `with_announcement()`.
        """
        told = as_announcement(self)
        return told.tombstone() if self.is_taken_down else told

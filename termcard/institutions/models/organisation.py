"""The tables of who runs events and where they take place."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from termcard.announcements.announcement import AccessProvision, Named, Place
from termcard.institutions.querysets import OrganisationQuerySet, VenueQuerySet

MARKS = 8


class Organisation(models.Model):
    """An institution, or a unit of one at any depth.

    `path` is the chain of ids from the root, "/3/17/": whatever starts with an organisation's
    path stands in or below it. It is set by the action that places the organisation.
    """

    class Kind(models.TextChoices):
        """What an organisation calls itself."""

        INSTITUTION = "institution"
        FACULTY = "faculty"
        DEPARTMENT = "department"
        INSTITUTE = "institute"
        SCHOOL = "school"
        CENTRE = "centre"
        PARTNERSHIP = "partnership"

    class Approval(models.TextChoices):
        """Whether somebody else looks at an event before it is published.

        Anew: also when its title, abstract, people or date change after it was approved.
        """

        AS_ABOVE = "", "As in the unit above"
        NONE = "none", "Organisers publish"
        ONCE = "once", "Approved before it is published"
        ANEW = "anew", "Approved before it is published, and again when it changes"

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.DEPARTMENT)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="units")
    # Null between the insert that gives the id and the update that writes the path.
    path = models.CharField(max_length=255, unique=True, null=True)  # noqa: DJ001
    introduction = models.TextField(blank=True)
    website = models.URLField(max_length=500, blank=True)
    mark = models.PositiveSmallIntegerField(default=1)
    zone = models.CharField(max_length=64, default="Europe/London")
    # Null: as long as those of the unit above it.
    usual_minutes = models.PositiveSmallIntegerField(null=True)
    approval = models.CharField(
        max_length=5, choices=Approval, blank=True, default=Approval.AS_ABOVE, db_default=""
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        db_table = "organisation"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(mark__gte=1, mark__lte=MARKS), name="mark_is_of_the_palette"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of its page."""
        return reverse("host_page", args=[self.slug])

    @property
    def paths(self) -> list[str]:
        """The paths of all it belongs to, from its institution down to itself: "/3/", "/3/17/"."""
        steps = (self.path or "/").split("/")[1:-1]
        return ["/" + "/".join(steps[:number]) + "/" for number in range(1, len(steps) + 1)]

    @property
    def institution_path(self) -> str:
        """The path of the institution it belongs to, or is: "/3/"."""
        return self.paths[0]

    @property
    def depth(self) -> int:
        """How far below its institution it stands; 0 for the institution."""
        return len(self.paths) - 1

    @property
    def url(self) -> str:
        """The path of its page."""
        return self.get_absolute_url()

    def named(self, base_url: str) -> Named:
        """Return it as announcements name it."""
        return Named(name=self.name, url=base_url + self.get_absolute_url())


class Venue(models.Model):
    """A place where events are held, with its address and the way to it."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="venues")
    name = models.CharField(max_length=300)
    slug = models.SlugField(max_length=100, unique=True)
    street_address = models.CharField(max_length=300, blank=True)
    locality = models.CharField(max_length=100, blank=True)
    postal_code = models.CharField(max_length=20, blank=True)
    country = models.CharField(max_length=2, blank=True)
    latitude = models.FloatField(null=True)
    longitude = models.FloatField(null=True)
    directions = models.TextField(blank=True)
    access = models.JSONField(default=list, blank=True)

    objects = VenueQuerySet.as_manager()

    class Meta:
        db_table = "venue"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="one_venue_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the path of its page."""
        return reverse("venue_page", args=[self.slug])

    @property
    def url(self) -> str:
        """The path of its page."""
        return self.get_absolute_url()

    @property
    def access_words(self) -> list[str]:
        """What it provides so that more people can come: "Step-free access"."""
        return [AccessProvision(word).display for word in self.access]

    def place(self, printed: str = "") -> Place:
        """Return it as announcements show it, under the words that were printed."""
        return Place(
            name=printed or self.name,
            street_address=self.street_address,
            locality=self.locality,
            postal_code=self.postal_code,
            country=self.country,
            latitude=self.latitude,
            longitude=self.longitude,
            directions=self.directions,
        )

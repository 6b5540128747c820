"""The tables of who takes part in an event and who holds it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from termcard.announcements.parts import Part, PartKind
from termcard.institutions.models import Organisation
from termcard.people.models import Person
from termcard.programme.models.session import Talk


class Appearance(models.Model):
    """Somebody's part in an event or a talk, as printed and in the order printed.

    The link to a Person is optional: two printed names are one person only once somebody
    has said so, and may be parted again.
    """

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="appearances")
    talk = models.ForeignKey(Talk, models.CASCADE, null=True, related_name="appearances")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=200)
    honorific = models.CharField(max_length=100, blank=True)
    role = models.CharField(max_length=300, blank=True)
    affiliation = models.CharField(max_length=300, blank=True)
    part = models.CharField(
        max_length=20,
        choices=[(kind.value, kind.display) for kind in PartKind],
        default=PartKind.SPEAKER,
    )
    biography = models.TextField(blank=True)
    url = models.URLField(max_length=1000, blank=True)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="appearances")

    class Meta:
        db_table = "appearance"
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.name

    def as_part(self) -> Part:
        """Return it as announcements tell it."""
        return Part(
            name=self.name,
            honorific=self.honorific,
            role=self.role,
            affiliation=self.affiliation,
            part=PartKind(self.part),
            biography=self.biography,
            url=self.url,
        )


class Hosting(models.Model):
    """An organisation that holds an event: its one owner, or a co-host once it has accepted."""

    class Kind(models.TextChoices):
        """Whose event it is."""

        OWNER = "owner"
        CO_HOST = "co_host"

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="hostings")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hostings")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OWNER)
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "hosting"
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["event", "organisation"], name="hosted_once"),
            models.UniqueConstraint(
                fields=["event"], condition=Q(kind="owner"), name="one_owner_of_an_event"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.organisation_id}"

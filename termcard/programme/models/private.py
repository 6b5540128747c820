"""The tables of what an event never tells the world: join links and organisers' addresses."""

from __future__ import annotations

from django.db import models


class OnlinePlace(models.Model):
    """The way into an online event, sealed; for those who were admitted, and nobody else."""

    event = models.OneToOneField(
        "programme.Event", models.CASCADE, related_name="online_place", primary_key=True
    )
    sealed_links = models.TextField()

    class Meta:
        db_table = "online_place"

    def __str__(self) -> str:
        return f"online place of {self.pk}"


class Contact(models.Model):
    """Whom enquiries about an event reach, as the announcement named them."""

    event = models.OneToOneField(
        "programme.Event", models.CASCADE, related_name="contact", primary_key=True
    )
    words = models.CharField(max_length=500)

    class Meta:
        db_table = "contact"

    def __str__(self) -> str:
        return f"contact of {self.pk}"


class SeriesContact(models.Model):
    """Whom enquiries about the events of a series reach that name nobody of their own."""

    series = models.OneToOneField(
        "programme.Series", models.CASCADE, related_name="contact", primary_key=True
    )
    words = models.CharField(max_length=500)

    class Meta:
        db_table = "series_contact"

    def __str__(self) -> str:
        return f"contact of series {self.pk}"

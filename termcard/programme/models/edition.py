"""The table of which edition of something rows were derived from."""

from __future__ import annotations

from django.db import models

from termcard.programme.querysets.editions import EditionQuerySet


class Edition(models.Model):
    """Which edition of something was in force when rows were derived from it.

    `name` says of what: the rules of time zones, the form in which words are searched.
    """

    name = models.CharField(max_length=50, primary_key=True)
    edition = models.CharField(max_length=100)

    objects = EditionQuerySet.as_manager()

    class Meta:
        db_table = "edition"

    def __str__(self) -> str:
        return f"{self.name} {self.edition}"

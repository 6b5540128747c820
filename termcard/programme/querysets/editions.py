"""Questions about what rows were derived from."""

from __future__ import annotations

from typing import Any

from django.db import models


class EditionQuerySet(models.QuerySet[Any]):
    """Questions about what rows were derived from."""

    def of(self, name: str) -> str:
        """Return the edition of that name; empty where none is noted."""
        edition: str | None = self.filter(pk=name).values_list("edition", flat=True).first()
        return edition or ""

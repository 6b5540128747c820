"""Questions about changes and addresses."""

from __future__ import annotations

from typing import Any, Self

from django.db import models


class ChangeQuerySet(models.QuerySet[Any]):
    """Questions about what happened."""

    def of(self, subject_kind: str, subject_id: int) -> Self:
        """Those of one subject, newest first."""
        return self.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-pk")


class AddressQuerySet(models.QuerySet[Any]):
    """Questions about which words lead where."""

    def at(self, space: str, slug: str) -> Self:
        """The one that these words lead to in that space, if any."""
        return self.filter(space=space, slug=slug)

    def current_of(self, space: str, subject_kind: str, subject_id: int) -> Self:
        """The one that a subject has now."""
        return self.filter(
            space=space, subject_kind=subject_kind, subject_id=subject_id, state="current"
        )

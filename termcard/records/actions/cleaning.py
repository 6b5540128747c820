"""Says before it is written what a row may not hold."""

from __future__ import annotations

from typing import Any

from django.db import models


def require_clean(row: models.Model) -> None:
    """Raise ValidationError, naming the field, when a row holds what its columns do not allow.

    SQLite takes any length, PostgreSQL does not: this says the same on both. Columns that
    may be null and links to other rows are left to the database.
    """
    fields = row._meta.concrete_fields
    left = {each.name for each in fields if each.is_relation or _is_unsaid(row, each)}
    row.clean_fields(exclude=left)


def _is_unsaid(row: models.Model, column: models.Field[Any, Any]) -> bool:
    return column.null and getattr(row, column.attname) is None

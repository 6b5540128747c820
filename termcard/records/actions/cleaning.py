"""Says before it is written what a row may not hold."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.base.operations import BaseDatabaseOperations


def require_clean(row: models.Model) -> None:
    """Raise ValidationError, naming the field, when a row holds what its columns do not allow.

    SQLite takes any length and number, PostgreSQL does not: this says the same on both.
    Columns that may be null and links to other rows are left to the database.
    """
    fields = row._meta.concrete_fields
    left = {each.name for each in fields if each.is_relation or _is_unsaid(row, each)}
    row.clean_fields(exclude=left)
    for each in fields:
        if each.name not in left:
            _require_range(row, each)


def _require_range(row: models.Model, column: models.Field[Any, Any]) -> None:
    """Refuse a whole number that the narrowest database cannot hold."""
    span = BaseDatabaseOperations.integer_field_ranges.get(column.get_internal_type())
    number = getattr(row, column.attname)
    if span and number is not None and not span[0] <= number <= span[1]:
        words = f"The number lies between {span[0]:,} and {span[1]:,}."
        raise ValidationError({column.name: words})


def _is_unsaid(row: models.Model, column: models.Field[Any, Any]) -> bool:
    return column.null and getattr(row, column.attname) is None

"""Writes many rows of one table at once, without making a model of each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, time
from functools import lru_cache, partial
from typing import Any

from django.db import connection, models
from django.db.backends.base.operations import BaseDatabaseOperations

from termcard.records.actions.cleaning import require_clean

Row = tuple[Any, ...]
Model = type[models.Model]
_Write = Callable[[Any], Any]


def new_keys(model: Model, number: int) -> list[int]:
    """Return keys for so many rows to come, in order, which nobody else gets.

    Belongs inside the transaction that inserts them: on SQLite that alone keeps others away.
    """
    if not number:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            found = cursor.fetchone()
            first = (found[0] if found else 0) + 1
            return list(range(first, first + number))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [connection.ops.quote_name(table), number],
        )
        return sorted(key for (key,) in cursor.fetchall())


def insert_rows(
    model: Model, columns: Sequence[str], rows: Iterable[Row], *, or_ignore: bool = False
) -> None:
    """Insert rows whose values stand in the order of the columns, named as Django's attnames.

    A column that is not named takes its default. `or_ignore` passes over rows that are there.
    """
    some = rows if isinstance(rows, list) else list(rows)
    if not some:
        return
    statement, writers, left = _plan(model, tuple(columns), connection.vendor, or_ignore)
    if writers:
        apart = list(zip(*some, strict=True))
        for place, write in writers:
            apart[place] = tuple(map(write, apart[place]))
        some = list(zip(*apart, strict=True))
    if left:
        defaults = tuple((_writer(each) or _as_it_is)(each.get_default()) for each in left)
        some = [(*row, *defaults) for row in some]
    with connection.cursor() as cursor:
        cursor.executemany(statement, some)


def require_clean_rows(model: Model, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Raise ValidationError, naming the field, when a row holds what its columns do not allow.

    Whole columns are looked at first; only a row with a doubtful value is taken by itself.
    """
    if not rows:
        return
    doubtful: set[int] = set()
    for is_plain, values in zip(
        _checks(model, tuple(columns)), zip(*rows, strict=True), strict=True
    ):
        if not is_plain(values):
            doubtful.update(place for place, value in enumerate(values) if not is_plain((value,)))
    for place in sorted(doubtful):
        require_clean(model(**dict(zip(columns, rows[place], strict=True))))


@lru_cache(maxsize=100)
def _checks(model: Model, columns: tuple[str, ...]) -> list[Callable[[Row], bool]]:
    """Return what says of the values of each column that they are surely allowed."""
    return [_check_of(_column(model, name)) for name in columns]


def _check_of(column: models.Field[Any, Any]) -> Callable[[Row], bool]:
    kind = column.get_internal_type()
    if column.is_relation or isinstance(column, models.DateField | models.TimeField):
        return _surely
    if span := BaseDatabaseOperations.integer_field_ranges.get(kind):
        return partial(_are_within, span[0], span[1])
    if isinstance(column, models.URLField | models.SlugField | models.EmailField):
        return _are_empty if column.blank else _never
    if isinstance(column, models.CharField | models.TextField):
        shortest = 0 if column.blank else 1
        if column.choices:
            allowed = {value for value, _ in column.flatchoices}
            return (allowed | {""} if column.blank else allowed).issuperset
        return partial(_are_as_long, shortest, column.max_length or 1_000_000_000)
    return _surely if isinstance(column, models.BooleanField | models.JSONField) else _never


def _surely(values: Row) -> bool:
    return True


def _never(values: Row) -> bool:
    return False


def _are_empty(values: Row) -> bool:
    return not any(values)


def _are_within(least: int, most: int, values: Row) -> bool:
    numbers = [value for value in values if value is not None]
    return not numbers or (least <= min(numbers) and max(numbers) <= most)


def _are_as_long(least: int, most: int, values: Row) -> bool:
    lengths = [*map(len, values)]
    return least <= min(lengths) and max(lengths) <= most


@lru_cache(maxsize=100)
def _plan(
    model: Model, columns: tuple[str, ...], vendor: str, or_ignore: bool
) -> tuple[str, list[tuple[int, _Write]], list[models.Field[Any, Any]]]:
    """Return the statement, what turns values of some columns into the database's, the others."""
    named = [_column(model, name) for name in columns]
    writers = [(place, write) for place, each in enumerate(named) if (write := _writer(each))]
    left = [
        each
        for each in model._meta.concrete_fields
        if each.attname not in columns and not isinstance(each, models.AutoField)
    ]
    quote = connection.ops.quote_name
    names = ", ".join(quote(each.column or "") for each in (*named, *left))
    places = ", ".join(["%s"] * (len(named) + len(left)))
    table = quote(model._meta.db_table)
    ignoring = " ON CONFLICT DO NOTHING" if or_ignore else ""
    return f"INSERT INTO {table} ({names}) VALUES ({places}){ignoring}", writers, left  # noqa: S608


def _column(model: Model, name: str) -> models.Field[Any, Any]:
    return next(each for each in model._meta.concrete_fields if each.attname == name)


def _as_it_is(value: Any) -> Any:
    return value


def _writer(column: models.Field[Any, Any]) -> _Write | None:
    """Return what turns a value of a column into the database's, if anything need."""
    if connection.vendor == "sqlite" and isinstance(column, models.DateTimeField):
        return _sqlite_moment
    if connection.vendor == "sqlite" and isinstance(column, models.TimeField | models.DateField):
        return _sqlite_day_or_hour
    if connection.vendor == "sqlite" and isinstance(column, models.JSONField):
        return _sqlite_json
    if isinstance(column, models.JSONField | models.UUIDField):
        return partial(column.get_db_prep_save, connection=connection)
    return None


def _sqlite_moment(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return str((moment if moment.tzinfo is UTC else moment.astimezone(UTC)).replace(tzinfo=None))


def _sqlite_day_or_hour(value: time | None) -> str | None:
    return None if value is None else str(value)


def _sqlite_json(value: Any) -> str:
    return "[]" if value == [] else json.dumps(value)

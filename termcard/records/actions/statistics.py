"""Lets SQLite know how its tables are filled, by which it chooses among its indexes."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

# Rows looked at in each index, so that it takes as long for a million events as for a thousand.
MOST_LOOKED_AT = 400


def take_statistics(now: datetime | None = None) -> None:
    """Count how the rows of each table lie; PostgreSQL does so by itself.

    Without it SQLite believes that few events are public, and looks through all of them. A
    connection that is open already goes by what it knew.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit={MOST_LOOKED_AT}")
            cursor.execute("ANALYZE")

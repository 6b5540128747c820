"""Holds dates of a series before there is an event for them, and lets them go."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from termcard.announcements.withholding import withhold
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.models import Placeholder, Series
from termcard.programme.rules import may_edit_series
from termcard.records.actions import Happening, record_changes, require_clean


@transaction.atomic
def hold_date(
    series: Series,
    *,
    on: date,
    by: Account,
    kind: Placeholder.Kind = Placeholder.Kind.TO_BE_ANNOUNCED,
    words: str = "",
) -> Placeholder:
    """Have a date of a series shown as to be announced, or as without a meeting.

    A date that is held already is shown in the new way. Raises PermissionDenied, and
    ValidationError naming the field.
    """
    _require_organiser(series, by)
    held: Placeholder = Placeholder.objects.filter(series=series, on=on).first() or Placeholder(
        series=series, on=on
    )
    held.kind, held.words = kind, withhold(plain_line(words)).text
    require_clean(held)
    held.save()
    details = {"on": on.isoformat(), "kind": str(kind)}
    record_changes([Happening("series", series.pk, "date_held", details=details)], by=by)
    return held


@transaction.atomic
def release_date(held: Placeholder, *, by: Account) -> None:
    """Show a date of a series no longer, unless by its event."""
    _require_organiser(held.series, by)
    details = {"on": held.on.isoformat()}
    record_changes([Happening("series", held.series_id, "date_released", details=details)], by=by)
    held.delete()


def _require_organiser(series: Series, by: Account) -> None:
    if not may_edit_series(by, series):
        raise PermissionDenied(f"Only organisers of {series.host} hold dates of its series.")

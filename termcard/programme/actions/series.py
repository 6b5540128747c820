"""Starts series and changes what they say for their events."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from termcard.announcements.withholding import withhold
from termcard.institutions.models import Organisation
from termcard.lib.wording import plain_line, plain_text
from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, touch_events
from termcard.programme.models import Event, Series
from termcard.programme.rules import may_add_series
from termcard.records.actions import Happening, claim_address, record_changes, require_clean


@transaction.atomic
def add_series(*, title: str, slug: str, host: Organisation, by: Account, **details: Any) -> Series:
    """Start a series. `details` are other fields of Series, its defaults for events among them.

    Raises PermissionDenied, and ValidationError naming the field.
    """
    if not may_add_series(by, host):
        raise PermissionDenied(f"Only organisers of {host} start its series.")
    series = Series(title=title, slug=slug, host=host, **details)
    _tidy(series)
    require_clean(series)
    series.save()
    claim_address("units", slug, subject_kind="series", subject_id=series.pk)
    record_changes([Happening("series", series.pk, "added")], by=by)
    return series


@transaction.atomic
def amend_series(series: Series, *, by: Account, **details: Any) -> Series:
    """Change a series: its title, its words, or what its events say where they are silent.

    A new `slug` leaves a redirect. Raises PermissionDenied, and ValidationError naming the
    field.
    """
    if not may_add_series(by, series.host):
        raise PermissionDenied(f"Only organisers of {series.host} change its series.")
    changed = {name: value for name, value in details.items() if getattr(series, name) != value}
    for name, value in changed.items():
        setattr(series, name, value)
    _tidy(series)
    require_clean(series)
    if "slug" in changed:
        claim_address("units", series.slug, subject_kind="series", subject_id=series.pk)
    series.save()
    named = Happening("series", series.pk, "amended", details={"changed": sorted(changed)})
    record_changes([named], by=by)
    touches = [Touch(event, "reworded", is_loud=False) for event in Event.objects.in_series(series)]
    touch_events(touches, by=by)
    return series


def _tidy(series: Series) -> None:
    for name in ("description", "attendance"):
        setattr(series, name, withhold(plain_text(getattr(series, name))).text)
    for name in ("title", "place", "platform", "usual_times"):
        setattr(series, name, withhold(plain_line(getattr(series, name))).text)

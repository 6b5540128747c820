"""Starts series and changes what they say for their events."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.announcements.sessions import require_zone
from termcard.announcements.withholding import withhold
from termcard.institutions.models import Organisation
from termcard.lib.wording import plain_line, plain_text
from termcard.people.models import Account
from termcard.programme.actions import rows
from termcard.programme.actions.defaults import SHOWN, hear_series, open_series_events
from termcard.programme.models import Series, SeriesContact
from termcard.programme.rules import may_add_series, may_edit_series
from termcard.records.actions import Happening, claim_address, record_changes, require_clean

LONG_TEXTS = ("description", "attendance")
LINES = ("title", "place", "platform", "usual_times")


@transaction.atomic
def add_series(*, title: str, slug: str, host: Organisation, by: Account, **details: Any) -> Series:
    """Start a series. `details` are other fields of Series, its defaults for events among them.

    `contact` among them is kept apart: it says whom enquiries reach, and is told nobody. Raises
    PermissionDenied, and ValidationError naming the field.
    """
    contact = details.pop("contact", "")
    if not may_add_series(by, host):
        raise PermissionDenied(f"Only organisers of {host} start its series.")
    series = Series(title=title, slug=slug, host=host, **details)
    _tidy(series)
    if "venue" not in details:
        series.venue = rows.venue_named(host, series.place)
    require_clean(series)
    series.save()
    claim_address("units", slug, subject_kind="series", subject_id=series.pk)
    _keep_contact(series, contact)
    record_changes([Happening("series", series.pk, "added")], by=by)
    return series


@transaction.atomic
def amend_series(series: Series, *, by: Account, **details: Any) -> Series:
    """Change a series: its title, its words, or what its events say where they are silent.

    Silent events to come say the new words; events that are over keep the old ones. A new
    `slug` leaves a redirect; `contact` is kept apart. Raises PermissionDenied, and
    ValidationError naming the field.
    """
    contact = details.pop("contact", None)
    amended: Series = Series.objects.select_for_update().get(pk=series.pk)
    _require_hosts(amended, details.get("host", amended.host), by)
    before = {name: getattr(amended, name) for name in _columns(amended)}
    old_name = amended.venue.name if amended.venue else ""
    for name, value in details.items():
        setattr(amended, name, value)
    _tidy(amended)
    if amended.place != before["place"] and "venue" not in details:
        amended.venue = rows.venue_named(amended.host, amended.place)
    elif amended.venue_id != before["venue_id"] and amended.place == old_name:
        amended.place = ""  # it goes by the name of the new one
    require_clean(amended)
    changed = {name for name in before if getattr(amended, name) != before[name]}
    if contact is not None and _keep_contact(amended, contact):
        changed.add("contact")
    if not changed:
        return amended
    opened = open_series_events(amended) if changed & SHOWN else []
    if "slug" in changed:
        claim_address("units", amended.slug, subject_kind="series", subject_id=amended.pk)
    amended.save()
    named = sorted(name.removesuffix("_id") for name in changed)
    record_changes([Happening("series", amended.pk, "amended", details={"changed": named})], by=by)
    hear_series(opened, amended, by=by)
    return amended


def _keep_contact(series: Series, contact: str) -> bool:
    """Keep whom enquiries reach as typed, and return whether that is new."""
    words = plain_line(contact)[:500]
    known = SeriesContact.objects.filter(series=series).first()
    if words == (known.words if known else ""):
        return False
    if words:
        SeriesContact.objects.update_or_create(series=series, defaults={"words": words})
    else:
        SeriesContact.objects.filter(series=series).delete()
    return True


def _columns(series: Series) -> list[str]:
    return [column.attname for column in series._meta.concrete_fields]


def _require_hosts(series: Series, host: Organisation, by: Account) -> None:
    """Let a series go to another host only for those who organise for both."""
    if not may_edit_series(by, series):
        raise PermissionDenied(f"Only organisers of {series.host} change its series.")
    for each in () if host.pk == series.host_id else (series.host, host):
        if not may_add_series(by, each):
            raise PermissionDenied(f"Only organisers of {each} give it series, or take them.")
    if host.institution_path != series.host.institution_path:
        raise ValidationError({"host": "A series stays in its institution."})


def _tidy(series: Series) -> None:
    """Make the words of a series fit to be shown; raise ValidationError for an unknown zone."""
    for name in LONG_TEXTS:
        setattr(series, name, withhold(plain_text(getattr(series, name))).text)
    for name in LINES:
        setattr(series, name, withhold(plain_line(getattr(series, name))).text)
    if series.zone:
        try:
            require_zone(series.zone)
        except ValueError as error:
            raise ValidationError({"zone": str(error).removeprefix("zone: ")}) from error

"""The writes of organisations and venues."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from termcard.institutions.models import Organisation, Venue
from termcard.institutions.rules import Doer, may_add_organisation
from termcard.lib.wording import plain_line, plain_text
from termcard.records.actions import Happening, claim_address, record_changes, require_clean


@transaction.atomic
def add_organisation(
    *, name: str, slug: str, by: Doer, parent: Organisation | None = None, **details: Any
) -> Organisation:
    """Place an organisation in the tree, below `parent` or as an institution of its own.

    `details` are other fields of Organisation. Raises ValidationError naming the field, also
    on `slug` when another host or series has it or had it.
    """
    if not may_add_organisation(by):
        raise PermissionDenied("Only operators add organisations.")
    if "introduction" in details:
        details["introduction"] = plain_text(details["introduction"])
    organisation = Organisation(name=plain_line(name), slug=slug, parent=parent, **details)
    require_clean(organisation)
    organisation.save()
    above = parent.path if parent and parent.path else "/"
    organisation.path = f"{above}{organisation.pk}/"
    organisation.save(update_fields=["path"])
    claim_address("units", slug, subject_kind="organisation", subject_id=organisation.pk)
    record_changes([Happening("organisation", organisation.pk, "added")], by=by)
    return organisation


@transaction.atomic
def add_venue(*, organisation: Organisation, name: str, by: Doer, **details: Any) -> Venue:
    """Add a place of an institution. Raises ValidationError naming the field."""
    if not may_add_organisation(by):
        raise PermissionDenied("Only operators add venues.")
    if "directions" in details:
        details["directions"] = plain_text(details["directions"])
    venue = Venue(organisation=organisation, name=plain_line(name), **details)
    require_clean(venue)
    venue.save()
    record_changes([Happening("venue", venue.pk, "added")], by=by)
    return venue

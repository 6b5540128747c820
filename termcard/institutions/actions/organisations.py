"""The writes of organisations and venues."""

from __future__ import annotations

import itertools
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from termcard.announcements.sessions import require_zone
from termcard.announcements.withholding import withhold
from termcard.institutions.models import Organisation, Venue
from termcard.institutions.rules import Doer, may_add_organisation
from termcard.lib.wording import plain_line, plain_text
from termcard.records.actions import Happening, claim_address, record_changes, require_clean

LONGEST_SLUG = 80
LONG_TEXTS = {"introduction", "directions"}


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
    words = _public_words({"name": name, **details})
    organisation = Organisation(slug=slug, parent=parent, **words)
    require_clean(organisation)
    _require_zone(organisation.zone)
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
    venue = Venue(organisation=organisation, **_public_words({"name": name, **details}))
    venue.slug = venue.slug or _free_slug(venue.name)
    require_clean(venue)
    venue.save()
    record_changes([Happening("venue", venue.pk, "added")], by=by)
    return venue


def _free_slug(name: str) -> str:
    """Return words for the address of a venue that no other has; they stay when it is renamed."""
    words = slugify(name)[:LONGEST_SLUG].strip("-") or "venue"
    taken = Venue.objects.slugs_beginning(words)
    numbered = (f"{words}-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain([words], numbered) if each not in taken)


def _require_zone(zone: str) -> None:
    try:
        require_zone(zone)
    except ValueError as error:
        raise ValidationError({"zone": str(error).removeprefix("zone: ")}) from error


def _public_words(details: dict[str, Any]) -> dict[str, Any]:
    """Return the fields with their texts fit to be shown: no controls, no private addresses."""
    words = dict(details)
    for name, text in details.items():
        if isinstance(text, str):
            tidy = plain_text(text) if name in LONG_TEXTS else plain_line(text)
            words[name] = withhold(tidy).text
    return words

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
from termcard.institutions.rules import Planner, may_add_organisation, may_add_venue, may_shape
from termcard.lib.wording import plain_line, plain_text
from termcard.records.actions import Happening, claim_address, record_changes, require_clean

LONGEST_SLUG = 80
LONG_TEXTS = {"introduction", "directions"}
AMENDABLE = {"introduction", "website", "zone", "usual_minutes", "kind"}


@transaction.atomic
def add_organisation(
    *, name: str, slug: str, by: Planner, parent: Organisation | None = None, **details: Any
) -> Organisation:
    """Place an organisation in the tree, below `parent` or as an institution of its own.

    `details` are other fields of Organisation. Raises ValidationError naming the field, also
    on `slug` when another host or series has it or had it.
    """
    if not may_add_organisation(by, parent):
        raise PermissionDenied("Only operators add institutions, and stewards units below theirs.")
    words = _public_words({"name": name, **details})
    organisation = Organisation(slug=slug, parent=parent, **words)
    require_clean(organisation)
    _require_zone(organisation.zone)
    if Organisation.objects.called(slug).exists():
        raise ValidationError({"slug": f"The address “{slug}” is taken."})
    organisation.save()
    above = parent.path if parent and parent.path else "/"
    organisation.path = f"{above}{organisation.pk}/"
    organisation.save(update_fields=["path"])
    claim_address("units", slug, subject_kind="organisation", subject_id=organisation.pk)
    record_changes([Happening("organisation", organisation.pk, "added")], by=by)
    return organisation


@transaction.atomic
def amend_organisation(organisation: Organisation, *, by: Planner, **details: Any) -> Organisation:
    """Change what an organisation says of itself: `introduction`, `website`, `zone` and the like.

    Its name and address change by rename_organisation, which also touches its events. Raises
    PermissionDenied, and ValidationError naming the field.
    """
    if not may_shape(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} change it.")
    if unknown := details.keys() - AMENDABLE:
        raise ValueError(f"Not to be amended: {', '.join(sorted(unknown))}")
    amended: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    words = _public_words(details)
    changed = sorted(name for name, value in words.items() if getattr(amended, name) != value)
    for name in changed:
        setattr(amended, name, words[name])
    require_clean(amended)
    _require_zone(amended.zone)
    if changed:
        amended.save(update_fields=changed)
        happening = Happening("organisation", amended.pk, "amended", details={"changed": changed})
        record_changes([happening], by=by)
    return amended


@transaction.atomic
def add_venue(*, organisation: Organisation, name: str, by: Planner, **details: Any) -> Venue:
    """Add a place of an institution. Raises ValidationError naming the field."""
    if not may_add_venue(by, organisation):
        raise PermissionDenied(f"Only organisers of {organisation} add its venues.")
    venue = Venue(organisation=organisation, **_public_words({"name": name, **details}))
    require_free_name(organisation, venue.name)
    venue.slug = venue.slug or _free_slug(venue.name)
    require_clean(venue)
    venue.save()
    record_changes([Happening("venue", venue.pk, "added")], by=by)
    return venue


def require_free_name(organisation: Organisation, name: str) -> None:
    """Raise ValidationError on `name` when the organisation has a place of that name."""
    if Venue.objects.of_unit(organisation).called(name).exists():
        raise ValidationError({"name": f"There is a “{name}” already."})


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

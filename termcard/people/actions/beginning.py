"""Begins an installation: its institution, and whoever lets the others in."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.text import slugify

from termcard.institutions.actions import add_organisation
from termcard.institutions.models import Organisation
from termcard.people.actions.inviting import invite
from termcard.people.models import Account, Role
from termcard.people.rules import may_run_installation

LONGEST_SLUG = 80


@transaction.atomic
def begin_installation(*, name: str, zone: str, email: str, by: Account) -> Organisation:
    """Add the first institution, and invite its first steward, who lets the others in.

    Raises PermissionDenied, and ValidationError naming the field, or saying that there is an
    institution already.
    """
    if not may_run_installation(by):
        raise PermissionDenied("Only operators begin an installation.")
    Account.objects.select_for_update().get(pk=by.pk)  # of two at once, the second waits here
    if Organisation.objects.exists():
        raise ValidationError("There is an institution already.")
    slug = slugify(name)[:LONGEST_SLUG].strip("-") or "institution"
    kind = Organisation.Kind.INSTITUTION
    institution = add_organisation(name=name, slug=slug, kind=kind, zone=zone, by=by)
    invite(email, institution, kinds=[Role.Kind.STEWARD], by=by)
    return institution

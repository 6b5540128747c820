"""Claims the words of a web address for a subject."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.records.models import Address


@transaction.atomic
def claim_address(space: str, slug: str, *, subject_kind: str, subject_id: int) -> Address:
    """Make these words the current address of a subject; its earlier words redirect to them.

    Raises ValidationError on `slug` when they lead to another subject, or once did.
    """
    taken = Address.objects.select_for_update().at(space, slug).first()
    if taken and (taken.subject_kind, taken.subject_id) != (subject_kind, subject_id):
        raise ValidationError({"slug": f"The address “{slug}” is taken."})
    Address.objects.filter(
        space=space, subject_kind=subject_kind, subject_id=subject_id, state=Address.State.CURRENT
    ).update(state=Address.State.REDIRECT)
    address, _ = Address.objects.update_or_create(
        space=space,
        slug=slug,
        defaults={
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "state": Address.State.CURRENT,
        },
    )
    return address


@transaction.atomic
def point_address(space: str, slug: str, *, subject_kind: str, subject_id: int) -> Address:
    """Let these words redirect to a subject, whatever they redirected to before.

    Raises ValidationError on `slug` when they are some subject's current address.
    """
    if Address.objects.at(space, slug).filter(state=Address.State.CURRENT).exists():
        raise ValidationError({"slug": f"The address “{slug}” is taken."})
    address, _ = Address.objects.update_or_create(
        space=space,
        slug=slug,
        defaults={
            "subject_kind": subject_kind,
            "subject_id": subject_id,
            "state": Address.State.REDIRECT,
        },
    )
    return address

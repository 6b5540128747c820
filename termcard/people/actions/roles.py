"""Grants roles on units, and takes them away."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.institutions.models import Organisation
from termcard.people.models import Account, Role
from termcard.people.rules import may_steward
from termcard.records.actions import UNSEEN, Happening, record_changes


@transaction.atomic
def grant_role(
    account: Account,
    organisation: Organisation,
    *,
    by: Account,
    kind: Role.Kind = Role.Kind.ORGANISER,
) -> Role:
    """Grant an account a role on an organisation and every unit below it.

    Stewards of the organisation, or of a unit above it, and operators do.
    """
    if not may_steward(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} grant roles there.")
    role, is_new = Role.objects.get_or_create(account=account, organisation=organisation, kind=kind)
    if is_new:
        _record(account, "role_granted", organisation, role.kind, by)
    return role


@transaction.atomic
def revoke_role(
    account: Account,
    organisation: Organisation,
    *,
    by: Account,
    kind: Role.Kind = Role.Kind.ORGANISER,
    is_sure: bool = False,
) -> bool:
    """Take a role on exactly this organisation away; return whether it was held.

    Raises PermissionDenied, and ValidationError when the last steward takes the role from
    themselves, unless `is_sure` says that they know what follows.
    """
    if not may_steward(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} revoke roles there.")
    held = Role.objects.of(account).of_kind(kind).on(organisation)
    is_own = account.pk == by.pk and kind == Role.Kind.STEWARD and not by.is_operator
    if is_own and not is_sure and held.exists() and is_last_steward(account, organisation):
        raise ValidationError(
            f"You are the last steward of {organisation}: after this only whoever runs the "
            "installation can grant roles there.",
            code="last_steward",
        )
    gone, _ = held.delete()
    if gone:
        _record(account, "role_revoked", organisation, kind, by)
    return gone > 0


def is_last_steward(account: Account, organisation: Organisation) -> bool:
    """Say whether nobody would steward the unit any more without the role the account has there."""
    stewards = Role.objects.over(organisation).of_kind(Role.Kind.STEWARD).of_open_accounts()
    return not stewards.exclude(account=account, organisation=organisation).exists()


def _record(
    account: Account, verb: str, organisation: Organisation, kind: str, by: Account
) -> None:
    details = {"role": str(kind), "organisation": organisation.pk}
    happening = Happening(
        "account", account.pk, verb, is_loud=False, details=details, touches=UNSEEN
    )
    record_changes([happening], by=by)

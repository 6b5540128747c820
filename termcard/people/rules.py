"""Who may do what to organisations and accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account


def may_organise_for(account: Account | None, organisation: Organisation) -> bool:
    """Say whether the account may announce and change events of this organisation."""
    return _may_act_as("organiser", account, organisation)


def may_approve_for(account: Account | None, organisation: Organisation) -> bool:
    """Say whether the account may let events of this organisation be published."""
    return _may_act_as("approver", account, organisation)


def may_steward(account: Account | None, organisation: Organisation) -> bool:
    """Say whether the account may say who holds which role there, and how the unit works."""
    return _may_act_as("steward", account, organisation)


def _may_act_as(kind: str, account: Account | None, organisation: Organisation) -> bool:
    if account is None:
        return False
    if account.is_operator:
        return True
    if not account.is_active:
        return False
    paths = account.roles.granting(kind).paths()
    return any((organisation.path or "").startswith(path) for path in paths)


def may_run_installation(account: Account | None) -> bool:
    """Say whether the account may add organisations, accounts and roles."""
    return account is not None and account.is_operator

"""Who may do what to organisations and accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account


def may_organise_for(account: Account | None, organisation: Organisation) -> bool:
    """Say whether the account may announce and change events of this organisation."""
    if account is None:
        return False
    if account.is_operator:
        return True
    if not account.is_active:
        return False
    paths = account.roles.granting("organiser").paths()
    return any((organisation.path or "").startswith(path) for path in paths)


def may_run_installation(account: Account | None) -> bool:
    """Say whether the account may add organisations, accounts and roles."""
    return account is not None and account.is_operator

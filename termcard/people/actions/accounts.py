"""Lets people sign in, and lets them sign in no longer."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.people.models import Account
from termcard.people.querysets import kept_address
from termcard.people.rules import may_run_installation
from termcard.records.actions import UNSEEN, Happening, record_changes, require_clean

LOCAL_OPERATOR = "operator@termcard.invalid"


def local_operator() -> Account:
    """Return the account in whose name commands typed on the machine itself act.

    It is not active, so nobody can sign in to it; its address reaches nobody (RFC 2606).
    """
    account: Account
    account, _ = Account.objects.get_or_create(
        email=LOCAL_OPERATOR, defaults={"is_active": False, "is_superuser": True}
    )
    return account


@transaction.atomic
def add_account(email: str, *, by: Account, is_operator: bool = False) -> Account:
    """Let somebody sign in with that address; an account that is there is kept.

    `is_operator` also grants everything on this installation. Raises ValidationError on
    `email` when it is no address.
    """
    if not may_run_installation(by):
        raise PermissionDenied("Only operators add accounts.")
    account = open_account(email, by=by)
    if is_operator and not account.is_superuser:
        account.is_superuser = account.is_staff = True
        account.save(update_fields=["is_superuser", "is_staff"])
        record_changes(
            [Happening("account", account.pk, "made_operator", is_loud=False, touches=UNSEEN)],
            by=by,
        )
    return account


def open_account(email: str, *, by: Account) -> Account:
    """Return the account with that address, opened if there was none.

    Belongs inside the transaction of the action that checked whether `by` may let somebody in.
    Raises ValidationError on `email` when it is no address.
    """
    email = kept_address(email)
    account: Account | None = Account.objects.called(email).first()
    if account is not None:
        return account
    wanted = Account(email=email)
    wanted.set_unusable_password()
    require_clean(wanted)
    opened: tuple[Account, bool] = Account.objects.get_or_create(
        email=email, defaults={"password": wanted.password}
    )
    account, is_new = opened
    if is_new:
        happening = Happening("account", account.pk, "added", is_loud=False, touches=UNSEEN)
        record_changes([happening], by=by)
    return account


def require_open(account: Account) -> None:
    """Raise ValidationError on `email` when nobody signs in to the account any more."""
    if not account.is_active:
        words = "This account was closed. Whoever runs the installation can open it again."
        raise ValidationError({"email": words})


@transaction.atomic
def deactivate_account(account: Account, *, by: Account) -> Account:
    """Let an account no longer sign in, and end its sessions for good; it keeps its roles."""
    return _set_active(account, False, "deactivated", by)


@transaction.atomic
def reactivate_account(account: Account, *, by: Account) -> Account:
    """Let a deactivated account sign in again. Raises ValidationError for the machine's own."""
    return _set_active(account, True, "reactivated", by)


def _set_active(account: Account, is_active: bool, verb: str, by: Account) -> Account:
    if not may_run_installation(by):
        raise PermissionDenied("Only operators deactivate and reactivate accounts.")
    found: Account = Account.objects.select_for_update().get(pk=account.pk)
    if found.email == LOCAL_OPERATOR:
        raise ValidationError("Nobody signs in to the account of the machine itself.")
    if found.is_active is is_active:
        return found
    found.is_active = is_active
    found.set_unusable_password()  # a new one each time, on which the sessions of old hang
    found.save(update_fields=["is_active", "password"])
    record_changes([Happening("account", found.pk, verb, is_loud=False, touches=UNSEEN)], by=by)
    return found

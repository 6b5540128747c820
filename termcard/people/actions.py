"""The writes of accounts and roles."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.institutions.models import Organisation
from termcard.people.models import Account, Duty, Role
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
    email = kept_address(email)
    account: Account | None = Account.objects.called(email).first()
    if account is None:
        account = Account(email=email)
        account.set_unusable_password()
        require_clean(account)
        account.save()
        record_changes(
            [Happening("account", account.pk, "added", is_loud=False, touches=UNSEEN)], by=by
        )
    if is_operator and not account.is_superuser:
        account.is_superuser = account.is_staff = True
        account.save(update_fields=["is_superuser", "is_staff"])
        record_changes(
            [Happening("account", account.pk, "made_operator", is_loud=False, touches=UNSEEN)],
            by=by,
        )
    return account


@transaction.atomic
def grant_role(
    account: Account,
    organisation: Organisation,
    *,
    by: Account,
    kind: Role.Kind = Role.Kind.ORGANISER,
) -> Role:
    """Grant an account a role on an organisation and every unit below it."""
    if not may_run_installation(by):
        raise PermissionDenied("Only operators grant roles.")
    role, is_new = Role.objects.get_or_create(account=account, organisation=organisation, kind=kind)
    if is_new:
        details = {"role": role.kind, "organisation": organisation.pk}
        record_changes(
            [
                Happening(
                    "account",
                    account.pk,
                    "role_granted",
                    is_loud=False,
                    details=details,
                    touches=UNSEEN,
                )
            ],
            by=by,
        )
    return role


@transaction.atomic
def revoke_role(
    account: Account,
    organisation: Organisation,
    *,
    by: Account,
    kind: Role.Kind = Role.Kind.ORGANISER,
) -> bool:
    """Take a role on exactly this organisation away; return whether it was held."""
    if not may_run_installation(by):
        raise PermissionDenied("Only operators revoke roles.")
    held = Role.objects.of(account).of_kind(kind).filter(organisation=organisation)
    gone, _ = held.delete()
    if gone:
        details = {"role": str(kind), "organisation": organisation.pk}
        record_changes(
            [
                Happening(
                    "account",
                    account.pk,
                    "role_revoked",
                    is_loud=False,
                    details=details,
                    touches=UNSEEN,
                )
            ],
            by=by,
        )
    return gone > 0


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


def open_duty(
    kind: str,
    *,
    subject_kind: str,
    subject_id: int,
    organisation: Organisation,
    title: str,
    path: str,
) -> Duty:
    """Let an organisation's organisers see that something needs them; once for a subject.

    Belongs inside the transaction of whatever calls for it, which records the Change.
    """
    duty, _ = Duty.objects.get_or_create(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        defaults={"organisation": organisation, "title": title[:300], "path": path},
    )
    return duty


def finish_duty(kind: str, *, subject_kind: str, subject_id: int) -> None:
    """Let nobody be asked for it any more; belongs inside the transaction of what was done."""
    open_ones = Duty.objects.about(kind, subject_kind, subject_id).filter(done_at__isnull=True)
    open_ones.update(done_at=timezone.now())

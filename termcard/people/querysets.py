"""Questions about accounts, roles and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from termcard.people.models import Account


class AccountQuerySet(models.QuerySet[Any]):
    """Questions about accounts."""

    def called(self, email: str) -> Self:
        """The one with that address, in whatever case it is typed."""
        return self.filter(email=email.strip().casefold())


class AccountManager(BaseUserManager["Account"].from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Lets Django find an account by its address."""

    def get_by_natural_key(self, email: str | None) -> Account:
        """Return the account with that address; raise Account.DoesNotExist when there is none."""
        account: Account = self.get(email=(email or "").strip().casefold())
        return account


class RoleQuerySet(models.QuerySet[Any]):
    """Questions about who may do what where."""

    def of(self, account: Account) -> Self:
        """Those an account holds."""
        return self.filter(account=account)

    def granting(self, kind: str) -> Self:
        """Those of one kind."""
        return self.filter(kind=kind)

    def paths(self) -> list[str]:
        """Return the paths of the organisations they are held on."""
        return list(self.values_list("organisation__path", flat=True))

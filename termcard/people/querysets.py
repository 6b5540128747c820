"""Questions about accounts, roles and people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.models import BaseUserManager
from django.db import models

if TYPE_CHECKING:
    from datetime import datetime

    from termcard.institutions.models import Organisation
    from termcard.people.models import Account


def kept_address(email: str) -> str:
    """Return an address as accounts keep it: lower case, but "ß" stays another letter than "ss"."""
    return email.strip().lower()


class AccountQuerySet(models.QuerySet[Any]):
    """Questions about accounts."""

    def called(self, email: str) -> Self:
        """The one with that address, in whatever case it is typed."""
        return self.filter(email=kept_address(email))

    def organising(self, organisation: Organisation) -> Self:
        """Those who are organisers of exactly this organisation, and may sign in."""
        kinds = ("organiser", "steward")
        held = {"roles__organisation": organisation, "roles__kind__in": kinds}
        return self.filter(is_active=True, **held).order_by("pk").distinct()

    def keyed(self, key: int) -> Self:
        """The one that records name by that key."""
        return self.filter(pk=key)

    def wanting_morning_mail(self) -> Self:
        """Those with something to do here that want its mail each morning, and may sign in."""
        held = models.Q(roles__kind__in=("organiser", "approver", "steward"))
        kept = models.Q(keepings__until_at__isnull=True, keepings__isnull=False)
        wanting = self.filter(is_active=True, wants_morning_mail=True)
        return wanting.filter(held | kept | models.Q(is_superuser=True)).order_by("pk").distinct()

    def approving(self, organisation: Organisation) -> Self:
        """Those who approve events of exactly this organisation, and may sign in."""
        kinds = ("approver", "steward")
        held = {"roles__organisation": organisation, "roles__kind__in": kinds}
        return self.filter(is_active=True, **held).order_by("pk").distinct()

    def operators(self) -> Self:
        """Those who run the installation, and may sign in."""
        return self.filter(is_active=True, is_superuser=True).order_by("pk")


class AccountManager(BaseUserManager["Account"].from_queryset(AccountQuerySet)):  # type: ignore[misc]
    """Lets Django find an account by its address."""

    def get_by_natural_key(self, email: str | None) -> Account:
        """Return the account with that address; raise Account.DoesNotExist when there is none."""
        account: Account = self.get(email=kept_address(email or ""))
        return account


class RoleQuerySet(models.QuerySet[Any]):
    """Questions about who may do what where."""

    def of(self, account: Account) -> Self:
        """Those an account holds."""
        return self.filter(account=account)

    def of_kind(self, kind: str) -> Self:
        """Those of exactly that kind."""
        return self.filter(kind=kind)

    def granting(self, kind: str) -> Self:
        """Those by which one may do what that kind may: a steward may do all of it."""
        return self.filter(kind__in={kind, "steward"})

    def over(self, organisation: Organisation) -> Self:
        """Those that hold for an organisation: held on it, or on a unit above it."""
        return self.filter(organisation__path__in=organisation.paths)

    def on(self, organisation: Organisation) -> Self:
        """Those on exactly that organisation."""
        return self.filter(organisation=organisation)

    def of_open_accounts(self) -> Self:
        """Those of accounts to which somebody may sign in."""
        return self.filter(account__is_active=True)

    def keyed(self, key: int) -> Self:
        """The one with that key."""
        return self.filter(pk=key)

    def in_order(self) -> Self:
        """From the root down, by address; with accounts and organisations."""
        ordered = self.order_by("organisation__path", "account__email", "kind")
        return ordered.select_related("account", "organisation")

    def kinds(self) -> list[str]:
        """Return the kind of each."""
        return list(self.values_list("kind", flat=True))

    def held(self) -> list[tuple[str, str]]:
        """Return the kind of each and the path of the organisation it is held on."""
        return list(self.values_list("kind", "organisation__path"))

    def paths(self) -> list[str]:
        """Return the paths of the organisations they are held on."""
        return list(self.values_list("organisation__path", flat=True))


class DutyQuerySet(models.QuerySet[Any]):
    """Questions about what needs somebody."""

    def open_for(self, account: Account) -> Self:
        """Those still to be done, of the organisations the account organises; oldest first."""
        waiting = self.filter(done_at__isnull=True).order_by("opened_at", "pk")
        if account.is_operator:
            return waiting
        below = models.Q(pk__in=[])
        for path in account.roles.granting("organiser").paths():
            below |= models.Q(organisation__path__startswith=path)
        return waiting.filter(below)

    def of_kinds(self, kinds: list[str]) -> Self:
        """Those of these kinds."""
        return self.filter(kind__in=kinds)

    def about(self, kind: str, subject_kind: str, subject_id: int) -> Self:
        """The one of that kind about one subject."""
        return self.filter(kind=kind, subject_kind=subject_kind, subject_id=subject_id)


class PersonQuerySet(models.QuerySet[Any]):
    """Questions about the people that events name."""

    def called(self, slug: str) -> Self:
        """The one with these words in their address."""
        return self.filter(slug=slug)

    def with_keys(self, keys: list[int]) -> Self:
        """Those that records name by these keys."""
        return self.filter(pk__in=keys)

    def in_order(self) -> Self:
        """By name."""
        return self.order_by("name", "pk")


class TokenQuerySet(models.QuerySet[Any]):
    """Questions about access tokens."""

    def good_at(self, moment: datetime) -> Self:
        """Return those that still act for an account that is open."""
        return self.filter(revoked_at__isnull=True, expires_at__gt=moment, account__is_active=True)

    def hashed_as(self, hashed: str) -> Self:
        """Return the one whose secret words have this hash, with its account."""
        return self.filter(hashed=hashed).select_related("account")

"""Who may add organisations and venues, plan their terms and say how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation


class Doer(Protocol):
    """Whoever acts: an account, known here only by whether it runs the installation."""

    @property
    def pk(self) -> Any:
        """The account's key."""

    @property
    def is_operator(self) -> bool:
        """Whether it may do everything on this installation."""


class Planner(Doer, Protocol):
    """An account that may hold roles, by which it organises for units."""

    @property
    def is_active(self) -> bool:
        """Whether somebody may sign in to it."""

    @property
    def roles(self) -> Any:
        """The roles it holds."""


def may_add_organisation(account: Planner | None, parent: Organisation | None = None) -> bool:
    """Say whether the account may place organisations in the tree, below `parent` if one is given.

    Institutions of their own are added by operators, units by stewards of what they stand below.
    """
    if parent is None:
        return account is not None and account.is_operator
    return _holds("steward", account, parent)


def may_shape(account: Planner | None, organisation: Organisation) -> bool:
    """Say whether the account may change what an organisation says of itself: its stewards."""
    return _holds("steward", account, organisation)


def may_add_venue(account: Planner | None, organisation: Organisation) -> bool:
    """Say whether the account may add places of that organisation: organisers there, or above."""
    return _holds("organiser", account, organisation)


def may_plan_terms(account: Planner | None, organisation: Organisation) -> bool:
    """Say whether the account may plan terms and closed days: organisers there, or above."""
    return _holds("organiser", account, organisation)


def may_dress(account: Planner | None, organisation: Organisation) -> bool:
    """Say whether the account may say how an organisation looks: stewards there, or above."""
    return _holds("steward", account, organisation)


def _holds(kind: str, account: Planner | None, organisation: Organisation) -> bool:
    if account is None:
        return False
    if account.is_operator:
        return True
    held = account.roles.granting(kind).paths() if account.is_active else []
    return any((organisation.path or "").startswith(path) for path in held)


def may_say_how_published(account: Planner | None, organisation: Organisation) -> bool:
    """Say whether the account may say what events there need before they are published."""
    return _holds("steward", account, organisation)

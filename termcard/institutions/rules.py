"""Who may add organisations and venues."""

from __future__ import annotations

from typing import Any, Protocol


class Doer(Protocol):
    """Whoever acts: an account, known here only by whether it runs the installation."""

    @property
    def pk(self) -> Any:
        """The account's key."""

    @property
    def is_operator(self) -> bool:
        """Whether it may do everything on this installation."""


def may_add_organisation(account: Doer | None) -> bool:
    """Say whether the account may place organisations in the tree."""
    return account is not None and account.is_operator

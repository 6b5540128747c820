"""Who may sign in, and how: accounts made by others, by a code sent to their address."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Tells django-allauth that nobody makes an account alone."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts are given by operators."""
        return False

"""Django's admin as something to look at: it would bypass the actions, so it may write nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


def show_only_what_cannot_be_changed(site: admin.AdminSite) -> None:
    """Take every page off the admin that other libraries put there and that could write."""
    for model, page in list(site._registry.items()):
        if not isinstance(page, ReadOnlyAdmin):
            site.unregister(model)


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Shows rows to operators, and adds, changes and deletes none."""

    actions = None

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Say no."""
        return False

    def has_change_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Say no."""
        return False

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Say no."""
        return False

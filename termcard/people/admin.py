"""Lets operators look at accounts, roles and people; changes go through actions."""

from django.contrib import admin

from termcard.lib.admin_pages import ReadOnlyAdmin
from termcard.people.models import Account, Person, Role


@admin.register(Account)
class AccountAdmin(ReadOnlyAdmin):
    """Accounts."""

    list_display = ("email", "is_active", "is_superuser", "joined_at")
    search_fields = ("email",)
    exclude = ("password",)


@admin.register(Role)
class RoleAdmin(ReadOnlyAdmin):
    """Roles."""

    list_display = ("account", "kind", "organisation")


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    """People."""

    list_display = ("name", "slug")
    search_fields = ("name",)

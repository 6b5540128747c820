"""Lets operators look at what happened and where addresses lead."""

from django.contrib import admin

from termcard.lib.admin_pages import ReadOnlyAdmin
from termcard.records.models import Address, Change


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Changes."""

    list_display = ("made_at", "verb", "subject_kind", "subject_id", "by_account_id")
    list_filter = ("subject_kind", "verb")


@admin.register(Address)
class AddressAdmin(ReadOnlyAdmin):
    """Addresses."""

    list_display = ("space", "slug", "state", "subject_kind", "subject_id")
    search_fields = ("slug",)

"""Lets operators look at organisations and venues; changes go through actions."""

from django.contrib import admin

from termcard.institutions.models import ClosedDay, Organisation, Term, Theme, Venue
from termcard.lib.admin_pages import ReadOnlyAdmin


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    """Organisations."""

    list_display = ("name", "kind", "slug", "path")
    search_fields = ("name", "slug")


@admin.register(Venue)
class VenueAdmin(ReadOnlyAdmin):
    """Venues."""

    list_display = ("name", "organisation")
    search_fields = ("name",)


@admin.register(Term)
class TermAdmin(ReadOnlyAdmin):
    """Terms."""

    list_display = ("name", "organisation", "starts_on", "ends_on")


@admin.register(ClosedDay)
class ClosedDayAdmin(ReadOnlyAdmin):
    """Closed days."""

    list_display = ("words", "organisation", "starts_on", "ends_on")


@admin.register(Theme)
class ThemeAdmin(ReadOnlyAdmin):
    """Themes."""

    list_display = ("organisation", "accent_day", "accent_night", "wordmark", "logo")

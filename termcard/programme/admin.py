"""Lets operators look at the programme; changes go through actions, so that they are told."""

from django.contrib import admin

from termcard.lib.admin_pages import ReadOnlyAdmin
from termcard.programme.models import Event, Placeholder, Series, Topic


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    """Events."""

    list_display = ("title", "starts_at", "status", "visibility", "revision")
    list_filter = ("status", "visibility", "kind")
    search_fields = ("title", "uid", "short_id")


@admin.register(Series)
class SeriesAdmin(ReadOnlyAdmin):
    """Series."""

    list_display = ("title", "host", "slug")
    search_fields = ("title",)


@admin.register(Topic)
class TopicAdmin(ReadOnlyAdmin):
    """Topics."""

    list_display = ("name", "slug")


@admin.register(Placeholder)
class PlaceholderAdmin(ReadOnlyAdmin):
    """Dates held without an event."""

    list_display = ("series", "on", "kind", "words")

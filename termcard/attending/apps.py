"""Tells Django that this package has tables."""

from django.apps import AppConfig


class AttendingConfig(AppConfig):
    """The application `attending`."""

    name = "termcard.attending"
    label = "attending"
    default_auto_field = "django.db.models.BigAutoField"

"""Tells Django that this package has tables."""

from django.apps import AppConfig


class ReadingConfig(AppConfig):
    """The application `reading`."""

    name = "termcard.reading"
    label = "reading"
    default_auto_field = "django.db.models.BigAutoField"

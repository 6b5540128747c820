"""Tells Django that this package has tables."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """The application `records`."""

    name = "termcard.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"

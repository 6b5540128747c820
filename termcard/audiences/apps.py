"""Tells Django that this package has tables."""

from django.apps import AppConfig


class AudiencesConfig(AppConfig):
    """The application `audiences`."""

    name = "termcard.audiences"
    label = "audiences"
    default_auto_field = "django.db.models.BigAutoField"

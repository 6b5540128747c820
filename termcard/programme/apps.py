"""Tells Django that this package has tables."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The application `programme`."""

    name = "termcard.programme"
    label = "programme"
    default_auto_field = "django.db.models.BigAutoField"

"""Tells Django that this package has tables."""

from django.apps import AppConfig


class InstitutionsConfig(AppConfig):
    """The application `institutions`."""

    name = "termcard.institutions"
    label = "institutions"
    default_auto_field = "django.db.models.BigAutoField"

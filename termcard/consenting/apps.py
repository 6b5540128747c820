"""Tells Django that this package has tables."""

from django.apps import AppConfig


class ConsentingConfig(AppConfig):
    """The application `consenting`."""

    name = "termcard.consenting"
    label = "consenting"
    default_auto_field = "django.db.models.BigAutoField"

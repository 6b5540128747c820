"""Tells Django that this package has tables."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The application `people`."""

    name = "termcard.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

"""Tells Django that this package has templates."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """The application `publishing`."""

    name = "termcard.publishing"
    label = "publishing"

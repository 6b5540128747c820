"""Tells Django that this package has templates."""

from django.apps import AppConfig


class SubscribingConfig(AppConfig):
    """The application `subscribing`."""

    name = "termcard.subscribing"
    label = "subscribing"

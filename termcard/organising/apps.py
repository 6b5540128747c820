"""Tells Django that this package has templates."""

from django.apps import AppConfig


class OrganisingConfig(AppConfig):
    """The application `organising`."""

    name = "termcard.organising"
    label = "organising"

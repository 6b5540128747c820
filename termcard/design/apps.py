"""Tells Django where the frame of every page, its stylesheet and its tags are."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """The application `design`."""

    name = "termcard.design"
    label = "design"

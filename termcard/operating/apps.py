"""Tells Django that this package has commands, and what every installation is checked for."""

from django.apps import AppConfig
from django.contrib import admin
from django.core.checks import register

from termcard.lib.admin_pages import show_only_what_cannot_be_changed
from termcard.lib.policies import check_policies


class OperatingConfig(AppConfig):
    """The application `operating`."""

    name = "termcard.operating"
    label = "operating"

    def ready(self) -> None:
        """Have every address checked for a policy, and let the admin show our own pages alone."""
        register(check_policies)
        show_only_what_cannot_be_changed(admin.site)

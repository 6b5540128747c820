"""Tells Django that this package has commands, and what every installation is checked for."""

from django.apps import AppConfig
from django.core.checks import register

from termcard.lib.policies import check_policies


class OperatingConfig(AppConfig):
    """The application `operating`."""

    name = "termcard.operating"
    label = "operating"

    def ready(self) -> None:
        """Have every address checked for a declared policy."""
        register(check_policies)

"""`termcard manage`: Django's own commands, with our settings."""

from __future__ import annotations

import argparse

from django.core.management import execute_from_command_line

from termcard.config.standing import settings_are_chosen


def run(options: argparse.Namespace) -> None:
    """Run one of Django's commands; it exits by itself."""
    settings_are_chosen()
    execute_from_command_line(["termcard manage", *options.words])

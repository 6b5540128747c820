"""Writes anew the words by which events are found."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from termcard.programme.actions import rebuild_search


class Command(BaseCommand):
    """The command `rebuild_search`."""

    help = "Write anew the words by which events are found, from what the events say."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, and say how many events are found now."""
        self.stdout.write(f"{rebuild_search():,} events can be found.")

"""Says before something loud is done who will be told of it: numbers alone."""

from __future__ import annotations

from typing import Any

from termcard.programme.actions.touching import is_shown
from termcard.programme.models import Event


def told_about(event: Event) -> Any:
    """Return how many will be told of a loud change; None where nobody is told of anything."""
    return None if not is_shown(event) else 0

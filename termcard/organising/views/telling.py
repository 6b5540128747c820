"""Says before something loud is done who will be told of it: numbers alone."""

from __future__ import annotations

from django.utils import timezone

from termcard.audiences.actions import who_would_be_told
from termcard.programme.actions.touching import is_shown
from termcard.programme.models import Event


def told_about(event: Event, *, is_shown_then: bool = False) -> str:
    """Return a sentence on who will be told of a loud change; empty where nobody will be.

    `is_shown_then` is for what is shown by the change itself.
    """
    if not (is_shown_then or is_shown(event)):
        return ""
    if event.ends_at is not None and event.ends_at <= timezone.now():
        return "It is over: nobody is told, unless it moves to a day to come."
    return who_would_be_told(event, "published" if is_shown_then else "amended").words()

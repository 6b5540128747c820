"""The pages of the organiser's desk."""

from termcard.organising.views.listing import own_events
from termcard.organising.views.passing import approvals, pass_event
from termcard.organising.views.today import desk, morning_mail, stop_morning_mail

__all__ = [
    "approvals",
    "desk",
    "morning_mail",
    "own_events",
    "pass_event",
    "stop_morning_mail",
]

"""The pages of the organiser's desk."""

from termcard.organising.views.listing import own_events
from termcard.organising.views.passing import approvals, pass_event
from termcard.organising.views.publishing import publishing_of_unit, publishing_of_units
from termcard.organising.views.speakers import speakers_notice, speakers_of_event
from termcard.organising.views.today import desk, morning_mail, stop_morning_mail

__all__ = [
    "approvals",
    "desk",
    "morning_mail",
    "own_events",
    "pass_event",
    "publishing_of_unit",
    "publishing_of_units",
    "speakers_notice",
    "speakers_of_event",
    "stop_morning_mail",
]

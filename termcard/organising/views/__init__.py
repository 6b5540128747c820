"""The pages of the organiser's desk."""

from termcard.organising.views.editing import event_desk, new_event
from termcard.organising.views.first_run import first_run
from termcard.organising.views.grid import term_grid, undo_term_grid
from termcard.organising.views.handing_over import hand_over
from termcard.organising.views.happenings import event_history, undo_event_change
from termcard.organising.views.listing import own_events
from termcard.organising.views.passing import approvals, pass_event
from termcard.organising.views.previewing import event_previews
from termcard.organising.views.publishing import publishing_of_unit, publishing_of_units
from termcard.organising.views.series import edit_series, new_series, own_series_list
from termcard.organising.views.speakers import speakers_notice, speakers_of_event
from termcard.organising.views.today import desk, morning_mail, stop_morning_mail
from termcard.organising.views.units import own_units, unit_desk, unit_venue
from termcard.organising.views.verbs import act_on_event

__all__ = [
    "act_on_event",
    "approvals",
    "desk",
    "edit_series",
    "event_desk",
    "event_history",
    "event_previews",
    "first_run",
    "hand_over",
    "morning_mail",
    "new_event",
    "new_series",
    "own_events",
    "own_series_list",
    "own_units",
    "pass_event",
    "publishing_of_unit",
    "publishing_of_units",
    "speakers_notice",
    "speakers_of_event",
    "stop_morning_mail",
    "term_grid",
    "undo_event_change",
    "undo_term_grid",
    "unit_desk",
    "unit_venue",
]

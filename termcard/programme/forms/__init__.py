"""The form of an event, for whoever writes one, changes one or corrects what was read."""

from termcard.programme.forms.announcing import AnnouncementForm
from termcard.programme.forms.event import EventForm
from termcard.programme.forms.people import PartFormSet
from termcard.programme.forms.sittings import DAY, NO_DAY, SittingFields

__all__ = ["DAY", "NO_DAY", "AnnouncementForm", "EventForm", "PartFormSet", "SittingFields"]

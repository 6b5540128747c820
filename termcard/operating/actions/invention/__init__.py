"""An invented university, and the events it holds; the same for the same seed."""

from termcard.operating.actions.invention.events import Invented, invent_event, uid_of
from termcard.operating.actions.invention.university import University, invent_university

__all__ = ["Invented", "University", "invent_event", "invent_university", "uid_of"]

"""The tables of who runs events, where they take place, and by which calendar."""

from termcard.institutions.models.organisation import MARKS, Organisation, Venue
from termcard.institutions.models.speaker_rule import SpeakerRule
from termcard.institutions.models.terms import ClosedDay, Term, Week
from termcard.institutions.models.theme import Dress, Theme, dress_of, worn
from termcard.institutions.models.working_days import WorkingDays

__all__ = [
    "MARKS",
    "ClosedDay",
    "Dress",
    "Organisation",
    "SpeakerRule",
    "Term",
    "Theme",
    "Venue",
    "Week",
    "WorkingDays",
    "dress_of",
    "worn",
]

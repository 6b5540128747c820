"""The tables of who runs events, where they take place, and by which calendar."""

from termcard.institutions.models.organisation import MARKS, Organisation, Venue
from termcard.institutions.models.terms import ClosedDay, Term, Week

__all__ = ["MARKS", "ClosedDay", "Organisation", "Term", "Venue", "Week"]

"""What the desk shows, gathered from the nouns; it has no tables of its own."""

from termcard.organising.models.passage import Passage, passage_of
from termcard.organising.models.today import Need, Section, needs_today, this_week

__all__ = ["Need", "Passage", "Section", "needs_today", "passage_of", "this_week"]

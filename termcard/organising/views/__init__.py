"""The pages of the organiser's desk."""

from termcard.organising.views.listing import own_events

__all__ = ["own_events"]

"""Every write of institutions: one verb, one transaction, the rule checked, a Change recorded."""

from termcard.institutions.actions.logos import Logo, file_of, redrawn
from termcard.institutions.actions.organisations import add_organisation, add_venue
from termcard.institutions.actions.terms import (
    amend_term,
    close_days,
    drop_term,
    open_days,
    plan_term,
)
from termcard.institutions.actions.themes import checked_colours, dress_organisation

__all__ = [
    "Logo",
    "add_organisation",
    "add_venue",
    "amend_term",
    "checked_colours",
    "close_days",
    "dress_organisation",
    "drop_term",
    "file_of",
    "open_days",
    "plan_term",
    "redrawn",
]

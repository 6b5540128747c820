"""Every write of institutions: one verb, one transaction, the rule checked, a Change recorded."""

from termcard.institutions.actions.organisations import add_organisation, add_venue
from termcard.institutions.actions.terms import (
    amend_term,
    close_days,
    drop_term,
    open_days,
    plan_term,
)

__all__ = [
    "add_organisation",
    "add_venue",
    "amend_term",
    "close_days",
    "drop_term",
    "open_days",
    "plan_term",
]

"""Every write of institutions: one verb, one transaction, the rule checked, a Change recorded."""

from termcard.institutions.actions.logos import Logo, file_of, keep_logo, kept_logo, redrawn
from termcard.institutions.actions.organisations import (
    add_organisation,
    add_venue,
    amend_organisation,
    require_free_name,
)
from termcard.institutions.actions.passage import ask_approval, drop_speaker_rule, rule_speakers
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
    "amend_organisation",
    "amend_term",
    "ask_approval",
    "checked_colours",
    "close_days",
    "dress_organisation",
    "drop_speaker_rule",
    "drop_term",
    "file_of",
    "keep_logo",
    "kept_logo",
    "open_days",
    "plan_term",
    "redrawn",
    "require_free_name",
    "rule_speakers",
]

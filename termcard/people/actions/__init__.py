"""Every write of accounts and roles: the rule checked, a Change recorded."""

from termcard.people.actions.accounts import (
    LOCAL_OPERATOR,
    add_account,
    deactivate_account,
    local_operator,
    open_account,
    reactivate_account,
    require_open,
)
from termcard.people.actions.beginning import begin_installation
from termcard.people.actions.duties import finish_duty, open_duty
from termcard.people.actions.inviting import invite
from termcard.people.actions.mornings import set_morning_mail
from termcard.people.actions.roles import grant_role, is_last_steward, revoke_role
from termcard.people.actions.sessions import end_sessions
from termcard.people.actions.tokens import claim_key, find_token, make_token, revoke_token

__all__ = [
    "LOCAL_OPERATOR",
    "add_account",
    "begin_installation",
    "claim_key",
    "deactivate_account",
    "end_sessions",
    "find_token",
    "finish_duty",
    "grant_role",
    "invite",
    "is_last_steward",
    "local_operator",
    "make_token",
    "open_account",
    "open_duty",
    "reactivate_account",
    "require_open",
    "revoke_role",
    "revoke_token",
    "set_morning_mail",
]

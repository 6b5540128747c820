"""Who may do what to the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcard.people.rules import may_organise_for, may_run_installation

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account


def may_announce_event(account: Account | None, host: Organisation) -> bool:
    """Say whether the account may announce events of that host."""
    return may_organise_for(account, host)


def may_add_series(account: Account | None, host: Organisation) -> bool:
    """Say whether the account may start a series of that host."""
    return may_organise_for(account, host)


def may_rename_venue(account: Account | None, institution: Organisation) -> bool:
    """Say whether the account may rename a place of that institution, whose events then change."""
    return may_organise_for(account, institution)


def may_answer_hosting(account: Account | None, organisation: Organisation) -> bool:
    """Say whether the account may say for the organisation that it holds an event too."""
    return may_organise_for(account, organisation)


def may_erase_event(account: Account | None) -> bool:
    """Say whether the account may empty an event of all words, for ever."""
    return may_run_installation(account)


def may_say_who_is_whom(account: Account | None) -> bool:
    """Say whether the account may tell which printed names are one person's."""
    return may_run_installation(account)

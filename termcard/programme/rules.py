"""Who may do what to the programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcard.people.rules import may_organise_for, may_run_installation

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account
    from termcard.programme.models import Series


def may_announce_event(
    account: Account | None, host: Organisation, series: Series | None = None
) -> bool:
    """Say whether the account may announce events of that host, in that series if one is given.

    Who keeps a series announces its events, in the name of its host.
    """
    if may_organise_for(account, host):
        return True
    return series is not None and series.host_id == host.pk and _keeps(account, series)


def may_edit_series(account: Account | None, series: Series) -> bool:
    """Say whether the account may change the series: organisers of its host, and its keepers."""
    return may_organise_for(account, series.host) or _keeps(account, series)


def _keeps(account: Account | None, series: Series) -> bool:
    if account is None or not account.is_active:
        return False
    return bool(account.keepings.active().filter(series=series).exists())


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

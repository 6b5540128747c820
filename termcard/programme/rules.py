"""Who may do what to the programme."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from termcard.institutions.models import Organisation
from termcard.people.rules import may_approve_for, may_organise_for, may_run_installation

if TYPE_CHECKING:
    from termcard.people.models import Account
    from termcard.programme.models import Event, Series


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


def approvals_at(hosts: Iterable[Organisation]) -> dict[int, str]:
    """Return {key of a host: whether its events are approved first}; one query.

    The words are "none", "once" and "anew". The nearest unit that says something decides;
    where none does, organisers publish.
    """
    asked = {host.pk: host for host in hosts}
    paths = {path for host in asked.values() for path in host.paths}
    said = Organisation.objects.approval_by_path(paths) if paths else {}
    none = Organisation.Approval.NONE.value
    return {
        key: next((said[path] for path in reversed(host.paths) if path in said), none)
        for key, host in asked.items()
    }


def needs_approval(host: Organisation) -> bool:
    """Say whether somebody else looks at events of that host before they are published."""
    return approvals_at([host])[host.pk] != Organisation.Approval.NONE


def may_publish_for(
    account: Account | None, host: Organisation, series: Series | None = None
) -> bool:
    """Say whether the account may publish events of that host without asking anybody."""
    if may_announce_event(account, host, series) and not needs_approval(host):
        return True
    return may_approve_for(account, host)


def may_publish_event(account: Account | None, event: Event) -> bool:
    """Say whether the account may let everybody see the event.

    Whoever may change it may where nobody need approve it, or once somebody did; approvers
    and stewards of its owner may at any time.
    """
    return event.pk in publishable_by(account, [event])


def publishable_by(account: Account | None, events: Sequence[Event]) -> set[int]:
    """Return the keys of those that the account may let everybody see: see may_publish_event."""
    if not events or account is None:
        return set()
    keys = {event.pk for event in events}
    own = set(type(events[0]).objects.editable_by(account).filter(pk__in=keys).values_list("pk"))
    submissions = events[0].submissions.model.objects.standing()
    approved = set(submissions.filter(event__in=keys).values_list("event"))
    owners = {event.pk: owner for event in events if (owner := owner_of(event))}
    approvals = approvals_at(owners.values())
    approving = {owner for owner in {*owners.values()} if may_approve_for(account, owner)}
    return {
        key
        for key, owner in owners.items()
        if owner in approving
        or ((key,) in own and (approvals[owner.pk] == "none" or (key,) in approved))
    }


def owner_of(event: Event) -> Organisation | None:
    """Return the organisation that owns the event."""
    owners = (row.organisation for row in event.hostings.all() if row.kind == "owner")
    return next(owners, None)


def may_submit_event(account: Account | None, event: Event) -> bool:
    """Say whether the account may ask for the event to be approved, and take that back."""
    return bool(type(event).objects.editable_by(account).filter(pk=event.pk).exists())


def may_approve_event(account: Account | None, event: Event) -> bool:
    """Say whether the account may decide whether the event is published."""
    owner = owner_of(event)
    return may_run_installation(account) if owner is None else may_approve_for(account, owner)


def may_note_speakers(account: Account | None, event: Event) -> bool:
    """Say whether the account may note what was done about the event's speakers from outside."""
    return may_approve_event(account, event) or may_submit_event(account, event)


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

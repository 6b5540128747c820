"""Turns what was read into events once a person agrees, or puts it aside."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.announcements.announcement import Announcement
from termcard.lib.secrets import Sealer
from termcard.people.models import Account
from termcard.programme.actions import announce_event
from termcard.programme.models import Event, Series
from termcard.reading.actions.updating import bring_up_to_date
from termcard.reading.models import Proposal
from termcard.reading.rules import may_decide_proposal
from termcard.records.actions import Happening, record_changes


@transaction.atomic
def accept_proposal(
    proposal: Proposal,
    announcement: Announcement,
    *,
    by: Account,
    series: Series | None = None,
    visibility: str | None = None,
    as_another: bool = False,
) -> Event:
    """Announce what was read, as a person has corrected it.

    What announces an event that is there amends, moves or calls off that one, unless it is
    to be another. Without `visibility` what was marked as private becomes a draft. Accepting
    again returns the event that is there, so a form sent twice makes one event. Raises
    PermissionDenied, and ValidationError naming the field, or when it was dismissed.
    """
    locked = _locked(proposal, by)
    if locked.event is not None:
        return locked.event
    if locked.state == Proposal.State.DISMISSED:
        raise ValidationError("This proposal was dismissed meanwhile.")
    links: tuple[str, ...] = ()
    if locked.sealed_links:
        links = tuple(Sealer(settings.SEALING_KEYS).unseal(locked.sealed_links).split("\n"))
    known = None if as_another else locked.duplicate_of
    if known is not None:
        event = bring_up_to_date(known, announcement, by=by)
    else:
        event = announce_event(
            announcement,
            host=locked.document.host,
            series=series,
            visibility=visibility or locked.visibility,
            contact=locked.contact,
            join_links=links,
            by=by,
        )
    locked.event, locked.state = event, Proposal.State.ACCEPTED
    locked.save(update_fields=["event", "state"])
    details = {"event": event.pk}
    record_changes(
        [Happening("proposal", locked.pk, "accepted", is_loud=False, details=details)], by=by
    )
    return event


@transaction.atomic
def dismiss_proposal(proposal: Proposal, *, by: Account) -> Proposal:
    """Put a proposal aside. Raises ValidationError when it was accepted meanwhile."""
    locked = _locked(proposal, by)
    if locked.state == Proposal.State.ACCEPTED:
        raise ValidationError("This proposal was accepted meanwhile.")
    if locked.state == Proposal.State.WAITING:
        locked.state = Proposal.State.DISMISSED
        locked.save(update_fields=["state"])
        record_changes([Happening("proposal", locked.pk, "dismissed", is_loud=False)], by=by)
    return locked


@transaction.atomic
def take_up_proposal(proposal: Proposal, *, by: Account) -> Proposal:
    """Let a dismissed proposal wait for a decision again; another is left as it is."""
    locked = _locked(proposal, by)
    if locked.state == Proposal.State.DISMISSED:
        locked.state = Proposal.State.WAITING
        locked.save(update_fields=["state"])
        record_changes([Happening("proposal", locked.pk, "taken_up", is_loud=False)], by=by)
    return locked


def _locked(proposal: Proposal, by: Account) -> Proposal:
    # Not the events beside it: PostgreSQL locks the row as it is now, but joins it as it was.
    rows = Proposal.objects.select_related("document__host")
    locked: Proposal = rows.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not may_decide_proposal(by, locked):
        raise PermissionDenied("Only organisers of the host decide on its proposals.")
    return locked

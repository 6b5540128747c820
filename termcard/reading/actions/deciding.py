"""Turns what was read into events once a person agrees, or puts it aside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.announcements.announcement import Announcement
from termcard.lib.secrets import Sealer
from termcard.people.models import Account
from termcard.programme.actions import Announcing, announce_or_submit
from termcard.programme.models import Event, Series
from termcard.reading.actions.proposing import keep_duty
from termcard.reading.actions.updating import bring_up_to_date
from termcard.reading.models import Proposal
from termcard.reading.rules import may_decide_proposal
from termcard.records.actions import UNSEEN, Happening, record_changes


@dataclass
class Decided:
    """What became of proposals that were decided together, and why some were not."""

    events: list[Event] = field(default_factory=list)
    refused: list[tuple[Proposal, str]] = field(default_factory=list)


def accept_proposals(proposals: Iterable[Proposal], *, by: Account) -> Decided:
    """Announce each as it was read, in the series it names; what cannot be goes on waiting.

    Each is decided on its own: one that is refused keeps none of the others.
    """
    decided = Decided()
    for proposal in proposals:
        try:
            event = accept_proposal(
                proposal, proposal.announcement(), series=named_series(proposal), by=by
            )
        except ValidationError as error:
            decided.refused.append((proposal, " ".join(error.messages)))
        else:
            decided.events.append(event)
    return decided


def named_series(proposal: Proposal) -> Series | None:
    """Return the series of the host that the text names, if there is one."""
    series = proposal.announcement().series
    if series is None:
        return None
    wanted = series.name.casefold()
    offered = Series.objects.hosted_within(proposal.document.host).in_order()
    return next((one for one in offered if one.title.casefold() == wanted), None)


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
    to be another. Without `visibility` what was marked as private becomes a draft; where its
    host has events approved first, what is to be public is submitted as a draft. Accepting
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
    known = None if as_another else _still_there(locked.duplicate_of)
    if known is not None:
        event = bring_up_to_date(known, announcement, by=by)
    else:
        announcing = Announcing(
            announcement=announcement,
            host=locked.document.host,
            series=series,
            visibility=visibility or locked.visibility,
            contact=locked.contact,
            join_links=links,
        )
        event, _ = announce_or_submit(announcing, by=by)
    locked.event, locked.state = event, Proposal.State.ACCEPTED
    locked.save(update_fields=["event", "state"])
    keep_duty(locked.document)
    details = {"event": event.pk}
    record_changes(
        [
            Happening(
                "proposal", locked.pk, "accepted", is_loud=False, details=details, touches=UNSEEN
            )
        ],
        by=by,
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
        keep_duty(locked.document)
        record_changes(
            [Happening("proposal", locked.pk, "dismissed", is_loud=False, touches=UNSEEN)], by=by
        )
    return locked


@transaction.atomic
def take_up_proposal(proposal: Proposal, *, by: Account) -> Proposal:
    """Let a dismissed proposal wait for a decision again; another is left as it is."""
    locked = _locked(proposal, by)
    if locked.state == Proposal.State.DISMISSED:
        locked.state = Proposal.State.WAITING
        locked.save(update_fields=["state"])
        keep_duty(locked.document)
        record_changes(
            [Happening("proposal", locked.pk, "taken_up", is_loud=False, touches=UNSEEN)], by=by
        )
    return locked


def _still_there(event: Event | None) -> Event | None:
    """Return the event that is announced again, unless it was taken down since it was read."""
    return None if event is None or event.is_taken_down else event


def _locked(proposal: Proposal, by: Account) -> Proposal:
    # Not the events beside it: PostgreSQL locks the row as it is now, but joins it as it was.
    rows = Proposal.objects.select_related("document__host")
    locked: Proposal = rows.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not may_decide_proposal(by, locked):
        raise PermissionDenied("Only organisers of the host decide on its proposals.")
    return locked

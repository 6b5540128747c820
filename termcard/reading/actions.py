"""Has announcements read, and turns what was read into events once a person agrees."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement
from termcard.announcements.reading import Reading, read
from termcard.institutions.models import Organisation
from termcard.lib.secrets import Sealer
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.actions import announce_event
from termcard.programme.models import Event, Series
from termcard.reading.models import Document, Proposal
from termcard.reading.rules import may_decide_proposal, may_import_document
from termcard.records.actions import Happening, record_changes


@dataclass(frozen=True)
class Imported:
    """A document that was read, what was read in it, and whether that is new."""

    document: Document
    proposals: list[Proposal]
    is_new: bool


def import_document(
    content: bytes,
    *,
    host: Organisation,
    by: Account,
    name: str = "",
    url: str = "",
    reference_date: date | None = None,
    zone: str = "",
) -> Imported:
    """Read an announcement and keep it with a proposal for each event; nothing is public yet.

    The same bytes for the same host are read once: the second time what is there is
    returned. Raises PermissionDenied, and ValidationError on `text` when they cannot be read.
    """
    if not may_import_document(by, host):
        raise PermissionDenied(f"Only organisers of {host} have announcements read for it.")
    digest = hashlib.sha256(content).hexdigest()
    known = Document.objects.same_as(digest, host).first()
    if known is not None:
        return Imported(known, list(known.proposals.all()), is_new=False)
    day = reference_date or timezone.localdate()
    try:
        document = read(content, reference_date=day, default_timezone=zone or host.zone)
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from error
    kept = Document(
        host=host,
        name=plain_line(name)[:300],
        url=url,
        content=content,
        digest=digest,
        text=plain_text_in_place(document.text),
        warnings=list(document.warnings),
        reference_date=day,
        zone=document.default_timezone,
        read_at=timezone.now(),
        by=by,
    )
    try:
        return _keep(kept, document.readings, by)
    except IntegrityError:  # somebody had the same bytes read at the same moment
        known = Document.objects.same_as(digest, host).get()
        return Imported(known, list(known.proposals.all()), is_new=False)


@transaction.atomic
def _keep(document: Document, readings: tuple[Reading, ...], by: Account) -> Imported:
    known = Document.objects.same_as(document.digest, document.host).first()
    if known is not None:
        return Imported(known, list(known.proposals.all()), is_new=False)
    document.save()
    proposals = Proposal.objects.bulk_create(
        _proposal(document, position, reading) for position, reading in enumerate(readings)
    )
    details = {"proposals": len(proposals)}
    record_changes(
        [Happening("document", document.pk, "read", is_loud=False, details=details)], by=by
    )
    return Imported(document, proposals, is_new=True)


def _proposal(document: Document, position: int, reading: Reading) -> Proposal:
    links = "\n".join(reading.join_links)
    return Proposal(
        document=document,
        position=position,
        told=documented.write(reading.announcement),
        evidence={name: [list(span) for span in spans] for name, spans in reading.evidence.items()},
        warnings=list(reading.warnings),
        contact=plain_line(reading.contact)[:500],
        sealed_links=Sealer(settings.SEALING_KEYS).seal(links) if links else "",
    )


def plain_text_in_place(text: str) -> str:
    """Return text that any database holds, of the same length, so that evidence still points."""
    return "".join(char if _is_kept(char) else "\N{REPLACEMENT CHARACTER}" for char in text)


def _is_kept(char: str) -> bool:
    return char != "\0" and not "\ud800" <= char <= "\udfff"


@transaction.atomic
def accept_proposal(
    proposal: Proposal,
    announcement: Announcement,
    *,
    by: Account,
    series: Series | None = None,
    visibility: str = Event.Visibility.PUBLIC,
) -> Event:
    """Announce what was read, as a person has corrected it.

    Accepting again returns the event that is there, so a form sent twice makes one event.
    Raises PermissionDenied, and ValidationError naming the field, or when it was dismissed.
    """
    locked = _locked(proposal, by)
    if locked.event is not None:
        return locked.event
    if locked.state == Proposal.State.DISMISSED:
        raise ValidationError("This proposal was dismissed meanwhile.")
    links: tuple[str, ...] = ()
    if locked.sealed_links:
        links = tuple(Sealer(settings.SEALING_KEYS).unseal(locked.sealed_links).split("\n"))
    event = announce_event(
        announcement,
        host=locked.document.host,
        series=series,
        visibility=visibility,
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
    # Not the event beside it: PostgreSQL locks the row as it is now, but joins it as it was.
    rows = Proposal.objects.select_related("document__host")
    locked: Proposal = rows.select_for_update(of=("self",)).get(pk=proposal.pk)
    if not may_decide_proposal(by, locked):
        raise PermissionDenied("Only organisers of the host decide on its proposals.")
    return locked

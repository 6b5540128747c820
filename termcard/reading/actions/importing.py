"""Has announcements read, and keeps what was read until a person decides."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from termcard.announcements import documented
from termcard.announcements.reading import ReadDocument, Reading, read
from termcard.institutions.models import Organisation
from termcard.lib.limited import Crashed, LimitedError, TooLarge, TooSlow, run_limited
from termcard.lib.secrets import Sealer
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.reading.actions.duplicates import Again, announced_again
from termcard.reading.models import Document, Proposal
from termcard.reading.rules import may_import_document
from termcard.records.actions import Happening, record_changes

SECONDS, MEGABYTES = 6, 256
REFUSALS: dict[type[LimitedError], str] = {
    TooSlow: "This takes too long to read; give it in parts.",
    TooLarge: "This needs too much memory to read; give it in parts.",
    Crashed: "This could not be read: reading it ended without a result.",
}


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
    document = _read(content, day, zone or host.zone)
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


def _read(content: bytes, day: date, zone: str) -> ReadDocument:
    """Return what the bytes say, worked out in a child that may use only so much."""
    reader = partial(read, reference_date=day, default_timezone=zone)
    try:
        return run_limited(reader, content, seconds=SECONDS, megabytes=MEGABYTES)
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from error
    except LimitedError as error:
        raise ValidationError({"text": REFUSALS[type(error)]}) from error


@transaction.atomic
def _keep(document: Document, readings: tuple[Reading, ...], by: Account) -> Imported:
    known = Document.objects.same_as(document.digest, document.host).first()
    if known is not None:
        return Imported(known, list(known.proposals.all()), is_new=False)
    document.save()
    told = [reading.announcement for reading in readings]
    again = announced_again(told, host=document.host, by=by)
    proposals = Proposal.objects.bulk_create(
        _proposal(document, position, reading, again[position])
        for position, reading in enumerate(readings)
    )
    details = {"proposals": len(proposals)}
    record_changes(
        [Happening("document", document.pk, "read", is_loud=False, details=details)], by=by
    )
    return Imported(document, proposals, is_new=True)


def _proposal(document: Document, position: int, reading: Reading, again: Again) -> Proposal:
    links = "\n".join(reading.join_links)
    return Proposal(
        document=document,
        position=position,
        told=documented.write(reading.announcement),
        evidence={name: [list(span) for span in spans] for name, spans in reading.evidence.items()},
        warnings=[*reading.warnings, *again.warnings],
        contact=plain_line(reading.contact)[:500],
        sealed_links=Sealer(settings.SEALING_KEYS).seal(links) if links else "",
        is_private=reading.is_private,
        duplicate_of=again.event,
        differs=again.differs,
    )


def plain_text_in_place(text: str) -> str:
    """Return text that any database holds, of the same length, so that evidence still points."""
    return "".join(char if _is_kept(char) else "\N{REPLACEMENT CHARACTER}" for char in text)


def _is_kept(char: str) -> bool:
    return char != "\0" and not "\ud800" <= char <= "\udfff"

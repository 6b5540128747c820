"""Has announcements read, and keeps what was read until a person decides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from termcard.announcements.decoding import LARGEST
from termcard.announcements.readings import ReadDocument
from termcard.announcements.sameness import most_alike
from termcard.institutions.models import Organisation
from termcard.lib.fetching import PORTS, Address, Fetched, fetch, is_public
from termcard.lib.limited import LimitedError, run_limited
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.reading.actions.proposing import (
    MEGABYTES,
    plain_text_in_place,
    propose,
    read_limited,
)
from termcard.reading.models import Document, Proposal
from termcard.reading.rules import may_import_document
from termcard.records.actions import UNSEEN, Happening, record_changes

# Fetching ends itself before its child is ended, so that there is a reason to tell.
FETCH_SECONDS, FETCH_CHILD_SECONDS = 5, 6
ACCEPTED = "text/calendar, text/html, application/rss+xml;q=0.9, application/json;q=0.9, */*;q=0.8"


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

    The same bytes for the same host are read once: the second time what is there is returned,
    unless nothing was found in them or another day of reading is given. Raises
    PermissionDenied, and ValidationError on `text` when they cannot be read.
    """
    _require_organiser(by, host)
    digest = hashlib.sha256(content).hexdigest()
    known = Document.objects.same_as(digest, host).first()
    if known is not None:
        return _known(known, by, reference_date)
    day = reference_date or timezone.localdate()
    read = read_limited(content, day, zone or host.zone)
    kept = Document(
        host=host,
        name=plain_line(name)[:300],
        url=url,
        content=content,
        digest=digest,
        by=by,
    )
    _note(kept, read, day)
    try:
        return _keep(kept, read, by)
    except IntegrityError:  # somebody had the same bytes read at the same moment
        return _known(Document.objects.same_as(digest, host).get(), by, None)


def import_address(
    url: str,
    *,
    host: Organisation,
    by: Account,
    reference_date: date | None = None,
    allowed: Callable[[Address], bool] = is_public,
    ports: frozenset[int] = frozenset(PORTS.values()),
) -> Imported:
    """Fetch what stands at a web address and read it, as `import_document` does.

    Fetching takes place in a child with limits, too. `allowed` and `ports` say where
    connections may go. Raises ValidationError on `url` when nothing could be fetched.
    """
    _require_organiser(by, host)
    fetcher = partial(
        fetch, accept=ACCEPTED, limit=LARGEST, seconds=FETCH_SECONDS, allowed=allowed, ports=ports
    )
    try:
        found: Fetched = run_limited(fetcher, url, seconds=FETCH_CHILD_SECONDS, megabytes=MEGABYTES)
    except ValueError as error:
        raise ValidationError({"url": str(error)}) from error
    except LimitedError as error:
        raise ValidationError({"url": "This address took too long to answer."}) from error
    return import_document(
        found.body, host=host, by=by, url=found.url[:1000], reference_date=reference_date
    )


def read_again(document: Document, *, by: Account, reference_date: date | None = None) -> Imported:
    """Read a document anew, as on that day; what nobody has decided on is proposed afresh.

    What was accepted or dismissed stays as it is, and is not proposed a second time. Raises
    PermissionDenied, and ValidationError on `text` when it cannot be read.
    """
    _require_organiser(by, document.host)
    day = reference_date or document.reference_date
    read = read_limited(bytes(document.content), day, document.zone)
    return _replace(document.pk, read, day, by)


def _known(document: Document, by: Account, reference_date: date | None) -> Imported:
    """Return what was read in a document before, or read it anew where that may help."""
    proposals = list(document.proposals.all())
    is_another_day = reference_date not in (None, document.reference_date)
    if is_another_day or not proposals:
        day = reference_date or (timezone.localdate() if not proposals else None)
        return read_again(document, by=by, reference_date=day)
    return Imported(document, proposals, is_new=False)


@transaction.atomic
def _keep(document: Document, read: ReadDocument, by: Account) -> Imported:
    known = Document.objects.same_as(document.digest, document.host).first()
    if known is not None:
        return Imported(known, list(known.proposals.all()), is_new=False)
    document.save()
    proposals = propose(document, enumerate(read.readings), by=by)
    _record(document, "read", proposals, by)
    return Imported(document, proposals, is_new=True)


@transaction.atomic
def _replace(key: int, read: ReadDocument, day: date, by: Account) -> Imported:
    rows = Document.objects.select_related("host").select_for_update(of=("self",))
    document: Document = rows.get(pk=key)
    document.proposals.waiting().delete()
    decided = [one.announcement() for one in document.proposals.all()]
    _note(document, read, day)
    document.save()
    fresh = [
        (position, reading)
        for position, reading in enumerate(read.readings)
        if most_alike(reading.announcement, decided) is None
    ]
    proposals = propose(document, fresh, by=by)
    _record(document, "read_again", proposals, by)
    return Imported(document, list(document.proposals.all()), is_new=True)


def _note(document: Document, read: ReadDocument, day: date) -> None:
    document.text = plain_text_in_place(read.text)
    document.warnings = list(read.warnings)
    document.reference_date = day
    document.zone = read.default_timezone
    document.read_at = timezone.now()


def _record(document: Document, verb: str, proposals: list[Proposal], by: Account) -> None:
    details = {"proposals": len(proposals)}
    record_changes(
        [Happening("document", document.pk, verb, is_loud=False, details=details, touches=UNSEEN)],
        by=by,
    )


def _require_organiser(by: Account, host: Organisation) -> None:
    if not may_import_document(by, host):
        raise PermissionDenied(f"Only organisers of {host} have announcements read for it.")

"""Reads what a document says in a child with limits, and puts it down as proposals."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse

from termcard.announcements import documented
from termcard.announcements.reading import ReadDocument, Reading, read
from termcard.lib.limited import Crashed, LimitedError, TooLarge, TooSlow, run_limited
from termcard.lib.secrets import Sealer
from termcard.lib.wording import plain_line
from termcard.people.actions import finish_duty, open_duty
from termcard.people.models import Account
from termcard.reading.actions.duplicates import Again, announced_again
from termcard.reading.models import Document, Proposal

SECONDS, MEGABYTES = 6, 256
REFUSALS: dict[type[LimitedError], str] = {
    TooSlow: "This takes too long to read; give it in parts.",
    TooLarge: "This needs too much memory to read; give it in parts.",
    Crashed: "This could not be read: reading it ended without a result.",
}


def read_limited(content: bytes, day: date, zone: str) -> ReadDocument:
    """Return what the bytes say, worked out in a child that may use only so much.

    Raises ValidationError on `text`, one sentence, when they cannot be read.
    """
    reader = partial(read, reference_date=day, default_timezone=zone)
    try:
        return run_limited(reader, content, seconds=SECONDS, megabytes=MEGABYTES)
    except ValueError as error:
        raise ValidationError({"text": str(error)}) from error
    except LimitedError as error:
        raise ValidationError({"text": REFUSALS[type(error)]}) from error


def propose(
    document: Document, readings: Iterable[tuple[int, Reading]], *, by: Account
) -> list[Proposal]:
    """Write a proposal for each reading at its position; return them in order."""
    placed = list(readings)
    told = [reading.announcement for _, reading in placed]
    again = announced_again(told, host=document.host, by=by)
    proposals = Proposal.objects.bulk_create(
        _proposal(document, position, reading, known)
        for (position, reading), known in zip(placed, again, strict=True)
    )
    keep_duty(document)
    return proposals


def keep_duty(document: Document) -> None:
    """Let a document be a duty while something that was read in it waits.

    Belongs inside the transaction of whatever was read or decided.
    """
    if document.proposals.waiting().exists():
        open_duty(
            "proposals",
            subject_kind="document",
            subject_id=document.pk,
            organisation=document.host,
            title=str(document),
            path=f"{reverse('proposals')}?document={document.pk}",
        )
    else:
        finish_duty("proposals", subject_kind="document", subject_id=document.pk)


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

"""Takes a question in, keeps it, and lets it reach whoever answers."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.attending.actions.recipients import recipients_of
from termcard.attending.models import Enquiry
from termcard.institutions.models import Organisation
from termcard.lib.mailboxes import MailboxRefused, checked_mailbox
from termcard.lib.wording import plain_line, plain_text
from termcard.people.actions import local_operator, open_duty
from termcard.programme.models import Event
from termcard.records.actions import (
    UNSEEN,
    Happening,
    queue_letter,
    record_changes,
    require_clean,
    spend_limit,
)

HOUR, DAY = 3_600, 86_400
MOST_FROM_ONE_PLACE, MOST_FROM_ONE_ADDRESS = 30, 20
# Beyond this many in an hour an organisation hears of the rest in one mail.
MOST_MAILED_SINGLY = 20
_LINKED = re.compile(r"(?<=\w)(\.|@)(?=\w)|(?<=\w)(:)(?=//)")


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a question is about: an event, a series or a host, and whose it is."""

    kind: str
    id: int
    title: str
    path: str
    organisation: Organisation
    event: Event | None = None


@transaction.atomic
def ask(
    subject: Subject, *, purpose: str, name: str, address: str, message: str, place: str
) -> tuple[Enquiry, str]:
    """Keep a question, let it be a duty, and mail it to whoever answers; return it and its token.

    Whoever holds the token reads it and its answer. `place` is the network address of the
    asker, of which only a hash is kept, for an hour. Raises ValidationError on `address`, or
    when one place or one address asked too often.
    """
    try:
        address = checked_mailbox(address)
    except MailboxRefused as error:
        raise ValidationError({"address": str(error)}) from error
    _require_measure(place, address)
    token = secrets.token_urlsafe(24)
    enquiry = Enquiry(
        about_kind=subject.kind,
        about_id=subject.id,
        about=subject.title[:500],
        organisation=subject.organisation,
        purpose=purpose,
        name=plain_line(name),
        address=address,
        message=plain_text(message),
        token_hash=hash_of(token),
        asked_at=timezone.now(),
    )
    require_clean(enquiry)
    enquiry.save()
    _tell(enquiry, subject)
    return enquiry, token


def hash_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _require_measure(place: str, address: str) -> None:
    """Raise ValidationError for what a script does and a person does not."""
    limits = (
        ("enquiries from a place", place, MOST_FROM_ONE_PLACE, HOUR),
        ("enquiries from an address", address.casefold(), MOST_FROM_ONE_ADDRESS, DAY),
    )
    for name, key, most, seconds in limits:
        if not spend_limit(name, key, most=most, seconds=seconds):
            raise ValidationError(
                "Many questions were sent from here. Please try again in an hour; "
                "what you wrote is kept below."
            )


def _tell(enquiry: Enquiry, subject: Subject) -> None:
    """Record it, open the duty, and mail it; one mail an hour for what is beyond measure."""
    open_duty(
        "enquiry",
        subject_kind="enquiry",
        subject_id=enquiry.pk,
        organisation=enquiry.organisation,
        title=f"{enquiry.get_purpose_display()}: {enquiry.about}",
        path=enquiry.get_absolute_url(),
    )
    happening = Happening(
        "enquiry",
        enquiry.pk,
        "asked",
        is_loud=False,
        touches=UNSEEN,
        details={"about": [subject.kind, subject.id], "purpose": enquiry.purpose},
    )
    record_changes([happening], by=local_operator())
    recipients = recipients_of(subject.organisation, subject.event)
    owner = str(enquiry.organisation_id)
    if spend_limit("enquiries mailed", owner, most=MOST_MAILED_SINGLY, seconds=HOUR):
        for number, to in enumerate(recipients):
            queue_letter(
                key=f"enquiry {enquiry.pk} to {number}",
                purpose="enquiry",
                to=to,
                subject=f"Question about “{enquiry.about}”",
                text=_mail(enquiry, subject),
                reply_to=enquiry.address,
            )
        return
    this_hour = timezone.now().strftime("%Y-%m-%dT%H")
    for number, to in enumerate(recipients):
        queue_letter(
            key=f"many enquiries to {enquiry.organisation_id} at {this_hour} to {number}",
            purpose="enquiries",
            to=to,
            subject="Many questions are waiting",
            text="More questions came within an hour than are mailed one by one. None is lost: "
            f"they wait for you at {settings.BASE_URL}/organise/enquiries/",
        )


def _mail(enquiry: Enquiry, subject: Subject) -> str:
    quoted = "\n".join(f"> {line}" for line in unlinked(enquiry.message).split("\n"))
    return (
        f"{unlinked(enquiry.name)} asks about {enquiry.about}\n"
        f"{settings.BASE_URL}{subject.path}\n\n"
        f"What it is about: {enquiry.get_purpose_display()}\n\n"
        f"{quoted}\n\n"
        "Answer this mail and it goes to whoever asked, who then sees your address.\n"
        "To answer without showing it:\n"
        f"{settings.BASE_URL}{enquiry.get_absolute_url()}\n\n"
        "Links and addresses in the question were parted by spaces, since anybody may ask.\n"
    )


def unlinked(text: str) -> str:
    """Return a stranger's words so that no mail program makes a link or an address of them."""
    return _LINKED.sub(lambda found: f" {found.group(0)} ", text)

"""Puts mails into the queue, each once, and not too many to whoever did not ask for them."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.lib.mailboxes import MailboxRefused, checked_mailbox, one_mailbox_for_many
from termcard.lib.mailing import new_message_id, subject_line
from termcard.lib.wording import plain_text
from termcard.records.actions.limits import spend_limit
from termcard.records.models import Letter

# What anybody can have sent to any address, by typing that address into a form.
FOR_ANYBODY = frozenset({"code", "confirmation", "enquiry_copy"})
URGENT = frozenset({"code", "confirmation", "reminder"})
MOST_FOR_ANYBODY, IN_SECONDS = 3, 3600
_LONGEST_KEY = 200


@transaction.atomic
def queue_letter(
    *,
    key: str,
    purpose: str,
    to: str,
    subject: str,
    text: str,
    reply_to: str = "",
    unsubscribe_url: str = "",
    calendar: str = "",
) -> Letter | None:
    """Queue one mail to one person, once for each `key`; return it, or what was queued before.

    Belongs inside the transaction of whatever it tells. Returns None when the purpose is one
    of FOR_ANYBODY and the address has had its share of such mails within an hour, whatever
    their purpose and however it was spelt. Controls are taken out of the words. Raises
    ValidationError on `to` or `reply_to` when it is not one plain address.
    """
    if not 0 < len(key) <= _LONGEST_KEY:
        raise ValueError("A letter's key has 1 to 200 characters.")
    to = _checked("to", to)
    reply_to = _checked("reply_to", reply_to) if reply_to else ""
    queued: Letter | None = Letter.objects.filter(key=key).first()
    if queued is not None:
        return queued
    if purpose in FOR_ANYBODY and not _has_share_left(to):
        return None
    now = timezone.now()
    letter, _ = Letter.objects.get_or_create(
        key=key,
        defaults={
            "purpose": purpose,
            "is_urgent": purpose in URGENT,
            "message_id": new_message_id(),
            "to_address": to,
            "subject": subject_line(subject),
            "text": plain_text(text),
            "reply_to": reply_to,
            "unsubscribe_url": unsubscribe_url,
            "calendar": calendar,
            "created_at": now,
            "due_at": now,
        },
    )
    return letter


def _checked(name: str, address: str) -> str:
    try:
        return checked_mailbox(address)
    except MailboxRefused as error:
        raise ValidationError({name: str(error)}) from None


def _has_share_left(to: str) -> bool:
    return spend_limit(
        "letters for anybody", one_mailbox_for_many(to), most=MOST_FOR_ANYBODY, seconds=IN_SECONDS
    )

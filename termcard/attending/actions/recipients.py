"""Finds whom a question reaches: the organiser, else the host department, else the institution."""

from __future__ import annotations

from termcard.announcements.mail_addresses import find_mail_addresses
from termcard.institutions.models import Organisation
from termcard.lib.mailboxes import MailboxRefused, checked_mailbox
from termcard.people.models import Account
from termcard.programme.models import Event

MOST_RECIPIENTS = 10


def recipients_of(organisation: Organisation, event: Event | None = None) -> list[str]:
    """Return the addresses that a question is mailed to; empty when nobody answers for it.

    For an event, whom its announcement named, else whom its series names. Else the organisers
    of its host, all of them, so that one answers while another is away; else those of the unit
    above, up to the institution; else whoever runs the installation.
    """
    named = _named(event)
    if named:
        return named
    for unit in reversed(list(Organisation.objects.over(organisation))):
        organisers = [account.email for account in Account.objects.organising(unit)]
        if organisers:
            return organisers[:MOST_RECIPIENTS]
    return [account.email for account in Account.objects.operators()][:MOST_RECIPIENTS]


def _named(event: Event | None) -> list[str]:
    own = getattr(event, "contact", None) if event is not None else None
    contact = own or getattr(event.series if event is not None else None, "contact", None)
    if contact is None:
        return []
    addresses = []
    for found in find_mail_addresses(contact.words):
        try:
            addresses.append(checked_mailbox(found.value))
        except MailboxRefused:
            continue
    return list(dict.fromkeys(addresses))[:MOST_RECIPIENTS]

"""Checks that what somebody typed is the address of exactly one mailbox."""

from __future__ import annotations

import re

_LONGEST, _LONGEST_LOCAL = 254, 64
# RFC 5322, section 3.2.3. A quoted local part would be legal, and is how addresses are smuggled.
_LOCAL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE
)
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


class MailboxRefused(ValueError):
    """This is not one address that mail can be sent to."""


def checked_mailbox(text: str) -> str:
    """Return the address as it stands in a header, in ASCII: its domain in IDNA (RFC 3490).

    Spaces around it are dropped. Raises MailboxRefused for anything that is not one plain
    address of at most 254 characters (RFC 5321, section 4.5.3.1.3), such as `a@b,c@d`.
    """
    local, at, domain = text.strip(" ").rpartition("@")
    if not at or len(text) > 4 * _LONGEST:
        raise MailboxRefused("This is no e-mail address.")
    if len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise MailboxRefused("This is no e-mail address that mail can be sent to.")
    address = f"{local}@{_checked_domain(domain)}"
    if len(address) > _LONGEST:
        raise MailboxRefused("This address is longer than addresses are.")
    return address


def _checked_domain(domain: str) -> str:
    try:
        written = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        written = ""
    labels = written.split(".")
    is_named = len(labels) > 1 and not labels[-1].isdigit()
    if not is_named or not all(_LABEL.fullmatch(label) for label in labels):
        raise MailboxRefused("This e-mail address names no host on the internet.")
    return written


def one_mailbox_for_many(address: str) -> str:
    """Return one spelling for those that most likely reach one person: case and +tag dropped.

    Dots are kept: whether they count is each provider's own affair.
    """
    local, _, domain = address.rpartition("@")
    return f"{local.partition('+')[0] or local}@{domain}".casefold()

"""Sends one letter at once, so that whoever sets mail up sees what comes of it."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone

from termcard.lib.mailing import Mail, NotTaken, Sender, Unreachable, new_message_id


def try_mail(to: str) -> tuple[bool, str]:
    """Send a letter that says nothing to one address; return whether it went, and what happened.

    Waits for the mail server: belongs outside every transaction.
    """
    words = f"Mail from {settings.BASE_URL} reaches you. Nothing need be done."
    letter = Mail(
        to=to,
        subject="A letter to try the mail",
        text=f"{words}\n",
        message_id=new_message_id(),
        written_at=timezone.now(),
    )
    try:
        with Sender() as sender:
            sender.send(letter)
    except Unreachable as fault:
        return False, f"The mail server cannot be reached ({fault})."
    except NotTaken as fault:
        return False, f"The mail server did not take it ({fault})."
    if settings.EMAIL_BACKEND.endswith(".console.EmailBackend"):
        return True, "No mail server is set: it was printed where Termcard runs."
    return True, f"The mail server took it: look whether it arrived at {to}."

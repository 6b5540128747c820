"""Answers what was asked, without the answerer's address."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.announcements.withholding import withhold
from termcard.attending.models import Enquiry
from termcard.attending.rules import may_answer_enquiry
from termcard.lib.wording import plain_text
from termcard.people.actions import finish_duty
from termcard.people.models import Account
from termcard.records.actions import UNSEEN, Happening, queue_letter, record_changes

KEPT = timedelta(days=365)
LONGEST_ANSWER = 20_000


@transaction.atomic
def answer_enquiry(enquiry: Enquiry, text: str, *, by: Account) -> Enquiry:
    """Mail an answer to whoever asked; nobody's address goes with it unless it was typed.

    Raises PermissionDenied, and ValidationError on `answer` when it is empty or too long, or
    when somebody answered meanwhile.
    """
    locked = _opened(enquiry, by)
    words = plain_text(text)
    if not words or len(words) > LONGEST_ANSWER:
        raise ValidationError({"answer": f"An answer has 1 to {LONGEST_ANSWER:,} characters."})
    if locked.state == Enquiry.State.ANSWERED:
        raise ValidationError("Somebody answered this meanwhile.")
    queue_letter(
        key=f"answer to enquiry {locked.pk}",
        purpose="answer",
        to=locked.address,
        subject=f"Your question about “{locked.about}”",
        text=_mail(locked, words),
    )
    return _closed(locked, "answered", by, answer=words)


@transaction.atomic
def close_enquiry(enquiry: Enquiry, *, by: Account) -> Enquiry:
    """Say that it was answered another way; nothing is sent."""
    locked = _opened(enquiry, by)
    if locked.state == Enquiry.State.ANSWERED:
        return locked
    return _closed(locked, "closed", by)


def _opened(enquiry: Enquiry, by: Account) -> Enquiry:
    rows = Enquiry.objects.select_related("organisation").select_for_update(of=("self",))
    locked: Enquiry = rows.get(pk=enquiry.pk)
    if not may_answer_enquiry(by, locked):
        raise PermissionDenied("Only organisers of the host answer its enquiries.")
    return locked


def _closed(enquiry: Enquiry, verb: str, by: Account, answer: str = "") -> Enquiry:
    enquiry.state, enquiry.answer = Enquiry.State.ANSWERED, answer
    enquiry.answered_at, enquiry.answered_by = timezone.now(), by
    enquiry.save(update_fields=["state", "answer", "answered_at", "answered_by"])
    finish_duty("enquiry", subject_kind="enquiry", subject_id=enquiry.pk)
    record_changes([Happening("enquiry", enquiry.pk, verb, is_loud=False, touches=UNSEEN)], by=by)
    return enquiry


def _mail(enquiry: Enquiry, words: str) -> str:
    asked = "\n".join(f"> {line}" for line in withhold(enquiry.message).text.split("\n"))
    return (
        f"{words}\n\n{enquiry.organisation.name}\n\n"
        f"You asked on {enquiry.asked_at:%d.%m.%Y} at {settings.BASE_URL}:\n{asked}\n"
    )


@transaction.atomic
def forget_enquiries(now: datetime) -> int:
    """Delete what was answered more than a year ago; return how many."""
    gone, _ = Enquiry.objects.closed_before(now - KEPT).delete()
    return gone

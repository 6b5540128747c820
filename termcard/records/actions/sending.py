"""Takes letters out of the queue one by one, and records what became of each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import models, transaction

from termcard.records.models import Letter
from termcard.records.querysets import LONGEST_DELAY

# Delays double from a minute to six hours: thirty tries take more than five days.
FIRST_DELAY = timedelta(minutes=1)
MOST_ATTEMPTS = 30
TEXT_KEPT = timedelta(days=30)
_NOTHING = dict.fromkeys(
    ("to_address", "subject", "text", "reply_to", "unsubscribe_url", "calendar"), ""
)


def lease_letter(worker: int, *, now: datetime) -> Letter | None:
    """Take the next letter that is due into this worker's hand, and into no other's."""
    if not Letter.objects.due(now).exists():  # asking takes no lock that others wait for
        return None
    with transaction.atomic():
        letter: Letter | None = Letter.objects.select_for_update(skip_locked=True).due(now).first()
        if letter is not None:
            letter.leased_by, letter.leased_at = worker, now
            letter.save(update_fields=["leased_by", "leased_at"])
    return letter


def record_sent(letter: Letter, *, now: datetime) -> None:
    """Record that the mail server took a letter over."""
    _put_down(letter, sent_at=now, last_refusal="")


def release_letter(letter: Letter, *, refusal: str) -> None:
    """Put a letter back that was not tried, since the server could not be reached."""
    _put_down(letter, last_refusal=refusal)


def put_off_letter(letter: Letter, *, refusal: str, now: datetime) -> None:
    """Put a letter back that the server would not take now; give it up after thirty tries."""
    tried = letter.attempts + 1
    if tried >= MOST_ATTEMPTS:
        give_up_letter(letter, refusal=refusal, now=now)
        return
    _put_down(letter, attempts=tried, due_at=now + delay_after(tried), last_refusal=refusal)


def give_up_letter(letter: Letter, *, refusal: str, now: datetime) -> None:
    """Record that a letter will never be taken for this person."""
    _put_down(letter, attempts=letter.attempts + 1, given_up_at=now, last_refusal=refusal)


def delay_after(attempts: int) -> timedelta:
    """Return how long to wait after so many tries: a minute, two, four … six hours."""
    doubled: timedelta = FIRST_DELAY * 2 ** min(attempts - 1, 20)
    return min(doubled, LONGEST_DELAY)


def free_letters(workers: Iterable[int]) -> int:
    """Put back what workers had in hand when they died; return how many letters."""
    return Letter.objects.filter(leased_by__in=list(workers)).update(leased_by=None)


def empty_old_letters(now: datetime) -> int:
    """Forget the addresses and words of letters done with 30 days ago; return how many.

    Their keys stay, so that nothing is told twice.
    """
    before = now - TEXT_KEPT
    done = models.Q(sent_at__lt=before) | models.Q(given_up_at__lt=before)
    old = Letter.objects.still_with_text().filter(done, created_at__lt=before)
    return old.update(**_NOTHING)


@transaction.atomic
def forget_letters(to: str, purposes: Iterable[str], *, now: datetime) -> int:
    """Empty every letter of these purposes to an address; what was not sent is given up.

    Returns how many. Their keys stay, so that nothing is told twice.
    """
    found = Letter.objects.filter(to_address__iexact=to, purpose__in=list(purposes))
    found.waiting().update(given_up_at=now)
    return found.update(**_NOTHING)


def _put_down(letter: Letter, **columns: object) -> None:
    Letter.objects.filter(pk=letter.pk).update(leased_by=None, **columns)

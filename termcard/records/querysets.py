"""Questions about changes, addresses, letters, periodic work and limits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

from django.db import connection, models
from django.db.models.functions import Substr

LONGEST_DELAY = timedelta(hours=6)


class ChangeQuerySet(models.QuerySet[Any]):
    """Questions about what happened."""

    def of(self, subject_kind: str, subject_id: int) -> Self:
        """Those of one subject, newest first."""
        return self.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-pk")

    def in_batch(self, batch: UUID) -> Self:
        """Those that were recorded together under that name."""
        return self.filter(batch=batch)

    def with_verb(self, verb: str) -> Self:
        """Those that say this was done."""
        return self.filter(verb=verb)

    def with_number(self, key: int) -> Self:
        """The one with that number."""
        return self.filter(pk=key)

    def loud_with(self, *verbs: str) -> Self:
        """Those with one of these verbs that were told aloud."""
        return self.filter(is_loud=True, verb__in=verbs)

    def of_revisions(self) -> Self:
        """Those that gave an event another revision: all but the links that show a draft."""
        return self.exclude(verb__in=("preview_made", "preview_revoked"))

    def numbered_after(self, key: int) -> Self:
        """Those with a higher number, in the order of their numbers."""
        return self.filter(pk__gt=key).order_by("pk")

    def touches(self) -> Any:
        """Return (number, the subjects whose stored answers no longer stand) of each."""
        return self.values_list("pk", "touched")

    def last_key(self) -> int:
        """Return the highest number there is; 0 without any."""
        key: int | None = self.order_by("-pk").values_list("pk", flat=True).first()
        return key or 0

    def newest_moment(self) -> datetime | None:
        """Return what the clock said when the last of them was recorded."""
        moments = self.order_by("-pk").values_list("made_at", flat=True)
        return moments.first()


class AddressQuerySet(models.QuerySet[Any]):
    """Questions about which words lead where."""

    def at(self, space: str, slug: str) -> Self:
        """The one that these words lead to in that space, if any."""
        return self.filter(space=space, slug=slug)

    def current_of(self, space: str, subject_kind: str, subject_id: int) -> Self:
        """The one that a subject has now."""
        return self.filter(
            space=space, subject_kind=subject_kind, subject_id=subject_id, state="current"
        )


class OutboxQuerySet(models.QuerySet[Any]):
    """Questions about what is still to be done about changes."""

    def waiting_for(self, follower: str) -> Self:
        """Those that one part of the system has yet to act on, oldest first."""
        return self.filter(follower=follower, done_at__isnull=True).order_by("pk")


def _between(words: str) -> models.Q:
    """Return where such keys stand in order: SQLite uses no index for how a word begins."""
    if connection.vendor != "sqlite":
        return models.Q()
    return models.Q(key__gte=words, key__lt=words[:-1] + chr(ord(words[-1]) + 1))


class LetterQuerySet(models.QuerySet[Any]):
    """Questions about the mails to send."""

    def waiting(self) -> Self:
        """Those neither sent nor given up."""
        return self.filter(sent_at__isnull=True, given_up_at__isnull=True)

    def given_up(self) -> Self:
        """Those that nobody will get, newest first."""
        return self.filter(given_up_at__isnull=False).order_by("-given_up_at")

    def given_up_since(self, moment: datetime) -> Self:
        """Those given up since then."""
        return self.given_up().filter(given_up_at__gte=moment)

    def due(self, now: datetime) -> Self:
        """Those that can be sent now and that no worker has in hand, the urgent ones first.

        A moment further away than any delay was set by a clock that has since gone back, and
        what was never tried waits for no moment.
        """
        beyond = now + LONGEST_DELAY + timedelta(minutes=5)
        return (
            self.waiting()
            .filter(leased_by__isnull=True)
            .filter(models.Q(attempts=0) | models.Q(due_at__lte=now) | models.Q(due_at__gt=beyond))
            .order_by("-is_urgent", "due_at", "pk")
        )

    def in_hand(self) -> Self:
        """Those that a worker has taken."""
        return self.filter(leased_by__isnull=False)

    def counted(self) -> dict[str, int]:
        """Return how many wait, were sent and were given up."""
        given_up = models.Q(given_up_at__isnull=False)
        sent = models.Q(sent_at__isnull=False)
        return self.aggregate(
            waiting=models.Count("pk", filter=~sent & ~given_up),
            sent=models.Count("pk", filter=sent),
            given_up=models.Count("pk", filter=given_up & ~sent),
        )

    def longest_waiting_since(self) -> datetime | None:
        """Return since when the oldest of those waiting waits."""
        oldest: datetime | None = self.waiting().aggregate(first=models.Min("created_at"))["first"]
        return oldest

    def still_with_text(self) -> Self:
        """Those whose address and words are kept."""
        return self.exclude(to_address="")

    def beginning_with(self, beginnings: Iterable[str]) -> Self:
        """Those whose keys begin with one of these, by an index of either database."""
        wanted = models.Q(pk__in=[])
        for words in beginnings:
            wanted |= models.Q(key__startswith=words) & _between(words)
        return self.filter(wanted)

    def fates_by_part(self, *, first: int, length: int) -> dict[str, tuple[int, int, int]]:
        """Return {part of their keys: (how many wait, were sent, were given up)}.

        The part is so many characters from the first one on, counted from 1.
        """
        given_up, sent = models.Q(given_up_at__isnull=False), models.Q(sent_at__isnull=False)
        parts = (
            self.order_by()
            .values(part=Substr("key", first, length))
            .annotate(
                waiting=models.Count("pk", filter=~sent & ~given_up),
                taken=models.Count("pk", filter=sent),
                failed=models.Count("pk", filter=given_up & ~sent),
            )
        )
        return {
            part: (waiting, taken, failed)
            for part, waiting, taken, failed in parts.values_list(
                "part", "waiting", "taken", "failed"
            )
        }

    def holders(self) -> list[int]:
        """Return the workers that have any of them in hand."""
        return list(self.in_hand().order_by().values_list("leased_by", flat=True).distinct())


class SlotQuerySet(models.QuerySet[Any]):
    """Questions about periodic work."""

    def at(self, name: str, moment: datetime) -> Self:
        """The run of one task at one moment, if it has begun."""
        return self.filter(name=name, moment=moment)

    def running(self) -> Self:
        """Those that a worker has begun and not ended."""
        return self.filter(leased_by__isnull=False, done_at__isnull=True)

    def last_done(self) -> list[tuple[str, datetime]]:
        """Return (name, moment it was last done) of each task that was ever done."""
        rows = self.filter(done_at__isnull=False).order_by().values("name")
        last = rows.annotate(last=models.Max("done_at")).order_by("name")
        return list(last.values_list("name", "last"))

    def holders(self) -> list[int]:
        """Return the workers that run any of them now."""
        rows = self.filter(leased_by__isnull=False, done_at__isnull=True).order_by()
        return list(rows.values_list("leased_by", flat=True).distinct())


class LimitQuerySet(models.QuerySet[Any]):
    """Questions about how often something was done."""

    def spent(self, key: str, since: datetime, until: datetime) -> int:
        """Return how often that was done in the stretches that began between two moments.

        What was counted by a clock that was ahead lies beyond, and does not count.
        """
        stretches = self.filter(key=key, window_start__range=(since, until))
        total = stretches.aggregate(sum=models.Sum("count"))
        return total["sum"] or 0

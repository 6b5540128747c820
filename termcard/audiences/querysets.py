"""Questions about who follows what, and what is still to be told."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import Q

Reference = tuple[str, int, str]
IMMEDIATE, DAILY, WEEKLY = "each", "daily", "weekly"


class FollowerQuerySet(models.QuerySet[Any]):
    """Questions about followers."""

    def reached_by(self, token_hash: str) -> Self:
        """The one whose page has that token in its address."""
        return self.filter(token_hash=token_hash)

    def with_calendar(self, token_hash: str) -> Self:
        """The one whose calendar has that token in its address."""
        return self.filter(calendar_hash=token_hash)

    def with_mailbox(self, address: str) -> Self:
        """The one with that address, in whatever case it is typed."""
        return self.filter(mailbox=address.casefold())

    def told(self, rhythm: str) -> Self:
        """Those who follow anything in that rhythm, and confirmed it."""
        asked = {"subscriptions__rhythm": rhythm, "subscriptions__confirmed_at__isnull": False}
        return self.filter(**asked).distinct()

    def living_in(self, zone: str) -> Self:
        """Those who live in that zone, as far as anybody said."""
        return self.filter(Q(zone=zone) | Q(zone="", home_zone=zone))

    def zones(self) -> set[str]:
        """Return the zones in which they live."""
        pairs = self.order_by().values_list("zone", "home_zone").distinct()
        return {zone or home for zone, home in pairs}

    def numbered_after(self, key: int) -> Self:
        """Those with a higher number, in the order of their numbers."""
        return self.filter(pk__gt=key).order_by("pk")


class SubscriptionQuerySet(models.QuerySet[Any]):
    """Questions about what is followed."""

    def confirmed(self) -> Self:
        """Those that their owners confirmed."""
        return self.filter(confirmed_at__isnull=False)

    def unconfirmed_before(self, moment: datetime) -> Self:
        """Those asked for before that moment that nobody has confirmed."""
        return self.filter(confirmed_at__isnull=True, asked_at__lt=moment)

    def to_confirm(self, token_hash: str) -> Self:
        """The one that was asked for with that token in its mail."""
        return self.filter(confirm_hash=token_hash)

    def in_rhythm(self, rhythm: str) -> Self:
        """Those told of in that rhythm."""
        return self.filter(rhythm=rhythm)

    def to_any(self, references: Iterable[Reference]) -> Self:
        """Those that follow one of these: (kind, id, question)."""
        ids: dict[str, list[int]] = {}
        questions = []
        for kind, subject_id, question in references:
            if kind == "search":
                questions.append(question)
            else:
                ids.setdefault(kind, []).append(subject_id)
        wanted = Q(kind="search", question__in=questions)
        for kind, some in ids.items():
            wanted |= Q(kind=kind, subject_id__in=some)
        return self.filter(wanted)

    def searches(self) -> list[str]:
        """Return the questions of all searches that anybody follows, each once."""
        asked = self.confirmed().filter(kind="search").order_by("question")
        return list(asked.values_list("question", flat=True).distinct())

    def keeping(self, event_id: int) -> Self:
        """Those that keep one event."""
        return self.filter(kind="event", subject_id=event_id)

    def reminded(self, event_ids: Iterable[int]) -> Self:
        """Those that are to be reminded of one of these events."""
        wants = Q(is_reminded_day_before=True) | Q(is_reminded_hour_before=True)
        kept = self.confirmed().filter(wants, kind="event", subject_id__in=list(event_ids))
        return kept.select_related("follower").order_by("pk")

    def with_keys(self, keys: Iterable[int]) -> Self:
        """Those with these keys."""
        return self.filter(pk__in=list(keys))

    def in_order(self) -> Self:
        """In the order in which they were asked for."""
        return self.order_by("asked_at", "pk")


class NoticeQuerySet(models.QuerySet[Any]):
    """Questions about what is to be told."""

    def waiting(self, rhythm: str) -> Self:
        """Those still to be told in that rhythm."""
        return self.filter(told_at__isnull=True, rhythm=rhythm)

    def of_batch(self, batch: uuid.UUID) -> Self:
        """Those that tell of one batch of Changes."""
        return self.filter(batch=batch)

    def made_before(self, moment: datetime) -> Self:
        """Those made before that moment."""
        return self.filter(made_at__lt=moment)

    def numbers(self) -> dict[tuple[uuid.UUID, str], tuple[int, int]]:
        """Return {(batch, rhythm): (how many there are, how many are still to be told)}."""
        counted = (
            self.order_by()
            .values_list("batch", "rhythm")
            .annotate(
                number=models.Count("pk"),
                left=models.Count("pk", filter=Q(told_at__isnull=True)),
            )
        )
        return {(batch, rhythm): (number, left) for batch, rhythm, number, left in counted}

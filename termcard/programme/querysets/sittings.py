"""Questions about the sittings of events, and days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.db.models.functions import Coalesce, ExtractYear

from termcard.programme.querysets.events import EventQuerySet

# No clock is further from UTC than a day: so far apart lie a moment and its date somewhere.
NEAREST_DAYS = timedelta(days=1)


class SessionQuerySet(models.QuerySet[Any]):
    """Questions about sittings: the lines of a list by day."""

    def of_events(self, events: EventQuerySet) -> Self:
        """Those of the events asked for."""
        return self.filter(event__in=events)

    def ending_after(self, moment: datetime) -> Self:
        """Those not yet over at that moment."""
        return self.filter(ends_at__gt=moment)

    def over_by(self, moment: datetime) -> Self:
        """Those that were over at that moment."""
        return self.filter(ends_at__lte=moment)

    def starting_before(self, moment: datetime) -> Self:
        """Those that begin earlier than that moment."""
        return self.filter(starts_at__lt=moment)

    def going_on_from(self, day: date) -> Self:
        """Those whose last day is that day or a later one, where they take place.

        What ends as that day begins was over the day before.
        """
        coarse = self.filter(ends_at__gte=datetime.combine(day, time(0), UTC) - NEAREST_DAYS)
        ended = Q(last_on=day, ends_on=day, ends_time=time(0), starts_on__lt=day)
        kept = coarse.annotate(last_on=Coalesce("ends_on", "starts_on")).filter(last_on__gte=day)
        return kept.exclude(ended)

    def beginning_by(self, day: date) -> Self:
        """Those whose first day is that day or an earlier one, where they take place."""
        coarse = self.filter(starts_at__lt=datetime.combine(day, time(0), UTC) + 2 * NEAREST_DAYS)
        return coarse.filter(starts_on__lte=day)

    def years(self) -> list[tuple[int, int]]:
        """Return (year, how many events have a sitting that begins in it), the latest first."""
        counted = (
            self.annotate(year=ExtractYear("starts_on"))
            .order_by("-year")
            .values_list("year")
            .annotate(number=Count("event_id", distinct=True))
        )
        return list(counted)

    def starting_in(self, year: int) -> Self:
        """Those whose first day lies in that year, where they take place."""
        return self.filter(starts_on__year=year)

    def on_days(self, first: date, last: date) -> list[tuple[int, date, date | None]]:
        """Return (key, first day, last day if stated) of those that go on in these days.

        What began on an earlier day comes first, then whole days, then by the hour shown.
        """
        found = self.going_on_from(first).beginning_by(last)
        hour = F("starts_time").asc(nulls_first=True)
        return list(
            found.order_by("starts_on", hour, "pk").values_list("pk", "starts_on", "ends_on")
        )

    def last_day_before(self, day: date) -> date | None:
        """Return the last day before that one on which any begins."""
        earlier = self.beginning_by(day - NEAREST_DAYS).latest_first()
        found: date | None = earlier.values_list("starts_on", flat=True).first()
        return found

    def first_day_after(self, day: date) -> date | None:
        """Return the first day after that one on which any begins."""
        coarse = self.filter(starts_at__gte=datetime.combine(day, time(0), UTC))
        later = coarse.filter(starts_on__gt=day).in_order()
        found: date | None = later.values_list("starts_on", flat=True).first()
        return found

    def with_keys(self, keys: Iterable[int]) -> Self:
        """Those that records name by these keys."""
        return self.filter(pk__in=keys)

    def with_line(self) -> Self:
        """Load what lines of a list show of their events, in a fixed number of queries."""
        events = self.model._meta.get_field("event").related_model.objects
        return self.prefetch_related(Prefetch("event", queryset=events.with_line()))

    def in_order(self) -> Self:
        """The soonest first."""
        return self.order_by("starts_at", "event_id", "position")

    def latest_first(self) -> Self:
        """The latest first."""
        return self.order_by("-starts_at", "event_id", "position")

    def with_announcement(self) -> Self:
        """Load everything the announcements of their events say, in a fixed number of queries."""
        return self.select_related(
            "event__series__venue", "event__series__host", "event__venue"
        ).prefetch_related(
            "event__sessions__talks__appearances",
            "event__appearances",
            "event__hostings__organisation",
            "event__topics",
            "event__materials",
        )

"""Questions about the dates that series hold without an event."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.programme.models import Series


class PlaceholderQuerySet(models.QuerySet[Any]):
    """Questions about placeholders."""

    def of_any(self, series: Iterable[Series]) -> Self:
        """Those of these series."""
        return self.filter(series__in=list(series))

    def of_series(self, series: models.QuerySet[Any]) -> Self:
        """Those of the series that a question finds; part of one question."""
        return self.filter(series__in=series.order_by().values("pk"))

    def hosted_within(self, organisation: Organisation) -> Self:
        """Those of every series of the organisation and of the units below it."""
        return self.filter(series__host__path__startswith=organisation.path)

    def between(self, first: date, last: date) -> Self:
        """Those on these days."""
        return self.filter(on__range=(first, last))

    def on_days(self, days: Iterable[date]) -> Self:
        """Those on any of these days."""
        return self.filter(on__in=list(days))

    def from_day(self, day: date) -> Self:
        """Those on that day and later."""
        return self.filter(on__gte=day)

    def keyed(self, key: int) -> Self:
        """The one with that key."""
        return self.filter(pk=key)

    def with_series(self) -> Self:
        """Load their series and hosts too, in order."""
        return self.select_related("series__host").order_by("on", "pk")

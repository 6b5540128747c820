"""Questions about what gathers events: series and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.programme.querysets.events import EventQuerySet


class SeriesQuerySet(models.QuerySet[Any]):
    """Questions about series."""

    def called(self, slug: str) -> Self:
        """The one with these words in its address."""
        return self.filter(slug=slug)

    def hosted_within(self, organisation: Organisation) -> Self:
        """Those of the organisation and of every unit below it."""
        return self.filter(host__path__startswith=organisation.path)

    def in_order(self) -> Self:
        """By title."""
        return self.order_by("title", "pk")

    def with_host(self) -> Self:
        """Load the hosts too."""
        return self.select_related("host")


class TopicQuerySet(models.QuerySet[Any]):
    """Questions about topics."""

    def called(self, slug: str) -> Self:
        """The one with these words in its address."""
        return self.filter(slug=slug)

    def of_events(self, events: EventQuerySet) -> Self:
        """Those that any of the events is about."""
        links = self.model._meta.get_field("events").through.objects
        return self.filter(pk__in=links.filter(event__in=events).values("topic_id"))

    def with_slugs(self, slugs: list[str]) -> Self:
        """Those with these words in their addresses."""
        return self.filter(slug__in=slugs)

    def in_order(self) -> Self:
        """By name."""
        return self.order_by("name", "pk")

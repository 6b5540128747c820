"""Questions about what gathers events: series and topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q

from termcard.people.models import Role

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account
    from termcard.programme.models import Series
    from termcard.programme.querysets.events import EventQuerySet


class SeriesQuerySet(models.QuerySet[Any]):
    """Questions about series."""

    def called(self, slug: str) -> Self:
        """The one with these words in its address."""
        return self.filter(slug=slug)

    def with_key(self, key: int) -> Self:
        """The one that records name by that key."""
        return self.filter(pk=key)

    def editable_by(self, account: Account | None) -> Self:
        """Those this account may change: those of the units it organises for, those it keeps."""
        if account is None:
            return self.none()
        if account.is_operator:
            return self.all()
        if not account.is_active:
            return self.none()
        mine = Q(pk__in=account.keepings.active().values("series"))
        for path in account.roles.granting("organiser").paths():
            mine |= Q(host__path__startswith=path)
        return self.filter(mine)

    def offered_to(self, account: Account | None, *, also: Series | None = None) -> Self:
        """Those into which this account may put events, and one more where an event stands."""
        there = self.filter(pk=also.pk if also else None)
        return (self.editable_by(account) | there).select_related("host", "venue").in_order()

    def stewarded_by(self, account: Account) -> Self:
        """Those of the units of which the account says who looks after what."""
        if account.is_operator:
            return self.all()
        below = Q(pk__in=[])
        for path in account.roles.granting("steward").paths() if account.is_active else []:
            below |= Q(host__path__startswith=path)
        return self.filter(below)

    def orphaned(self) -> Self:
        """Those that go on, and that nobody looks after who may sign in.

        Neither a keeper nor an organiser or steward of the host or of a unit above it.
        """
        host_path = ExpressionWrapper(OuterRef("host__path"), output_field=CharField())
        organising = Role.objects.granting("organiser").alias(host_path=host_path)
        over = organising.filter(
            account__is_active=True, host_path__startswith=F("organisation__path")
        )
        keepers = self.model._meta.get_field("keepers").related_model.objects
        kept = keepers.active().filter(series=OuterRef("pk"))
        return self.filter(~Exists(over), ~Exists(kept), is_finished=False)

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

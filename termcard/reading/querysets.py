"""Questions about documents and what was read in them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account


WAITING_FIRST = Case(When(state="waiting", then=Value(0)), default=Value(1))


class DocumentQuerySet(models.QuerySet[Any]):
    """Questions about documents."""

    def same_as(self, digest: str, host: Organisation) -> Self:
        """The one with these bytes that was read for that host before."""
        return self.filter(digest=digest, host=host)


class ProposalQuerySet(models.QuerySet[Any]):
    """Questions about proposals."""

    def for_review_by(self, account: Account) -> Self:
        """Those of the hosts the account organises."""
        if account.is_operator:
            return self.all()
        below = Q(pk__in=[])
        for path in account.roles.granting("organiser").paths():
            below |= Q(document__host__path__startswith=path)
        return self.filter(below)

    def read_in(self, document: int) -> Self:
        """Those of one document."""
        return self.filter(document=document)

    def waiting(self) -> Self:
        """Those that nobody has decided on."""
        return self.filter(state="waiting")

    def hosted_by(self, host: Organisation) -> Self:
        """Those read for that host."""
        return self.filter(document__host=host)

    def numbered(self, key: int) -> Self:
        """The one with that number, however large a number that is."""
        return self.filter(pk=key)

    def among(self, keys: Iterable[str]) -> Self:
        """Those with these numbers, which are known to be there."""
        return self.filter(pk__in=keys)

    def latest_first(self) -> Self:
        """Those of the latest document first, and of each what waits, in its own order."""
        return self.order_by("-document", WAITING_FIRST, "position")

    def after(self, proposal: Any) -> Self:
        """Those of its document that wait besides it: what follows it before what precedes it."""
        later = Case(When(position__gt=proposal.position, then=Value(0)), default=Value(1))
        others = self.read_in(proposal.document_id).waiting().exclude(pk=proposal.pk)
        return others.order_by(later, "position")

    def with_document(self) -> Self:
        """Load the documents and hosts too, without the documents' bytes."""
        return self.select_related("document__host", "event", "duplicate_of").defer(
            "document__content"
        )

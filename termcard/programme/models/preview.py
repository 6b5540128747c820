"""The table of links that show a draft to people without an account."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models

from termcard.people.models import Account
from termcard.programme.querysets.previews import PreviewLinkQuerySet

if TYPE_CHECKING:
    from termcard.programme.models.event import Event


class PreviewLink(models.Model):
    """A link that shows one event as it will be, until it expires or is revoked.

    The token in it is kept as its SHA-256 alone: who reads the table opens nothing by it.
    """

    event = models.ForeignKey("programme.Event", models.CASCADE, related_name="preview_links")
    token_hash = models.CharField(max_length=64, unique=True)
    words = models.CharField(max_length=100, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="preview_links")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    objects = PreviewLinkQuerySet.as_manager()

    class Meta:
        db_table = "preview_link"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"preview of {self.event_id}"

    def opens_at(self, moment: datetime) -> bool:
        """Say whether it shows the event at that moment."""
        return self.revoked_at is None and moment < self.expires_at

    def event_as_it_stands(self) -> Event:
        """Return the event with all that its announcement says."""
        events = self._meta.get_field("event").related_model.objects  # type: ignore[union-attr]
        found: Event = events.with_announcement().get(pk=self.event_id)
        return found

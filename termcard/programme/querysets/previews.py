"""Questions about the links that show drafts."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from django.db import models

if TYPE_CHECKING:
    from termcard.programme.models import Event

LONGEST_TOKEN = 100


def hash_of(token: str) -> str:
    """Return what is kept of the token in a link: its SHA-256 in hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class PreviewLinkQuerySet(models.QuerySet[Any]):
    """Questions about the links that show drafts."""

    def of(self, event: Event) -> Self:
        """Those to one event, the newest first."""
        return self.filter(event=event)

    def with_number(self, key: int) -> Self:
        """The one with that number."""
        return self.filter(pk=key)

    def opening(self, token: str, short_id: str, moment: datetime) -> Self:
        """The one with that token, if it shows the event with that id at that moment."""
        live = self.filter(revoked_at__isnull=True, expires_at__gt=moment)
        there = {"event__discarded_at__isnull": True, "event__merged_into__isnull": True}
        token = token if len(token) <= LONGEST_TOKEN else ""
        return live.filter(token_hash=hash_of(token), event__short_id=short_id, **there)

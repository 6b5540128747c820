"""Makes the links that show a draft to people without an account, and revokes them."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.actions.touching import is_shown, open_events
from termcard.programme.models import Event, PreviewLink
from termcard.programme.querysets.previews import hash_of
from termcard.records.actions import UNSEEN, Happening, record_changes

MOST_LINKS = 50
LONGEST_LIFE = timedelta(days=90)


@transaction.atomic
def make_preview(
    event: Event, *, by: Account, lasts: timedelta, words: str = ""
) -> tuple[PreviewLink, str]:
    """Make a link that shows a draft for so long; return it and its token, which nobody keeps.

    `words` say for whom it is. Raises PermissionDenied, and ValidationError for what everybody
    sees already, and when there are too many.
    """
    (opened,) = open_events([event], by=by)
    if is_shown(opened) or opened.is_taken_down:
        raise ValidationError("Everybody sees this event, so it needs no preview.")
    now = timezone.now()
    links = PreviewLink.objects.of(opened)
    if sum(link.opens_at(now) for link in links) >= MOST_LINKS:
        raise ValidationError("There are enough links; revoke one first.")
    token = secrets.token_urlsafe(32)
    link = PreviewLink.objects.create(
        event=opened,
        token_hash=hash_of(token),
        words=plain_line(words)[:100],
        by=by,
        made_at=now,
        expires_at=now + min(lasts, LONGEST_LIFE),
    )
    _record(opened, "preview_made", by)
    return link, token


@transaction.atomic
def revoke_preview(event: Event, link: PreviewLink, *, by: Account) -> PreviewLink:
    """Let a link to an event show nothing from now on; revoking again changes nothing.

    Raises PermissionDenied.
    """
    (opened,) = open_events([event], by=by)
    found: PreviewLink = PreviewLink.objects.of(opened).select_for_update().get(pk=link.pk)
    if found.revoked_at is None:
        found.revoked_at = timezone.now()
        found.save(update_fields=["revoked_at"])
        _record(opened, "preview_revoked", by)
    return found


def _record(event: Event, verb: str, by: Account) -> None:
    record_changes([Happening("event", event.pk, verb, is_loud=False, touches=UNSEEN)], by=by)

"""Changes what places say of themselves, with the events that show it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from termcard.announcements.withholding import withhold
from termcard.institutions.models import Venue
from termcard.lib.wording import plain_line, plain_text
from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, lock_events, touch_events
from termcard.programme.models import Event
from termcard.programme.rules import may_rename_venue
from termcard.records.actions import Happening, record_changes, require_clean


@transaction.atomic
def amend_venue(
    venue: Venue, *, by: Account, directions: str, access: list[str], **lines: str
) -> Venue:
    """Change the way to a place, what it provides for access, and its address.

    `lines` are the lines of its address. Events there show the new words. Raises
    PermissionDenied, and ValidationError naming the field.
    """
    if not may_rename_venue(by, venue.organisation):
        raise PermissionDenied(f"Only organisers of {venue.organisation} change its venues.")
    amended: Venue = Venue.objects.select_for_update().get(pk=venue.pk)
    wanted: dict[str, Any] = {name: withhold(plain_line(lines[name])).text for name in lines}
    wanted |= {"directions": withhold(plain_text(directions)).text, "access": access}
    changed = sorted(name for name, value in wanted.items() if getattr(amended, name) != value)
    if not changed:
        return amended
    for name in changed:
        setattr(amended, name, wanted[name])
    require_clean(amended)
    amended.save(update_fields=changed)
    record_changes([Happening("venue", amended.pk, "amended", details={"changed": changed})], by=by)
    keys = lock_events(Event.objects.held_in(amended.pk))
    events = list(Event.objects.filter(pk__in=keys).select_related("series"))
    touch_events([Touch(event, "reworded", is_loud=False) for event in events], by=by)
    return amended

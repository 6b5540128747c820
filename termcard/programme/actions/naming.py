"""Renames hosts and venues, with the events that show their names."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from termcard.announcements.withholding import withhold
from termcard.institutions.models import Organisation, Venue
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.people.rules import may_run_installation
from termcard.programme.actions.touching import Touch, touch_events
from termcard.programme.models import Event
from termcard.programme.rules import may_rename_venue
from termcard.records.actions import Happening, claim_address, record_changes, require_clean


@transaction.atomic
def rename_organisation(
    organisation: Organisation, *, by: Account, name: str, slug: str | None = None
) -> Organisation:
    """Rename an organisation; its old address redirects, its events show the new name.

    Raises ValidationError on `slug` when it leads elsewhere or once did.
    """
    if not may_run_installation(by):
        raise PermissionDenied("Only operators rename organisations.")
    was = organisation.name
    organisation.name = withhold(plain_line(name)).text
    if slug is not None and slug != organisation.slug:
        claim_address("units", slug, subject_kind="organisation", subject_id=organisation.pk)
        organisation.slug = slug
    require_clean(organisation)
    organisation.save(update_fields=["name", "slug"])
    details = {"name": [was, organisation.name]}
    record_changes([Happening("organisation", organisation.pk, "renamed", details=details)], by=by)
    _touch_all(list(Event.objects.filter(hostings__organisation=organisation)), by)
    return organisation


@transaction.atomic
def rename_venue(venue: Venue, *, by: Account, name: str) -> Venue:
    """Rename a venue; events that printed its old name show the new one."""
    if not may_rename_venue(by, venue.organisation):
        raise PermissionDenied("Only organisers of the institution rename its venues.")
    was, venue.name = venue.name, withhold(plain_line(name)).text
    require_clean(venue)
    venue.save(update_fields=["name"])
    details = {"name": [was, venue.name]}
    record_changes([Happening("venue", venue.pk, "renamed", details=details)], by=by)
    events = list(Event.objects.held_in(venue.pk))
    for event in events:
        if event.place == was:
            event.place = venue.name
    _touch_all(events, by, columns=("place",))
    return venue


def _touch_all(events: list[Event], by: Account, columns: tuple[str, ...] = ()) -> None:
    """Move the counters of events whose announcements now read differently, without a shout."""
    touches = [Touch(event, "reworded", columns=columns, is_loud=False) for event in events]
    touch_events(touches, by=by)

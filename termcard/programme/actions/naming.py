"""Renames hosts and venues, with the events that show their names."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet

from termcard.announcements.withholding import withhold
from termcard.institutions.actions import require_free_name
from termcard.institutions.models import Organisation, Venue
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.people.rules import may_steward
from termcard.programme.actions.touching import Touch, lock_events, touch_events
from termcard.programme.models import Event, Series
from termcard.programme.rules import may_rename_venue
from termcard.records.actions import Happening, claim_address, record_changes, require_clean


@transaction.atomic
def rename_organisation(
    organisation: Organisation, *, by: Account, name: str, slug: str | None = None
) -> Organisation:
    """Rename an organisation; its old address redirects, its events show the new name.

    Raises ValidationError on `slug` when it leads elsewhere or once did.
    """
    if not may_steward(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} rename it.")
    renamed: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    was = renamed.name
    renamed.name = withhold(plain_line(name)).text
    if slug is not None and slug != renamed.slug:
        claim_address("units", slug, subject_kind="organisation", subject_id=renamed.pk)
        renamed.slug = slug
    require_clean(renamed)
    renamed.save(update_fields=["name", "slug"])
    details = {"name": [was, renamed.name]}
    record_changes([Happening("organisation", renamed.pk, "renamed", details=details)], by=by)
    held = Q(hostings__kind="owner") | Q(hostings__accepted_at__isnull=False)
    events = _locked(Event.objects.filter(held, hostings__organisation=renamed))
    touch_events([Touch(event, "reworded", is_loud=False) for event in events], by=by)
    return renamed


@transaction.atomic
def rename_venue(venue: Venue, *, by: Account, name: str) -> Venue:
    """Rename a venue; events and series that printed its old name show the new one."""
    if not may_rename_venue(by, venue.organisation):
        raise PermissionDenied("Only organisers of the institution rename its venues.")
    renamed: Venue = Venue.objects.select_for_update().get(pk=venue.pk)
    was, renamed.name = renamed.name, withhold(plain_line(name)).text
    if was != renamed.name:
        require_free_name(renamed.organisation, renamed.name)
    require_clean(renamed)
    renamed.save(update_fields=["name"])
    details = {"name": [was, renamed.name]}
    record_changes([Happening("venue", renamed.pk, "renamed", details=details)], by=by)
    series = _rename_in_series(renamed, was, by)
    silent = Q(is_settled=False, venue__isnull=True, place="", series__in=series)
    events = _locked(Event.objects.filter(silent) | Event.objects.held_in(renamed.pk))
    shown = [event for event in events if _printed_place(event) in ("", was, renamed.name)]
    for event in shown:
        if event.place == was:
            event.place = renamed.name
    touches = [Touch(event, "reworded", columns=("place",), is_loud=False) for event in shown]
    touch_events(touches, by=by)
    return renamed


def _rename_in_series(venue: Venue, was: str, by: Account) -> list[Series]:
    """Let series whose usual place went by the venue's old name go by the new one."""
    institution = venue.organisation.institution_path
    its_own = Q(venue=venue) | Q(venue__isnull=True, host__path__startswith=institution)
    found = Series.objects.filter(its_own, place=was).order_by("pk")
    series = list(found.select_for_update(of=("self",)))
    Series.objects.filter(pk__in=[each.pk for each in series]).update(place=venue.name)
    details = {"changed": ["place"]}
    record_changes(
        [Happening("series", each.pk, "amended", details=details) for each in series], by=by
    )
    return series


def _locked(events: QuerySet[Event]) -> list[Event]:
    """Return the events as they stand once nobody else writes them."""
    return list(Event.objects.filter(pk__in=lock_events(events)).select_related("series"))


def _printed_place(event: Event) -> str:
    """Return the words that an event prints for its place; nothing for the venue's own name."""
    if event.venue_id or event.place or event.heard_series is None:
        return event.place
    return event.heard_series.place

"""The pages of units: what they say of themselves, and who does what there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.institutions.actions import add_organisation, add_venue, amend_organisation
from termcard.institutions.models import Organisation, Venue
from termcard.institutions.querysets import OrganisationQuerySet
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.units import InviteForm, NewUnitForm, UnitForm, VenueForm
from termcard.people.actions import invite, revoke_role
from termcard.people.models import Role
from termcard.people.rules import may_steward
from termcard.programme.actions import amend_venue, rename_organisation, rename_venue
from termcard.programme.models import Series
from termcard.programme.rules import may_rename_venue
from termcard.records.models import Address


def _mine(request: HttpRequest) -> OrganisationQuerySet:
    """Return the units that the account organises for or stewards."""
    units: OrganisationQuerySet = Organisation.objects.of(account_of(request))
    return units


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def own_units(request: HttpRequest) -> HttpResponse:
    """Show the units that the account organises for or stewards, each below its own."""
    units = _mine(request).order_by("path")
    shown = {"units": units, "orphans": Series.objects.editable_by(account_of(request)).orphaned()}
    return render(request, "organising/units.html", shown)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit_desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a unit and who does what there; change it, let people in, add to it."""
    unit = _mine(request).called(slug).first()
    if unit is None:
        return _led(request, slug)
    made, asked = _forms(request), request.POST.get("verb", "")
    made["change"] = UnitForm(request.POST if asked == "change" else None, unit=unit)
    is_sure_wanted = False
    if request.method == "POST":
        if asked == "revoke":
            is_sure_wanted = not _revoked(request, unit)
        if (asked == "revoke" and not is_sure_wanted) or _done(request, unit, made.get(asked)):
            return _back(request, unit)
    shown = _shown(request, unit) | made | {"is_sure_wanted": is_sure_wanted}
    status = 400 if request.method == "POST" else 200
    return render(request, "organising/unit_desk.html", shown, status=status)


def _led(request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on from the address that a unit had before."""
    led = Address.objects.at("units", slug).first()
    if led is None or led.subject_kind != "organisation":
        raise Http404
    moved = _mine(request).keyed(led.subject_id).first()
    if moved is None:
        raise Http404
    return redirect("unit_desk", moved.slug)


def _back(request: HttpRequest, unit: Organisation) -> HttpResponse:
    now = _mine(request).keyed(unit.pk).first()
    return redirect("unit_desk", now.slug) if now else redirect("own_units")


def _forms(request: HttpRequest) -> dict[str, forms.Form]:
    kinds: dict[str, Callable[[Any], forms.Form]] = {
        "invite": InviteForm,
        "below": NewUnitForm,
        "venue": VenueForm,
    }
    asked = request.POST.get("verb", "")
    return {name: kind(request.POST if name == asked else None) for name, kind in kinds.items()}


def _shown(request: HttpRequest, unit: Organisation) -> dict[str, Any]:
    return {
        "unit": unit,
        "is_steward": may_steward(account_of(request), unit),
        "roles": Role.objects.over(unit).in_order(),
        "units": Organisation.objects.directly_below(unit),
        "venues": Venue.objects.of_unit(unit),
        "orphans": Series.objects.hosted_within(unit).orphaned().in_order(),
    }


def _done(request: HttpRequest, unit: Organisation, form: forms.Form | None) -> bool:
    """Do what a form asks for; show in it why it could not be done."""
    if form is None or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            messages.info(request, _act(request, unit, form))
    except ValidationError as error:
        known = hasattr(error, "error_dict") and error.error_dict.keys() <= form.fields.keys()
        form.add_error(None, error if known else error.messages[0])
        return False
    return True


def _act(request: HttpRequest, unit: Organisation, form: forms.Form) -> str:
    """Do it, and return the words that say so."""
    by, said = account_of(request), form.cleaned_data
    if isinstance(form, InviteForm):
        roles = invite(said["email"], unit, kinds=[Role.Kind(k) for k in said["kinds"]], by=by)
        return f"{said['email']} {'is written to' if roles else 'holds that already'}."
    if isinstance(form, NewUnitForm):
        added = add_organisation(parent=unit, zone=unit.zone, mark=unit.mark, by=by, **said)
        return f"{added} stands below {unit} now."
    if isinstance(form, VenueForm):
        return f"{add_venue(organisation=unit, by=by, **said)} is added."
    name, slug = said.pop("name"), said.pop("slug")
    amend_organisation(unit, by=by, **said)
    if (name, slug) != (unit.name, unit.slug):
        rename_organisation(unit, by=by, name=name, slug=slug)
    return "Saved."


def _revoked(request: HttpRequest, unit: Organisation) -> bool:
    """Take the role away that is named; return whether that is done, and not to be asked again."""
    key = request.POST.get("role", "")
    role = Role.objects.on(unit).keyed(int(key)).first() if _is_key(key) else None
    if role is None:
        return True
    by, is_sure = account_of(request), "is_sure" in request.POST
    try:
        revoke_role(role.account, unit, by=by, kind=Role.Kind(role.kind), is_sure=is_sure)
    except ValidationError as error:
        messages.info(request, error.messages[0])
        return False
    messages.info(request, f"{role.account} is no longer {role.kind}.")
    return True


def _is_key(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) < 19


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unit_venue(request: HttpRequest, slug: str, venue_slug: str) -> HttpResponse:
    """Show a place of a unit, and change it."""
    unit = _mine(request).called(slug).first()
    venue = Venue.objects.of_unit(unit).at(venue_slug).first() if unit else None
    if unit is None or venue is None or not may_rename_venue(account_of(request), unit):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = VenueForm(posted, venue=venue)
    if posted is not None and form.is_valid() and _kept(request, venue, form):
        return redirect("unit_desk", slug)
    shown = {"unit": unit, "venue": venue, "form": form}
    status = 200 if posted is None else 400
    return render(request, "organising/unit_venue.html", shown, status=status)


def _kept(request: HttpRequest, venue: Venue, form: VenueForm) -> bool:
    by, said = account_of(request), dict(form.cleaned_data)
    name = said.pop("name")
    try:
        with transaction.atomic():
            amend_venue(venue, by=by, **said)
            if name != venue.name:
                rename_venue(venue, by=by, name=name)
    except ValidationError as error:
        form.add_error(None, error.messages[0])
        return False
    messages.info(request, "Saved.")
    return True

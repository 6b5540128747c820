"""The pages at which series are started and what they say for their events is changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.institutions.models import Organisation
from termcard.institutions.querysets import OrganisationQuerySet
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.series import SeriesForm, holds_for
from termcard.organising.views.own_series import led_to_series, own_series
from termcard.people.models import Account
from termcard.programme.actions import add_series, amend_series
from termcard.programme.models import Event, Series
from termcard.programme.models.hearing import Hearing, hearing_of


def _hosts(account: Account) -> OrganisationQuerySet:
    """Return the units for which the account may start series."""
    units: OrganisationQuerySet = Organisation.objects.in_order().of(account)
    return units


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def own_series_list(request: HttpRequest) -> HttpResponse:
    """Show the series the account may change, with how many events each has to come."""
    account, now = account_of(request), timezone.now()
    series = list(Series.objects.editable_by(account).with_host().in_order())
    counts = Event.objects.editable_by(account).still_to_end(now).counted_by_series()
    rows = [(each, counts.get(each.pk, 0)) for each in series]
    shown = {
        "going_on": [row for row in rows if not row[0].is_finished],
        "finished": [row for row in rows if row[0].is_finished],
        "may_add": _hosts(account).exists(),
    }
    return render(request, "organising/series_list.html", shown)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_series(request: HttpRequest) -> HttpResponse:
    """Show the form of a new series, filled in like another if one is named, and start it."""
    account = account_of(request)
    hosts = _hosts(account)
    if not hosts.exists():
        raise PermissionDenied("Only organisers start series.")
    posted = request.POST if request.method == "POST" else None
    like = own_series(request, request.GET.get("like", ""))
    form = SeriesForm(posted, hosts=hosts, like=like)
    if posted is not None and form.is_valid():
        try:
            series = add_series(by=account, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.info(request, f"“{series}” is there. Now plan its term.")
            return redirect("term_grid", series.slug)
    return _shown(request, form, like=like)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def edit_series(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a series says, for how many events to come it holds, and change it."""
    series = own_series(request, slug)
    if series is None:
        return led_to_series(request, slug, "edit_series")
    account = account_of(request)
    hosts = _hosts(account) | Organisation.objects.over(series.host).called(series.host.slug)
    posted = request.POST if request.method == "POST" else None
    form = SeriesForm(posted, hosts=hosts, series=series, heard=_heard(series, account))
    if posted is not None and form.is_valid():
        try:
            amended = amend_series(series, by=account, **form.changes())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            _say_what_holds(request, amended, series)
            return redirect("edit_series", amended.slug)
    return _shown(request, form, series=series)


def _heard(series: Series, account: Account) -> dict[str, Hearing]:
    events = Event.objects.visible_to(account).in_series(series).ending_after(timezone.now())
    return hearing_of(event for event in events.soonest_first() if not event.is_taken_down)


def _say_what_holds(request: HttpRequest, amended: Series, before: Series) -> None:
    """Say for which events to come what was changed holds."""
    messages.info(request, "Saved.")
    names = {"usual_place": "place", "platform": "platform", "open_to": "open_to"}
    names |= {"attendance": "attendance"}
    heard = _heard(amended, account_of(request))
    for said, name in names.items():
        if getattr(amended, said) != getattr(before, said) and (words := holds_for(heard[name])):
            label = str(SeriesForm.base_fields[name].label)
            messages.info(request, f"{label}: {words}")


def _shown(request: HttpRequest, form: SeriesForm, **more: Any) -> HttpResponse:
    used: Series | None = more.get("series") or more.get("like")
    rooms = used.places_used() if used is not None else []
    status = 400 if request.method == "POST" else 200
    shown = {"form": form, "rooms": rooms, **more}
    return render(request, "organising/series_form.html", shown, status=status)

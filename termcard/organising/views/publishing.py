"""The pages at which a steward says how a unit publishes."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.institutions import actions
from termcard.institutions.models import Organisation, SpeakerRule
from termcard.institutions.querysets import OrganisationQuerySet
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.publishing import PublishingForm


def _mine(request: HttpRequest) -> OrganisationQuerySet:
    """Return the units of which the account says how they publish."""
    units: OrganisationQuerySet = Organisation.objects.in_order().of(account_of(request), "steward")
    return units


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def publishing_of_units(request: HttpRequest) -> HttpResponse:
    """Show the units of which the account says how they publish; lead on where there is one."""
    units = list(_mine(request))
    if len(units) == 1:
        return redirect("publishing_of_unit", units[0].slug)
    return render(request, "organising/publishing_of_units.html", {"units": units})


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publishing_of_unit(request: HttpRequest, slug: str) -> HttpResponse:
    """Show how a unit publishes, and change that."""
    organisation = _mine(request).called(slug).first()
    if organisation is None:
        raise Http404
    rule = SpeakerRule.objects.of(organisation).first()
    posted = request.POST if request.method == "POST" else None
    form = PublishingForm(posted, organisation=organisation, rule=rule)
    if posted is not None and form.is_valid() and _kept(request, organisation, form):
        messages.info(request, f"This is how {organisation} publishes from now on.")
        return redirect("publishing_of_unit", slug)
    above = Organisation.objects.above(organisation).last()
    shown = {"organisation": organisation, "form": form, "above": above}
    status = 400 if posted is not None else 200
    return render(request, "organising/publishing_of_unit.html", shown, status=status)


def _kept(request: HttpRequest, organisation: Organisation, form: PublishingForm) -> bool:
    account, rule = account_of(request), form.rule()
    try:
        actions.ask_approval(organisation, form.cleaned_data["approval"], by=account)
        if rule is None:
            actions.drop_speaker_rule(organisation, by=account)
        else:
            actions.rule_speakers(organisation, by=account, **rule)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True

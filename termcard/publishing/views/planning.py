"""The pages at which organisers plan terms and say on which days nothing is held."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.institutions import actions
from termcard.institutions.models import ClosedDay, Organisation, Term
from termcard.institutions.querysets import OrganisationQuerySet
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.programme.actions import hold_date, release_date
from termcard.programme.models import Placeholder
from termcard.publishing.forms import ClosedDayForm, DropForm, HeldDateForm, TermForm
from termcard.publishing.views.ledger import here_and_now


def _mine(request: HttpRequest) -> OrganisationQuerySet:
    """Return the units whose terms the account may plan."""
    units: OrganisationQuerySet = Organisation.objects.of(account_of(request))
    return units


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def terms_of_units(request: HttpRequest) -> HttpResponse:
    """Show the units whose terms the account may plan; lead on where there is one alone."""
    units = list(_mine(request).in_order())
    if len(units) == 1:
        return redirect("plan_terms", units[0].slug)
    return render(request, "publishing/terms_of_units.html", {"units": units})


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def plan_terms(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the terms and closed days of a unit, and add to them or take from them."""
    organisation = _mine(request).called(slug).first()
    if organisation is None:
        raise Http404
    forms = _forms(request, organisation)
    form = forms.get(request.POST.get("verb", ""))
    if request.method == "POST" and _changed(request, organisation, form):
        return redirect("plan_terms", slug)
    shown = {"organisation": organisation, **_calendar(organisation), **forms}
    status = 400 if request.method == "POST" else 200
    return render(request, "publishing/plan_terms.html", shown, status=status)


def _forms(request: HttpRequest, organisation: Organisation) -> dict[str, Any]:
    """Return the forms by which one adds to a calendar, that which was sent filled in."""
    verb = request.POST.get("verb", "")

    def sent(name: str) -> Any:
        return request.POST if verb == name else None

    return {
        "plan": TermForm(sent("plan"), auto_id="term_%s"),
        "close": ClosedDayForm(sent("close"), auto_id="closed_%s"),
        "hold": HeldDateForm(sent("hold"), organisation=organisation, auto_id="held_%s"),
    }


def _calendar(organisation: Organisation) -> dict[str, Any]:
    terms = list(Term.objects.kept_by(organisation).select_related("organisation"))
    days = ClosedDay.objects.kept_by(organisation).select_related("organisation")
    kept_of = next((term.organisation for term in terms if term.organisation != organisation), None)
    held = Placeholder.objects.hosted_within(organisation).from_day(here_and_now().date())
    shown = {"terms": terms, "closed_days": days, "kept_of": kept_of}
    return {**shown, "held_dates": held.with_series()}


def _changed(request: HttpRequest, organisation: Organisation, form: Any) -> bool:
    """Do what was asked for; return whether it is done."""
    account = account_of(request)
    if isinstance(form, TermForm):
        return _done(form, lambda said: actions.plan_term(organisation, by=account, **said))
    if isinstance(form, ClosedDayForm):
        return _done(form, lambda said: actions.close_days(organisation, by=account, **said))
    if isinstance(form, HeldDateForm):
        return _done(form, lambda said: hold_date(by=account, **said))
    drop = DropForm(request.POST, organisation=organisation)
    return drop.is_valid() and _dropped(request, **drop.cleaned_data)


def _dropped(
    request: HttpRequest,
    term: Term | None,
    closed_day: ClosedDay | None,
    held: Placeholder | None,
) -> bool:
    account = account_of(request)
    if term:
        actions.drop_term(term, by=account)
        messages.info(request, f"{term.title} is no longer in the calendar.")
    if closed_day:
        actions.open_days(closed_day, by=account)
        messages.info(request, f"“{closed_day.words}” is no longer in the calendar.")
    if held:
        release_date(held, by=account)
    return bool(term or closed_day or held)


def _done(form: Any, action: Callable[[dict[str, Any]], Any]) -> bool:
    """Act on what a form says, if it is well filled in; show in it why it could not be done."""
    if not form.is_valid():
        return False
    try:
        action(form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def amend_term(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """Show a term, and change it."""
    organisation = _mine(request).called(slug).first()
    term = Term.objects.of(organisation).keyed(key).first() if organisation else None
    if term is None:
        raise Http404
    account, posted = account_of(request), request.POST if request.method == "POST" else None
    form = TermForm(posted, term=term)
    if posted is not None and _done(
        form, lambda said: actions.amend_term(term, by=account, **said)
    ):
        return redirect("plan_terms", slug)
    shown = {"organisation": organisation, "term": term, "form": form}
    status = 200 if posted is None else 400
    return render(request, "publishing/amend_term.html", shown, status=status)

"""The term grid of a series: the pages at which a term is planned, and a batch undone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from termcard.institutions.models import Term
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.grid import TermGrid
from termcard.organising.forms.lines import quarter_from
from termcard.organising.forms.term import CopyForm, FillForm, TokenForm, UndoForm
from termcard.organising.views.own_series import led_to_series, own_series
from termcard.programme.actions import Planned, undo_plan
from termcard.programme.actions.readying import publish_ready
from termcard.programme.models import Series

OVER_A_YEAR = timedelta(days=800)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def term_grid(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a term of a series as a grid, and save what is typed into it."""
    series = own_series(request, slug)
    if series is None:
        return led_to_series(request, slug, "term_grid")
    terms = list(Term.objects.kept_by(series.host))
    term = _term(request, terms)
    posted = request.POST if request.method == "POST" else None
    fill, copying = FillForm(posted, term=term), CopyForm(posted, terms=terms, term=term)
    if posted is None:
        grid = TermGrid.standing(series, term, account_of(request))
    else:
        grid = _sent(request, series, term)
        planned = _saved(request.POST.get("verb", ""), grid, fill, copying)
        if planned is not None:
            return _led_back(request, grid, planned)
    return _shown(request, grid, terms, {"fill": fill, "copying": copying})


def _term(request: HttpRequest, terms: list[Term]) -> Term:
    """Return the term that is asked for, else that of today, else the weeks from today."""
    asked = request.GET.get("term", "")
    today = timezone.localdate()
    known = next((term for term in terms if term.slug == asked), None)
    to_come = next((term for term in terms if term.ends_on >= today), None)
    if known is None and to_come is None and terms:
        return terms[-1]
    try:
        day = parse_date(asked) or today
    except ValueError:
        day = today
    near = abs(day - today) < OVER_A_YEAR
    return known or to_come or quarter_from(day if near else today)


def _address(series: Series, term: Term, **more: str) -> str:
    slug = term.slug if term.pk else term.starts_on.isoformat()
    return f"{reverse('term_grid', args=[series.slug])}?{urlencode({'term': slug, **more})}"


def _sent(request: HttpRequest, series: Series, term: Term) -> TermGrid:
    form = TokenForm(request.POST)
    if not form.is_valid():
        raise BadRequest("This grid was not sent from its page.")
    grid = TermGrid.posted(series, term, account_of(request), request.POST)
    grid.token = form.cleaned_data["token"]
    return grid


def _saved(verb: str, grid: TermGrid, fill: FillForm, copying: CopyForm) -> Planned | None:
    """Do what the button says and save it all; None where something is wrong."""
    asked = {"fill": fill, "copy": copying}.get(verb)
    if asked is not None and not asked.is_valid():
        grid.troubles = ["Which weeks, or which term?"]
        grid.stand_again()
        return None
    if verb == "fill":
        said = fill.cleaned_data
        grid.fill(said["first"], said["last"], as_held=said["what"] == "held")
    if verb == "copy":
        said = copying.cleaned_data
        grid.copy(copying.terms[said["source"]], with_words=said["with_words"])
    return grid.plan()


def _led_back(request: HttpRequest, grid: TermGrid, planned: Planned) -> HttpResponse:
    """Say what was saved, publish what is ready if that was asked for, and lead to the grid."""
    made = len(planned.made)
    words = "Saved." if not made else f"Saved. {made} new draft{'' if made == 1 else 's'}."
    more = {"saved": str(planned.batch)} if planned.is_new and planned.rows else {}
    if request.POST.get("verb") == "publish":
        words, more = _published(grid, planned), {}
    messages.info(request, words if planned.is_new else "That was saved already.")
    return redirect(_address(grid.series, grid.term, **more))


def _published(grid: TermGrid, planned: Planned) -> str:
    keys = [line.event for line in grid.lines if line.event is not None]
    keys += [event.pk for event in planned.made]
    try:
        out, submitted = publish_ready(grid.series, keys, by=grid.account)
    except ValidationError as error:
        return " ".join(["Saved, not published.", *error.messages])
    said = [f"{len(out)} published."] if out else []
    said += [f"{len(submitted)} submitted for approval."] if submitted else []
    return " ".join(said) or "No draft has a title, a speaker and a date yet."


def _shown(
    request: HttpRequest, grid: TermGrid, terms: list[Term], small: dict[str, Any]
) -> HttpResponse:
    form = UndoForm({"batch": request.GET.get("saved")})
    shown = {
        "series": grid.series,
        "term": grid.term,
        "terms": [(each, _address(grid.series, each)) for each in terms],
        "grid": grid,
        "action": _address(grid.series, grid.term),
        "rooms": grid.series.places_used(),
        "hours": grid.series.times_used(),
        "batch": form.cleaned_data["batch"] if form.is_valid() else None,
        **small,
    }
    status = 200 if request.method != "POST" else 400
    return render(request, "organising/term_grid.html", shown, status=status)


@allows(Policy.SIGNED_IN)
@never_cache
@require_POST
def undo_term_grid(request: HttpRequest, slug: str) -> HttpResponse:
    """Bring back what stood before a batch was saved, and lead to the grid."""
    series = own_series(request, slug)
    if series is None:
        return led_to_series(request, slug, "term_grid")
    form, more = UndoForm(request.POST), {}
    try:
        if not form.is_valid():
            raise ValidationError("There is no such batch to undo.")
        undone = undo_plan(series, form.cleaned_data["batch"], by=account_of(request))
        messages.info(request, "It is as it was before.")
        more = {"saved": str(undone.batch)}
    except ValidationError as error:
        messages.info(request, " ".join(error.messages))
    term = _term(request, list(Term.objects.kept_by(series.host)))
    return redirect(_address(series, term, **more))

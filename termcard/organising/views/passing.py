"""The pages at which events are submitted, approved and returned."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.lib.redirecting import safe_next
from termcard.organising.forms.passing import DecisionForm, SubmitForm
from termcard.programme import actions
from termcard.programme.models import Event, Submission

MOST_SHOWN = 30


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def approvals(request: HttpRequest) -> HttpResponse:
    """Show what waits to be approved, the oldest first, and decide on it."""
    mine = Submission.objects.for_approval_by(account_of(request)).waiting()
    rows = list(mine.with_what_is_told()[:MOST_SHOWN])
    form = DecisionForm(request.POST or None, waiting=rows)
    if request.method == "POST" and form.is_valid() and _decided(request, form):
        return redirect("approvals")
    waiting = [(each, each.event, each.event.announcement()) for each in rows]
    shown = {"waiting": waiting, "count": mine.count(), "form": form}
    status = 400 if request.method == "POST" else 200
    return render(request, "organising/approvals.html", shown, status=status)


def _decided(request: HttpRequest, form: DecisionForm) -> bool:
    """Approve or return what was ticked; return whether it is done."""
    account, words = account_of(request), form.cleaned_data["words"]
    events, count = form.events(), len(form.events())
    plural = "s" if count > 1 else ""
    try:
        if request.POST.get("verb") == "return":
            actions.return_events(events, by=account, words=words)
            messages.info(request, f"{count} event{plural} returned.")
        else:
            seen = form.revisions()
            actions.approve_events(events, by=account, words=words, revisions=seen)
            messages.info(request, f"{count} event{plural} approved.")
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


@allows(Policy.SIGNED_IN)
@never_cache
@require_POST
def pass_event(request: HttpRequest, short_id: str) -> HttpResponse:
    """Submit an event for approval, or take that back, and lead to where one was."""
    account = account_of(request)
    event = Event.objects.editable_by(account).at(short_id).first()
    if event is None:
        raise Http404
    form = SubmitForm(request.POST)
    try:
        if request.POST.get("verb") == "take_back":
            actions.take_back(event, by=account)
            messages.info(request, "It waits for approval no longer; it is a draft.")
        elif form.is_valid():
            actions.submit_event(event, by=account, **form.wish(event))
            messages.info(request, "It was submitted. You are mailed what is decided.")
        else:
            messages.warning(request, "It was not submitted: give a whole date, or none.")
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect(safe_next(request, event.get_absolute_url()))

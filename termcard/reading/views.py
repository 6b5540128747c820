"""The pages at which an organiser pastes an announcement and reviews what was read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.reading import actions
from termcard.reading.forms import PasteForm, ReviewForm
from termcard.reading.models import Proposal


@allows(Policy.SIGNED_IN)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Lead to what an organiser does first."""
    return redirect("proposals")


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paste_announcement(request: HttpRequest) -> HttpResponse:
    """Take an announcement as text or file, and lead to what was read in it."""
    form = PasteForm(request.POST or None, request.FILES or None, account=account_of(request))
    if request.method == "POST" and form.is_valid():
        try:
            imported = actions.import_document(by=account_of(request), **form.document())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return _led_to_review(request, imported)
    status = 400 if request.method == "POST" else 200
    return render(request, "reading/paste.html", {"form": form}, status=status)


def _led_to_review(request: HttpRequest, imported: actions.Imported) -> HttpResponse:
    if not imported.proposals:
        messages.info(request, "No event was found in this text. It is kept, in case you need it.")
        return redirect("paste_announcement")
    if len(imported.proposals) == 1:
        return redirect(imported.proposals[0])
    messages.info(request, f"{len(imported.proposals)} events were read.")
    return redirect("proposals")


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Show what was read and waits for somebody to decide."""
    waiting = Proposal.objects.for_review_by(account_of(request)).waiting().with_document()
    shown = {"proposals": waiting.latest_first()[:100]}
    return render(request, "reading/proposals.html", shown)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review_proposal(request: HttpRequest, key: int) -> HttpResponse:
    """Show what was read beside the text, let it be corrected, and accept or dismiss it."""
    mine = Proposal.objects.for_review_by(account_of(request)).with_document()
    proposal = mine.numbered(key).first()
    if proposal is None:
        raise Http404
    if proposal.event is not None:
        return redirect(proposal.event)
    form = ReviewForm(request.POST or None, proposal=proposal)
    decided = _decided(request, proposal, form) if request.method == "POST" else None
    if decided is not None:
        return decided
    shown: dict[str, Any] = {"proposal": proposal, "form": form}
    shown |= {"text_pieces": proposal.text_pieces(), "warnings": proposal.warnings}
    status = 400 if request.method == "POST" else 200
    return render(request, "reading/review.html", shown, status=status)


def _decided(request: HttpRequest, proposal: Proposal, form: ReviewForm) -> HttpResponse | None:
    """Do what was decided and lead on; None when the form must be shown again."""
    try:
        if request.POST.get("verb") == "dismiss":
            actions.dismiss_proposal(proposal, by=account_of(request))
            messages.info(request, f"“{proposal.title}” was dismissed.")
            return redirect("proposals")
        if not form.is_valid():
            return None
        event = actions.accept_proposal(proposal, by=account_of(request), **form.decision())
    except ValidationError as error:
        form.add_refusal(error)
        return None
    return redirect(event)

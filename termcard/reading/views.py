"""The pages at which an organiser pastes an announcement and reviews what was read."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.reading import actions
from termcard.reading.forms import DocumentForm, PasteForm, ReviewForm
from termcard.reading.models import Proposal

MOST_SHOWN = 200


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Lead to what waits for the organiser, or to where a day's work begins."""
    waiting = Proposal.objects.for_review_by(account_of(request)).waiting()
    return redirect("proposals" if waiting.exists() else "paste_announcement")


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
            form.add_refusal(error)
        else:
            if imported.proposals:
                return _led_to_review(request, imported)
            form.say_nothing_was_found()
    shown = {"form": form, "proposals_url": reverse("proposals")}
    status = 400 if request.method == "POST" else 200
    return render(request, "reading/paste.html", shown, status=status)


def _led_to_review(request: HttpRequest, imported: actions.Imported) -> HttpResponse:
    if not imported.is_new:
        messages.info(request, "This was read before; here is what became of it.")
    if len(imported.proposals) == 1:
        return redirect(imported.proposals[0])
    return redirect(f"{reverse('proposals')}?document={imported.document.pk}")


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """Show what was read and waits for somebody to decide, or all that one document held."""
    mine = Proposal.objects.for_review_by(account_of(request)).with_document().latest_first()
    asked = DocumentForm(request.GET)
    document = asked.cleaned_data["document"] if asked.is_valid() else None
    those = mine.read_in(document) if document else mine.waiting()
    shown = {
        "proposals": those[:MOST_SHOWN],
        "count": those.count(),
        "is_one_document": bool(document),
        "paste_url": reverse("paste_announcement"),
    }
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
    shown = {"proposal": proposal, "form": form, "text_pieces": proposal.text_pieces()}
    shown |= {"warnings": proposal.checks(), "withheld": proposal.withheld()}
    status = 400 if request.method == "POST" else 200
    return render(request, "reading/review.html", shown, status=status)


def _decided(request: HttpRequest, proposal: Proposal, form: ReviewForm) -> HttpResponse | None:
    """Do what was decided and lead on; None when the form must be shown again."""
    try:
        match request.POST.get("verb"):
            case "dismiss":
                actions.dismiss_proposal(proposal, by=account_of(request))
                messages.info(request, f"“{proposal.title}” was dismissed.")
                return redirect("proposals")
            case "take_up":
                return redirect(actions.take_up_proposal(proposal, by=account_of(request)))
        if not form.is_valid():
            return None
        event = actions.accept_proposal(proposal, by=account_of(request), **form.decision())
    except ValidationError as error:
        form.add_refusal(error)
        return None
    return redirect(event)

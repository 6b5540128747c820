"""The pages at which an organiser pastes an announcement and reviews what was read."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.programme.models import Event, Submission
from termcard.reading import actions
from termcard.reading.forms import AgainForm, ChosenForm, DocumentForm, PasteForm, ReviewForm
from termcard.reading.models import Document, Proposal

# So many stand on one page, and are decided in one request.
MOST_SHOWN = 100
MOST_REASONS = 10


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def paste_announcement(request: HttpRequest) -> HttpResponse:
    """Take an announcement as text, file or address, and lead to what was read in it."""
    form = PasteForm(request.POST or None, request.FILES or None, account=account_of(request))
    if request.method == "POST" and form.is_valid():
        importing = actions.import_address if form.is_to_be_fetched else actions.import_document
        try:
            imported = importing(by=account_of(request), **form.document())
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
    return redirect(_list_of(imported.document.pk))


def _list_of(document: int | None) -> str:
    path = reverse("proposals")
    return f"{path}?document={document}" if document else path


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """Show what was read and waits, or all that one document held, and decide on several."""
    mine = Proposal.objects.for_review_by(account_of(request)).with_document().latest_first()
    number, ticked = DocumentForm(request.GET).asked_for()
    those = mine.read_in(number) if number else mine.waiting()
    rows = list(those[:MOST_SHOWN])
    document = rows[0].document if number and rows else None
    form = ChosenForm(request.POST or None, waiting=those.waiting())
    is_again = request.POST.get("verb") == "read_again"
    again = AgainForm(request.POST if is_again else None, document=document)
    if request.method == "POST" and _done(request, document, form, again):
        return redirect(_list_of(number))
    shown = {"proposals": rows, "count": those.count(), "waiting": those.waiting().count()}
    shown |= {"document": document, "is_one_document": bool(number)}
    shown |= {"ticked": _ticked(rows, ticked), "form": form, "again": again}
    status = 400 if request.method == "POST" else 200
    return render(request, "reading/proposals.html", shown, status=status)


def _ticked(rows: list[Proposal], which: str) -> set[int]:
    """Return which proposals come ticked: all, none, or those of which nothing is to be checked."""
    return {row.pk for row in rows if which == "all" or (which != "none" and not row.warnings)}


def _done(
    request: HttpRequest, document: Document | None, form: ChosenForm, again: AgainForm
) -> bool:
    """Do what is asked for the whole list; False when the page must be shown with what is wrong."""
    verb = request.POST.get("verb")
    if verb == "read_again" and document is not None:
        return again.is_valid() and _read_again(request, document, again)
    if not form.is_valid():
        return False
    if verb == "dismiss":
        _dismiss(request, form)
    elif verb == "accept":
        _accept(request, form)
    return True


def _read_again(request: HttpRequest, document: Document, again: AgainForm) -> bool:
    try:
        actions.read_again(document, by=account_of(request), **again.cleaned_data)
    except ValidationError as error:
        again.add_error(None, error.messages)
        return False
    messages.info(request, "It was read again; what you had decided on stays as it is.")
    return True


def _accept(request: HttpRequest, form: ChosenForm) -> None:
    decided = actions.accept_proposals(form.proposals(), by=account_of(request))
    if decided.events:
        count = len(decided.events)
        messages.info(request, f"{count} event{'s' if count > 1 else ''} accepted.")
        _say_what_waits(request, decided.events)
    for proposal, reason in decided.refused[:MOST_REASONS]:
        messages.warning(request, f"“{proposal.title}” still waits. {reason}")


def _dismiss(request: HttpRequest, form: ChosenForm) -> None:
    chosen = form.proposals()
    for proposal in chosen:
        actions.dismiss_proposal(proposal, by=account_of(request))
    messages.info(request, f"{len(chosen)} event{'s' if len(chosen) > 1 else ''} dismissed.")


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
    shown = {
        "proposal": proposal,
        "form": form,
        "text_pieces": proposal.text_pieces(),
        "warnings": proposal.checks(),
        "withheld": proposal.withheld(),
        "document_url": _list_of(proposal.document_id),
        "others": mine.after(proposal).count(),
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "reading/review.html", shown, status=status)


def _decided(request: HttpRequest, proposal: Proposal, form: ReviewForm) -> HttpResponse | None:
    """Do what was decided and lead on; None when the form must be shown again."""
    try:
        match request.POST.get("verb"):
            case "dismiss":
                actions.dismiss_proposal(proposal, by=account_of(request))
                messages.info(request, f"“{proposal.title}” was dismissed.")
                return _led_on(request, proposal) or redirect("proposals")
            case "take_up":
                return redirect(actions.take_up_proposal(proposal, by=account_of(request)))
        if not form.is_valid():
            return None
        event = actions.accept_proposal(proposal, by=account_of(request), **form.decision())
    except ValidationError as error:
        form.add_refusal(error)
        return None
    is_to_wait = _say_what_waits(request, [event])
    led_on = _led_on(request, proposal, f"“{proposal.title}” was accepted.")
    return led_on or redirect("desk" if is_to_wait else event)


def _say_what_waits(request: HttpRequest, events: Sequence[Event]) -> bool:
    """Say whether some of the events are seen only once somebody approves them; return it."""
    waiting = Submission.objects.of_any(events).waiting().count()
    if waiting:
        it = "It was" if waiting == 1 else f"{waiting} were"
        messages.info(request, f"{it} submitted: somebody approves what is published here.")
    return waiting > 0


def _led_on(request: HttpRequest, proposal: Proposal, said: str = "") -> HttpResponse | None:
    """Lead to what waits next in the same document; None when nothing does."""
    waiting = Proposal.objects.for_review_by(account_of(request)).after(proposal).first()
    if waiting is None:
        return None
    if said:
        messages.info(request, said)
    return redirect(waiting)

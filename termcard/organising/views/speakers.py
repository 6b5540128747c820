"""The page of an event's speakers from outside, and the notice of it that is printed."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.publishing import SpeakerForm
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.programme.models.speaker_step import SpeakerStep, speaker_step
from termcard.programme.rules import may_approve_event, may_note_speakers, owner_of


def _found(request: HttpRequest, short_id: str) -> tuple[Event, SpeakerStep]:
    """Return the event and how far it is; raise Http404 where there is nothing to be done."""
    account = account_of(request)
    events = Event.objects.visible_to(account).with_announcement()
    event = events.at(short_id).first()
    if event is None or not may_note_speakers(account, event):
        raise Http404
    owner = owner_of(event)
    step = speaker_step(event, owner, timezone.localdate()) if owner else None
    if step is None:
        raise Http404
    return event, step


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def speakers_of_event(request: HttpRequest, short_id: str) -> HttpResponse:
    """Show what is to be done about speakers from outside, and note what was done."""
    event, step = _found(request, short_id)
    form = SpeakerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _noted(request, event, form):
        return redirect("speakers_of_event", short_id)
    may_decide = may_approve_event(account_of(request), event)
    told = event.announcement()
    shown = {"event": event, "announcement": told, "step": step, "form": form}
    shown["may_decide"] = may_decide
    status = 400 if request.method == "POST" else 200
    return render(request, "organising/speakers.html", shown, status=status)


def _noted(request: HttpRequest, event: Event, form: SpeakerForm) -> bool:
    said = form.cleaned_data
    try:
        actions.note_speakers(
            event, said["verb"], by=account_of(request), item=said["item"], words=said["words"]
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    messages.info(request, "It stands in the log.")
    return True


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def speakers_notice(request: HttpRequest, short_id: str) -> HttpResponse:
    """Show the notice of an event with speakers from outside, to be printed on one side."""
    event, step = _found(request, short_id)
    shown = {"event": event, "announcement": event.announcement(), "step": step}
    shown |= {"owner": owner_of(event), "today": timezone.localdate()}
    return render(request, "organising/speakers_notice.html", shown)

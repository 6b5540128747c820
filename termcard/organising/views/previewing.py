"""The page at which links are made that show a draft to people without an account."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms import PreviewForm
from termcard.organising.views.finding import own_event
from termcard.programme.actions import make_preview, revoke_preview
from termcard.programme.actions.touching import is_shown
from termcard.programme.models import Event, PreviewLink


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event_previews(request: HttpRequest, short_id: str) -> HttpResponse:
    """Show the links to a draft; make one, which is shown this once, or revoke one."""
    event = own_event(request, short_id)
    if request.method == "POST" and "revoke" in request.POST:
        _revoke(request, event)
        return redirect("event_previews", short_id)
    form = PreviewForm(request.POST or None, label_suffix="")
    address = ""
    if request.method == "POST" and form.is_valid():
        address = _made(request, event, form)
    now = timezone.now()
    links = PreviewLink.objects.of(event).select_related("by")[:100]
    shown = {
        "event": event,
        "form": PreviewForm(label_suffix="") if address else form,
        "address": address,
        "links": [(link, link.opens_at(now)) for link in links],
        "is_out": is_shown(event) or event.is_taken_down or event.discarded_at is not None,
    }
    status = 400 if request.method == "POST" and not address else 200
    return render(request, "organising/previews.html", shown, status=status)


def _made(request: HttpRequest, event: Event, form: PreviewForm) -> str:
    """Make a link and return its address; nothing when it was refused."""
    said = form.cleaned_data
    lasts = timedelta(days=said["days"])
    try:
        _, token = make_preview(event, by=account_of(request), lasts=lasts, words=said["words"])
    except ValidationError as error:
        form.add_error(None, error.messages)
        return ""
    except PermissionDenied:
        form.add_error(None, "This draft was discarded; take it up again first.")
        return ""
    return f"{settings.BASE_URL}{event.get_absolute_url()}?preview={token}"


def _revoke(request: HttpRequest, event: Event) -> None:
    number = request.POST.get("revoke", "")
    key = int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0
    link = PreviewLink.objects.of(event).with_number(key).first()
    if link is not None:
        revoke_preview(event, link, by=account_of(request))
        messages.info(request, "That link shows nothing any more.")

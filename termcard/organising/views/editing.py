"""The pages at which an organiser writes an event, and changes one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.institutions.models import Organisation
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms import HostForm
from termcard.organising.models.passage import passage_of
from termcard.organising.views.conflicts import Conflict
from termcard.organising.views.finding import (
    known_of,
    known_of_copy,
    known_of_series,
    own_event,
    series_offered,
    state_of,
    venues_near,
)
from termcard.organising.views.telling import told_about
from termcard.organising.views.verbs import offered_verbs
from termcard.programme.actions import Edited, draft_event, edit_event
from termcard.programme.actions.touching import CHANGED_MEANWHILE, is_shown
from termcard.programme.forms import EventForm
from termcard.programme.forms.event import Known
from termcard.programme.models import Event, Series
from termcard.programme.models.telling import hosts_of

GONE = "This was withdrawn, merged or erased, and is not changed here."


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_event(request: HttpRequest) -> HttpResponse:
    """Take a new event as a draft; another row is asked for by posting what was typed."""
    known, host = _begun(request)
    whose = HostForm(request.POST or None, account=account_of(request), host=host)
    form = _form(request, known, None)
    if _is_sent(request, form) and all([form.is_valid(), whose.is_valid()]):
        answer = _announced(request, form, whose.cleaned_data["host"])
        if answer is not None:
            return answer
    shown = {"form": form, "whose": whose, "venues": venues_near(host or _first_host(whose))}
    status = 400 if _is_sent(request, form) else 200
    return render(request, "organising/new_event.html", shown, status=status)


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def event_desk(request: HttpRequest, short_id: str) -> HttpResponse:
    """Show an event with what can be done about it, and save what is typed into its form."""
    event = own_event(request, short_id)
    form = _form(request, known_of(event), event)
    if not can_be_edited(event):
        return render(request, "organising/event_desk.html", desk_of(request, event, None))
    if _is_sent(request, form) and form.is_valid():
        answer = _saved(request, event, form)
        if answer is not None:
            return answer
    status = 400 if _is_sent(request, form) else 200
    shown = desk_of(request, event, form)
    return render(request, "organising/event_desk.html", shown, status=status)


def can_be_edited(event: Event) -> bool:
    """Say whether the words of an event may be changed as it stands."""
    is_gone = event.is_taken_down or event.merged_into_id is not None
    return not is_gone and event.discarded_at is None


def desk_of(request: HttpRequest, event: Event, form: EventForm | None) -> dict[str, Any]:
    """Return what the desk page of an event shows."""
    return {
        "event": event,
        "form": form,
        "state": state_of(event, timezone.now()),
        "is_out": is_shown(event) and not event.is_taken_down,
        "told": told_about(event) if can_be_edited(event) else "",
        "verbs": offered_verbs(event),
        "venues": venues_near(hosts_of(event)[0]),
        "passage": passage_of(event, account_of(request)) if can_be_edited(event) else None,
        "gone": "" if can_be_edited(event) or event.discarded_at else GONE,
    }


def _begun(request: HttpRequest) -> tuple[Known, Organisation | None]:
    """Return what a new event begins with: a copy of another, a series, or nothing."""
    if copied := request.GET.get("copy"):
        event = own_event(request, copied)
        return known_of_copy(event), hosts_of(event)[0]
    mine = Series.objects.editable_by(account_of(request)).with_host()
    series = mine.called(request.GET.get("series", "")).first()
    return known_of_series(series), series.host if series else None


def _first_host(whose: HostForm) -> Organisation | None:
    host: Organisation | None = whose.fields["host"].queryset.first()  # type: ignore[attr-defined]
    return host


def _form(request: HttpRequest, known: Known, event: Event | None) -> EventForm:
    offered, posted = series_offered(request, event), request.POST or None
    if posted is not None and (more := posted.get("another")):
        return EventForm.with_another(posted, more, known=known, offered=offered)
    return EventForm(posted, known=known, offered=offered)


def _is_sent(request: HttpRequest, form: EventForm) -> bool:
    return request.method == "POST" and not form.is_unfinished


def _edited(form: EventForm) -> Edited:
    assert form.announcement is not None  # noqa: S101 - a valid form has put one together
    series = form.cleaned_data["series"]
    return Edited(announcement=form.announcement, series=series, **form.private())


def _announced(request: HttpRequest, form: EventForm, host: Organisation) -> HttpResponse | None:
    """Keep a new event as a draft; None when the form must be shown again."""
    token = form.submitted_token()
    if token is None:
        form.add_error(None, "Send this once more: the page was too old.")
        return None
    try:
        event, is_new = draft_event(_edited(form), host=host, token=token, by=account_of(request))
    except ValidationError as error:
        form.add_refusal(error)
        return None
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return None
    if not is_new:
        return _sent_again(request, event)
    messages.info(request, "It is kept as a draft. Nobody else sees it yet.")
    return _led_on(request, event)


def _sent_again(request: HttpRequest, event: Event) -> HttpResponse:
    """Lead to the event of a form that was sent before; what is typed anew there is kept."""
    event = own_event(request, event.short_id)
    conflict = Conflict(request.POST, event, series_offered(request, event), since=event.revision)
    if not can_be_edited(event) or not conflict.differences:
        return redirect("event_desk", event.short_id)
    shown = {**desk_of(request, event, conflict.form), "conflict": conflict}
    shown["why"] = "This form was sent before, and the event is there already."
    return render(request, "organising/event_desk.html", shown, status=409)


def _saved(request: HttpRequest, event: Event, form: EventForm) -> HttpResponse | None:
    """Save what was typed and lead on; None when the form must be shown again as it is."""
    revision = form.cleaned_data["revision"] or 0
    try:
        edit_event(event, _edited(form), by=account_of(request), revision=revision)
    except ValidationError as error:
        if getattr(error, "code", "") == CHANGED_MEANWHILE:
            return _in_conflict(request, event, revision)
        form.add_refusal(error)
        return None
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return None
    messages.info(request, "It is saved.")
    return _led_on(request, event)


def _in_conflict(request: HttpRequest, event: Event, revision: int) -> HttpResponse:
    """Show both versions field by field, what was typed kept in the form."""
    stands = own_event(request, event.short_id)
    conflict = Conflict(request.POST, stands, series_offered(request, stands), since=revision)
    shown = {**desk_of(request, stands, conflict.form), "conflict": conflict}
    shown["why"] = "Somebody else changed this event while you wrote."
    return render(request, "organising/event_desk.html", shown, status=409)


def _led_on(request: HttpRequest, event: Event) -> HttpResponse:
    if request.POST.get("verb") == "publish":
        return redirect("act_on_event", event.short_id, "publish")
    return redirect("event_desk", event.short_id)

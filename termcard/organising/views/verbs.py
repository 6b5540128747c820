"""The pages at which something is done to an event as a whole: publish, move, call off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.announcements.announcement import Status
from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms import MoveForm, NoteForm, PublishForm, SureForm
from termcard.organising.views.finding import own_event, state_of
from termcard.organising.views.telling import told_about
from termcard.people.models import Account
from termcard.programme import actions
from termcard.programme.actions.touching import is_shown
from termcard.programme.models import Event
from termcard.programme.rules import may_publish_event

Form = Any


@dataclass(frozen=True, kw_only=True)
class Verb:
    """Something that can be done to an event: its words, its form, and when it is offered."""

    name: str
    link: str
    heading: str
    button: str
    explained: str
    done: str
    form: type[SureForm]
    do: Callable[[Event, Form, Account], Event]
    is_offered: Callable[[Event], bool]
    is_loud: bool = False


def offered_verbs(event: Event) -> list[Verb]:
    """Return what can be done to an event as it stands."""
    if event.merged_into_id is not None or event.erased_at is not None:
        return []
    return [verb for verb in VERBS.values() if verb.is_offered(event)]


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def act_on_event(request: HttpRequest, short_id: str, verb: str) -> HttpResponse:
    """Ask whether something is to be done to an event, say who will be told, and do it."""
    event, chosen = own_event(request, short_id), VERBS.get(verb)
    if chosen is None:
        raise Http404
    if chosen not in offered_verbs(event):
        messages.info(request, "That is not to be done to it as it stands now.")
        return redirect("event_desk", short_id)
    form = _form(request, chosen, event)
    is_sent = request.method == "POST" and not getattr(form, "is_unfinished", False)
    if is_sent and form.is_valid() and _done(request, chosen, event, form):
        return redirect("own_events" if verb == "discard" else "event_desk", *_to(verb, short_id))
    shown = {"event": event, "verb": chosen, "form": form, "state": state_of(event, timezone.now())}
    shown["may"] = verb not in ("publish", "unlist", "members") or _may_show(request, event)
    shown["told"] = told_about(event, is_shown_then=verb == "publish") if chosen.is_loud else ""
    return render(request, "organising/act.html", shown, status=400 if is_sent else 200)


def _to(verb: str, short_id: str) -> list[str]:
    return [] if verb == "discard" else [short_id]


def _may_show(request: HttpRequest, event: Event) -> bool:
    return is_shown(event) or may_publish_event(account_of(request), event)


def _form(request: HttpRequest, verb: Verb, event: Event) -> Form:
    posted = request.POST if request.method == "POST" else None
    if posted is not None and posted.get("another") and verb.form is MoveForm:
        return MoveForm.with_another(posted, event=event)
    return verb.form(posted, event=event)


def _done(request: HttpRequest, verb: Verb, event: Event, form: Form) -> bool:
    """Do it; False when the form must be shown with why not."""
    try:
        verb.do(event, form, account_of(request))
    except (ValidationError, PermissionDenied) as error:
        form.add_error(None, getattr(error, "messages", None) or str(error))
        return False
    messages.info(request, verb.done)
    return True


def _is_standing(event: Event) -> bool:
    return not event.is_taken_down and event.discarded_at is None


def _is_hidden(event: Event) -> bool:
    return _is_standing(event) and not is_shown(event)


def _is_out(event: Event) -> bool:
    return _is_standing(event) and is_shown(event)


def _may_be_called_off(event: Event) -> bool:
    return _is_standing(event) and event.status != Status.CANCELLED


def _may_be_restored(event: Event) -> bool:
    is_off = event.status in (Status.CANCELLED, Status.POSTPONED)
    return event.withdrawn_at is not None or (_is_standing(event) and is_off)


def _waits(event: Event) -> bool:
    return _is_hidden(event) and event.visibility != Event.Visibility.DRAFT


def _move(event: Event, form: Form, by: Account) -> Event:
    said = form.cleaned_data
    return actions.reschedule_event(
        event, form.sessions(), by=by, note=said["note"], revision=said["revision"]
    )


VERBS = {
    verb.name: verb
    for verb in (
        Verb(
            name="publish",
            link="Publish",
            heading="Publish",
            button="Publish it",
            explained="Everybody sees it: on its page, in lists, feeds and search.",
            done="It is published.",
            form=PublishForm,
            do=lambda event, form, by: actions.publish_event(event, by=by, at=form.moment()),
            is_offered=lambda event: (
                _is_hidden(event) or (_is_out(event) and event.visibility != "public")
            ),
            is_loud=True,
        ),
        Verb(
            name="unlist",
            link="Show by its address alone",
            heading="Show it by its address alone",
            button="Show it so",
            explained="Who has the address sees it. It stands in no list, feed or search.",
            done="Only who has its address sees it now.",
            form=SureForm,
            do=lambda event, form, by: actions.unlist_event(event, by=by),
            is_offered=lambda event: _is_standing(event) and event.visibility != "unlisted",
        ),
        Verb(
            name="members",
            link="Show to members",
            heading="Show it to members alone",
            button="Show it to them",
            explained="Who has a role at its department, or above it, sees it. Nobody else does.",
            done="Members see it now.",
            form=SureForm,
            do=lambda event, form, by: actions.show_to_members(event, by=by),
            is_offered=lambda event: _is_hidden(event) and event.visibility != "private",
        ),
        Verb(
            name="hold",
            link="Hold back",
            heading="Hold it back",
            button="Make it a draft again",
            explained="Nobody but its organisers sees it, until you show it again.",
            done="It is a draft again.",
            form=SureForm,
            do=lambda event, form, by: actions.hold_back_event(event, by=by),
            is_offered=_waits,
        ),
        Verb(
            name="move",
            link="Move",
            heading="Move it to another time",
            button="Move it",
            explained="Its page says when it was to be; calendars that hold it move it.",
            done="It is moved.",
            form=MoveForm,
            do=_move,
            is_offered=_may_be_called_off,
            is_loud=True,
        ),
        Verb(
            name="cancel",
            link="Cancel",
            heading="Cancel it",
            button="Cancel the event",
            explained="It stays to be seen, marked as cancelled, in every list and calendar.",
            done="It is cancelled.",
            form=NoteForm,
            do=lambda event, form, by: actions.cancel_event(
                event, by=by, note=form.cleaned_data["note"]
            ),
            is_offered=_may_be_called_off,
            is_loud=True,
        ),
        Verb(
            name="postpone",
            link="Postpone",
            heading="Postpone it",
            button="Postpone the event",
            explained="It does not take place then. Move it once the new time is known.",
            done="It is postponed.",
            form=NoteForm,
            do=lambda event, form, by: actions.postpone_event(
                event, by=by, note=form.cleaned_data["note"]
            ),
            is_offered=lambda event: _may_be_called_off(event) and event.status != "postponed",
            is_loud=True,
        ),
        Verb(
            name="restore",
            link="Restore",
            heading="Restore it",
            button="Restore the event",
            explained="It takes place after all, as it was announced.",
            done="It is restored.",
            form=SureForm,
            do=lambda event, form, by: actions.restore_event(event, by=by),
            is_offered=_may_be_restored,
            is_loud=True,
        ),
        Verb(
            name="withdraw",
            link="Withdraw",
            heading="Withdraw it",
            button="Take it down",
            explained="For what should never have been out. Its page is gone, without a word of "
            "it; calendars see it cancelled. What does not take place is better cancelled.",
            done="It is withdrawn.",
            form=SureForm,
            do=lambda event, form, by: actions.withdraw_event(event, by=by),
            is_offered=_is_out,
            is_loud=True,
        ),
        Verb(
            name="discard",
            link="Discard",
            heading="Discard this draft",
            button="Discard it",
            explained="Nobody sees it any more. You can take it up again from your list.",
            done="The draft is discarded. It stands in your list under “discarded drafts”.",
            form=SureForm,
            do=lambda event, form, by: actions.discard_event(event, by=by),
            is_offered=_is_hidden,
        ),
        Verb(
            name="take-up",
            link="Take up again",
            heading="Take up this draft again",
            button="Take it up again",
            explained="It is a draft again, as it was.",
            done="It is a draft again.",
            form=SureForm,
            do=lambda event, form, by: actions.take_up_event(event, by=by),
            is_offered=lambda event: event.discarded_at is not None,
        ),
    )
}

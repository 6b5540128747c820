"""Takes events from draft to published where somebody else looks at them first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.lib.wording import plain_text
from termcard.people.models import Account
from termcard.programme.actions.announcing import Announcing, announce_events
from termcard.programme.actions.passage_letters import tell_approvers, tell_submitter
from termcard.programme.actions.publishing import publish_opened
from termcard.programme.actions.speakers import TO_BE_DECIDED, speakers_to_be_decided
from termcard.programme.actions.touching import (
    is_shown,
    open_among,
    open_events,
    require_revision,
)
from termcard.programme.models import Event, Submission
from termcard.programme.rules import may_approve_event, may_publish_for, needs_approval, owner_of
from termcard.records.actions import UNSEEN, Happening, record_changes

Decision = Submission.Decision
LONGEST_WORDS = 5_000
_OUT = (Event.Visibility.PUBLIC, Event.Visibility.UNLISTED)


def announce_or_submit(announcing: Announcing, *, by: Account) -> tuple[Event, str]:
    """Announce an event, or keep it as a draft and submit it where somebody looks at it first.

    Returns it and a sentence on what became of it; empty when it is out as wished. Raises what
    announce_events raises.
    """
    if announcing.visibility not in _OUT or by.is_operator:
        return announce_events([announcing], by=by)[0], ""
    with transaction.atomic():
        draft = replace(announcing, visibility=Event.Visibility.DRAFT, public_from=None)
        if not may_publish_for(by, announcing.host, announcing.series):
            event = announce_events([draft], by=by)[0]
            submit_event(
                event,
                by=by,
                wished_from=announcing.public_from,
                wished_visibility=announcing.visibility,
            )
            return event, f"It was submitted: {announcing.host} approves what it publishes."
        if speakers_to_be_decided([(announcing.announcement, announcing.host)]):
            return announce_events([draft], by=by)[0], f"It is a draft. {TO_BE_DECIDED}"
        return announce_events([announcing], by=by)[0], ""


def submit_event(
    event: Event,
    *,
    by: Account,
    note: str = "",
    wished_from: datetime | None = None,
    wished_visibility: str = Event.Visibility.PUBLIC,
) -> Submission:
    """Ask for an event to be approved; once it is, it is published as wished.

    One that waits already is left as it is. Raises PermissionDenied, and ValidationError for
    what is out, or where nobody need approve it.
    """
    return submit_events(
        [event], by=by, note=note, wished_from=wished_from, wished_visibility=wished_visibility
    )[0]


@transaction.atomic
def submit_events(
    events: Sequence[Event],
    *,
    by: Account,
    note: str = "",
    wished_from: datetime | None = None,
    wished_visibility: str = Event.Visibility.PUBLIC,
) -> list[Submission]:
    """Ask for many events to be approved in one batch, all or none."""
    words = _words("note", note)
    if wished_visibility not in _OUT:
        raise ValidationError({"visibility": "Only what others are to see is approved."})
    opened = open_events(events, by=by)
    waiting = {
        each.event_id: each for each in Submission.objects.waiting().filter(event__in=opened)
    }
    submitted, fresh = [], []
    for event in opened:
        if event.pk not in waiting:
            _require_submittable(event)
            fresh.append(event)
            waiting[event.pk] = Submission.objects.create(
                event=event,
                submitted_at=timezone.now(),
                submitted_by=by,
                note=words,
                wished_from=wished_from,
                wished_visibility=wished_visibility,
            )
        submitted.append(waiting[event.pk])
    _record([event.pk for event in fresh], "submitted", by)
    for event in fresh:
        tell_approvers(event, waiting[event.pk])
    return submitted


def _require_submittable(event: Event) -> None:
    if event.is_taken_down:
        raise ValidationError("A withdrawn event is restored, not submitted.")
    if is_shown(event) and event.visibility == Event.Visibility.PUBLIC:
        raise ValidationError("This event is out already.")
    owner = owner_of(event)
    if owner is None or not needs_approval(owner):
        raise ValidationError("Nobody need approve this event: publish it.")


@transaction.atomic
def take_back(event: Event, *, by: Account) -> Submission | None:
    """Let an event wait for approval no longer; None when it does not. It stays a draft.

    Raises PermissionDenied.
    """
    (opened,) = open_events([event], by=by)
    return _decide(opened, Decision.TAKEN_BACK, "", by)


def approve_event(event: Event, *, by: Account, words: str = "") -> Event:
    """Approve an event and publish it as was wished; see approve_events."""
    return approve_events([event], by=by, words=words)[0]


@transaction.atomic
def approve_events(
    events: Sequence[Event],
    *,
    by: Account,
    words: str = "",
    revisions: Mapping[int, int] | None = None,
) -> list[Event]:
    """Approve many events in one batch, and publish each as was wished, all or none.

    `revisions` maps keys of events to the revision that whoever approves has seen. Raises
    PermissionDenied, and ValidationError for one that does not wait, that was changed
    meanwhile, or on whose speakers from outside somebody has to decide first.
    """
    said = _words("words", words)
    opened = _open_for_approval(events, by)
    wishes = []
    for event in opened:
        require_revision(event, (revisions or {}).get(event.pk))
        submission = _decide(event, Decision.APPROVED, said, by)
        if submission is None:
            _say_it_is_over(event, Decision.APPROVED)
        else:
            at = submission.wished_from
            at = at if at is not None and at > timezone.now() else None
            wishes.append((event, at, submission.wished_visibility))
    publish_opened([wish for wish in wishes if not is_shown(wish[0])], by=by)
    return opened


def return_event(event: Event, *, by: Account, words: str) -> Event:
    """Return an event to whoever submitted it; see return_events."""
    return return_events([event], by=by, words=words)[0]


@transaction.atomic
def return_events(events: Sequence[Event], *, by: Account, words: str) -> list[Event]:
    """Return many events in one batch, all or none, with words on what is to be changed.

    Raises PermissionDenied, and ValidationError on `words` when there are none, or for an event
    that does not wait.
    """
    said = _words("words", words)
    if not said:
        raise ValidationError({"words": "Say what is to be changed."})
    opened = _open_for_approval(events, by)
    for event in opened:
        if _decide(event, Decision.RETURNED, said, by) is None:
            _say_it_is_over(event, Decision.RETURNED)
    return opened


def _open_for_approval(events: Sequence[Event], by: Account) -> list[Event]:
    opened = open_among(Event.objects.visible_to(by), [event.pk for event in events])
    if not all(may_approve_event(by, event) for event in opened):
        raise PermissionDenied("Only approvers of the host decide on its events.")
    return opened


def _decide(event: Event, decision: str, words: str, by: Account) -> Submission | None:
    submission: Submission | None = Submission.objects.of(event).waiting().first()
    if submission is None:
        return None
    submission.decision, submission.words = decision, words
    submission.decided_at, submission.decided_by = timezone.now(), by
    submission.save(update_fields=["decision", "words", "decided_at", "decided_by"])
    _record([event.pk], decision, by, words)
    tell_submitter(event, submission)
    return submission


def _say_it_is_over(event: Event, decision: str) -> None:
    """Raise ValidationError unless somebody decided the same a moment ago."""
    last = Submission.objects.of(event).last()
    if last is None or last.decision != decision or last.lapsed_at is not None:
        raise ValidationError("Somebody decided on this meanwhile; look at it again.")


def _record(keys: Sequence[int], verb: str, by: Account, words: str = "") -> None:
    details = {"words": words} if words else {}
    happenings = [
        Happening("event", key, verb, is_loud=False, details=details, touches=UNSEEN)
        for key in keys
    ]
    record_changes(happenings, by=by)


def _words(name: str, text: str) -> str:
    words = plain_text(text)
    if len(words) > LONGEST_WORDS:
        raise ValidationError({name: f"At most {LONGEST_WORDS:,} characters."})
    return words

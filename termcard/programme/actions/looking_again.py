"""Lets an approval lapse when what was approved changes in a way that its unit wants to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from termcard.institutions.models import Organisation
from termcard.lib.folding import folded_words
from termcard.people.models import Account
from termcard.programme.models import Event, Submission
from termcard.programme.rules import approvals_at, may_approve_event, owner_of

if TYPE_CHECKING:
    from termcard.programme.actions.touching import Touch

# What an approver has looked at; room, platform, links and the like change without them.
_LOOKED_AT = {"title": "title", "abstract": "abstract", "parts": "people", "talks": "talks"}


def look_again(touches: Sequence[Touch], *, by: Account) -> None:
    """Let the approval of each event lapse that changes in what was looked at.

    Only where its unit wants to see it again, and unless an approver changed it. What everybody
    sees already stays out and is submitted anew; what was only to come out is a draft until it
    is approved. Belongs inside the transaction of the change, before it is written.
    """
    changed = {touch.event.pk: words for touch in touches if (words := _looked_at(touch))}
    if not changed:
        return
    standing = set(Submission.objects.standing().filter(event__in=changed).values_list("event_id"))
    for touch in touches:
        if (touch.event.pk,) in standing and _wants_to_see(touch.event, by):
            _lapse(touch, changed[touch.event.pk], by)


def _looked_at(touch: Touch) -> list[str]:
    """Return which of the things that were looked at change: letters, not capitals and dots."""
    names = [
        name
        for key, name in _LOOKED_AT.items()
        if key in touch.details and not _is_small(touch.details[key])
    ]
    return [*names, "date"] if touch.verb == "rescheduled" else names


def _is_small(was_and_is: Any) -> bool:
    was, now = was_and_is
    both = [words or "" for words in (was, now)]
    is_text = all(isinstance(words, str) for words in both)
    return is_text and folded_words(both[0]) == folded_words(both[1])


def _wants_to_see(event: Event, by: Account) -> bool:
    owner = owner_of(event)
    if owner is None or may_approve_event(by, event):
        return False
    return approvals_at([owner])[owner.pk] == Organisation.Approval.ANEW


def _lapse(touch: Touch, changed: Sequence[str], by: Account) -> None:
    event, now = touch.event, timezone.now()
    Submission.objects.standing().filter(event=event).update(lapsed_at=now)
    if event.visibility not in (Event.Visibility.PUBLIC, Event.Visibility.UNLISTED):
        return
    if not Submission.objects.of(event).waiting().exists():
        Submission.objects.create(
            event=event,
            submitted_at=now,
            submitted_by=by,
            note=f"Changed since it was approved: {', '.join(changed)}.",
            wished_from=event.public_from,
            wished_visibility=event.visibility,
        )
    if event.public_from is not None and event.public_from > now:
        event.visibility, event.public_from = Event.Visibility.DRAFT, None
        touch.columns = (*touch.columns, "visibility", "public_from")

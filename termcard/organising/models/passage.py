"""How far an event is on its way from draft to published, for whoever works on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.models import Event, Submission
from termcard.programme.models.speaker_step import SpeakerStep, speaker_step
from termcard.programme.rules import (
    may_approve_event,
    may_publish_event,
    may_submit_event,
    needs_approval,
    owner_of,
)

OUT = (Event.Visibility.PUBLIC, Event.Visibility.UNLISTED)


@dataclass(frozen=True)
class Passage:
    """What stands between an event and its readers, and what the account may do about it.

    `submissions` are those of old, the latest first; `speakers` is there where a rule holds.
    """

    event: Event
    asks_approval: bool
    is_out: bool
    may_publish: bool
    may_submit: bool
    may_approve: bool
    submissions: Sequence[Submission]
    speakers: SpeakerStep | None

    @property
    def waiting(self) -> Submission | None:
        """What waits for an approver, if anything does."""
        return next((each for each in self.submissions if each.is_waiting), None)

    @property
    def latest(self) -> Submission | None:
        """What was decided last, if it still matters: it was returned, or approved."""
        last = self.submissions[0] if self.submissions else None
        return last if last is not None and last.decision in ("approved", "returned") else None

    @property
    def holds_back(self) -> bool:
        """Whether nothing is published before somebody decided on the speakers."""
        step = self.speakers
        return step is not None and step.rule.is_binding and not step.is_cleared


def passage_of(event: Event, account: Account) -> Passage:
    """Return how far an event is, and what the account may do about it."""
    owner = owner_of(event)
    now = timezone.now()
    is_released = event.public_from is None or event.public_from <= now
    return Passage(
        event=event,
        asks_approval=owner is not None and needs_approval(owner),
        is_out=event.visibility in OUT and is_released,
        may_publish=may_publish_event(account, event),
        may_submit=may_submit_event(account, event),
        may_approve=may_approve_event(account, event),
        submissions=list(Submission.objects.of(event).latest_first().with_people()),
        speakers=speaker_step(event, owner, timezone.localdate(now)) if owner else None,
    )

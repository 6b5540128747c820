"""Notes what was done and decided about speakers from outside; lines are only ever added."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from termcard.announcements.announcement import Announcement
from termcard.institutions.models import Organisation, SpeakerRule
from termcard.lib.wording import plain_text
from termcard.people.models import Account
from termcard.programme.actions.touching import lock_events
from termcard.programme.models import Event, SpeakerEntry
from termcard.programme.models.speaker_step import Home, SpeakerStep, speaker_step
from termcard.programme.rules import may_approve_event, may_note_speakers, owner_of
from termcard.records.actions import UNSEEN, Happening, record_changes, require_clean

Verb = SpeakerEntry.Verb
_DECISIONS = (Verb.GO_AHEAD, Verb.REFUSED)
_REASONED = (Verb.REFUSED, Verb.NOT_NEEDED, Verb.NOTE)
LONGEST_WORDS = 5_000
TO_BE_DECIDED = "Somebody from outside speaks: an approver decides on that before it is published."


@transaction.atomic
def note_speakers(
    event: Event, verb: str, *, by: Account, item: str = "", words: str = ""
) -> SpeakerEntry | None:
    """Add a line to the log of an event's speakers from outside; return it.

    None when it would say again what the last line of its sort says. Approvers decide, and say
    that nobody from outside speaks; organisers do the rest. Raises PermissionDenied, and
    ValidationError on `words` or `item`, or where no rule for speakers holds.
    """
    lock_events(Event.objects.filter(pk=event.pk))
    opened: Event = Event.objects.with_announcement().get(pk=event.pk)
    is_approvers = verb in (*_DECISIONS, Verb.NOT_NEEDED)
    may = may_approve_event if is_approvers else may_note_speakers
    if not may(by, opened):
        raise PermissionDenied("Approvers decide on speakers, organisers note what was done.")
    step = _step_of(opened)
    said = plain_text(words)
    if not said and verb in _REASONED:
        raise ValidationError({"words": "Say why, in a sentence."})
    if len(said) > LONGEST_WORDS:
        raise ValidationError({"words": f"At most {LONGEST_WORDS:,} characters."})
    if verb in (Verb.DONE, Verb.UNDONE) and item not in step.rule.items:
        raise ValidationError({"item": "This is no question of the checklist."})
    about = item if verb in (Verb.DONE, Verb.UNDONE) else step.listed
    if _says_so_already(step, verb, about, said):
        return None
    entry = SpeakerEntry(
        event=opened, at=timezone.now(), by=by, verb=verb, item=about[:2000], words=said
    )
    require_clean(entry)
    entry.save()
    happening = Happening("event", opened.pk, f"speakers_{verb}", is_loud=False, touches=UNSEEN)
    record_changes([happening], by=by)
    return entry


def _step_of(event: Event) -> SpeakerStep:
    owner = owner_of(event)
    step = speaker_step(event, owner, timezone.localdate()) if owner else None
    if step is None:
        raise ValidationError("Nothing need be done here about speakers from outside.")
    return step


def _says_so_already(step: SpeakerStep, verb: str, item: str, words: str) -> bool:
    if verb in (Verb.DONE, Verb.UNDONE):
        is_done = dict(step.checklist)[item] is not None
        return is_done == (verb == Verb.DONE) and not words
    last = step.entries[-1] if step.entries else None
    return last is not None and (last.verb, last.item, last.words) == (verb, item, words)


def require_speakers_may_come(events: Sequence[Event], *, by: Account) -> None:
    """Raise ValidationError when one is to wait until somebody decided on its speakers."""
    if by.is_operator or not events:
        return
    owners = {event.pk: owner for event in events if (owner := owner_of(event))}
    rules = SpeakerRule.objects.kept_by_each(owners.values())
    for event in events:
        owner = owners.get(event.pk)
        if owner is not None and owner.pk in rules and rules[owner.pk].is_binding:
            step = speaker_step(event, owner, timezone.localdate())
            if step is not None and not step.is_cleared:
                raise ValidationError(TO_BE_DECIDED)


def speakers_to_be_decided(told: Sequence[tuple[Announcement, Organisation]]) -> bool:
    """Say whether one of these new events waits until somebody decided on its speakers."""
    rules = SpeakerRule.objects.kept_by_each(host for _, host in told)
    for announcement, host in told:
        if host.pk in rules and rules[host.pk].is_binding:
            talks = [part for talk in announcement.talks for part in talk.parts]
            if Home(host).outside([*announcement.parts, *talks]):
                return True
    return False

"""The writes of how events of an organisation come to be published."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from termcard.institutions.models import Organisation, SpeakerRule
from termcard.institutions.rules import Planner, may_say_how_published
from termcard.lib.wording import plain_line
from termcard.records.actions import UNSEEN, Happening, record_changes, require_clean

MOST_ITEMS, LONGEST_ITEM = 20, 200


@transaction.atomic
def ask_approval(organisation: Organisation, approval: str, *, by: Planner) -> Organisation:
    """Say whether somebody else looks at events there, and below, before they are published.

    What waits goes on waiting. Raises PermissionDenied, and ValidationError on `approval`.
    """
    kept = _opened(organisation, by)
    if kept.approval != approval:
        was, kept.approval = kept.approval, approval
        require_clean(kept)
        kept.save(update_fields=["approval"])
        _record(kept, "approval_asked", by, {"approval": [was, approval]})
    return kept


@transaction.atomic
def rule_speakers(
    organisation: Organisation,
    *,
    by: Planner,
    working_days: int = 10,
    items: Sequence[str] = (),
    is_binding: bool = False,
) -> SpeakerRule:
    """Say what is to be done, there and below, before somebody from outside speaks.

    Raises PermissionDenied, and ValidationError naming the field.
    """
    kept = _opened(organisation, by)
    questions = list(dict.fromkeys(filter(None, map(plain_line, items))))
    if len(questions) > MOST_ITEMS or any(len(each) > LONGEST_ITEM for each in questions):
        words = f"At most {MOST_ITEMS} questions of at most {LONGEST_ITEM} characters."
        raise ValidationError({"items": words})
    rule = SpeakerRule.objects.of(kept).first() or SpeakerRule(organisation=kept)
    rule.working_days, rule.items, rule.is_binding = working_days, questions, is_binding
    require_clean(rule)
    rule.save()
    details = {"working_days": working_days, "items": questions, "is_binding": is_binding}
    _record(kept, "speakers_ruled", by, details)
    return rule


@transaction.atomic
def drop_speaker_rule(organisation: Organisation, *, by: Planner) -> None:
    """Let speakers from outside be no matter there, but that a unit above may have a rule."""
    kept = _opened(organisation, by)
    gone, _ = SpeakerRule.objects.of(kept).delete()
    if gone:
        _record(kept, "speaker_rule_dropped", by, {})


def _opened(organisation: Organisation, by: Planner) -> Organisation:
    if not may_say_how_published(by, organisation):
        raise PermissionDenied(f"Only stewards of {organisation} say how it publishes.")
    kept: Organisation = Organisation.objects.select_for_update().get(pk=organisation.pk)
    return kept


def _record(organisation: Organisation, verb: str, by: Planner, details: dict[str, object]) -> None:
    happening = Happening(
        "organisation", organisation.pk, verb, is_loud=False, details=details, touches=UNSEEN
    )
    record_changes([happening], by=by)

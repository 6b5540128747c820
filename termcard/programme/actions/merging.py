"""Makes one event of two that were announced twice."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.people.models import Account
from termcard.programme.actions.touching import Touch, is_shown, open_events, touch_events
from termcard.programme.models import Event


@transaction.atomic
def merge_events(duplicate: Event, survivor: Event, *, by: Account) -> Event:
    """Let a duplicate lead to the event that stays, and stand in no list; return that event.

    What the survivor says is left as it is, and so are the rows of the duplicate, whose UID
    stays taken. What was merged into the duplicate before leads to the survivor too. Raises
    PermissionDenied, and ValidationError when the two are one, or the survivor is taken down
    or hidden from those who see the duplicate.
    """
    if duplicate.pk == survivor.pk:
        raise ValidationError("An event is not merged into itself.")
    gone, stays = open_events([duplicate, survivor], by=by)
    if stays.is_taken_down:
        raise ValidationError("A withdrawn event is restored before another is merged into it.")
    if is_shown(gone) and not is_shown(stays):
        raise ValidationError("The event that stays is published first.")
    gone.merged_into = stays
    Event.objects.filter(merged_into=gone).update(merged_into=stays)
    touches = [
        Touch(gone, "merged", ("merged_into",), {"into": stays.pk}, is_loud=False),
        Touch(stays, "took_over", (), {"duplicate": gone.pk}, is_loud=False),
    ]
    touch_events(touches, by=by)
    return stays

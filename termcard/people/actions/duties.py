"""Lets organisers see what needs them, until it is done."""

from __future__ import annotations

from django.utils import timezone

from termcard.institutions.models import Organisation
from termcard.people.models import Duty


def open_duty(
    kind: str,
    *,
    subject_kind: str,
    subject_id: int,
    organisation: Organisation,
    title: str,
    path: str,
) -> Duty:
    """Let an organisation's organisers see that something needs them; once for a subject.

    What was done is to be done anew. Belongs inside the transaction of whatever calls for it,
    which records the Change.
    """
    duty, _ = Duty.objects.get_or_create(
        kind=kind,
        subject_kind=subject_kind,
        subject_id=subject_id,
        defaults={"organisation": organisation, "title": title[:300], "path": path},
    )
    if duty.done_at is not None:
        duty.title, duty.path = title[:300], path
        duty.opened_at, duty.done_at = timezone.now(), None
        duty.save(update_fields=["title", "path", "opened_at", "done_at"])
    return duty


def finish_duty(kind: str, *, subject_kind: str, subject_id: int) -> None:
    """Let nobody be asked for it any more; belongs inside the transaction of what was done."""
    open_ones = Duty.objects.about(kind, subject_kind, subject_id).filter(done_at__isnull=True)
    open_ones.update(done_at=timezone.now())

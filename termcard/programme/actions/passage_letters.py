"""Mails those whom an event on its way to being published concerns."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from termcard.announcements.wording import when_line
from termcard.institutions.models import Organisation, WorkingDays
from termcard.people.models import Account
from termcard.programme.models import Event, Submission
from termcard.programme.rules import owner_of
from termcard.records.actions import queue_letter

# What starts so soon is not left until tomorrow's mail.
SOON_IN_WORKING_DAYS = 2
MOST_TOLD = 10
_DECIDED = {
    Submission.Decision.APPROVED: "Approved",
    Submission.Decision.RETURNED: "Returned",
}


def tell_approvers(event: Event, submission: Submission) -> None:
    """Mail those who approve an event that starts very soon; others read of it in the morning."""
    owner = owner_of(event)
    if owner is None or not _is_soon(event, owner):
        return
    for account in approvers_of(owner):
        if account.pk != submission.submitted_by_id:
            queue_letter(
                key=f"submission {submission.pk} to {account.pk}",
                purpose="submission",
                to=account.email,
                subject=f"To approve soon: {event}",
                text=_asked(event, submission),
            )


def approvers_of(organisation: Organisation) -> list[Account]:
    """Return who approves its events: there, else at the nearest unit above; else operators."""
    for unit in reversed(list(Organisation.objects.over(organisation))):
        found = list(Account.objects.approving(unit)[:MOST_TOLD])
        if found:
            return found
    return list(Account.objects.operators()[:MOST_TOLD])


def tell_submitter(event: Event, submission: Submission) -> None:
    """Mail whoever submitted an event what was decided, unless they decided it themselves."""
    said = _DECIDED.get(Submission.Decision(submission.decision))
    to = submission.submitted_by
    if said is None or not to.is_active or submission.decided_by_id == to.pk:
        return
    queue_letter(
        key=f"submission {submission.pk} {submission.decision}",
        purpose="decision",
        to=to.email,
        subject=f"{said}: {event}",
        text=_answered(event, submission),
    )


def _is_soon(event: Event, owner: Organisation) -> bool:
    if event.starts_at is None or event.starts_at < timezone.now():
        return False
    zone = ZoneInfo(owner.zone)
    today, day = timezone.localdate(timezone=zone), event.starts_at.astimezone(zone).date()
    return WorkingDays(owner, today).left(today, day) <= SOON_IN_WORKING_DAYS


def _asked(event: Event, submission: Submission) -> str:
    lines = [*_facts(event), ""]
    if submission.note:
        lines += [submission.note, ""]
    lines += ["Approve or return it:", f"{settings.BASE_URL}{reverse('approvals')}"]
    return "\n".join(lines)


def _answered(event: Event, submission: Submission) -> str:
    lines = [*_facts(event), ""]
    if submission.words:
        lines += [submission.words, ""]
    if submission.decision == Submission.Decision.RETURNED:
        lines.append("It is a draft. Change it, and submit it again.")
    elif submission.wished_from and submission.wished_from > timezone.now():
        lines.append("It comes out at the time you wished.")
    else:
        lines.append("It is published.")
    return "\n".join([*lines, f"{settings.BASE_URL}{event.get_absolute_url()}"])


def _facts(event: Event) -> list[str]:
    told = event.announcement()
    return [told.heading(), *(when_line(each) for each in told.sessions[:3])]

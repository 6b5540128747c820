"""What every mail to a follower shares: why it came, where to change that, how to end it."""

from __future__ import annotations

from collections.abc import Sequence
from email.utils import parseaddr

from django.conf import settings
from django.urls import reverse

from termcard.announcements.announcement import Announcement
from termcard.announcements.changes import in_zone
from termcard.announcements.icalendar import invitations
from termcard.announcements.wording import TO_BE_ANNOUNCED, when_line, where_line
from termcard.audiences.actions import token_of
from termcard.audiences.models import Follower, Subscription
from termcard.audiences.models.subject import subject_of
from termcard.records.actions import queue_letter

MOST_NAMED = 8
ALL = "all"


def send(
    follower: Follower,
    *,
    key: str,
    purpose: str,
    subject: str,
    text: str,
    because: Sequence[Subscription],
    calendar: str = "",
) -> None:
    """Queue a mail to a follower, once for each `key`, with all that must stand under it.

    `because` are the subscriptions it came by; whoever ends such mails with one click ends
    these.
    """
    token = token_of(follower)
    which = "-".join(str(each.pk) for each in because) if len(because) <= MOST_NAMED else ALL
    queue_letter(
        key=key,
        purpose=purpose,
        to=follower.address,
        subject=subject,
        text=f"{text}\n\n{_foot(because, token)}",
        unsubscribe_url=f"{settings.BASE_URL}{reverse('stop', args=[token, which])}",
        calendar=calendar,
    )


def own_page(token: str) -> str:
    """Return the address of the page that shows and changes what a follower follows."""
    return f"{settings.BASE_URL}{reverse('own_subscriptions', args=[token])}"


def facts(told: Announcement, zone: str, *, when: str = "When", where: str = "Where") -> list[str]:
    """Return when and where, each under its label; one without a label is left out.

    `zone` is the reader's, if they chose one.
    """
    sessions = [when_line(each) for each in told.sessions] or [TO_BE_ANNOUNCED]
    lines = [f"{when}: {sessions[0]}", *(f"  and {each}" for each in sessions[1:])]
    there = [in_zone(each, zone) for each in told.sessions] if zone else []
    lines += [f"For you: {each}" for each in there if each]
    return [*lines, *([f"{where}: {where_line(told)}"] if where else [])]


def heading(told: Announcement) -> list[str]:
    """Return what an event is called, and who speaks."""
    people = "; ".join(part.line() for part in told.speakers)
    series = f"In the series {told.series.name}" if told.series else ""
    return [line for line in (told.heading(), people, series) if line]


def calendar_for(follower: Follower, told: Announcement, sequence: int) -> str:
    """Return what the follower's calendar program is told of an event that they keep."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organiser = told.host.name if told.host else name or "Events"
    return invitations.write(
        told, sequence=sequence, attendee=follower.address, organiser=organiser, sender=address
    )


def titles(because: Sequence[Subscription]) -> list[str]:
    """Return what is followed, as it is called today."""
    found = (subject_of(each) for each in because)
    return list(dict.fromkeys(each.title for each in found if each is not None))


def _foot(because: Sequence[Subscription], token: str) -> str:
    named = titles(because[:MOST_NAMED])
    kept = all(each.kind == Subscription.Kind.EVENT for each in because)
    said = "you keep this event" if kept else f"you follow {'; '.join(named) or 'events'}"
    return f"-- \nThis came because {said}.\nChange what you follow, or end it: {own_page(token)}\n"

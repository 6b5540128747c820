"""Asks the owner of an address whether they want to be told, and lets them in once they say so."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from termcard.audiences import actions as audiences
from termcard.audiences.models import Follower, Subscription
from termcard.audiences.models.subject import Subject
from termcard.lib.mailboxes import MailboxRefused, checked_mailbox
from termcard.programme.models import Event
from termcard.records.actions import queue_letter, spend_limit
from termcard.subscribing.actions.letters import calendar_for, facts, heading, own_page, send

HOUR = 3_600
MOST_FROM_ONE_PLACE = 30


@transaction.atomic
def follow(
    subject: Subject,
    *,
    address: str,
    place: str,
    rhythm: str = Subscription.Rhythm.EACH,
    day_before: bool = False,
    hour_before: bool = False,
) -> None:
    """Keep what somebody asks to be told of, and mail the address to ask whether it is wanted.

    Nothing shows whether the address was known. Raises ValidationError as `ask_to_follow` does.
    """
    asked = audiences.ask_to_follow(
        subject,
        address=address,
        place=place,
        rhythm=rhythm,
        day_before=day_before,
        hour_before=hour_before,
    )
    if asked is None:
        return
    subscription, token = asked
    if not token:
        _mail_link(subscription.follower, f"You follow {subject.title} already.\n\n")
        return
    verb = "keep" if subject.kind == Subscription.Kind.EVENT else "follow"
    queue_letter(
        key=f"confirm {subscription.pk} {audiences.hash_of(token)[:16]}",
        purpose="confirmation",
        to=subscription.follower.address,
        subject=f"Do you want to {verb} {subject.title}?",
        text=(
            f"Somebody, we hope you, asked at {settings.BASE_URL} to {verb}\n\n"
            f"  {subject.title}\n  {settings.BASE_URL}{subject.path}\n\n"
            "If it was you, say so here, and you will be told:\n\n"
            f"{settings.BASE_URL}{reverse('confirm_wish', args=[token])}\n\n"
            "If it was not, do nothing: nothing more is sent, and the address is forgotten "
            "within a week.\n"
        ),
    )


@transaction.atomic
def confirm_wish(subscription: Subscription) -> None:
    """Let its owner be told from now on; an event that is kept comes with a calendar entry."""
    is_new = audiences.confirm(subscription)
    if not is_new or subscription.kind != Subscription.Kind.EVENT:
        return
    events = Event.objects.visible_to(None).with_announcement()
    event = events.keyed(subscription.subject_id).first()
    if event is None or event.is_taken_down:
        return
    told, follower = event.announcement(), subscription.follower
    send(
        follower,
        key=f"kept {subscription.pk}",
        purpose="kept",
        subject=f"Kept: {told.heading()}",
        text="\n".join(
            [
                "You keep this event. Should its time or place change, or should it be called "
                "off, you are told, and so is your calendar.",
                "",
                *heading(told),
                "",
                *facts(told, follower.zone),
                "",
                told.url,
            ]
        ),
        because=[subscription],
        calendar=calendar_for(follower, told, event.itip_sequence),
    )


@transaction.atomic
def send_link(address: str, *, place: str) -> bool:
    """Mail the private link to whoever follows anything by that address, and to nobody else.

    Returns whether it was within the limit; what is said does not show whether it is known.
    """
    if not spend_limit("asked for a link", place, most=MOST_FROM_ONE_PLACE, seconds=HOUR):
        return False
    try:
        mailbox = checked_mailbox(address)
    except MailboxRefused:
        return True
    follower = Follower.objects.with_mailbox(mailbox).first()
    if follower is not None and follower.subscriptions.confirmed().exists():
        _mail_link(follower, "")
    return True


def _mail_link(follower: Follower, before: str) -> None:
    number = follower.subscriptions.count()
    queue_letter(
        key=f"link {follower.pk} {audiences.new_token()}",
        purpose="confirmation",
        to=follower.address,
        subject="What you follow",
        text=(
            f"{before}Here you see and change what you follow ({number}):\n\n"
            f"{own_page(audiences.token_of(follower))}\n\n"
            "Whoever has this address can do so: keep it to yourself.\n"
        ),
    )

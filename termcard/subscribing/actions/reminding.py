"""Reminds whoever keeps an event, the day before and the hour before, each once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from termcard.announcements.announcement import Announcement
from termcard.audiences.models import Subscription
from termcard.programme.models import Event
from termcard.subscribing.actions.letters import facts, heading, send

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
# What has no hour is reminded of at nine the morning before.
BEFORE_A_WHOLE_DAY = timedelta(hours=15)
NEAREST_TO_A_DAY = timedelta(hours=3)
AT_ONCE = 50


def write_reminders(moment: datetime) -> int:
    """Write the reminders that are due at a moment; return how many were due.

    Each is named by its event and the hour it begins, so a clock that goes back or a worker
    that was killed writes none again. An event that moved is reminded of anew.
    """
    events = Event.objects.visible_to(None).starting_between(moment, moment + DAY)
    told = {
        event.pk: event.announcement()
        for event in events.with_announcement()
        if not event.is_taken_down and event.merged_into_id is None
    }
    stand = {key: each for key, each in told.items() if not each.is_over_for_good}
    number, wanted = 0, list(Subscription.objects.reminded(stand))
    for first in range(0, len(wanted), AT_ONCE):
        with transaction.atomic():
            for subscription in wanted[first : first + AT_ONCE]:
                number += _remind(subscription, stand[subscription.subject_id], moment)
    return number


def _remind(subscription: Subscription, told: Announcement, moment: datetime) -> bool:
    first = told.sessions[0]
    starts, asked = first.starts_at(), subscription.confirmed_at or moment
    before = BEFORE_A_WHOLE_DAY if first.is_all_day else DAY
    nearest = timedelta(0) if first.is_all_day else NEAREST_TO_A_DAY
    is_in_a_day = starts - before <= moment < starts - nearest and asked < starts - before
    if subscription.is_reminded_day_before and is_in_a_day:
        _write(subscription, told, f"day {first.starts_on}", "Tomorrow")
        return True
    is_in_an_hour = not first.is_all_day and starts - HOUR <= moment < starts
    if subscription.is_reminded_hour_before and is_in_an_hour and asked < starts - HOUR:
        _write(subscription, told, f"hour {starts.isoformat()}", "Soon")
        return True
    return False


def _write(subscription: Subscription, told: Announcement, name: str, word: str) -> None:
    follower = subscription.follower
    send(
        follower,
        key=f"reminder {subscription.pk} {name}",
        purpose="reminder",
        subject=f"{word}: {told.heading()}",
        text="\n".join(
            [
                *heading(told),
                "",
                *facts(told, follower.zone),
                "",
                *([told.attendance, ""] if told.attendance else []),
                told.url,
            ]
        ),
        because=[subscription],
    )

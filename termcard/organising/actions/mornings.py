"""Mails each working morning what needs whom, one mail each, none when nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse

from termcard.announcements.wording import day_words
from termcard.institutions.models import ClosedDay
from termcard.organising.models import Need, Section, needs_today
from termcard.people.models import Account
from termcard.records.actions import queue_letter

READ_FROM, READ_UNTIL = time(7), time(12)
SATURDAY = 5
OF_MORNING_MAIL = "morning mail"


def write_mornings(moment: datetime) -> int:
    """Write the mails that are due at a moment; return how many.

    They are due at seven on working days of those who read them, where the installation
    stands; what no worker wrote then may come until noon. Each is named by its day, so that
    none is written twice.
    """
    here = moment.astimezone(ZoneInfo(settings.TIME_ZONE))
    if here.weekday() >= SATURDAY or not READ_FROM <= here.time() < READ_UNTIL:
        return 0
    closed = ClosedDay.objects.between(here.date(), here.date()).paths()
    accounts = Account.objects.wanting_morning_mail()
    return sum(_write(account, here.date(), moment, closed) for account in accounts)


def token_of_mornings(account: Account) -> str:
    """Return the words by which a mail ends those that come to the account."""
    return signing.dumps(account.pk, salt=OF_MORNING_MAIL)


@transaction.atomic
def _write(account: Account, day: date, moment: datetime, closed: Sequence[str]) -> bool:
    if _is_away(account, closed):
        return False
    sections = needs_today(account, moment)
    if not sections:
        return False
    token = token_of_mornings(account)
    stop = f"{settings.BASE_URL}{reverse('stop_morning_mail', args=[token])}"
    queue_letter(
        key=f"morning {day} {account.pk}",
        purpose="morning",
        to=account.email,
        subject=_subject(sections, day),
        text=_text(sections, stop),
        unsubscribe_url=stop,
    )
    return True


def _is_away(account: Account, closed: Sequence[str]) -> bool:
    """Say whether all units in which the account has a role are closed."""
    if not closed:
        return False
    paths = account.roles.paths()
    return bool(paths) and all(path.startswith(tuple(closed)) for path in paths)


def _subject(sections: Sequence[Section], day: date) -> str:
    number = sum(len(section.needs) for section in sections)
    more = " or more" if any(section.has_more for section in sections) else ""
    return f"{day_words(day)}: {number}{more} thing{'s' if number > 1 else ''} for you to do"


def _text(sections: Sequence[Section], stop: str) -> str:
    lines: list[str] = []
    for section in sections:
        lines += [section.title, ""]
        for need in section.needs:
            lines += [*_lines(need), ""]
        if section.has_more:
            lines += ["  And more, at the desk.", ""]
    lines += ["All of it stands at the desk:", f"{settings.BASE_URL}{reverse('desk')}", ""]
    lines += ["-- ", "This comes on working mornings when there is something.", f"No more: {stop}"]
    return "\n".join(lines)


def _lines(need: Need) -> list[str]:
    about = ". ".join(filter(None, (need.when, need.said)))
    return [
        f"* {need.title}",
        *([f"  {about}"] if about else []),
        f"  {need.action}: {settings.BASE_URL}{need.action_url}",
    ]

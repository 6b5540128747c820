"""Hands series over to whoever looks after them next, in one step."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from termcard.announcements import digest
from termcard.people.actions import open_account, require_open
from termcard.people.actions.inviting import (
    how_to_sign_in,
    named,
    reply_to,
    require_invitations_left,
)
from termcard.people.models import Account
from termcard.programme.models import Event, Keeper, Placeholder, Series
from termcard.programme.rules import may_edit_series
from termcard.records.actions import UNSEEN, Happening, queue_letter, record_changes

MOST_TOLD = 60


@transaction.atomic
def hand_over_series(
    series: Series, *, to: str, by: Account, is_leaving: bool = False
) -> Keeper | None:
    """Let whoever has that address keep the series, and write to them what is planned.

    They get an account if they have none, and may change the series and its events from now
    on; a role they hold already stays. `is_leaving` ends what `by` keeps of it. Returns None
    when they keep it already: nothing is written then. Raises PermissionDenied, and
    ValidationError on `email`.
    """
    locked: Series = Series.objects.select_for_update(of=("self",)).with_host().get(pk=series.pk)
    if not may_edit_series(by, locked):
        raise PermissionDenied(f"Only who looks after {series} hands it over.")
    account = open_account(to, by=by)
    require_open(account)
    if is_leaving and account.pk == by.pk:
        raise ValidationError({"email": "One cannot hand over to oneself and leave."})
    keeper = None
    if not Keeper.objects.active().by(account).of(locked).exists():
        require_invitations_left(by)
        keeper = Keeper.objects.create(account=account, series=locked)
        _record(locked, "handed_over", account, by)
        queue_letter(
            key=f"hand-over {keeper.pk}",
            purpose="hand_over",
            to=account.email,
            subject=f"“{locked}” is now in your hands",
            text=_words(locked, account, by),
            reply_to=reply_to(by),
        )
    if is_leaving:
        _end(locked, by, by)
    return keeper


@transaction.atomic
def end_keeping(keeper: Keeper, *, by: Account) -> Keeper:
    """Let somebody keep a series no longer; whoever may change the series says so."""
    series: Series = Series.objects.select_for_update(of=("self",)).get(pk=keeper.series_id)
    if not may_edit_series(by, series):
        raise PermissionDenied(f"Only who looks after {series} says who keeps it.")
    _end(series, keeper.account, by)
    keeper.refresh_from_db()
    return keeper


def _end(series: Series, account: Account, by: Account) -> None:
    kept = Keeper.objects.by(account).filter(series=series, until_at__isnull=True)
    if kept.update(until_at=timezone.now()):
        _record(series, "keeping_ended", account, by)


def _record(series: Series, verb: str, account: Account, by: Account) -> None:
    details = {"account": account.pk}
    happening = Happening("series", series.pk, verb, is_loud=False, details=details, touches=UNSEEN)
    record_changes([happening], by=by)


def _words(series: Series, account: Account, by: Account) -> str:
    place = f"{settings.BASE_URL}{reverse('edit_series', args=[series.slug])}"
    parts = [
        f"{named(by)} handed “{series}” of {series.host} over to you. You may change the series "
        "and announce its events.",
        f"{how_to_sign_in(account)}\nThe series is at\n{place}",
        _planned(series, account) or "Nothing is planned yet.",
        "If this is a mistake you need do nothing, or answer this mail.",
    ]
    return "\n\n".join(parts)


def _planned(series: Series, account: Account) -> str:
    """Return what is to come, drafts among it, and the dates that are held."""
    now = timezone.now()
    coming = Event.objects.editable_by(account).in_series(series).ending_after(now)
    told = [event.announcement() for event in coming.with_line().soonest_first()[:MOST_TOLD]]
    lines = [
        digest.Line(announcement=each, session=session)
        for each in told
        for session in each.sessions or (None,)
    ]
    held = Placeholder.objects.of_any([series]).from_day(now.date()).order_by("on")
    dates = [f"{each.on:%d.%m.%Y}: {each.shown}" for each in held[:MOST_TOLD]]
    written = digest.write([("What is planned", lines)], zone=series.zone or series.host.zone)
    return "\n\n".join(
        part for part in (written, "\n".join(["DATES HELD", "", *dates]) if dates else "") if part
    )

"""Lets an account say whether it wants the mail of the morning."""

from __future__ import annotations

from django.db import transaction

from termcard.people.models import Account
from termcard.records.actions import UNSEEN, Happening, record_changes


@transaction.atomic
def set_morning_mail(account: Account, *, is_wanted: bool) -> Account:
    """Let an account have the mail of each morning, or not; only for whoever holds it."""
    kept: Account = Account.objects.select_for_update().get(pk=account.pk)
    if kept.wants_morning_mail is not is_wanted:
        kept.wants_morning_mail = is_wanted
        kept.save(update_fields=["wants_morning_mail"])
        verb = "morning_mail_on" if is_wanted else "morning_mail_off"
        happening = Happening("account", kept.pk, verb, is_loud=False, touches=UNSEEN)
        record_changes([happening], by=kept)
    return kept

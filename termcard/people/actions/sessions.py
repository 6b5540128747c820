"""Lets somebody end every session of their account at once."""

from __future__ import annotations

from django.db import transaction

from termcard.people.models import Account
from termcard.records.actions import UNSEEN, Happening, record_changes


@transaction.atomic
def end_sessions(account: Account) -> Account:
    """End every session of an account, on every device; only for whoever holds it."""
    kept: Account = Account.objects.select_for_update().get(pk=account.pk)
    kept.set_unusable_password()  # a new one each time, on which the sessions of old hang
    kept.save(update_fields=["password"])
    happening = Happening("account", kept.pk, "sessions_ended", is_loud=False, touches=UNSEEN)
    record_changes([happening], by=kept)
    return kept

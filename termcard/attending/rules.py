"""Who may answer what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcard.people.rules import may_organise_for

if TYPE_CHECKING:
    from termcard.attending.models import Enquiry
    from termcard.people.models import Account


def may_answer_enquiry(account: Account | None, enquiry: Enquiry) -> bool:
    """Say whether the account may read and answer it."""
    return may_organise_for(account, enquiry.organisation)

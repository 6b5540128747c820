"""Who may have announcements read, and decide on what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from termcard.people.rules import may_organise_for

if TYPE_CHECKING:
    from termcard.institutions.models import Organisation
    from termcard.people.models import Account
    from termcard.reading.models import Proposal


def may_import_document(account: Account | None, host: Organisation) -> bool:
    """Say whether the account may have an announcement read for that host."""
    return may_organise_for(account, host)


def may_decide_proposal(account: Account | None, proposal: Proposal) -> bool:
    """Say whether the account may accept or dismiss what was read."""
    return may_organise_for(account, proposal.document.host)

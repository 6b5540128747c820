"""Has announcements read, and turns what was read into events once a person agrees."""

from termcard.reading.actions.deciding import (
    Decided,
    accept_proposal,
    accept_proposals,
    dismiss_proposal,
    named_series,
    take_up_proposal,
)
from termcard.reading.actions.importing import (
    Imported,
    import_address,
    import_document,
    read_again,
)
from termcard.reading.actions.proposing import plain_text_in_place

__all__ = [
    "Decided",
    "Imported",
    "accept_proposal",
    "accept_proposals",
    "dismiss_proposal",
    "import_address",
    "import_document",
    "named_series",
    "plain_text_in_place",
    "read_again",
    "take_up_proposal",
]

"""Has announcements read, and turns what was read into events once a person agrees."""

from termcard.reading.actions.deciding import accept_proposal, dismiss_proposal, take_up_proposal
from termcard.reading.actions.importing import Imported, import_document, plain_text_in_place

__all__ = [
    "Imported",
    "accept_proposal",
    "dismiss_proposal",
    "import_document",
    "plain_text_in_place",
    "take_up_proposal",
]

"""The tables that every package writes, one concept a file."""

from termcard.records.models.address import Address
from termcard.records.models.change import Change, OutboxEntry
from termcard.records.models.letter import Letter
from termcard.records.models.limit import Limit
from termcard.records.models.slot import Slot

__all__ = ["Address", "Change", "Letter", "Limit", "OutboxEntry", "Slot"]

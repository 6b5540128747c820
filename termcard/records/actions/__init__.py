"""Every write of the records."""

from termcard.records.actions.addresses import claim_address, point_address
from termcard.records.actions.changes import UNSEEN, Doer, Happening, one_batch, record_changes
from termcard.records.actions.cleaning import require_clean
from termcard.records.actions.letters import FOR_ANYBODY, queue_letter
from termcard.records.actions.limits import spend_limit, sweep_limits
from termcard.records.actions.sending import (
    empty_old_letters,
    forget_letters,
    free_letters,
    give_up_letter,
    lease_letter,
    put_off_letter,
    record_sent,
    release_letter,
)
from termcard.records.actions.slots import (
    claim_slot,
    finish_slot,
    free_slots,
    put_off_slot,
    sweep_slots,
)
from termcard.records.actions.statistics import take_statistics

__all__ = [
    "FOR_ANYBODY",
    "UNSEEN",
    "Doer",
    "Happening",
    "claim_address",
    "claim_slot",
    "empty_old_letters",
    "finish_slot",
    "forget_letters",
    "free_letters",
    "free_slots",
    "give_up_letter",
    "lease_letter",
    "one_batch",
    "point_address",
    "put_off_letter",
    "put_off_slot",
    "queue_letter",
    "record_changes",
    "record_sent",
    "release_letter",
    "require_clean",
    "spend_limit",
    "sweep_limits",
    "sweep_slots",
    "take_statistics",
]

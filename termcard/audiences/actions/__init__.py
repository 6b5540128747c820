"""Every write about who follows what."""

from termcard.audiences.actions.asking import ask_to_follow, confirm, hash_of, new_token
from termcard.audiences.actions.batches import Batch, Told, open_batch
from termcard.audiences.actions.keeping import (
    calendar_token_of,
    change_wishes,
    erase_follower,
    forget_unconfirmed,
    renew_calendar,
    stop,
    token_of,
)
from termcard.audiences.actions.noticing import forget_old_notices, notice_followers
from termcard.audiences.actions.reaching import (
    Reach,
    Receipt,
    receipts_of,
    who_follows,
    who_would_be_told,
)

__all__ = [
    "Batch",
    "Reach",
    "Receipt",
    "Told",
    "ask_to_follow",
    "calendar_token_of",
    "change_wishes",
    "confirm",
    "erase_follower",
    "forget_old_notices",
    "forget_unconfirmed",
    "hash_of",
    "new_token",
    "notice_followers",
    "open_batch",
    "receipts_of",
    "renew_calendar",
    "stop",
    "token_of",
    "who_follows",
    "who_would_be_told",
]

"""Names what each follower of changes does about one."""

from __future__ import annotations

from collections.abc import Callable

from termcard.records.models import Change
from termcard.records.outbox import deliver

# Each name stands in the setting CHANGE_FOLLOWERS too, so that entries are written for it.
FOLLOWERS: dict[str, Callable[[Change], object]] = {}


def follow_changes() -> int:
    """Let every follower act on what has happened; return on how many changes they did."""
    return sum(deliver(follower, act_on) for follower, act_on in FOLLOWERS.items())

"""Names what each follower of changes does about one."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import Error

from termcard.audiences.actions import notice_followers
from termcard.records.models import Change
from termcard.records.outbox import deliver
from termcard.subscribing.actions import tell_changes

logger = logging.getLogger(__name__)

# Each name stands in the setting CHANGE_FOLLOWERS too, so that entries are written for it.
FOLLOWERS: dict[str, Callable[[Change], object]] = {"audiences": notice_followers}


def follow_changes() -> int:
    """Let every follower act on what has happened, and write the mails that come of it.

    Returns how many changes were acted on and mails looked at.
    """
    done = sum(deliver(follower, act_on) for follower, act_on in FOLLOWERS.items())
    try:
        return done + tell_changes()
    except Error:
        raise
    except Exception:
        # A fault of ours in one mail must not stop all the others.
        logger.exception("What happened cannot be told")
        return done

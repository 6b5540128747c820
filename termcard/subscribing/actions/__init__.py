"""Every mail to those who asked to be told."""

from termcard.subscribing.actions.asking import confirm_wish, follow, send_link
from termcard.subscribing.actions.digests import write_digests
from termcard.subscribing.actions.releasing import notice_releases
from termcard.subscribing.actions.reminding import write_reminders
from termcard.subscribing.actions.telling import tell_changes

__all__ = [
    "confirm_wish",
    "follow",
    "notice_releases",
    "send_link",
    "tell_changes",
    "write_digests",
    "write_reminders",
]

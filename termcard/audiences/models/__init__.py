"""The tables of who follows what, and what each is to be told."""

from termcard.audiences.models.follower import Follower
from termcard.audiences.models.notice import Notice
from termcard.audiences.models.subscription import Subscription

__all__ = ["Follower", "Notice", "Subscription"]

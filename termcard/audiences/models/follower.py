"""The table of those who asked to be told."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from termcard.audiences.querysets import FollowerQuerySet
from termcard.lib.secrets import Sealer


class Follower(models.Model):
    """One mailbox to which somebody asked to be told; it needs no account.

    `mailbox` is the address in one spelling, so that nobody follows twice. Two tokens lead to
    what it follows: one to the page that changes it, one to its calendar. Both are kept sealed,
    since later mails name them, and as hashes, by which they are found. `zone` is the one its
    owner chose, `home_zone` that of the institution they asked first.
    """

    address = models.CharField(max_length=254)
    mailbox = models.CharField(max_length=254, unique=True)
    zone = models.CharField(max_length=64, blank=True)
    home_zone = models.CharField(max_length=64, default="UTC")
    token_hash = models.CharField(max_length=64, unique=True)
    sealed_token = models.TextField()
    calendar_hash = models.CharField(max_length=64, unique=True)
    sealed_calendar = models.TextField()
    asked_at = models.DateTimeField()

    objects = FollowerQuerySet.as_manager()

    class Meta:
        db_table = "follower"

    def __str__(self) -> str:
        return f"follower {self.pk}"

    @property
    def token(self) -> str:
        """What leads to the page that changes what it follows."""
        return Sealer(settings.SEALING_KEYS).unseal(self.sealed_token)

    @property
    def calendar_token(self) -> str:
        """What leads to the calendar of what it follows, and to nothing else."""
        return Sealer(settings.SEALING_KEYS).unseal(self.sealed_calendar)

    @property
    def shown_zone(self) -> str:
        """The zone in which it lives, as far as anybody said."""
        return self.zone or self.home_zone

    @property
    def veiled(self) -> str:
        """The address as its own page shows it, so that a link passed on gives none away."""
        local, _, domain = self.address.rpartition("@")
        return f"{local[:1]}…@{domain[:1]}…{domain.rpartition('.')[1]}{domain.rpartition('.')[2]}"

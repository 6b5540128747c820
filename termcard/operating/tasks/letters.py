"""Sends the letters that are due: none lost, and one at most twice for each killed worker."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from termcard.lib.liveness import Life
from termcard.lib.mailing import Mail, NotTaken, Sender, Unreachable
from termcard.operating.tasks.clocks import Clock
from termcard.records.actions import (
    give_up_letter,
    lease_letter,
    put_off_letter,
    record_sent,
    release_letter,
)
from termcard.records.models import Letter

logger = logging.getLogger(__name__)

MOST_IN_A_ROUND = 200
_FIRST_REST, _LONGEST_REST = timedelta(seconds=5), timedelta(minutes=5)
_CUT_OFF_BEFORE_A_REST = 3


class Postman:
    """Sends over one conversation what is due, and rests while the server is away.

    A letter is marked as sent after the server took it: a worker killed between the two
    leaves one letter that is sent again, with the same Message-ID. The other order would lose
    it. While the server is away letters wait, and none of them is counted as tried.
    """

    def __init__(self, worker: int, clock: Clock = timezone.now) -> None:
        self._worker = worker
        self._clock = clock
        self._rest = _FIRST_REST
        self._rests_until: datetime | None = None

    def send_due(self, is_stopped: Callable[[], bool] = lambda: False) -> int:
        """Send letters that are due, two hundred at most; return how many were taken."""
        if self._is_resting():
            return 0
        sent = cut_off = 0
        with Sender() as sender:
            for _ in range(MOST_IN_A_ROUND):
                letter = None if is_stopped() else lease_letter(self._worker, now=self._clock())
                if letter is None:
                    break
                try:
                    is_taken = self._send(sender, letter)
                except Unreachable:
                    break
                sent += is_taken is True
                cut_off = cut_off + 1 if is_taken is None else 0
                if cut_off == _CUT_OFF_BEFORE_A_REST:
                    self._take_a_rest()
                    break
        return sent

    def _send(self, sender: Sender, letter: Letter) -> bool | None:
        """Try one letter; return whether it was taken, None when the server broke off."""
        try:
            sender.send(_mail(letter))
        except Unreachable as error:
            release_letter(letter, refusal=str(error))
            self._take_a_rest()
            logger.warning("The mail server cannot be used: %s", error)
            raise
        except NotTaken as error:
            self._not_taken(letter, error)
            return None if error.is_cut_off else False
        except Exception as error:
            # A fault of ours on one letter must not stop all the others.
            logger.exception("Letter %s cannot be sent", letter.pk)
            self._not_taken(letter, NotTaken(type(error).__name__))
            return False
        record_sent(letter, now=self._clock())
        self._rest = _FIRST_REST
        return True

    def _not_taken(self, letter: Letter, error: NotTaken) -> None:
        told = give_up_letter if error.is_final else put_off_letter
        told(letter, refusal=str(error), now=self._clock())
        logger.warning("Letter %s (%s) was not taken: %s", letter.pk, letter.purpose, error)

    def _is_resting(self) -> bool:
        if self._rests_until is None:
            return False
        # Further away than any rest: the clock has gone back since.
        return self._clock() < self._rests_until <= self._clock() + _LONGEST_REST

    def _take_a_rest(self) -> None:
        self._rests_until = self._clock() + self._rest
        self._rest = min(self._rest * 2, _LONGEST_REST)


def send_due_letters(now: datetime | None = None) -> int:
    """Send what is due at a moment, now if none is given; return how many letters were taken."""
    clock = timezone.now if now is None else lambda: now
    total = 0
    with Life() as life:
        postman = Postman(life.number, clock)
        while sent := postman.send_due():
            total += sent
    return total


def _mail(letter: Letter) -> Mail:
    return Mail(
        to=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        message_id=letter.message_id,
        written_at=letter.created_at,
        reply_to=letter.reply_to,
        unsubscribe_url=letter.unsubscribe_url,
        calendar=letter.calendar,
    )

"""Finds how to come and whom to ask where a list says it once, before its events or after them."""

from __future__ import annotations

from termcard.announcements.prose.attendance import how_to_come, says_how_to_come
from termcard.announcements.prose.bodies import contact_in
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.stretches import Stretch

LONGEST_TERMS = 2000
MOST_BETWEEN = 200


class Terms:
    """What a list says of coming and asking for all its events."""

    def __init__(self, text: str, sights: list[Sight], stretches: list[Stretch]) -> None:
        self.attendance: list[Span] = []
        self.contact: list[Span] = []
        self._text = text
        self._sights = sights
        self._last = stretches[-1].facts[-1]
        between = sights[stretches[0].facts[0] : stretches[-1].facts[0]][:MOST_BETWEEN]
        # What stands below a bulletin by the day is about the bulletin.
        is_bulletin = any(one.day_above is not None for one in stretches)
        self._own = {Label.CONTACT} if is_bulletin else set()
        self._own |= {label for sight in between if (label := self._about(sight)) is not None}

    def take(self, index: int, *, is_head: bool) -> bool:
        """Take what a block before or behind the list says; whether that is all it says."""
        sight = self._sights[index]
        is_tail = index > self._last and sight.group > self._sights[self._last].group
        if not (is_head or is_tail):
            return False
        label = self._about(sight)
        if label is None or (is_tail and label in self._own):
            return False
        words = sight.block.words
        if label is Label.CONTACT:
            contact = contact_in(self._text, words)
            self.contact.append(contact if contact is not None else words)
            return is_tail
        if sight.block.label is Label.ATTENDANCE:
            self.attendance.append(words)
            return is_tail
        telling, is_all = how_to_come(self._text, words)
        if telling is not None:
            self.attendance.append(telling)
        return is_tail and is_all

    def _about(self, sight: Sight) -> Label | None:
        block = sight.block
        if block.kind is BlockKind.FURNITURE or sight.is_about_when or not block.words:
            return None
        if block.kind is BlockKind.LABELLED:
            return block.label if block.label in (Label.CONTACT, Label.ATTENDANCE) else None
        if block.words.end - block.words.start > LONGEST_TERMS:
            return None
        if contact_in(self._text, block.words) is not None:
            return Label.CONTACT
        is_told = says_how_to_come(self._text, block.words) or (
            block.kind is BlockKind.TEXT and how_to_come(self._text, block.words)[0] is not None
        )
        return Label.ATTENDANCE if is_told else None

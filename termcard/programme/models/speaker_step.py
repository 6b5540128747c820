"""Says how far an event is with its speakers from outside, from the rule and the log."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zoneinfo import ZoneInfo

from termcard.announcements.parts import Part
from termcard.institutions.models import Organisation, SpeakerRule, WorkingDays
from termcard.lib.folding import folded_words
from termcard.programme.models.appearance import Appearance
from termcard.programme.models.event import Event
from termcard.programme.models.speaker_entry import SpeakerEntry

Verb = SpeakerEntry.Verb
_PIECES = re.compile("[,;/]")
_LISTED = "; "


class Home:
    """The names of an institution and its units, by which one knows who is at home there."""

    def __init__(self, organisation: Organisation) -> None:
        """Look the names up, in one query."""
        root = organisation.institution_path
        units = Organisation.objects.below_any([root]).values_list("path", "name")
        names = {path: " ".join(folded_words(name)) for path, name in units}
        self._institution = names.get(root, "")
        self._units = set(names.values())

    def outside(self, parts: Iterable[Part]) -> list[Part]:
        """Return the speakers whose affiliation is another; one without any is not known."""
        return [
            part
            for part in parts
            if part.is_speaker and part.affiliation and not self._is_here(part.affiliation)
        ]

    def _is_here(self, affiliation: str) -> bool:
        words = f" {' '.join(folded_words(affiliation))} "
        if self._institution and f" {self._institution} " in words:
            return True
        pieces = (" ".join(folded_words(piece)) for piece in _PIECES.split(affiliation))
        return all(piece in self._units for piece in pieces if piece)


@dataclass(frozen=True)
class SpeakerStep:
    """What is to be done about an event's speakers from outside, and what was decided."""

    event: Event
    rule: SpeakerRule
    outside: Sequence[Part]
    entries: Sequence[SpeakerEntry]
    due_on: date | None
    days_left: int | None

    @property
    def names(self) -> list[str]:
        """The names of the speakers from outside."""
        return list(dict.fromkeys(part.name for part in self.outside))

    @property
    def listed(self) -> str:
        """The same names in a row, as a decision keeps them."""
        return _LISTED.join(self.names)

    @cached_property
    def is_needed(self) -> bool:
        """Whether somebody from outside speaks, as affiliations say or somebody noted."""
        said = self._last(Verb.NEEDED, Verb.NOT_NEEDED)
        if said is None:
            return bool(self.outside)
        return said.verb == Verb.NEEDED or not self._covers(said)

    @property
    def decision(self) -> SpeakerEntry | None:
        """The last decision, if it was about those who speak now."""
        said = self._last(Verb.GO_AHEAD, Verb.REFUSED)
        return said if said is not None and self._covers(said) else None

    @property
    def is_cleared(self) -> bool:
        """Whether it may be published as far as speakers go."""
        if not self.is_needed:
            return True
        return self.decision is not None and self.decision.verb == Verb.GO_AHEAD

    @property
    def is_late(self) -> bool:
        """Whether nothing was decided and the time for it is over."""
        return not self.is_cleared and self.days_left is not None and self.days_left < 0

    @property
    def checklist(self) -> list[tuple[str, SpeakerEntry | None]]:
        """Each question, and the line that says it is done, if it is."""
        done: dict[str, SpeakerEntry | None] = {}
        for entry in self.entries:
            if entry.verb in (Verb.DONE, Verb.UNDONE):
                done[entry.item] = entry if entry.verb == Verb.DONE else None
        return [(item, done.get(item)) for item in self.rule.items]

    @property
    def is_ready(self) -> bool:
        """Whether every question of the checklist is done."""
        return all(entry is not None for _, entry in self.checklist)

    def _last(self, *verbs: str) -> SpeakerEntry | None:
        return next((entry for entry in reversed(self.entries) if entry.verb in verbs), None)

    def _covers(self, entry: SpeakerEntry) -> bool:
        return set(self.names) <= set(entry.item.split(_LISTED))


def speaker_step(event: Event, organisation: Organisation, today: date) -> SpeakerStep | None:
    """Return how far an event of that owner is; None where no rule holds."""
    rule = SpeakerRule.objects.kept_by(organisation).first()
    if rule is None:
        return None
    rows = Appearance.objects.filter(event=event)
    due_on = days_left = None
    if event.starts_at is not None:
        starts_on = event.starts_at.astimezone(ZoneInfo(organisation.zone)).date()
        days = WorkingDays(organisation, starts_on)
        due_on = days.before(starts_on, rule.working_days)
        days_left = days.left(today, due_on) if today <= due_on else -1
    return SpeakerStep(
        event=event,
        rule=rule,
        outside=Home(organisation).outside(row.as_part() for row in rows),
        entries=list(SpeakerEntry.objects.of(event).with_writer()),
        due_on=due_on,
        days_left=days_left,
    )

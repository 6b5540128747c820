"""Says in numbers who would be told of a change, and who was; nobody's address leaves here."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count

from termcard.audiences.models import Notice, Subscription
from termcard.audiences.models.subject import references_of
from termcard.audiences.querysets import DAILY, IMMEDIATE, WEEKLY, Reference
from termcard.programme.actions.touching import is_shown
from termcard.programme.models import Event
from termcard.records.models import Change, Letter

# What makes an event seen that was not, so that it is told although it is not out yet.
_SHOWS = ("published", "announced", "released")
MOST_RECEIPTS = 50


@dataclass(frozen=True, kw_only=True)
class Reach:
    """How many people a change would be told to, each once in `people`.

    `at_once`, `daily` and `weekly` say how often they asked to hear; `ways` how many follow
    which kind of thing it belongs to; `keeping` how many have it in their calendar;
    `searching` how many more follow a search, and are told if it finds the event.
    """

    people: int = 0
    at_once: int = 0
    daily: int = 0
    weekly: int = 0
    keeping: int = 0
    searching: int = 0
    ways: dict[str, int] = field(default_factory=dict)

    def words(self) -> str:
        """Return the numbers as a sentence."""
        if not self.people and not self.searching:
            return "Nobody follows this yet, so nobody is told."
        gathered = self.people - self.at_once  # who hears at once and in bulletins counts once
        ways = ((self.at_once, "at once"), (gathered, "in their next bulletin"))
        told = ", ".join(f"{number:,} {word}" for number, word in ways if number)
        said = f"{_people(self.people)} told by mail" + (f" ({told})" if told else "")
        if self.keeping:
            said += (
                f"; {self.keeping} of them {'have' if self.keeping > 1 else 'has'} it in a calendar"
            )
        if self.searching:
            said += f"; up to {self.searching} more, if a search they follow finds it"
        return f"{said}."


@dataclass(frozen=True, kw_only=True)
class Receipt:
    """What became of telling one batch of changes: numbers of people and of mails."""

    batch: uuid.UUID
    verbs: tuple[str, ...]
    made_at: datetime
    people: int = 0
    waiting: int = 0
    in_bulletins: int = 0
    bulletins_to_come: int = 0
    sent: int = 0
    failed: int = 0


def who_would_be_told(event: Event, verb: str) -> Reach:
    """Return in numbers who would be told of doing that to an event, in at most seven queries.

    Small corrections are told to nobody; what is said of "amended" holds for a change that
    matters, such as another room. `verb` is that of the Change ("cancelled", "published").
    """
    if not (is_shown(event) or verb in _SHOWS):
        return Reach()
    kept: Reference = (Subscription.Kind.EVENT.value, event.pk, "")
    is_for_all = event.visibility == Event.Visibility.PUBLIC or verb == "published"
    references = references_of(event) if is_for_all else {kept}
    return _reach({(str(kind), key, asked) for kind, key, asked in references}, is_for_all)


def who_follows(references: Iterable[Reference]) -> Reach:
    """Return in numbers who follows any of these."""
    return _reach(set(references), False)


def _reach(references: set[Reference], with_searches: bool) -> Reach:
    asked = Subscription.objects.confirmed()
    told = asked.to_any(references).order_by()
    by_rhythm = dict(told.values_list("rhythm").annotate(number=Count("follower", distinct=True)))
    ways = dict(told.values_list("kind").annotate(number=Count("follower", distinct=True)))
    people = told.aggregate(number=Count("follower", distinct=True))["number"]
    searching = 0
    if with_searches:
        others = asked.filter(kind=Subscription.Kind.SEARCH).order_by()
        others = others.exclude(follower__in=told.values("follower"))
        searching = others.aggregate(number=Count("follower", distinct=True))["number"]
    return Reach(
        people=people,
        at_once=by_rhythm.get(IMMEDIATE, 0),
        daily=by_rhythm.get(DAILY, 0),
        weekly=by_rhythm.get(WEEKLY, 0),
        keeping=ways.get(Subscription.Kind.EVENT, 0),
        searching=searching,
        ways=ways,
    )


def receipts_of(event: Event) -> list[Receipt]:
    """Return what became of telling each batch of changes of an event, the newest first.

    Three queries, however many were told.
    """
    verbs: dict[uuid.UUID, list[str]] = {}
    made: dict[uuid.UUID, datetime] = {}
    loud = Change.objects.of("event", event.pk).filter(is_loud=True)
    for batch, verb, made_at in loud.values_list("batch", "verb", "made_at")[:MOST_RECEIPTS]:
        verbs.setdefault(batch, []).append(verb)
        made.setdefault(batch, made_at)
    noticed = Notice.objects.filter(batch__in=list(verbs)).numbers()
    letters = Letter.objects.beginning_with([f"changes {batch} " for batch in verbs])
    fates = letters.fates_by_part(first=len("changes ") + 1, length=36)
    return [
        _receipt(batch, tuple(reversed(verbs[batch])), made[batch], noticed, fates)
        for batch in verbs
    ]


def _receipt(
    batch: uuid.UUID,
    verbs: tuple[str, ...],
    made_at: datetime,
    noticed: dict[tuple[uuid.UUID, str], tuple[int, int]],
    fates: dict[str, tuple[int, int, int]],
) -> Receipt:
    waiting, sent, failed = fates.get(str(batch), (0, 0, 0))
    all_at_once, untold = noticed.get((batch, IMMEDIATE), (0, 0))
    rare = [noticed.get((batch, rhythm), (0, 0)) for rhythm in (DAILY, WEEKLY)]
    return Receipt(
        batch=batch,
        verbs=verbs,
        made_at=made_at,
        people=all_at_once + sum(number for number, _ in rare),
        waiting=untold + waiting,
        in_bulletins=sum(number - left for number, left in rare),
        bulletins_to_come=sum(left for _, left in rare),
        sent=sent,
        failed=failed,
    )


def _people(number: int) -> str:
    return "1 person is" if number == 1 else f"{number:,} people are"

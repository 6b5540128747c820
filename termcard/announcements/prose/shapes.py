"""Decides for a whole page where titles stand: below their date, above it, or on its line."""

from __future__ import annotations

from collections.abc import Sequence

from termcard.announcements.prose.labels import PEOPLE
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.sights import Sight

MOST_AWAY = 2


def title_stands_below(sights: list[Sight], facts: Sequence[Sequence[int]]) -> bool:
    """Say whether this page puts the date before the title, as most of its events show.

    `facts` are the places of the lines about when, one list for each event.
    """
    if len(facts) == 1:
        first = facts[0][0]
        return first == 0 or not any(_heads(sights, first))
    return sum(_leaning(sights, facts, number) for number in range(len(facts))) > 0


def lines_carry_titles(sights: list[Sight], facts: Sequence[Sequence[int]]) -> bool:
    """Say whether most of several dated lines hold the title of their event themselves."""
    lines = [sights[one[0]] for one in facts if sights[one[0]].facts is not None]
    titled = [one for one in lines if one.facts is not None and one.facts.title is not None]
    return len(facts) > 1 and len(titled) * 2 > len(lines)


def _heads(sights: list[Sight], first: int) -> list[bool]:
    found = []
    for sight in reversed(sights[:first]):
        if sights[first].group - sight.group > MOST_AWAY:
            break
        found.append(sight.is_words)
    return found


def _leaning(sights: list[Sight], facts: Sequence[Sequence[int]], number: int) -> int:
    """Return 1 where a date seems to head its event, -1 where it seems to end it, else 0."""
    first, last = facts[number][0], facts[number][-1]
    if any(sight.is_words for sight in sights[first + 1 : last]) and sights[last].starts:
        return -1
    before = sights[first - 1] if first else None
    behind = sights[last + 1] if last + 1 < len(sights) else None
    group = sights[first].group
    near_before = before is not None and before.group == group and _is_content(before)
    near_behind = behind is not None and behind.group == sights[last].group and _follows(behind)
    is_labelled = before is not None and before.block.kind is BlockKind.LABELLED
    opens = before is None or before.group != group
    closes = behind is None or behind.group != sights[last].group
    if is_labelled and not near_behind and (closes or not opens):
        return -1
    if near_before and near_behind:
        return 0
    if near_before or near_behind:
        return 1 if near_behind else -1
    if before is not None and not opens and closes and before.block.kind is BlockKind.TEXT:
        return -1
    return _leaning_apart(before, behind)


def _leaning_apart(before: Sight | None, behind: Sight | None) -> int:
    """Judge a date that stands alone between blank lines."""
    follows = behind is not None and behind.is_words
    leads = before is not None and before.is_words
    if follows and not leads:
        return 1
    return -1 if leads and not follows else 0


def _follows(sight: Sight) -> bool:
    """Say whether a line below a date tells of the event: words, or who leads it."""
    return _is_content(sight) or sight.block.label in PEOPLE


def _is_content(sight: Sight) -> bool:
    return sight.is_words and not sight.is_numbering

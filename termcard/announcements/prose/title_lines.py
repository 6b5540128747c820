"""Chooses the title among the short lines of an event, the likeliest place first."""

from __future__ import annotations

from termcard.announcements.prose.drafts import Draft
from termcard.announcements.prose.facts import is_person_first, quoted_in, read_facts
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import BlockKind, is_prose
from termcard.announcements.prose.line_names import begins_as_series, ends_as_series, names_series
from termcard.announcements.prose.people import opens_with_name
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.stretches import Stretch
from termcard.announcements.prose.surroundings import is_dated_name
from termcard.announcements.prose.titles import could_be_title, may_serve_as_title, read_title

_OPENS = frozenset("\"'“„«‘‚")
LINES_BELOW = 9


def labelled_lines(stretch: Stretch) -> list[Sight]:
    """Return the labelled lines of an event, in order."""
    return [
        sight
        for sight in (*stretch.above[::-1], *stretch.when, *stretch.rest)
        if sight.block.kind is BlockKind.LABELLED
    ]


def choose_title(text: str, stretch: Stretch, draft: Draft) -> None:
    """Choose the title among the short lines, the likeliest place first."""
    if any(_is_labelled_title(text, sight) for sight in labelled_lines(stretch)):
        return
    between = [
        sight
        for sight in stretch.rest
        if sight.is_words and (stretch.is_between_facts(sight) or _is_near(stretch, sight))
    ]
    above = [sight for sight in stretch.above if sight.is_words]
    first = [sight for sight in between if stretch.is_between_facts(sight)]
    if stretch.title_below or (stretch.begins_with_day and first):
        order = [*between, *above]
    else:
        order = [*above, *between]
    if stretch.title_on_line and _take_title_on_line(text, stretch, draft):
        return
    for sight in _likeliest_first(text, stretch, order):
        if could_be_title(text, sight.block.span) and not is_dated_name(text, sight):
            read = read_title(text, sight.block.span, "the heading")
            draft.take_title(read)
            draft.is_title_unsaid = read.title is None
            return
    _choose_second_best(text, above or first, draft)


def _likeliest_first(text: str, stretch: Stretch, order: list[Sight]) -> list[Sight]:
    """Put lines that begin with a quotation first, and those that may name a series last.

    Of the others, one right above somebody's name goes before those that are not.
    """
    order = [*order, *_below_sentence(text, stretch)]
    if not order:
        return order
    quoted = [
        sight
        for sight in order
        if text[sight.block.span.start] in _OPENS or _is_person_quoting(text, sight)
    ][:1]
    may_be_series = any(begins_as_series(text, sight.block.span) for sight in order)
    is_told = may_be_series and any(_is_person_titled(text, sight) for sight in order)
    named = [
        sight
        for sight in order
        if ends_as_series(text, sight.block.span)
        or names_series(text, sight.block.span)
        or (is_told and begins_as_series(text, sight.block.span))
    ]
    others = [sight for sight in order if sight not in quoted and sight not in named]
    if len(others) > 1 and not stretch.title_on_line:
        above_name = _above_names(text, stretch)
        if sum(id(sight) in above_name for sight in others) == 1:
            others.sort(key=lambda sight: id(sight) not in above_name)
    return [*quoted, *others, *named]


def _is_person_quoting(text: str, sight: Sight) -> bool:
    """Say whether a line is somebody and a title in quotation marks: "Ann Vale: “On Bells”"."""
    span = sight.block.span
    return quoted_in(text, span) is not None and is_person_first(text, span)


def _is_person_titled(text: str, sight: Sight) -> bool:
    """Say whether a line is somebody, a colon or a dash, and a title."""
    span = sight.block.span
    facts = read_facts(text, span, [])
    is_first = bool(facts.people) and facts.title is not None and is_person_first(text, span)
    return is_first and facts.title is not None and facts.title.start > span.start


def _above_names(text: str, stretch: Stretch) -> set[int]:
    """Return the identities of the lines right below which somebody's name stands."""
    near = stretch.sights[stretch.start : min(stretch.stop, stretch.facts[-1] + LINES_BELOW)]
    return {
        id(sight)
        for sight, behind in zip(near, near[1:], strict=False)
        if behind.is_words
        and not text[sight.block.span.start].islower()
        and opens_with_name(text, behind.block.span)
    }


def _below_sentence(text: str, stretch: Stretch) -> list[Sight]:
    """Return the quoted lines below a sentence that says when, before the next paragraph."""
    last = stretch.facts[-1]
    if stretch.sights[last].sentence is None:
        return []
    found = []
    for sight in stretch.sights[last + 1 : min(stretch.stop, last + LINES_BELOW)]:
        if sight.block.kind is BlockKind.TEXT:
            break
        span = sight.block.span
        if sight.is_words and (text[span.start] in _OPENS or is_person_first(text, span)):
            found.append(sight)
    return found


def _take_title_on_line(text: str, stretch: Stretch, draft: Draft) -> bool:
    """Take the title that stands on the dated line itself."""
    facts = stretch.when[0].facts
    if facts is None:
        return False
    named = facts.title or (facts.unknown[0] if facts.unknown and not facts.people else None)
    if named is None or not named.cut(text)[:1].isalnum():
        return False
    read = read_title(text, named, "stands on the dated line")
    draft.take_title(read)
    draft.is_title_unsaid = read.title is None
    return True


def _choose_second_best(text: str, above: list[Sight], draft: Draft) -> None:
    for sight in above:
        if may_serve_as_title(text, sight.block.span) and not sight.days:
            draft.take_title(read_title(text, sight.block.span, "the heading"))
            return


def _is_labelled_title(text: str, sight: Sight) -> bool:
    return sight.block.label is Label.TITLE and not is_prose(sight.block.words.cut(text))


def _is_near(stretch: Stretch, sight: Sight) -> bool:
    """Say whether a line follows the facts with no paragraph between."""
    last = stretch.facts[-1]
    if stretch.sights[last].sentence is not None:
        return False
    for other in stretch.sights[last + 1 : last + LINES_BELOW]:
        if other.block.kind is BlockKind.TEXT:
            return False
        if other is sight:
            return True
    return False

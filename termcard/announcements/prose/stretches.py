"""Parts a page into stretches, one for each event: which lines belong to which date."""

from __future__ import annotations

from dataclasses import dataclass, field

from termcard.announcements.prose.dates import DayFound
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.shapes import lines_carry_titles, title_stands_below
from termcard.announcements.prose.sights import Sight, covers_most
from termcard.announcements.prose.spans import Span

MOST_HEADINGS_ABOVE = 3
MOST_LINES_ABOUT_WHEN = 12
MOST_BLOCKS_BELOW = 300
LONG_TEXT = 80
LONGEST_NAME = 40
# Labels that end an event rather than begin the next.
_ENDING = frozenset({Label.CONTACT, Label.ATTENDANCE})


@dataclass(kw_only=True)
class Stretch:
    """The blocks of one event: those above its first line of facts, the facts, and the rest.

    `day_above` is the date of a day heading that stands over several events.
    """

    facts: list[int]
    start: int = 0
    stop: int = 0
    day_above: Sight | None = None
    title_below: bool = False
    title_on_line: bool = False
    # Where the first event of the page begins, and its head ends.
    page_head: int = 0
    sights: list[Sight] = field(default_factory=list)

    @property
    def is_row(self) -> bool:
        """Whether it is a row of a table."""
        return self.sights[self.facts[0]].block.is_row

    @property
    def when(self) -> list[Sight]:
        """The lines that say when."""
        return [self.sights[index] for index in self.facts]

    @property
    def above(self) -> list[Sight]:
        """The blocks before the first line that says when, the nearest first."""
        return self.sights[self.start : self.facts[0]][::-1]

    @property
    def rest(self) -> list[Sight]:
        """Every other block of the event, in order."""
        taken = set(self.facts)
        return [
            self.sights[index]
            for index in range(self.facts[0], min(self.stop, self.facts[-1] + MOST_BLOCKS_BELOW))
            if index not in taken or self.sights[index].sentence is not None
        ]

    @property
    def begins_with_day(self) -> bool:
        """Whether its first line about when is a day heading."""
        return self.day_above is not None and self.day_above is self.when[0]

    @property
    def has_start(self) -> bool:
        """Whether it gives an hour of its own."""
        return any(sight.starts for sight in self.when)

    def is_between_facts(self, sight: Sight) -> bool:
        """Say whether a block stands between two lines that say when."""
        return sight in self.sights[self.facts[0] : self.facts[-1]]

    def has_on_its_line(self, span: Span) -> bool:
        """Say whether a line about when holds the words too."""
        return any(sight.block.span.overlaps(span) for sight in self.when)

    @property
    def days(self) -> list[DayFound]:
        """The dates said, those of the day heading only when no other is."""
        own = [day for sight in self.when for day in sight.days]
        return own or list(self.day_above.days if self.day_above else ())


def part(sights: list[Sight]) -> list[Stretch]:
    """Return the stretches of a page, in order; empty when nothing on it says when."""
    stretches: list[Stretch] = []
    is_list = sum(1 for sight in sights if sight.carries and sight.days) > 1
    heading: Sight | None = None
    for index, sight in enumerate(sights):
        if not (sight.is_about_when or (sight.is_today and heading is not None)):
            continue
        heads = is_day_heading(sights, index)
        if sight.is_today and not sight.is_about_when:
            if stretches and stretches[-1].when == [heading]:
                stretches.pop()
            stretches.append(Stretch(facts=[index], sights=sights, day_above=heading))
            continue
        is_next = heads and stretches and _may_end(stretches[-1])
        is_next = is_next or (is_list and stretches and _stands_over(stretches[-1], sight))
        if stretches and not is_next and _joins(stretches[-1], index):
            stretches[-1].facts.append(index)
        else:
            stretches.append(Stretch(facts=[index], sights=sights))
        if heads:
            heading = sight
        elif sight.days and not sight.hours and sight.days[0].last is None:
            heading = None
        stretches[-1].day_above = heading
    stretches = [stretch for stretch in stretches if stretch.days]
    _detach_last_hour(sights, stretches)
    _draw_borders(sights, stretches)
    return stretches


def _may_end(stretch: Stretch) -> bool:
    """Say whether a day heading ends what stands before: another day, or the span of a week."""
    return stretch.day_above is not None or (
        not stretch.has_start and all(day.last is not None for day in stretch.days)
    )


def _detach_last_hour(sights: list[Sight], stretches: list[Stretch]) -> None:
    """Leave an hour below a list of days, none of which has its own, to all of them."""
    if len(stretches) < 2 or any(one.starts for other in stretches[:-1] for one in other.when):
        return
    last = stretches[-1]
    first = sights[last.facts[0]]
    own = [index for index in last.facts if sights[index].group == first.group]
    if first.days and own != last.facts and not any(sights[index].starts for index in own):
        last.facts = own


def _stands_over(stretch: Stretch, sight: Sight) -> bool:
    """Say whether the line before says when for the whole list that begins with this one."""
    if not sight.carries or not sight.days:
        return False
    return not stretch.days or all(day.last is not None for day in stretch.days)


def is_day_heading(sights: list[Sight], index: int) -> bool:
    """Say whether a line is one date and nothing else, with blank lines around it."""
    sight = sights[index]
    if len(sight.days) != 1 or sight.hours or sight.block.label or sight.days[0].last:
        return False
    if sight.days[0].span.end - sight.days[0].span.start < len_of(sight) - 3:
        return False
    if sight.days[0].is_relative and len_of(sight) < LONGEST_NAME:
        return True
    before, behind = sights[max(0, index - 1) : index], sights[index + 1 : index + 2]
    if any(other.group == sight.group for other in before):
        return bool(sight.days[0].weekdays) and any(map(_opens_with_hour, behind))
    return all(other.group != sight.group or _opens_with_hour(other) for other in behind)


def _opens_with_hour(sight: Sight) -> bool:
    """Say whether a line below a day gives the first of its hours."""
    return sight.is_about_when and not sight.days and bool(sight.starts) and sight.carries


def len_of(sight: Sight) -> int:
    """Return how many characters a block has."""
    return sight.block.span.end - sight.block.span.start


def _joins(stretch: Stretch, index: int) -> bool:
    """Say whether a line about when completes the event before it instead of beginning another."""
    sight = stretch.sights[index]
    first = stretch.sights[stretch.facts[0]]
    if sight.block.is_row or first.block.is_row:
        return sight.group == first.group
    if sight.sentence is not None or first.sentence is not None:
        return _repeats(stretch, sight)
    if sight.carries and any(other.carries for other in stretch.when):
        return False
    between = stretch.sights[stretch.facts[-1] + 1 : index]
    if len(stretch.facts) >= MOST_LINES_ABOUT_WHEN or len(between) > MOST_LINES_ABOUT_WHEN:
        return False
    if any(_is_long(other) for other in between):
        return False
    return _completes(stretch, sight, between)


def _repeats(stretch: Stretch, sight: Sight) -> bool:
    """Say whether a sentence only names the day of the one before again."""
    days = {(day.day, day.month) for other in stretch.when for day in other.days}
    hours = {hour.start for other in stretch.when for hour in other.starts}
    own = {hour.start for hour in sight.starts}
    is_same = {(day.day, day.month) for day in sight.days} <= days
    return is_same and (not own or not hours or own <= hours)


def _completes(stretch: Stretch, sight: Sight, between: list[Sight]) -> bool:
    if sum(1 for other in between if other.is_words) > MOST_HEADINGS_ABOVE:
        return False
    if _is_run_of(stretch, sight) and not any(other.is_words for other in between):
        return True
    own_days = {(day.day, day.month) for other in stretch.when for day in other.days}
    own_hours = {hour.start for other in stretch.when for hour in other.starts}
    days = {(day.day, day.month) for day in sight.days}
    hours = {hour.start for hour in sight.starts}
    if days and own_days and not days & own_days:
        return False
    if hours and own_hours and not hours & own_hours:
        return False
    if days and own_days and hours and own_hours and not covers_most(sight):
        return False
    # A second "Date:" begins another event even when it names the same day.
    return not (days and own_days and sight.block.label and between)


def _is_run_of(stretch: Stretch, sight: Sight) -> bool:
    """Say whether a span of days right below an hour tells how long an exhibition runs."""
    is_span = any(day.last is not None for day in sight.days) and not sight.hours
    has_hour = any(other.hours for other in stretch.when)
    return is_span and has_hour and stretch.day_above is not None and sight.block.label is None


def _is_long(sight: Sight) -> bool:
    block = sight.block
    if block.kind is BlockKind.LABELLED:
        return block.words.end - block.words.start > LONG_TEXT * 3
    return block.kind is BlockKind.TEXT and block.span.end - block.span.start > LONG_TEXT


def _draw_borders(sights: list[Sight], stretches: list[Stretch]) -> None:
    """Say where each stretch begins: at the headings above its facts, or at the facts."""
    facts = [stretch.facts for stretch in stretches]
    below = bool(facts) and title_stands_below(sights, facts)
    on_line = lines_carry_titles(sights, facts)
    floor = 0
    for number, stretch in enumerate(stretches):
        first = stretch.facts[0]
        is_labelled = sights[first].block.kind is BlockKind.LABELLED and not stretch.is_row
        stretch.title_below = below and not is_labelled
        stretch.title_on_line = on_line and sights[first].carries
        begins_here = stretch.title_below or stretch.title_on_line
        begins_here = begins_here or (stretch.begins_with_day and len(stretch.facts) > 1)
        start = first if begins_here else _heading_above(sights, first, floor)
        if start == first and not begins_here and _ends_group(sights, first, stretch.facts[-1]):
            start = max(floor, _row_start(sights, first))
        while begins_here and start > floor and _counts(sights, start):
            start -= 1
        stretch.start = _row_start(sights, first) if stretch.is_row else start
        if number:
            stretches[number - 1].stop = stretch.start
        floor = stretch.facts[-1] + 1
        stretch.page_head = stretches[0].start
    if stretches:
        stretches[-1].stop = len(sights)


def _counts(sights: list[Sight], index: int) -> bool:
    """Say whether the line above a date only numbers the event: "Lecture 2"."""
    above = sights[index - 1]
    return above.is_numbering and above.group == sights[index].group


def _ends_group(sights: list[Sight], first: int, last: int) -> bool:
    """Say whether a date closes an entry of its own, below a paragraph of the same entry."""
    if not first or sights[first - 1].group != sights[first].group:
        return False
    return last + 1 >= len(sights) or sights[last + 1].group != sights[last].group


def _row_start(sights: list[Sight], first: int) -> int:
    """Return where the row of a table begins that holds a line."""
    while first and sights[first - 1].group == sights[first].group:
        first -= 1
    return first


def _heading_above(sights: list[Sight], first: int, floor: int) -> int:
    """Return where the lines directly above the facts begin that head them."""
    index = first
    headings = 0
    while index > floor and headings < MOST_HEADINGS_ABOVE:
        above = sights[index - 1]
        is_label = above.block.kind is BlockKind.LABELLED
        if above.block.is_row or not (above.is_words or is_label):
            break
        if sights[index].group - above.group > 1:
            break
        if floor and above.block.label in _ENDING and above.group != sights[index].group:
            break
        # Labels above the heading of a later event still belong to the event before it.
        if floor and is_label and headings and above.group != sights[index].group:
            break
        is_other_group = above.group != sights[index].group and index < first and not is_label
        if floor and headings and is_other_group and not _follows_text(sights, index - 1, floor):
            break
        headings += above.is_words
        index -= 1
    return index


def _follows_text(sights: list[Sight], index: int, floor: int) -> bool:
    """Say whether a line stands right below a paragraph, and so begins something new."""
    if index <= floor:
        return False
    return sights[index - 1].block.kind in (BlockKind.TEXT, BlockKind.FURNITURE)

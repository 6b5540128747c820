"""Sees a text as a person does: lines in groups, headings, labelled lines, paragraphs, furniture.

Every block keeps its exact place in the text, so whatever is read from it can be shown there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from termcard.announcements.prose.furniture import heads_details, is_furniture
from termcard.announcements.prose.labels import LONG, PEOPLE, Label, labels
from termcard.announcements.prose.languages import fold, months
from termcard.announcements.prose.letters import header_lines
from termcard.announcements.prose.parting import is_abbreviated
from termcard.announcements.prose.people import looks_like_name, opens_with_name
from termcard.announcements.prose.runs import entries
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.tables import Cell, tabulate
from termcard.announcements.prose.verbs import tells

LONGEST_LABEL = 40
MOST_SIGNED = 12
LONGEST_HEADING = 220
SHORTEST_BROKEN = 50
_MARGIN = " \t\u00a0\u200b\u3000"
_BULLET = re.compile(r"(?:[•·▪◦‣*–—>-]|\d{1,2}[.)])[ \t\u00a0]+|\*\*|#{1,6}[ \t]+")
_LABEL = re.compile(
    rf"(?P<label>[^\W\d_][^:?：|\t\n]{{0,{LONGEST_LABEL}}}?)[ \t\u00a0]{{0,4}}(?:[:：?|\t]"
    rf"|\?\s?:)\*{{0,2}}"
)
_DASHED_LABEL = re.compile(r"(?P<label>[^\W\d_][^:?|\t\n–—-]{0,20}?)[ \t]{1,3}[–—-][ \t]{1,3}")
_LATER_LABEL = re.compile(r"(?<=[\s|;,])(?P<label>[A-Z][\w/&.-]*(?:[ ][a-z/&.-]+){0,2})[ ]?:(?=\s)")
_FOR_ALL = re.compile(
    r"\s(?:for|of|für|pour|per|para)\s(?:both|all|alle|tous|tutti|todos)(?:\s\w+)?\Z"
)
_QUOTED_WHOLE = re.compile(r"[\"“„«‘'].*[\"”“»’'][.,]?\Z", re.DOTALL)
_NAME_END = re.compile(r"\s?[,(;]|\s(?:and|und|et|e|y|en|&)\s")
_UNFINISHED = re.compile(r"(?:[,&–]|\s(?:and|of|the|in|for|und|et|de|der|at|a))\Z")
_DONE = re.compile(r"[”“»\"]\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]?\Z")
_SENTENCE_BREAK = re.compile(r"[a-zà-ÿ\d)][.!?][\"”’)]?\s+[A-ZÀ-Ý„“\"']")
_DASHED = frozenset({Label.DATE, Label.TIME, Label.WHEN, Label.VENUE, Label.SPEAKER, Label.TITLE})
# A label may stand on a line of its own, without a colon, above its value.
_MAY_STAND_BARE = (
    LONG
    | frozenset(
        {Label.VENUE, Label.KIND, Label.SPEAKER, Label.DATE, Label.TIME, Label.WHEN, Label.CONTACT}
    )
    | frozenset({Label.EXAMINER, Label.SUPERVISOR})
)
_SHORT = frozenset({Label.DATE, Label.TIME, Label.WHEN, Label.VENUE, Label.KIND}) | PEOPLE


class BlockKind(StrEnum):
    """What a block looks like, before anything in it is understood."""

    GROUP = "group"
    HEADING = "heading"
    LABELLED = "labelled"
    TEXT = "text"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of the page; a group holds the pieces between two blank lines.

    A labelled block's `span` is the whole line, `value` what stands behind the label, or on
    the next line.
    """

    kind: BlockKind
    span: Span
    label: Label | None = None
    value: Span | None = None
    children: tuple[Block, ...] = ()
    is_row: bool = False

    def leaves(self) -> Iterator[Block]:
        """Yield the pieces that hold no others, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()

    @property
    def words(self) -> Span:
        """Where its words are: behind the label when it has one."""
        return self.value if self.value is not None else self.span


def lay_out(text: str) -> tuple[Block, ...]:
    """Return the groups of a text, in order, with the blocks in each."""
    lines, signed = _without_signature(text, list(_grouped(text)))
    groups = [
        _row(text, group) if isinstance(group[0], Cell) else _group(text, group)
        for group in tabulate(text, lines)
    ]
    groups += [_furniture(group) for group in signed]
    return _with_values_below(text, tuple(groups))


def _without_signature(
    text: str, groups: list[list[Span]]
) -> tuple[list[list[Span]], list[list[Span]]]:
    """Part a letter's signature, which two hyphens open, from what stands above it."""
    for number in range(max(0, len(groups) - MOST_SIGNED), len(groups)):
        group = groups[number]
        for place, line in enumerate(group[-MOST_SIGNED:], max(0, len(group) - MOST_SIGNED)):
            if line.cut(text) in ("--", "—"):
                above = [*groups[:number], *([group[:place]] if place else [])]
                return above, [group[place:], *groups[number + 1 :]]
    return groups, []


def _furniture(lines: list[Span]) -> Block:
    blocks = tuple(Block(kind=BlockKind.FURNITURE, span=line) for line in lines)
    return Block(kind=BlockKind.GROUP, span=Span(lines[0].start, lines[-1].end), children=blocks)


def _row(text: str, cells: list[Cell]) -> Block:
    """Return a row of a table as a group: a labelled block for each cell under a heading."""
    blocks = tuple(_cell(text, cell) for cell in cells)
    return Block(
        kind=BlockKind.GROUP,
        span=Span(blocks[0].span.start, blocks[-1].span.end),
        children=blocks,
        is_row=True,
    )


def _cell(text: str, cell: Cell) -> Block:
    if cell.label is not None:
        return Block(
            kind=BlockKind.LABELLED, span=cell.span, label=cell.label, value=cell.span, is_row=True
        )
    kind = BlockKind.TEXT if is_prose(cell.span.cut(text)) else BlockKind.HEADING
    return Block(kind=kind, span=cell.span, is_row=True)


def _grouped(text: str) -> Iterator[list[Span]]:
    """Yield the lines between blank lines, as trimmed spans."""
    lines: list[Span] = []
    start = 0
    for whole in text.split("\n"):
        line = Span(start, start + len(whole)).trimmed(text, _MARGIN)
        start += len(whole) + 1
        parted = entries(text, line) if line else None
        if parted is not None:
            if lines:
                yield lines
            yield from parted
            lines = []
        elif line:
            lines.append(line)
        elif lines:
            yield lines
            lines = []
    if lines:
        yield lines


def _group(text: str, lines: list[Span]) -> Block:
    span = Span(lines[0].start, lines[-1].end)
    blocks: list[Block] = []
    plain: list[Span] = []
    header = header_lines(text, lines)
    blocks.extend(Block(kind=BlockKind.FURNITURE, span=line) for line in lines[:header])
    for line in lines[header:]:
        special = _special(text, line)
        if not special:
            plain.append(line)
            continue
        blocks.extend(_plain_blocks(text, plain))
        plain = []
        blocks.extend(special)
    blocks.extend(_plain_blocks(text, plain))
    return Block(kind=BlockKind.GROUP, span=span, children=tuple(_with_long_values(text, blocks)))


def _special(text: str, line: Span) -> list[Block]:
    """Return a line that is furniture or carries labels, else nothing."""
    if heads_details(line.cut(text)):
        return [Block(kind=BlockKind.FURNITURE, span=line, label=Label.OTHER)]
    if is_furniture(line.cut(text)) or _is_heading_row(line.cut(text)):
        return [Block(kind=BlockKind.FURNITURE, span=line)]
    return _labelled(text, line)


def _is_heading_row(line: str) -> bool:
    """Say whether a line only heads the columns of a table: "Date Time College Speaker"."""
    words = line.split()
    if not 3 <= len(words) <= 8 or any(mark in line for mark in ":,.?"):
        return False
    return sum(fold(word) in labels() for word in words) * 4 >= len(words) * 3


def _labelled(text: str, line: Span) -> list[Block]:
    start = _past_bullet(text, line)
    match = _LABEL.match(text, start, line.end)
    label = labels().get(_folded(match["label"])) if match else None
    if label is Label.PANELIST and match and _is_titled_panel(text, match, line):
        return []
    if label is None:
        match = _DASHED_LABEL.match(text, start, line.end)
        label = labels().get(_folded(match["label"])) if match else None
        label = label if label in _DASHED else None
    if label is None or match is None:
        return _bare_label(text, Span(start, line.end))
    blocks: list[Block] = []
    here, value_start = start, match.end()
    if label not in LONG:
        for later in _LATER_LABEL.finditer(text, value_start, min(line.end, start + 400)):
            next_label = labels().get(_folded(later["label"]))
            if next_label is None:
                continue
            blocks.append(_labelled_block(text, label, here, value_start, later.start()))
            label, here, value_start = next_label, later.start(), later.end()
    blocks.append(_labelled_block(text, label, here, value_start, line.end))
    return blocks


def _is_titled_panel(text: str, label: re.Match[str], line: Span) -> bool:
    """Say whether "Panel: Who owns the river?" names a kind and a title, and no people."""
    value = Span(label.end(), line.end).trimmed(text, _MARGIN + "|*")
    head = _NAME_END.split(value.cut(text), maxsplit=1)[0]
    return bool(value) and not (opens_with_name(text, value) or looks_like_name(head))


def _labelled_block(text: str, label: Label, start: int, value: int, end: int) -> Block:
    unwanted = _MARGIN + "|*"
    return Block(
        kind=BlockKind.LABELLED,
        span=Span(start, end).trimmed(text, unwanted),
        label=label,
        value=Span(value, end).trimmed(text, unwanted),
    )


def _bare_label(text: str, line: Span) -> list[Block]:
    label = labels().get(_folded(line.cut(text).strip("*:? \t")))
    if label not in _MAY_STAND_BARE or not text[line.start].isupper():
        return []
    return [Block(kind=BlockKind.LABELLED, span=line, label=label, value=Span(line.end, line.end))]


def _past_bullet(text: str, line: Span) -> int:
    match = _BULLET.match(text, line.start, line.end)
    if match is None or _is_day(text, match):
        return line.start
    return match.end()


def _is_day(text: str, bullet: re.Match[str]) -> bool:
    """Say whether what looks like a number of a list is a day: "10. Januar", "3. – 5. Mai"."""
    if not bullet.group()[0].isdigit():
        return False
    word = re.match(r"[–—-]\s?\d|[^\W\d_]+", text[bullet.end() : bullet.end() + 20])
    return word is not None and (not word.group().isalpha() or fold(word.group()) in months())


def _folded(label: str) -> str:
    folded = fold(" ".join(label.split())).strip("*:?¿¡ ")
    return _FOR_ALL.sub("", folded)


def _plain_blocks(text: str, lines: list[Span]) -> list[Block]:
    """Tell headings from paragraphs among lines that stand together."""
    if not lines:
        return []
    if _is_wrapped(text, lines):
        return [Block(kind=BlockKind.TEXT, span=Span(lines[0].start, lines[-1].end))]
    blocks = []
    for line in _mended(text, lines):
        kind = BlockKind.TEXT if is_prose(line.cut(text)) else BlockKind.HEADING
        start = _past_bullet(text, line)
        blocks.append(Block(kind=kind, span=Span(start, line.end).trimmed(text, _MARGIN)))
    return [block for block in blocks if block.span]


def _mended(text: str, lines: list[Span]) -> list[Span]:
    """Join a heading or a line of facts that was broken at a width with what it goes on to."""
    mended = [lines[0]]
    for last, line in pairwise(lines):
        is_full = last.end - last.start >= SHORTEST_BROKEN and not _DONE.search(last.cut(text))
        goes_on = text[line.start].islower() or _UNFINISHED.search(last.cut(text))
        if is_full and goes_on:
            mended[-1] = Span(mended[-1].start, line.end)
        else:
            mended.append(line)
    return mended


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    """Say whether the lines are one paragraph, broken at a width."""
    if len(lines) < 2:
        return False
    lengths = [line.end - line.start for line in lines]
    longest = max(lengths)
    if longest > 120 or min(lengths[:-1]) < 0.6 * longest or longest < 40:
        return False
    goes_on = sum(1 for line in lines[1:] if text[line.start].islower())
    return goes_on * 3 >= len(lines) - 1 and bool(_SENTENCE_END.search(lines[-1].cut(text)))


def is_prose(line: str) -> bool:
    """Say whether a line is part of a paragraph, by its length and its sentences."""
    if len(line) > LONGEST_HEADING:
        return True
    if _QUOTED_WHOLE.match(line) and not _SENTENCE_BREAK.search(line):
        return False
    words = line.count(" ") + 1
    open_end = line.rstrip("\"'”’»)").endswith(("?", "…"))
    if _SENTENCE_END.search(line) and not open_end and words >= 7:
        return True
    # A long title with a question in it, or facts behind a stop, have no verb as prose has.
    return words >= 12 and any(map(_ends, _SENTENCE_BREAK.finditer(line)))


def _ends(stop: re.Match[str]) -> bool:
    line = stop.string
    if stop.group()[1] == "." and not any(mark in line for mark in '"“„«'):
        return not is_abbreviated(line, stop.start() + 1)
    return tells(line)


def _with_long_values(text: str, blocks: list[Block]) -> list[Block]:
    """Give "Abstract:" the plain lines that follow it in its group."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            before is not None
            and before.label in LONG | {Label.ATTENDANCE}
            and before.value
            and block.kind in (BlockKind.TEXT, BlockKind.HEADING)
            and (before.label in LONG or text[block.span.start].islower())
        ):
            value = Span(before.value.start, block.span.end)
            span = Span(before.span.start, block.span.end)
            joined[-1] = replace(before, span=span, value=value)
            continue
        joined.append(block)
    return joined


def _with_values_below(text: str, groups: tuple[Block, ...]) -> tuple[Block, ...]:
    """Give a label without a value the next plain block, which it then swallows."""
    waiting: tuple[int, int] | None = None
    children = [list(group.children) for group in groups]
    for number, blocks in enumerate(children):
        for place, block in enumerate(blocks):
            if block.kind is BlockKind.LABELLED:
                waiting = None if block.value else (number, place)
                continue
            if block.kind is BlockKind.FURNITURE or waiting is None:
                continue
            above = children[waiting[0]][waiting[1]]
            if number - waiting[0] <= 1 and _may_hold(text, above, block):
                first = above.value or block.span
                value = Span(first.start, block.span.end)
                children[waiting[0]][waiting[1]] = replace(above, value=value)
                blocks[place] = replace(block, kind=BlockKind.FURNITURE, label=Label.OTHER)
            else:
                waiting = None
            # A list of people goes on; any other value is one block.
            waiting = waiting if above.label in PEOPLE else None
    return tuple(
        replace(group, children=tuple(blocks))
        for group, blocks in zip(groups, children, strict=True)
    )


def _may_hold(text: str, label: Block, block: Block) -> bool:
    if label.value:
        return block.kind is BlockKind.HEADING and opens_with_name(text, block.span)
    if label.label in _SHORT:
        return block.kind is BlockKind.HEADING
    return True

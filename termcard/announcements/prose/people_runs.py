"""Finds which parts of a line of facts are the people, with their posts and institutions."""

from __future__ import annotations

from termcard.announcements.prose.capitals import reads_as_name
from termcard.announcements.prose.people import (
    PersonFound,
    more_about,
    read_people,
    share_institution,
)
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.segments import Segment, Sort
from termcard.announcements.prose.spans import Span

_ABOUT = frozenset({Sort.INSTITUTION, Sort.ROLE})


def people_run(text: str, parts: list[Segment], *, has_title: bool) -> tuple[int, int] | None:
    """Return from which part to which the people stand, with posts and institutions."""
    first = _first_person(text, parts)
    if first is None:
        return None
    first = _earliest(parts, first)
    stop = first + 1
    while stop < len(parts) and _belongs(text, parts, first, stop, has_title=has_title):
        stop += 1
    return first, stop


def assembled(text: str, run: list[Segment]) -> list[PersonFound]:
    """Return the people of a run: a name begins one, everything else says more of the last."""
    people: list[PersonFound] = []
    together = 1
    for number, one in enumerate(run):
        is_in_list = one.sort is Sort.PERSON and _is_in_list(run, number)
        if one.sort is Sort.PERSON and (is_in_list or one.sureness > 1):
            begun = read_people(text, one.span)
            people.extend(begun)
            together = len(begun) or together
        elif people:
            piece = _with_dash(run, number)
            for index in range(len(people) - together, len(people)):
                people[index] = more_about(text, people[index], piece) if piece else people[index]
    return share_institution(people) if len(run) == together or _is_plain_list(run) else people


def _is_in_list(run: list[Segment], number: int) -> bool:
    """Say whether a name that nobody knows opens a run, or stands among names and nothing else."""
    return not number or (run[0].before == ":" and _is_plain_list(run))


def _with_dash(run: list[Segment], number: int) -> Span | None:
    """Return a part with what a dash adds to it; None for what was added to the part before."""
    if run[number].before == "-" and run[number - 1].sort is Sort.ROLE:
        return None
    if number + 1 < len(run) and run[number + 1].before == "-" and run[number].sort is Sort.ROLE:
        return Span(run[number].span.start, run[number + 1].span.end)
    return run[number].span


def _is_plain_list(run: list[Segment]) -> bool:
    return all(one.sort is Sort.PERSON for one in run)


def _first_person(text: str, parts: list[Segment]) -> int | None:
    for least in (4, 3, 2):
        for index, one in enumerate(parts):
            if one.sort is Sort.PERSON and one.sureness + (one.before == "w") >= least:
                return index
    return next((index for index in range(len(parts)) if _may_be_person(parts, index)), None)


def _earliest(parts: list[Segment], first: int) -> int:
    """Return where people begin: at an earlier name of a list, or one with a title of its own."""
    for index in range(first):
        is_name = parts[index].sort is Sort.PERSON
        if is_name and parts[index + 1].sort is Sort.QUOTED and parts[index + 1].before == ",":
            return index
    earlier = first
    while earlier and parts[earlier].before == "," and parts[earlier - 1].sort is Sort.PERSON:
        earlier -= 1
    return earlier if parts[earlier].before == ":" else first


def _may_be_person(parts: list[Segment], index: int) -> bool:
    """Say whether two capitals, which may be anything, are a person where they stand."""
    one = parts[index]
    if one.sort is not Sort.PERSON:
        return False
    behind = parts[index + 1] if index + 1 < len(parts) else None
    if behind is None:
        return (index > 0 and not _stands_behind_room(parts, index)) or one.before == "x"
    if behind.sort in _ABOUT or behind.sort is Sort.QUOTED or behind.before in "-:":
        return True
    return index == 0 and behind.sort is Sort.WORDS


def _stands_behind_room(parts: list[Segment], index: int) -> bool:
    """Say whether two capitals stand where the building does: "Lecture Theatre 3, Elvet West"."""
    return parts[index].before == "," and parts[index - 1].sort is Sort.PLACE


def _has_number(between: str) -> bool:
    """Say whether an hour stood between two parts, so that what follows is the place."""
    return any(char.isdigit() for char in between)


def _belongs(text: str, parts: list[Segment], first: int, index: int, *, has_title: bool) -> bool:
    """Say whether a part goes on with the people before it."""
    one, before = parts[index], parts[index - 1]
    if one.sort in (Sort.QUOTED, Sort.UNSAID) or one.before in ":|\t\n.x":
        return False
    if one.sort is Sort.BRACKET:
        return one.before != '"'
    if one.sort is Sort.PLACE and _has_number(text[before.span.end : one.span.start]):
        return False
    if one.before == "-":
        return _goes_on_behind_dash(text, parts, index, has_title=has_title)
    if one.before == ";":
        return one.sort is Sort.PERSON
    if one.sort in _ABOUT or (one.sort is Sort.PERSON and one.sureness > 1):
        return not (one.sort is Sort.ROLE and _is_title_like(text, one, has_title))
    if "(" in before.span.cut(text) or one.before != ",":
        return False
    return _is_short_affiliation(text, parts, index, has_title=has_title)


def _goes_on_behind_dash(text: str, parts: list[Segment], index: int, *, has_title: bool) -> bool:
    one, before = parts[index], parts[index - 1]
    behind = parts[index + 1] if index + 1 < len(parts) else None
    if one.sort in _ABOUT and "(" not in before.span.cut(text):
        return has_title or behind is not None or one.sort is Sort.INSTITUTION
    is_inside_role = before.sort is Sort.ROLE and behind is not None
    return is_inside_role and behind is not None and behind.sort in _ABOUT


def _is_title_like(text: str, one: Segment, has_title: bool) -> bool:
    """Say whether words that hold a post are rather a title: "The reader in the archive"."""
    words = one.span.cut(text)
    return not has_title and words.split()[0] in ("The", "A", "An", "On", "Die", "Der", "Le", "La")


def _is_short_affiliation(text: str, parts: list[Segment], index: int, *, has_title: bool) -> bool:
    """Say whether words behind a name and a comma are where the person works."""
    words = parts[index].span.cut(text)
    behind = parts[index + 1] if index + 1 < len(parts) else None
    if parts[index].sort is Sort.PLACE:
        return is_place(text, parts[index].span) and not any(char.isdigit() for char in words)
    is_short = len(words.split()) <= 5 and reads_as_name(words)
    more = has_title or index > 1 or (behind is not None and behind.before in ":-,;")
    return is_short and (more or len(words.split()) == 1)

"""Gives each event what its page says once for all of them, unless it says something of its own."""

from __future__ import annotations

from dataclasses import replace

from termcard.announcements.parts import HEARD, PartKind
from termcard.announcements.prose.drafts import Draft
from termcard.announcements.prose.exceptions import Exceptional
from termcard.announcements.prose.fields import EventRead, When
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.layout import BlockKind
from termcard.announcements.prose.occurring import said_by
from termcard.announcements.prose.overrides import find_override
from termcard.announcements.prose.sights import Sight
from termcard.announcements.prose.standing import Standing
from termcard.announcements.prose.stretches import Stretch


def quieten(sights: list[Sight], standing: Standing) -> None:
    """Take what holds for all out of the body of the event that it happens to stand in."""
    for index in standing.used:
        block = replace(sights[index].block, kind=BlockKind.FURNITURE, label=Label.OTHER)
        sights[index] = replace(sights[index], block=block)


def with_usual_hour(text: str, stretch: Stretch, when: When, standing: Standing) -> When:
    """Return when an event is, at the usual hour unless it says its own or lasts for days."""
    if when.start is not None or when.last is not None:
        return when
    exception = _exception_of(text, stretch, standing)
    own = find_override(text, stretch).hour
    hour = exception.hour if exception is not None and exception.hour else own or standing.hour
    if hour is None:
        return when
    return replace(
        when,
        start=hour.start,
        end=hour.end,
        ends_next_day=hour.ends_next_day,
        hour_spans=(hour.span,),
        warnings=when.warnings + hour.warnings,
    )


def with_usual_people(events: list[EventRead], standing: Standing) -> list[EventRead]:
    """Give the one lecturer of a whole series to its events, none of which names a speaker."""
    people = [person for person in standing.people if person.part in HEARD]
    if not people or len(events) < 2 or any(map(_is_heard, events)):
        return events
    return [
        replace(event, people=event.people + tuple(people)) if event.title is not None else event
        for event in events
    ]


def _is_heard(event: EventRead) -> bool:
    return any(person.part in HEARD - _ANSWERING for person in event.people)


# Who answers a lecture does not give it.
_ANSWERING = frozenset({PartKind.RESPONDENT, PartKind.DISCUSSANT})


def _exception_of(text: str, stretch: Stretch, standing: Standing) -> Exceptional | None:
    if not standing.exceptions:
        return None
    words = " ".join(said_by(sight).cut(text) for sight in stretch.when)
    return next((one for one in standing.exceptions if one.fits(stretch.days, words)), None)


def take_usual(text: str, stretch: Stretch, standing: Standing, draft: Draft) -> None:
    """Give an event the usual place or platform where it names neither, and the usual terms."""
    if not draft.venue and draft.platform is None:
        exception = _exception_of(text, stretch, standing) or find_override(text, stretch)
        if exception.venue is not None:
            draft.take_venue(exception.venue)
        if standing.venue is not None and not draft.venue:
            draft.take_venue(standing.venue)
        draft.platform = draft.platform or standing.platform
    draft.series = draft.series or standing.series
    if not draft.attendance:
        draft.attendance.extend(standing.attendance)
    if not draft.contact:
        draft.contact.extend(standing.contact)

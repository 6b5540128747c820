"""Decides when an event is, from its lines about when, and says what contradicts itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from termcard.announcements.prose.dates import resolve
from termcard.announcements.prose.fields import When
from termcard.announcements.prose.labels import Label
from termcard.announcements.prose.languages import fold
from termcard.announcements.prose.overrides import moved_to
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.stretches import Stretch
from termcard.announcements.prose.times import HourFound
from termcard.announcements.prose.zones import cities, find_zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads: the day of reading, for years left out, and the zone of the reader."""

    reference_date: date
    default_zone: str


def decide_when(text: str, stretch: Stretch, reader: Reader, year_hint: int | None) -> When | str:
    """Return the days and hours of a stretch, or a sentence when its date cannot be."""
    days = moved_to(text, stretch) or stretch.days
    resolved = resolve(days[0], reference_date=reader.reference_date, year_hint=year_hint)
    if isinstance(resolved, str):
        return resolved
    hour = _hour(stretch)
    warnings = list(resolved.warnings)
    end, end_spans = (hour.end, [hour.span]) if hour else (None, [])
    if hour is not None:
        warnings.extend(hour.warnings)
        if end is None and (said := _end_label(stretch, hour)) is not None:
            end, end_spans = said.start, [hour.span, said.span]
    return When(
        first=resolved.first,
        last=resolved.last,
        start=hour.start if hour else None,
        end=end,
        ends_next_day=bool(hour and hour.ends_next_day),
        day_spans=(days[0].span,),
        hour_spans=tuple(end_spans),
        warnings=tuple(dict.fromkeys(warnings)),
    )


def _hour(stretch: Stretch) -> HourFound | None:
    labelled = [sight for sight in stretch.when if sight.block.label is Label.TIME]
    for sight in (*labelled, *stretch.when):
        for hour in sight.starts:
            return hour
    return None


def _end_label(stretch: Stretch, start: HourFound) -> HourFound | None:
    """Return the hour of "End: 5pm", which stands on a line of its own."""
    for sight in stretch.rest:
        if sight.block.label is Label.END and sight.hours:
            end = sight.hours[0]
            return end if end.start > start.start else None
    return None


def decide_zone(text: str, stretch: Stretch, reader: Reader) -> Found[str] | None:
    """Return the zone that the lines about when state, or a line labelled so."""
    for sight in stretch.when:
        behind = sight.starts[0].span if sight.starts else Span(0, 0)
        words = sight.sentence or sight.block.words
        found = find_zone(text, behind, words, default_zone=reader.default_zone)
        if found is not None:
            return found
    for sight in stretch.rest:
        if sight.block.label is Label.ZONE and sight.block.value:
            return _named(text, sight.block.value, reader)
    return None


def _named(text: str, value: Span, reader: Reader) -> Found[str] | None:
    words = value.cut(text)
    if zone := cities().get(fold(words.rsplit("/", 1)[-1].replace("_", " "))):
        return Found(value=zone, spans=(value,), reason="a labelled zone")
    before = Span(value.start - 1, value.start)
    return find_zone(text, before, value, default_zone=reader.default_zone)

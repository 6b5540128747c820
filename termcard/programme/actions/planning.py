"""Plans the dates of a series as one writes them into a grid: all rows at once, or none."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement, Kind, Place, Status
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.people.models import Account
from termcard.programme.actions.carrying_out import (
    PLANNED,
    DateWish,
    EventWish,
    Held,
    Wishes,
    carry_out,
)
from termcard.programme.actions.preparing import prepare
from termcard.programme.actions.touching import CHANGED_MEANWHILE, lock_events, require_revision
from termcard.programme.models import Event, Placeholder, Series
from termcard.programme.rules import may_edit_series
from termcard.records.models import Change


@dataclasses.dataclass(frozen=True, kw_only=True)
class PlannedRow:
    """One row of a term as somebody wants it; only rows that were changed are sent.

    `event` is the key of the event that stands in it, `revision` the one that was seen; `held`
    what the date is to hold without an event, `held_on` and `held_was` the date that was held
    when the row was seen, and how. A row that names neither an event nor what is held is empty,
    and is let go. None for `speakers` leaves everybody as they are, None for `place` or `note`
    these.
    """

    event: int | None = None
    revision: int | None = None
    is_event: bool = False
    on: date | None = None
    at: time | None = None
    until: time | None = None
    title: str = ""
    speakers: tuple[Part, ...] | None = None
    place: str | None = None
    note: str | None = None
    held: Held = None
    held_on: date | None = None
    held_was: Held = None


class RowsRefused(ValidationError):
    """What is wrong with some rows, by their place among those sent; nothing was saved."""

    def __init__(self, rows: dict[int, list[ValidationError]]) -> None:
        super().__init__([error for errors in rows.values() for error in errors])
        self.rows = rows


@dataclasses.dataclass(frozen=True)
class Planned:
    """What became of a plan: by this name it can be undone; nothing is new the second time.

    `rows` says how many rows were changed.
    """

    batch: uuid.UUID
    made: tuple[Event, ...] = ()
    is_new: bool = True
    rows: int = 0


@transaction.atomic
def plan_rows(
    series: Series,
    rows: Sequence[PlannedRow],
    *,
    token: uuid.UUID,
    by: Account,
    seen: Iterable[int] = (),
) -> Planned:
    """Save rows of a series as one batch: new events are drafts, others are amended and moved.

    `seen` are the keys of events that stood beside the rows: a day that another event has taken
    meanwhile is refused. The same token again does nothing, however often it is sent. Raises
    PermissionDenied, also for events of another series, and RowsRefused.
    """
    locked = _locked(series, by)
    batch = batch_of(token, series=locked, by=by)
    if Change.objects.of("series", locked.pk).in_batch(batch).exists():
        return Planned(batch, is_new=False)
    events = _opened(locked, [row.event for row in rows if row.event is not None], by)
    taken = _taken_days(locked, rows, {*events, *seen})
    wishes, refused = _wishes(locked, rows, events, taken)
    if refused:
        raise RowsRefused(refused)
    if not rows:
        return Planned(batch)
    made = carry_out(locked, wishes, batch=batch, by=by)
    return Planned(batch, tuple(made), rows=len(rows))


@transaction.atomic
def undo_plan(series: Series, batch: uuid.UUID, *, by: Account) -> Planned:
    """Bring back what a batch found, as a batch of its own, which can be undone in turn.

    Raises PermissionDenied, and ValidationError where somebody changed one of its events since,
    or published it.
    """
    locked = _locked(series, by)
    found = Change.objects.of("series", locked.pk).with_verb(PLANNED).in_batch(batch).first()
    if found is None:
        raise ValidationError("There is no such batch to undo.")
    details, again = found.details, uuid.uuid4()
    known = {int(key): revision for key, revision in details["revisions"].items()}
    put_away = {row["event"] for row in details["events"] if row["did"] == "discarded"}
    events = _opened(locked, [key for key in known if key not in put_away], by)
    gone = Event.objects.editable_by(by, is_discarded=True).in_series(locked)
    events |= gone.with_announcement().in_bulk(put_away)
    changed = [str(each) for each in events.values() if each.revision != known[each.pk]]
    if changed or len(events) < len(known):
        words = ", ".join(f"“{title}”" for title in changed) or "An event"
        raise ValidationError(f"{words} was changed since, so this is not undone.")
    wishes = [EventWish(event=events[key]) for key in details["made"]]
    for row in details["events"]:
        told = None if row["did"] == "taken_up" else documented.read(row["was"])
        is_back = row["did"] == "discarded"
        wishes.append(EventWish(event=events[row["event"]], told=told, is_taken_up=is_back))
    dates = [
        DateWish(on=date.fromisoformat(row["on"]), held=tuple(row["was"]) if row["was"] else None)
        for row in details["dates"]
    ]
    carry_out(locked, Wishes(events=wishes, dates=dates), batch=again, by=by)
    return Planned(again)


def batch_of(token: uuid.UUID, *, series: Series, by: Account) -> uuid.UUID:
    """Return the name of the batch that this account makes of this series by this form."""
    named = f"{by.pk}:{series.pk}:{token}"
    digest = salted_hmac("termcard.term_grid", named, algorithm="sha256").digest()
    return uuid.UUID(bytes=digest[:16], version=4)


def _locked(series: Series, by: Account) -> Series:
    locked: Series = Series.objects.select_for_update().get(pk=series.pk)
    if not may_edit_series(by, locked):
        raise PermissionDenied(f"Only organisers of {locked.host} plan its series.")
    return locked


def _opened(series: Series, keys: Sequence[int], by: Account) -> dict[int, Event]:
    """Return the events of the series with these keys, locked; refuse any other."""
    mine = Event.objects.editable_by(by).in_series(series).filter(pk__in=keys)
    lock_events(mine)
    found: dict[int, Event] = mine.with_announcement().in_bulk()
    if len(found) < len(set(keys)):
        raise PermissionDenied("These are not events of this series that you may change.")
    return found


def _wishes(
    series: Series,
    rows: Sequence[PlannedRow],
    events: dict[int, Event],
    taken: dict[date, Event],
) -> tuple[Wishes, dict[int, list[ValidationError]]]:
    """Return what the rows wish for, and what is wrong with which of them."""
    refused: dict[int, list[ValidationError]] = {}
    told: list[EventWish] = []
    dates: dict[date, Held] = {}
    kind = _usual_kind(series)
    held = _held(series, rows)
    for place, row in enumerate(rows):
        try:
            if row.event is not None or row.is_event:
                told.append(_event_wish(series, row, events, kind, taken))
            _require_held_as_seen(row, held)
            if row.held_on is not None:
                dates.setdefault(row.held_on, None)
            if row.held is not None and row.on is not None:
                dates[row.on] = row.held
        except ValidationError as error:
            refused[place] = [error]
        except ValueError as error:
            refused[place] = [ValidationError(_sentence(error))]
    wished = [DateWish(on=on, held=held) for on, held in dates.items()]
    return Wishes(events=told, dates=wished), refused


def _sentence(error: ValueError) -> str:
    words = str(error).partition(": ")[2] or str(error)
    return words[:1].upper() + words[1:]


def _usual_kind(series: Series) -> Kind:
    latest = Event.objects.in_series(series).latest_first().values_list("kind", flat=True).first()
    return Kind(latest) if latest else Kind.SEMINAR


def _held(series: Series, rows: Sequence[PlannedRow]) -> dict[date, Placeholder]:
    """Return what the dates that the rows touch hold now."""
    days = [day for row in rows for day in (row.held_on, row.held and row.on) if day]
    return {each.on: each for each in Placeholder.objects.of_any([series]).on_days(days)}


def _require_held_as_seen(row: PlannedRow, held: dict[date, Placeholder]) -> None:
    """Refuse to let go or to hold a date that somebody else has held meanwhile."""
    for day in {row.held_on, row.on if row.held is not None else None} - {None}:
        now = held.get(day) if day else None
        seen = row.held_was if day == row.held_on else None
        if (now and (now.kind, now.words)) != seen:
            words = f"Somebody changed this date meanwhile: {now}." if now else "It was let go."
            raise ValidationError(words, code=CHANGED_MEANWHILE)


def _taken_days(series: Series, rows: Sequence[PlannedRow], seen: set[int]) -> dict[date, Event]:
    """Return the events of the series that were not seen, on days that rows want for new ones."""
    days = {row.on for row in rows if row.is_event and row.event is None and row.on}
    found = Event.objects.in_series(series).filter(sessions__starts_on__in=days)
    found = found.filter(discarded_at__isnull=True, withdrawn_at__isnull=True)
    found = found.exclude(pk__in=seen)
    return {
        row.starts_on: event
        for event in found.prefetch_related("sessions")
        for row in event.sessions.all()
    }


def _event_wish(
    series: Series,
    row: PlannedRow,
    events: dict[int, Event],
    kind: Kind,
    taken: dict[date, Event],
) -> EventWish:
    if row.event is None:
        return EventWish(told=_fresh(series, row, kind, taken))
    event = events[row.event]
    require_revision(event, row.revision)
    if not row.is_event:
        if event.visibility != Event.Visibility.DRAFT:
            raise ValidationError("It is not a draft: cancel or withdraw it on its own page.")
        return EventWish(event=event)
    return EventWish(event=event, told=_amended(series, event, row))


def _fresh(series: Series, row: PlannedRow, kind: Kind, taken: dict[date, Event]) -> Announcement:
    if row.on is None:
        raise ValidationError("On which day? A new event needs a date.")
    if row.on in taken:
        words = f"Somebody planned “{taken[row.on]}” for that day meanwhile; look at it first."
        raise ValidationError(words, code=CHANGED_MEANWHILE)
    session = Session(
        starts_on=row.on, starts_time=row.at, ends_time=row.until, zone=series.usual_zone
    )
    told = Announcement(
        title=row.title or None,
        kind=kind,
        sessions=(session,),
        place=Place(name=row.place) if row.place else None,
        parts=row.speakers or (),
        notices=(row.note,) if row.note else (),
    )
    return prepare(told).announcement


def _amended(series: Series, event: Event, row: PlannedRow) -> Announcement:
    before = event.announcement()
    sessions = _moved(series, before.sessions, row)
    if sessions != before.sessions and event.status == Status.CANCELLED:
        raise ValidationError("It was cancelled: restore it on its own page before it moves.")
    told = dataclasses.replace(before, title=row.title or None, sessions=sessions)
    if row.speakers is not None:
        told = dataclasses.replace(told, parts=_parts(before, row.speakers))
    if row.place is not None:
        told = dataclasses.replace(told, place=Place(name=row.place) if row.place else None)
    if row.note is not None:
        told = dataclasses.replace(told, notices=(row.note,) if row.note else ())
    return prepare(told).announcement


def _moved(series: Series, before: tuple[Session, ...], row: PlannedRow) -> tuple[Session, ...]:
    """Return the one sitting at the day and hour of the row, as long as before or as is said."""
    if row.on is None:
        if before:
            raise ValidationError("On which day? An event that had a date keeps one.")
        return ()
    if not before:
        zone = series.usual_zone
        return (Session(starts_on=row.on, starts_time=row.at, ends_time=row.until, zone=zone),)
    was = before[0]
    if (row.on, row.at) == (was.starts_on, was.starts_time) and row.until in (None, was.ends_time):
        return before
    until = row.until or _as_long(was, row.at)
    moved = dataclasses.replace(
        was, starts_on=row.on, starts_time=row.at, ends_on=None, ends_time=until
    )
    return (dataclasses.replace(moved, starts_fold=0, ends_fold=0),)


def _as_long(was: Session, at: time | None) -> time | None:
    """Return when it ends if it begins at another hour and lasts as long; None if none is said."""
    if at is None or was.starts_time is None or was.ends_time is None:
        return None
    day = datetime.combine(was.starts_on, at)
    length = was.ends_at() - was.starts_at()
    ends = day + length
    return ends.time() if ends.date() == day.date() and length < timedelta(days=1) else None


def _parts(before: Announcement, speakers: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the speakers as typed, with what is known of those named before, then the others."""
    known = {part.name.casefold(): part for part in before.parts if part.is_speaker}
    heard = []
    for typed in speakers:
        was = known.get(typed.name.casefold())
        if was is not None:
            honorific = typed.honorific or was.honorific
            typed = dataclasses.replace(
                was, name=typed.name, honorific=honorific, affiliation=typed.affiliation
            )
        heard.append(typed)
    return (*heard, *(part for part in before.parts if not part.is_speaker))

"""Derives anew what the rules of time zones say, when those are others than they were."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from termcard.people.models import Account
from termcard.programme.actions import rows
from termcard.programme.actions.touching import Touch, lock_events, touch_events
from termcard.programme.models import Event, Session
from termcard.programme.models.telling import session_told

AT_ONCE = 500
# No rule moves a moment by more than a day; what was over before that stays as it was.
FURTHEST = timedelta(days=1)


def derive_instants(*, by: Account, rules: str) -> int:
    """Derive anew the moments of what is still to come; return how many events moved.

    Their wall times stay. Each that moved gets a Change that is not loud, which names the
    edition of the rules; what moved none is not touched.
    """
    keys = _wrong()
    batches = (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))
    return sum(_derive(batch, by=by, rules=rules) for batch in batches)


def _wrong() -> list[int]:
    """Return the keys of events of which a sitting stands at another moment than it means."""
    to_come = Session.objects.ending_after(timezone.now() - FURTHEST).order_by("event_id")
    rows_to_come = to_come.iterator(chunk_size=AT_ONCE)
    wrong = (row.event_id for row in rows_to_come if _meant(row) != (row.starts_at, row.ends_at))
    return list(dict.fromkeys(wrong))


@transaction.atomic
def _derive(keys: list[int], *, by: Account, rules: str) -> int:
    lock_events(Event.objects.filter(pk__in=keys))
    touches: list[Touch] = []
    changed: list[Session] = []
    for event in Event.objects.filter(pk__in=keys).with_announcement():
        sittings = list(event.sessions.all())
        was = _moments(sittings)
        for row in sittings:
            row.starts_at, row.ends_at = _meant(row)
        if was == _moments(sittings):
            continue
        changed += sittings
        told = [session_told(row, with_talks=False) for row in sittings]
        for name, moment in rows.bounds(told).items():
            setattr(event, name, moment)
        details = {"from": was, "to": _moments(sittings), "rules": rules}
        columns = ("starts_at", "ends_at")
        touches.append(Touch(event, "rederived", columns, details, is_loud=False, is_itip=True))
    Session.objects.bulk_update(changed, ["starts_at", "ends_at"], batch_size=200)
    touch_events(touches, by=by)
    return len(touches)


def _moments(sittings: list[Session]) -> list[str]:
    return [f"{row.starts_at.isoformat()}/{row.ends_at.isoformat()}" for row in sittings]


def _meant(row: Session) -> tuple[datetime, datetime]:
    """Return the moments that its wall times mean now."""
    told = session_told(row, with_talks=False)
    return told.starts_at().astimezone(UTC), told.ends_at().astimezone(UTC)

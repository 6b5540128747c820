"""What needs an account today, gathered from all that knows of something to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from termcard.announcements.announcement import Mode
from termcard.announcements.wording import TO_BE_ANNOUNCED, day_words, days_words, time_range
from termcard.people.models import Account, Duty
from termcard.programme.models import Event, Placeholder, Series, Session, Submission
from termcard.programme.models.collisions import collisions
from termcard.programme.models.telling import session_told
from termcard.programme.querysets import EventQuerySet, needs

AHEAD = timedelta(days=21)
DATES_AHEAD = timedelta(days=28)
# More of one sort are counted, not shown.
MOST_SHOWN = 8


@dataclass(frozen=True)
class Need:
    """One thing to be done: what it concerns, when that is, what is the matter, what to do."""

    title: str
    url: str
    when: str = ""
    said: str = ""
    action: str = ""
    action_url: str = ""


@dataclass(frozen=True)
class Section:
    """Things to be done of one sort, the most pressing first."""

    name: str
    title: str
    needs: Sequence[Need] = field(default_factory=tuple)
    has_more: bool = False
    more_url: str = ""


def needs_today(
    account: Account, now: datetime | None = None, *, mine: EventQuerySet | None = None
) -> list[Section]:
    """Return what needs the account today, by sort; what is empty is left out.

    `mine` are the events it may change, where they were asked for already. A fixed number of
    queries, however many events there are.
    """
    moment = now or timezone.now()
    mine = Event.objects.editable_by(account) if mine is None else mine
    sections = [
        *_duties(account),
        _approvals(account),
        _returned(account),
        _lacking(mine, moment),
        _clashes(mine, moment),
        _held_dates(account, moment),
        _orphans(account),
    ]
    return [section for section in sections if section.needs]


def this_week(mine: EventQuerySet, now: datetime | None = None) -> list[Need]:
    """Return which of these events begin within seven days; two queries."""
    moment = now or timezone.now()
    found = needs.standing_between(mine, _midnight(moment), moment + timedelta(days=7))
    return [
        Need(title=str(event), url=desk_url(event), when=when_of(event), said=_state(event))
        for event in found.prefetch_related("sessions")[:30]
    ]


def desk_url(event: Event) -> str:
    """Return the path at which an event is worked on."""
    return reverse("event_desk", args=[event.short_id])


def when_of(event: Event) -> str:
    """Return when an event first takes place, in words."""
    first = next(iter(event.sessions.all()), None)
    return _when(first) if first else TO_BE_ANNOUNCED


def _when(sitting: Session) -> str:
    told = session_told(sitting, with_talks=False)
    return ", ".join(filter(None, (days_words(told), time_range(told))))


def _state(event: Event) -> str:
    words = {Event.Visibility.DRAFT: "Draft", Event.Visibility.PRIVATE: "Private"}
    if event.status != "confirmed":
        return event.status.capitalize()
    return words.get(Event.Visibility(event.visibility), "")


def _midnight(moment: datetime) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    return datetime.combine(moment.astimezone(zone).date(), time(0), zone)


def _section(name: str, title: str, found: Iterable[Need], more_url: str = "") -> Section:
    """Return a section of what was found, of which one more than is shown was asked for."""
    rows = list(found)
    return Section(name, title, tuple(rows[:MOST_SHOWN]), len(rows) > MOST_SHOWN, more_url)


_DUTIES = {
    "enquiry": ("questions", "Questions to answer", "enquiries", "Answer"),
    "proposals": ("proposals", "Read, and waiting for you", "proposals", "Review"),
}


def _duties(account: Account) -> list[Section]:
    """Return what other parts of the system put down as to be done; two queries for all."""
    kinds: dict[str, list[Need]] = {kind: [] for kind in _DUTIES}
    for duty in Duty.objects.open_for(account).of_kinds(list(_DUTIES))[:200]:
        action = _DUTIES[duty.kind][3]
        since = f"since {day_words(timezone.localdate(duty.opened_at))}"
        kinds[duty.kind].append(Need(duty.title, duty.path, since, "", action, duty.path))
    return [
        _section(name, title, kinds[kind], reverse(page))
        for kind, (name, title, page, _) in _DUTIES.items()
    ]


def _approvals(account: Account) -> Section:
    waiting = Submission.objects.for_approval_by(account).waiting().with_event()
    page = reverse("approvals")
    found = (
        Need(
            str(each.event),
            f"{page}#event-{each.event.short_id}",
            when_of(each.event),
            each.note[:200],
            "Look at it",
            f"{page}#event-{each.event.short_id}",
        )
        for each in waiting.prefetch_related("event__sessions")[: MOST_SHOWN + 1]
    )
    return _section("approvals", "To approve", found, page)


def _returned(account: Account) -> Section:
    returned = Submission.objects.returned_to(account).with_event()
    found = (
        Need(
            str(each.event),
            desk_url(each.event),
            "",
            each.words[:200],
            "Change it",
            desk_url(each.event),
        )
        for each in returned[: MOST_SHOWN + 1]
    )
    return _section("returned", "Returned to you", found)


def _lacking(mine: EventQuerySet, now: datetime) -> Section:
    found = needs.lacking_facts(mine, now, now + AHEAD).prefetch_related("sessions")
    return _section(
        "facts",
        "Facts that are missing",
        (
            Need(str(each), desk_url(each), when_of(each), missing(each), "Add", desk_url(each))
            for each in found[: MOST_SHOWN + 1]
        ),
        reverse("own_events"),
    )


def missing(event: Event) -> str:
    """Return what an event lacks, of those that lacking_facts finds: "No title, no room"."""
    heard = event.heard_series
    has_room = bool(event.venue_id or event.place or (heard and (heard.venue_id or heard.place)))
    has_link = bool(event.platform or event.stream_url or (heard and heard.platform))
    lacks = [
        ("title", not event.title),
        ("speaker", event.kind in needs.SPOKEN and not getattr(event, "has_speaker", True)),
        ("room", event.mode in (Mode.IN_PERSON, Mode.HYBRID) and not has_room),
        ("platform", event.mode in (Mode.ONLINE, Mode.HYBRID) and not has_link),
        ("room or platform", not event.mode and not has_room and not has_link),
    ]
    said = ", ".join(f"no {name}" for name, is_lacking in lacks if is_lacking)
    return said[:1].upper() + said[1:]


def _clashes(mine: EventQuerySet, now: datetime) -> Section:
    found = (
        Need(
            str(each.event),
            desk_url(each.event),
            _when(each.sitting),
            each.words,
            "Look at it",
            desk_url(each.event),
        )
        for each in collisions(mine, now, now + AHEAD, most=MOST_SHOWN + 1)
    )
    return _section("clashes", "At the same time", found)


def _held_dates(account: Account, now: datetime) -> Section:
    today = timezone.localdate(now)
    theirs = Placeholder.objects.of_series(Series.objects.editable_by(account))
    found = needs.without_event(theirs, today, today + DATES_AHEAD)
    return _section(
        "dates",
        "Dates held without an event",
        (
            Need(
                each.series.title,
                each.series.get_absolute_url(),
                day_words(each.on),
                each.words,
                "Announce one",
                reverse("paste_announcement"),
            )
            for each in found[: MOST_SHOWN + 1]
        ),
    )


def _orphans(account: Account) -> Section:
    found = Series.objects.stewarded_by(account).orphaned()[: MOST_SHOWN + 1]
    return _section(
        "orphans",
        "Series that nobody looks after",
        (
            Need(
                each.title, each.get_absolute_url(), "", "", "Hand it over", each.get_absolute_url()
            )
            for each in found
        ),
    )

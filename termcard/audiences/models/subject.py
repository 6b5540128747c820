"""What can be followed: found by its words in addresses or by its key, with its events."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.conf import settings
from django.utils import timezone

from termcard.audiences.models.subscription import Subscription
from termcard.audiences.querysets import Reference
from termcard.institutions.models import Organisation, Venue
from termcard.lib.following import question_of
from termcard.people.models import Person
from termcard.programme import search
from termcard.programme.models import Event, Series, Topic
from termcard.programme.querysets import EventQuerySet

Kind = Subscription.Kind
MOST_SEARCHES = 1_000
LONGEST_QUESTION = 500
# What a search may ask that is followed: which days it asks for passes with them.
ASKED = ("access", "audience", "host", "kind", "mode", "q", "series", "topic")
_BY_SLUG: dict[str, tuple[Any, str]] = {
    "host": (Organisation, "hosted_within"),
    "series": (Series, "in_series"),
    "topic": (Topic, "about"),
}
_OF_ROW: dict[str, str] = {
    Kind.HOST: "hosted_within",
    Kind.SERIES: "in_series",
    Kind.PERSON: "with_person",
    Kind.TOPIC: "about",
}
_BY_WORD = {"kind": "of_kind", "mode": "in_mode", "audience": "open_to", "access": "offering"}


@dataclass(frozen=True, kw_only=True)
class Subject:
    """Something that can be followed, as its followers know it."""

    kind: str
    key: int = 0
    question: str = ""
    title: str
    path: str
    zone: str

    @property
    def reference(self) -> Reference:
        """What stands for it in a subscription."""
        return self.kind, self.key, self.question


def listed_events() -> EventQuerySet:
    """Return what stands in lists, to which alone followers of lists are led."""
    return Event.objects.visible_to(None).listed()


def find_subject(kind: str, words: str) -> Subject | None:
    """Return what has these words in its address, as far as a stranger may know it."""
    found = _FOUND[kind](words)
    return _SUBJECTS[kind](found) if found is not None else None


def subject_of(subscription: Subscription) -> Subject | None:
    """Return what is followed, as it is called today; None when it is no longer there."""
    if subscription.kind == Kind.SEARCH:
        return search_subject(subscription.question)
    found = _row(subscription.kind, subscription.subject_id)
    return _SUBJECTS[subscription.kind](found) if found is not None else None


def search_subject(asked: str) -> Subject:
    """Return the search that the query of an address asks for; without one it is everything."""
    question = question_of(pair for pair in parse_qsl(asked) if pair[0] in ASKED)
    said = [value for _, value in parse_qsl(question)]
    return Subject(
        kind=Kind.SEARCH,
        question=question[:LONGEST_QUESTION],
        title=f"Search: {', '.join(said)}" if said else "All events",
        path=f"/?{question}" if question else "/",
        zone=settings.TIME_ZONE,
    )


def events_of(reference: Reference) -> EventQuerySet:
    """Return those listed events that belong to what is followed."""
    kind, key, question = reference
    if kind == Kind.SEARCH:
        return found_by(question, listed_events())
    if kind == Kind.EVENT:
        return Event.objects.visible_to(None).keyed(key)
    row = _row(kind, key)
    if row is None:
        return listed_events().none()
    events = listed_events()
    if kind == Kind.VENUE:
        return events.held_in(key)
    asked: EventQuerySet = getattr(events, _OF_ROW[kind])(row)
    return asked


def found_by(question: str, events: EventQuerySet) -> EventQuerySet:
    """Return those of the events that a search asks for; a slip in a word is not forgiven."""
    words = ""
    for name, value in parse_qsl(question):
        if name == "q":
            words = value
        elif name in _BY_SLUG:
            model, asked = _BY_SLUG[name]
            row = model.objects.called(value).first()
            events = getattr(events, asked)(row) if row is not None else events.none()
        elif name in _BY_WORD:
            events = getattr(events, _BY_WORD[name])(value)
    if not words:
        return events
    return events.filter(pk__in=search.candidates(search.wanted(words), timezone.now()))


def references_of(event: Event) -> set[Reference]:
    """Return what the event belongs to that can be followed, and itself; searches apart.

    Its announcement must be loaded.
    """
    found: set[Reference] = {(Kind.EVENT, event.pk, "")}
    if event.series_id:
        found.add((Kind.SERIES, event.series_id, ""))
    if event.shown_venue is not None:
        found.add((Kind.VENUE, event.shown_venue.pk, ""))
    for hosting in event.hostings.all():
        if hosting.kind == hosting.Kind.OWNER or hosting.accepted_at:
            steps = (hosting.organisation.path or "").split("/")[1:-1]
            found.update((Kind.HOST, int(step), "") for step in steps)
    people = {row.person_id for row in event.appearances.all() if row.person_id}
    found.update((Kind.PERSON, key, "") for key in people)
    found.update((Kind.TOPIC, topic.pk, "") for topic in event.topics.all())
    return found


def searches_finding(keys: Iterable[int]) -> dict[int, set[Reference]]:
    """Return {key of an event: the searches that find it}, one question to each search."""
    some = list(keys)
    finding: dict[int, set[Reference]] = {}
    if some:
        for question in Subscription.objects.searches()[:MOST_SEARCHES]:
            among = listed_events().with_keys(some)
            for key in found_by(question, among).first_keys(len(some)):
                finding.setdefault(key, set()).add((Kind.SEARCH, 0, question))
    return finding


def _row(kind: str, key: int) -> Any:
    if kind == Kind.EVENT:
        events = Event.objects.visible_to(None).with_announcement()
        return events.keyed(key).first()
    models: dict[str, Any] = {
        Kind.HOST: Organisation,
        Kind.SERIES: Series,
        Kind.PERSON: Person,
        Kind.VENUE: Venue,
        Kind.TOPIC: Topic,
    }
    return models[kind].objects.filter(pk=key).first()


def _event_at(address: str) -> Event | None:
    events = Event.objects.visible_to(None).with_announcement()
    event: Event | None = events.at(address.partition("-")[0]).first()
    is_there = event is not None and not event.is_taken_down and event.merged_into_id is None
    return event if is_there else None


def _person_called(slug: str) -> Person | None:
    person: Person | None = Person.objects.called(slug).first()
    if person is None or not listed_events().with_person(person).exists():
        return None
    return person


_FOUND: dict[str, Callable[[str], Any]] = {
    Kind.HOST: lambda slug: Organisation.objects.called(slug).first(),
    Kind.SERIES: lambda slug: Series.objects.called(slug).first(),
    Kind.VENUE: lambda slug: Venue.objects.at(slug).first(),
    Kind.TOPIC: lambda slug: Topic.objects.of_events(listed_events()).called(slug).first(),
    Kind.PERSON: _person_called,
    Kind.EVENT: _event_at,
}


def _of_host(row: Organisation) -> Subject:
    return Subject(kind=Kind.HOST, key=row.pk, title=row.name, path=row.url, zone=row.zone)


def _of_series(row: Series) -> Subject:
    zone = row.zone or row.host.zone
    return Subject(kind=Kind.SERIES, key=row.pk, title=row.title, path=row.url, zone=zone)


def _of_venue(row: Venue) -> Subject:
    zone = row.organisation.zone
    return Subject(kind=Kind.VENUE, key=row.pk, title=row.name, path=row.url, zone=zone)


def _of_person(row: Person) -> Subject:
    zone = settings.TIME_ZONE
    return Subject(kind=Kind.PERSON, key=row.pk, title=row.name, path=row.url, zone=zone)


def _of_topic(row: Topic) -> Subject:
    zone = settings.TIME_ZONE
    return Subject(kind=Kind.TOPIC, key=row.pk, title=row.name, path=row.url, zone=zone)


def _of_event(row: Event) -> Subject:
    told = row.announcement()
    zone = told.sessions[0].zone if told.sessions else settings.TIME_ZONE
    return Subject(kind=Kind.EVENT, key=row.pk, title=told.heading(), path=row.url, zone=zone)


_SUBJECTS: dict[str, Callable[[Any], Subject]] = {
    Kind.HOST: _of_host,
    Kind.SERIES: _of_series,
    Kind.VENUE: _of_venue,
    Kind.PERSON: _of_person,
    Kind.TOPIC: _of_topic,
    Kind.EVENT: _of_event,
}

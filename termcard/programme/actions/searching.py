"""Keeps the words by which events are found in step with what the events say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from django.db import transaction

from termcard.announcements.announcement import Announcement, Place
from termcard.institutions.models import Organisation
from termcard.lib.folding import folded_words, spellings
from termcard.lib.pagecache import EVERYTHING, touch
from termcard.programme.models import Event, SearchEntry, SearchSpelling, SearchWord
from termcard.programme.models.telling import place_of, platform_of
from termcard.programme.search import entry_number, is_forgiven, is_held
from termcard.records.actions.inserting import insert_rows

AT_ONCE = 500
# Of more events than these at once, the words that nothing holds any longer stay until a rebuild.
MOST_FORGOTTEN = 20
COLUMNS = ("id", "event_id", "title", "names", "text")


@dataclass(frozen=True)
class Findable:
    """What an event is found by: its number, its key, and its words, folded."""

    number: int
    event_key: int
    title: str
    names: str
    text: str

    @classmethod
    def of(cls, event: Event) -> Findable:
        """Return what an event is found by that is loaded with its announcement."""
        told = event.announcement()
        hosts = [each.name for each in (told.host, *told.co_hosts) if each]
        return cls._made(event, told, told.place, told.platform, hosts, told.topics)

    @classmethod
    def of_new(
        cls,
        event: Event,
        told: Announcement,
        *,
        hosts: Iterable[Organisation],
        topics: Iterable[str],
    ) -> Findable:
        """Return the same of an event that was just written, without asking for it."""
        names = [host.name for host in hosts]
        return cls._made(event, told, place_of(event), platform_of(event), names, topics)

    @classmethod
    def _made(
        cls,
        event: Event,
        told: Announcement,
        place: Place | None,
        platform: str,
        hosts: Iterable[str],
        topics: Iterable[str],
    ) -> Findable:
        named = [*hosts, *([event.series.title] if event.series else [])]
        where = [place.line() if place else "", platform]
        words = (_titles(told), [*_people(told), *where, *named, *topics], _texts(told))
        title, names, text = (" ".join(folded_words("\n".join(each))) for each in words)
        return cls(entry_number(event.starts_at, event.pk), event.pk, title, names, text)

    @classmethod
    def kept(cls, event_keys: Sequence[int]) -> list[Findable]:
        """Return what stands in the index of these events."""
        held = SearchEntry.objects.filter(event_id__in=event_keys)
        return [cls(*row) for row in held.values_list(*COLUMNS)]


def keep_searchable(events: Iterable[Event]) -> None:
    """Keep what events that changed are found by; belongs into the transaction that changes them.

    Only what stands in lists has an entry, so nothing that is hidden takes part in a search.
    """
    keys = [event.pk for event in events]
    for start in range(0, len(keys), AT_ONCE):
        some = keys[start : start + AT_ONCE]
        _replace(Findable.kept(some), _listed(some))


def make_searchable(events: Iterable[Event], found: Iterable[Findable]) -> None:
    """Let events be found that are new; belongs into the transaction that announces them."""
    public = {event.pk for event in events if event.visibility == Event.Visibility.PUBLIC}
    _replace([], [each for each in found if each.event_key in public])


@transaction.atomic
def rebuild_search() -> int:
    """Write all entries and the vocabulary anew; return how many events are found now."""
    for kind in (SearchSpelling, SearchWord, SearchEntry):
        kind.objects.all().delete()
    keys = Event.objects.order_by("pk").values_list("pk", flat=True)
    batch: list[int] = []
    for key in keys.iterator(chunk_size=AT_ONCE):
        batch.append(key)
        if len(batch) == AT_ONCE:
            _replace([], _listed(batch))
            batch = []
    _replace([], _listed(batch))
    transaction.on_commit(lambda: touch({EVERYTHING}))  # no Change tells of it
    return SearchEntry.objects.count()


def _listed(keys: Sequence[int]) -> list[Findable]:
    listed = Event.objects.filter(
        pk__in=keys,
        visibility=Event.Visibility.PUBLIC,
        withdrawn_at__isnull=True,
        erased_at__isnull=True,
        merged_into__isnull=True,
    )
    return [Findable.of(event) for event in listed.with_announcement()]


def _replace(old: Sequence[Findable], new: Sequence[Findable]) -> None:
    was, becomes = set(old), set(new)
    gone = [each for each in old if each not in becomes]
    if gone:
        SearchEntry.objects.filter(pk__in=[each.number for each in gone]).delete()
    # In order: what goes back makes FTS5 begin another segment of its index.
    added = sorted((each for each in new if each not in was), key=attrgetter("number"))
    rows = [(each.number, each.event_key, each.title, each.names, each.text) for each in added]
    insert_rows(SearchEntry, COLUMNS, rows)
    words = _forgiven_words(added)
    _learn(words)
    if len(gone) <= MOST_FORGOTTEN:
        _forget(_forgiven_words(gone) - words)


def _titles(told: Announcement) -> list[str]:
    titles = [told.title or "", *(talk.title or "" for talk in told.talks)]
    return titles + [session.title for session in told.sessions]


def _people(told: Announcement) -> list[str]:
    return [f"{part.full_name} {part.affiliation}" for part in told.people()]


def _texts(told: Announcement) -> list[str]:
    texts = [told.abstract, *(talk.abstract for talk in told.talks), told.kind.display]
    return texts + [part.role for part in told.people()]


def _forgiven_words(entries: Iterable[Findable]) -> set[str]:
    words = {
        word
        for entry in entries
        for told in (entry.title, entry.names, entry.text)
        for word in told.split()
    }
    return set(filter(is_forgiven, words))


def _learn(words: set[str]) -> None:
    """Add words to the vocabulary that are not in it."""
    asked = sorted(words)
    known: set[str] = set()
    for start in range(0, len(asked), AT_ONCE):
        some = asked[start : start + AT_ONCE]
        known.update(SearchWord.objects.filter(pk__in=some).values_list("pk", flat=True))
    # Another transaction may learn the same words meanwhile.
    new = [word for word in asked if word not in known]
    insert_rows(SearchWord, ("word",), [(word,) for word in new], or_ignore=True)
    spelled = [(spelling, word) for word in new for spelling in sorted(spellings(word))]
    insert_rows(SearchSpelling, ("spelling", "word"), spelled, or_ignore=True)


def _forget(words: set[str]) -> None:
    """Take words from the vocabulary that no entry holds any longer."""
    if not words:
        return
    unheld = [word for word in sorted(words) if not is_held(word)]
    SearchSpelling.objects.filter(word__in=unheld).delete()
    SearchWord.objects.filter(pk__in=unheld).delete()
